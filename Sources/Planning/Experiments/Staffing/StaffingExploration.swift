internal import CaseFlow

/// Looks for a cheaper staffing than one from which no single person can be taken.
///
/// The fewest people of the first role need not lie on the cheapest staffing, and more people can hurt: with
/// a shared role downstream, more people upstream only bring the line there sooner. So cheaper staffings are
/// simulated, the nearest first. Those that have no more people anywhere than one that clearly fails come
/// last, as they seldom keep what it misses; that they fail too is never taken for granted.
struct StaffingExploration {
    let space: StaffingSpace
    let samples: StaffingSamples
    /// Replications that may still be spent.
    private var budget: Int
    /// Of the last staffing asked about.
    private(set) var cheaper = StaffPlan.Cheaper.someExamined

    /// More staffings than these are not listed.
    private static let mostListed = 20_000

    init(_ space: StaffingSpace, _ samples: StaffingSamples, budget: Int) {
        self.space = space
        self.samples = samples
        self.budget = budget
    }

    /// A cheaper staffing that seems to keep all targets; nil where none was found.
    mutating func better(than people: [Int]) throws(StaffingSamples.Stopped) -> [Int]? {
        cheaper = .someExamined
        let before = samples.replications
        defer { budget -= samples.replications - before }
        let floor = try floor(under: people, until: before + budget)
        let near = nearest(people, floor: floor)
        for tried in near.staffings where !isOvershadowed(tried) {
            if samples.replications - before >= budget { break }
            if try samples.isFeasible(tried) { return tried }
        }
        return try rest(people, until: before + budget)
    }

    /// All cheaper ones that were not looked at, where they are few enough.
    private mutating func rest(
        _ people: [Int], until end: Int
    ) throws(StaffingSamples.Stopped) -> [Int]? {
        let all = nearest(people, floor: space.least)
        let unseen = all.staffings.filter { samples.seen($0) == nil && !samples.isRefuted($0) }
        guard all.isWhole, unseen.count * StaffingSamples.first <= end - samples.replications else {
            return nil
        }
        for tried in unseen {
            if try samples.isFeasible(tried) { return tried }
        }
        cheaper = .allExamined
        return nil
    }

    // MARK: - What cannot be enough

    /// For each headcount the fewest people with which not even as many others as any cheaper staffing could
    /// pay for clearly fail.
    private func floor(
        under people: [Int], until end: Int
    ) throws(StaffingSamples.Stopped) -> [Int] {
        var floor = space.least
        var isDone = false
        while !isDone {
            isDone = true
            for index in space.free where floor[index] < people[index] {
                if samples.replications >= end { return floor }
                let raised = try fewest(of: index, floor, people)
                if raised > floor[index] {
                    floor[index] = raised
                    isDone = false
                }
            }
        }
        return floor
    }

    private func fewest(
        of index: Int, _ floor: [Int], _ people: [Int]
    ) throws(StaffingSamples.Stopped) -> Int {
        var (failed, open) = (floor[index] - 1, people[index])
        var tried = open - 1
        while open - failed > 1 {
            let look = try samples.look(at: corner(index, tried, floor, people))
            if look.isClear && !look.isFeasible { failed = tried } else { open = tried }
            tried = failed + (open - failed) / 2
        }
        return open
    }

    /// So many of one headcount, and of each of the others the most that some cheaper staffing has.
    private func corner(_ index: Int, _ count: Int, _ floor: [Int], _ people: [Int]) -> [Int] {
        var base = floor
        base[index] = count
        let left = space.cost(people) - space.cost(base)
        var corner = base
        for other in space.free where other != index {
            let more = space.costs[other] > 0 ? (left / space.costs[other]).rounded(.down) : 0
            corner[other] = min(space.most[other], base[other] + max(0, Int(min(more, 1e6))))
        }
        return corner
    }

    /// Has no more people anywhere than a staffing that clearly fails.
    private func isOvershadowed(_ people: [Int]) -> Bool {
        samples.order.contains { other in
            guard let look = samples.seen(other), look.isClear, !look.isFeasible else { return false }
            return zip(people, other).allSatisfy { $0 <= $1 }
        }
    }

    // MARK: - Lists

    /// Cheaper staffings from `floor` on, the nearest to `people` first: all of them, or where they are too
    /// many, those that differ by the fewest people.
    private func nearest(_ people: [Int], floor: [Int]) -> (staffings: [[Int]], isWhole: Bool) {
        var found: [[Int]] = []
        var distance = 2
        while true {
            var list = Lattice(space: space, centre: people, floor: floor, most: Self.mostListed)
            list.collect(within: distance)
            if list.isTooLong { return (found, false) }
            found = list.sorted
            if !list.isCutShort { return (found, true) }
            distance *= 2
        }
    }

    /// Lists staffings that cost less than one in their midst.
    private struct Lattice {
        let space: StaffingSpace
        let centre: [Int]
        let floor: [Int]
        let most: Int
        private let bound: Double
        private var found: [(distance: Int, cost: Double, people: [Int])] = []
        private(set) var isTooLong = false
        /// Some lie beyond the distance.
        private(set) var isCutShort = false

        init(space: StaffingSpace, centre: [Int], floor: [Int], most: Int) {
            self.space = space
            self.centre = centre
            self.floor = floor
            self.most = most
            let cost = space.cost(centre)
            bound = cost - 1e-9 * max(1, abs(cost))
        }

        var sorted: [[Int]] {
            found.sorted { a, b in
                if a.distance != b.distance { return a.distance < b.distance }
                if a.cost != b.cost { return a.cost > b.cost }
                return a.people.lexicographicallyPrecedes(b.people)
            }.map(\.people)
        }

        mutating func collect(within distance: Int) {
            var people = centre
            for index in space.free { people[index] = floor[index] }
            collect(0, &people, within: distance, used: 0)
        }

        private mutating func collect(_ place: Int, _ people: inout [Int], within: Int, used: Int) {
            if isTooLong || space.cost(people) >= bound { return }
            guard place < space.free.count else {
                found.append((used, space.cost(people), people))
                isTooLong = found.count > most
                return
            }
            let index = space.free[place]
            let least = people[index]
            defer { people[index] = least }
            // What costs nothing ends at the maximum.
            while people[index] <= space.most[index], !isTooLong, space.cost(people) < bound {
                let away = abs(people[index] - centre[index])
                if used + away <= within {
                    collect(place + 1, &people, within: within, used: used + away)
                } else {
                    isCutShort = true
                }
                people[index] += 1
            }
        }
    }
}
