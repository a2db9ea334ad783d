internal import CaseFlow

/// From a staffing that fails up to one that seems to keep all targets, by more people where late cases
/// lost their time.
struct StaffingClimb {
    let space: StaffingSpace
    let samples: StaffingSamples
    /// How many people the last raise of each headcount brought: the next one brings twice as many, for as
    /// long as the targets are far.
    private var stride: [Int] = []

    private static let mostRaises = 200
    /// Headcounts are raised together whose part in the waiting is at least so much of the largest.
    private static let alsoRaised = 0.5
    /// A share that far below its target is not reached by one person more.
    private static let far = 0.05

    init(_ space: StaffingSpace, _ samples: StaffingSamples) {
        self.space = space
        self.samples = samples
    }

    /// The staffing reached; `isFeasible` says whether it seems to keep all targets, or whether nobody is
    /// left to be added that late cases wait for.
    mutating func run(
        from start: [Int]
    ) throws(StaffingSamples.Stopped) -> (people: [Int], isFeasible: Bool) {
        stride = space.headcounts.map { _ in 1 }
        var people = start
        for _ in 0..<Self.mostRaises {
            if try samples.isFeasible(people) { return (people, true) }
            let look = try samples.look(at: people)
            guard let next = raised(people, try samples.waits(at: people), look) else { break }
            people = next
        }
        return (people, false)
    }

    private mutating func raised(_ people: [Int], _ waits: [Double], _ look: StaffingLook) -> [Int]? {
        let open = space.free.filter { people[$0] < space.most[$0] }
        let wanted = open.filter { waits[space.headcounts[$0].role] > 0 }
        guard let largest = wanted.map({ waits[space.headcounts[$0].role] }).max() else {
            // Late cases do not wait for anybody who could be more: any one may still help.
            return open.isEmpty ? nil : stepped(people, open)
        }
        let chosen = wanted.filter { waits[space.headcounts[$0].role] >= Self.alsoRaised * largest }
        let isFar = look.margin < -Self.far
        // Close to the target one person at a time, of the role that is waited for most.
        let raised =
            isFar
            ? chosen
            : [
                leanest(
                    chosen.filter {
                        waits[space.headcounts[$0].role] == largest
                    }, people)
            ]
        var next = people
        for index in raised {
            if !isFar { stride[index] = 1 }
            raise(index, in: &next)
        }
        return next
    }

    private mutating func stepped(_ people: [Int], _ open: [Int]) -> [Int] {
        var next = people
        for index in open { raise(index, in: &next) }
        return next
    }

    private mutating func raise(_ index: Int, in people: inout [Int]) {
        people[index] = min(space.most[index], people[index] + stride[index])
        stride[index] *= 2
    }

    /// Of several headcounts of a role, the one with the fewest people for what the file gives it.
    private func leanest(_ indices: [Int], _ people: [Int]) -> Int {
        func ratio(_ index: Int) -> Double {
            Double(people[index]) / Double(max(1, space.headcounts[index].people))
        }
        return indices.min { (ratio($0), $0) < (ratio($1), $1) } ?? indices[0]
    }
}
