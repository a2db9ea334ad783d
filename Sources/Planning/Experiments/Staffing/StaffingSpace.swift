internal import CaseFlow
internal import SimKernel

/// The numbers of people that a search may choose from, and what they cost.
struct StaffingSpace {
    let headcounts: [Headcount]
    /// Of one more, parallel to `headcounts`.
    let costs: [Double]
    /// Nothing below keeps up with its work, or can do it at all.
    let least: [Int]
    /// The fewest that keep up with their work; nil where the equations do not prove it.
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
        fewestInPace = Self.fewestInPace(model, load)
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
            let start = Self.guide(headcount, headcounts, load.roles[headcount.role].personsBusy)
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

    // MARK: - Bounds

    /// The fewest people of a headcount whose hours in the counted window hold the work that arrives in it: a
    /// role with fewer has a backlog that grows, whatever its targets say. nil where some step takes as many
    /// at once anyway, and where the equations do not prove it: work beyond closing time, deputies, shared
    /// people, several headcounts, work that several roles can do or that moves to another line, and flows
    /// that are only approximated.
    private static func fewestInPace(_ model: Model, _ load: OfferedLoad) -> [Int?] {
        let headcounts = model.headcounts
        guard load.isExact, load.approximations.isEmpty else { return headcounts.map { _ in nil } }
        let notAlone = rolesWithHelp(model)
        return headcounts.map { headcount in
            let role = headcount.role
            let isAlone =
                headcounts.count { $0.role == role } == 1 && headcount.copies == 1
                && model.isOneNumber(role) && !notAlone.contains(role)
            guard isAlone, let fewest = load.roles[role].leastPeople, fewest > headcount.least else {
                return nil
            }
            return fewest
        }
    }

    /// Roles that work beyond closing time, or whose work others may do.
    private static func rolesWithHelp(_ model: Model) -> Set<Int> {
        let moving = Set(model.ops.filter { $0.overflow >= 0 }.flatMap { model.teams(of: $0) })
        let teams = model.teams.indices.filter { index in
            let team = model.teams[index]
            return team.kind != .together || team.atClosing == .finish || moving.contains(index)
        }
        let finishing = model.roles.indices.filter { model.roles[$0].atClosing == .finish }
        return Set(teams.flatMap { model.teams[$0].members.map(\.role) } + finishing)
    }

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
