internal import CaseFlow

/// Runs a model with lengths given to limits, and keeps count of what all such runs take together.
struct PromiseBench: Sendable {
    let model: Model
    var wishes: [PromiseWish]
    let sample: Sample
    let options: Study.Options
    /// What the user gave; the seeds of search and certificate are made from it.
    let seed: UInt64
    private(set) var events = 0
    private(set) var replications = 0
    private(set) var stopped: StopReason?

    /// A model with a length for each wish, on one seed, run as far as was asked.
    struct Trial {
        var study: Study
        var data: StudyData
    }

    init(_ model: Model, wishes: [PromiseWish], sample: Sample, seed: UInt64, options: Study.Options) {
        self.model = model
        self.wishes = wishes
        self.sample = sample
        self.seed = seed
        self.options = options
    }

    /// - Parameter positions: on the ladders; nil: the limit stays as it is.
    func trial(_ positions: [Int?], on seed: UInt64) -> Trial {
        let lengths = zip(wishes, positions).compactMap { wish, position in
            position.map { (wish: wish, step: wish.ladder[$0]) }
        }
        var study = Study(model.promising(lengths), sample: sample, seed: seed, options: options)
        // What the time of late cases went into is asked of none of these runs.
        study.explain = nil
        return Trial(study: study, data: study.nothingYet)
    }

    mutating func extend(_ trial: inout Trial, to end: Int) {
        let before = (events: trial.data.events, count: trial.data.summaries.count)
        if options.maxEvents != .max {
            trial.study.options.maxEvents = options.maxEvents - events + before.events
        }
        trial.study.extend(&trial.data, to: end)
        events += trial.data.events - before.events
        replications += trial.data.summaries.count - before.count
        if let reason = trial.data.stopped { stopped = reason }
    }

    /// The share on time of a wish's clocks by all replications of a trial so far; nil where none ran.
    func estimate(_ wish: Int, in trial: Trial) -> Quantity? {
        let share = trial.data.onTime(
            wishes[wish].entry, trial.data.method(confidence: options.confidence))
        return share.estimate == nil ? nil : share
    }

    /// Runs a trial with the looks of the sample until every wish asked is kept or missed.
    ///
    /// - Parameter alpha: the error of calling a length kept, and of calling it missed, all looks together.
    /// - Returns: parallel to `asked`.
    mutating func decide(
        _ positions: [Int?], asked: [Int], on seed: UInt64, alpha: Double
    ) -> [(onTime: Quantity, verdict: Verdict)] {
        var trial = trial(positions, on: seed)
        let errors = ShareSequence.Errors(
            trial.data.looks.method, confidence: options.confidence, below: alpha, above: alpha,
            looks: trial.data.looks)
        var shares = asked.map { _ in ShareSequence(errors) }
        var verdicts = asked.map { _ in Verdict.undecided }
        for (look, end) in trial.data.looks.ends.enumerated() {
            extend(&trial, to: end)
            if stopped != nil { break }
            for (place, wish) in asked.enumerated() {
                let (entry, target) = (wishes[wish].entry, wishes[wish].share)
                let totals = trial.data.summaries.map { $0.limits[entry] }
                shares[place].look(
                    look, late: totals.map(\.late), ended: totals.map(\.ended),
                    designEffect: trial.data.designEffect(entry))
                verdicts[place] = shares[place].verdict(target: target)
            }
            if !verdicts.contains(.undecided) { break }
        }
        return zip(shares, verdicts).map { ($0.share, $1) }
    }
}
