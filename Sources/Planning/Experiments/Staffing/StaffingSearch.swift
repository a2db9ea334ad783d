public import CaseFlow

/// The cheapest staffing that keeps every target, put to the test on seeds of its own.
///
/// ```swift
/// print(try await StaffingSearch(model, target: 0.95).cheapest().staff)
/// ```
///
/// First unlimited people: what they miss, no headcount mends. Then a search: from the offered load up, to
/// where late cases lose their time, down again one role at a time, and through cheaper staffings near by.
/// All staffings share their random numbers there, and a clearly bad one gets four replications. What is
/// found looks better than it is, since it was chosen; so it is certified on fresh seeds, with what one
/// person fewer or more of each role would do (`Certificate`), and the search goes on where that fails.
/// Neither the search nor the answer takes for granted that more people help: with shared staff,
/// priorities and escalation they may not.
public struct StaffingSearch: Sendable {
    package let model: Model
    package let options: StaffingOptions

    /// - Parameter target: for every limit but those with `target: none`, above 0, at most 1; nil: the
    ///   targets of the file.
    public init(_ model: Model, target: Double? = nil) {
        let model = target.map { model.targeted($0) } ?? model
        self.init(model, options: StaffingOptions(model))
    }

    package init(_ model: Model, options: StaffingOptions) {
        self.model = model
        self.options = options
    }

    /// Searches on a thread of its own. A cancelled task ends it at once.
    ///
    /// - Throws: `StaffingProblem` where nothing can be searched for.
    public func cheapest() async throws -> StaffPlan {
        let search = self
        return try await onOwnThread(haltedBy: options.study.halt) { try search.plan() }
    }

    /// As `cheapest`, on the calling thread, which waits.
    package func plan() throws(StaffingProblem) -> StaffPlan {
        guard model.hasTarget else { throw .noTarget }
        var run = StaffingRun(model, options)
        return run.plan()
    }
}
