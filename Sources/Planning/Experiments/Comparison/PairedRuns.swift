internal import CaseFlow

/// The same replications of all designs, the baseline first.
///
/// They go on together, in rounds: a brake that falls in the middle leaves all designs with the same
/// replications, those of the last whole round.
struct PairedRuns {
    /// Parallel: a study and the replications it has.
    private let studies: [Study]
    private(set) var data: [StudyData]
    let changes: [String?]
    let looks: Looks
    private(set) var stopped: StopReason?

    /// The first round; each further one doubles what there is.
    private static let firstRound = 8

    init(_ comparison: Comparison) {
        looks = Looks(comparison.sample)
        let designs = [comparison.baseline] + comparison.designs
        changes = designs.map(\.change)
        studies = designs.map { design in
            // How many is decided here, so each study is one of a fixed number.
            var study = Study(
                design.model, sample: .fixed(1), seed: comparison.seed, options: comparison.options,
                simulate: comparison.simulate)
            study.explain = nil
            study.options.progress = nil
            return study
        }
        progress = comparison.options.progress
        data = studies.map(\.nothingYet)
    }

    private let progress: (@Sendable (Study.Progress) -> Void)?

    var replications: Int { data[0].summaries.count }

    /// Goes on until all designs have `end` replications, or something stops them.
    mutating func go(to end: Int) {
        while replications < end && stopped == nil {
            let next = replications == 0 ? Self.firstRound : 2 * replications
            goRound(to: min(next, end), of: end)
        }
    }

    private mutating func goRound(to next: Int, of end: Int) {
        var round = data
        for index in studies.indices {
            var study = studies[index]
            if study.options.maxEvents != .max {
                let others = round.reduce(0) { $0 + $1.events } - round[index].events
                study.options.maxEvents = max(0, study.options.maxEvents - others)
            }
            study.options.progress = progress(before: round, of: index, end: end)
            study.extend(&round[index], to: next)
            if let reason = round[index].stopped {
                stopped = reason
                return
            }
        }
        data = round
    }

    /// Counts the replications of all designs.
    private func progress(
        before round: [StudyData], of index: Int, end: Int
    ) -> (@Sendable (Study.Progress) -> Void)? {
        guard let progress else { return nil }
        let others = round.reduce(0) { $0 + $1.summaries.count } - round[index].summaries.count
        let goal = end * studies.count
        return { own in
            progress(Study.Progress(finished: others + own.finished, goal: goal, events: own.events))
        }
    }
}
