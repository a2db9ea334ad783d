internal import CaseFlow

/// Whether staffings keep up with the work that is offered, by the traffic equations, as reports of runs
/// tell overload.
///
/// Where a line grows without end, cases that never come to a limit are no late ones: such a staffing
/// is no answer, whatever its shares on time. Roles that the options leave too few people are obeyed, and
/// do not count.
final class StaffingPace {
    private let model: Model
    private let headcounts: [Headcount]
    private var obeyed: Set<Int> = []
    private var known: [[Int]: Set<Int>] = [:]

    /// - Parameter ample: enough people of every headcount, as far as is known.
    init(_ model: Model, _ options: StaffingOptions, ample: [Int]) {
        self.model = model
        headcounts = model.headcounts
        let bounded = headcounts.indices.filter { options.fixed[$0] ?? options.maximum[$0] != nil }
        if bounded.isEmpty { return }
        var allowed = ample
        for index in bounded {
            allowed[index] = options.fixed[index] ?? min(ample[index], options.maximum[index] ?? .max)
        }
        obeyed = overloaded(allowed).intersection(bounded.map { headcounts[$0].role })
    }

    func keepsUp(_ people: [Int]) -> Bool { overloaded(people).isSubset(of: obeyed) }

    /// The fewest of a headcount with which its role keeps up, the other numbers as they are; nil where the
    /// least that some step takes at once do, or where not even `people` do.
    func fewest(of index: Int, in people: [Int]) -> Int? {
        func keepsUp(_ count: Int) -> Bool {
            var tried = people
            tried[index] = count
            return !overloaded(tried).contains(headcounts[index].role)
        }
        var (failed, kept) = (headcounts[index].least, people[index])
        if kept <= failed || keepsUp(failed) || !keepsUp(kept) { return nil }
        while kept - failed > 1 {
            let middle = failed + (kept - failed) / 2
            if keepsUp(middle) { kept = middle } else { failed = middle }
        }
        return kept
    }

    /// Roles that are offered as much as they can do, or more.
    private func overloaded(_ people: [Int]) -> Set<Int> {
        if let roles = known[people] { return roles }
        let roles = Set(OfferedLoad(model.staffed(people)).overloads.flatMap(\.roles))
        known[people] = roles
        return roles
    }
}
