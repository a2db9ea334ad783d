internal import CaseFlow
internal import SimKernel

/// The numbers of people that a search may choose from, and what they cost.
struct StaffingSpace {
    let headcounts: [Headcount]
    /// Of one more, parallel to `headcounts`.
    let costs: [Double]
    /// Nothing below keeps up with its work, or can do it at all.
    let least: [Int]
    let pace: StaffingPace
    /// The fewest of each that keep up with the work of their role, beside the guide's numbers of the others;
    /// nil where some step takes as many at once anyway.
    let fewestInPace: [Int?]
    /// The file's own numbers, whatever the bounds.
    let given: [Int]
    /// Where it is worth while to begin.
    let guide: [Int]
    let most: [Int]
    /// The numbers that may change.
    let free: [Int]

    /// Without a maximum, a search goes no further than so many times what the guide or the file say, and
    /// as far as so many people in any case.
    private static let reach = 10
    private static let anyReach = 200

    init(_ model: Model, _ options: StaffingOptions) {
        let headcounts = model.headcounts
        let load = OfferedLoad(model)
        let starts = headcounts.map { headcount in
            Self.guide(headcount, headcounts, load.roles[headcount.role].personsBusy)
        }
        let ample = zip(headcounts, starts).map { max($0.people, $1) }
        let pace = StaffingPace(model, options, ample: ample)
        fewestInPace = headcounts.indices.map { pace.fewest(of: $0, in: ample) }
        self.pace = pace
        self.headcounts = headcounts
        costs = options.costs
        free = headcounts.indices.filter { options.fixed[$0] == nil }
        var (least, most, guide): ([Int], [Int], [Int]) = ([], [], [])
        for (index, headcount) in headcounts.enumerated() {
            if let fixed = options.fixed[index] {
                least.append(fixed)
                most.append(fixed)
                guide.append(fixed)
                continue
            }
            let bound = max(headcount.least, fewestInPace[index] ?? 0)
            let start = starts[index]
            let far = max(Self.anyReach, Self.reach * max(headcount.people, start, bound))
            most.append(options.maximum[index] ?? far)
            // A maximum below what the work takes leaves nothing to find: the largest is looked at.
            least.append(min(bound, most[index]))
            guide.append(min(max(start, least[index]), most[index]))
        }
        self.least = least
        self.most = most
        self.guide = guide
        given = headcounts.map(\.people)
    }

    func cost(_ people: [Int]) -> Double {
        zip(people, costs).reduce(0) { $0 + Double($1.0) * $1.1 }
    }

    func contains(_ people: [Int]) -> Bool {
        people.indices.allSatisfy { least[$0] <= people[$0] && people[$0] <= most[$0] }
    }

    /// The numbers that may change, those of which one more costs most first.
    var dearestFirst: [Int] { free.sorted { (-costs[$0], $0) < (-costs[$1], $1) } }

    // MARK: - Guide

    /// The square-root rule for the offered load a, a + sqrt(a) / 2, shared out over the headcounts of the
    /// role as the file does (W. Whitt 1992, doi:10.1287/mnsc.38.5.708: what safety above the load a given
    /// service takes grows with its root).
    private static func guide(
        _ headcount: Headcount, _ headcounts: [Headcount], _ personsBusy: Double
    ) -> Int {
        guard personsBusy.isFinite, personsBusy < 1e6 else { return headcount.people }
        let wanted = personsBusy + personsBusy.squareRoot() / 2
        let present = headcounts.filter { $0.role == headcount.role }.reduce(0) {
            $0 + $1.people * $1.copies
        }
        guard present > 0 else { return max(headcount.least, Int(wanted.rounded(.up))) }
        let share = Double(headcount.people) * wanted / Double(present)
        return max(headcount.least, Int(share.rounded(.up)))
    }
}
