internal import CaseFlow

/// Remembers what was seen of each staffing on the seeds of the search.
///
/// All staffings share their random numbers, and each gets as many replications as it takes to place it: 4,
/// 8, 16 and so on. Only what was found is kept, not the replications.
final class StaffingSamples {
    /// The study was halted, or the events allowed are used up.
    struct Stopped: Error {
        let reason: StopReason
    }

    /// Replications of the first look; each further one has twice as many.
    static let first = 4

    /// Of a model whose replications are long, so many that have seen so much are the last: what they leave
    /// open is left to the certificate.
    private static let enough = 64
    private static let enoughEvents = 3_000_000

    let model: Model
    let seed: UInt64
    let most: Int
    private let options: StaffingOptions
    private let pace: StaffingPace
    private var known: [[Int]: StaffingLook] = [:]
    private var waits: [[Int]: [Double]] = [:]
    /// What certificates said of staffings.
    private var refuted: Set<[Int]> = []
    private var trusted: Set<[Int]> = []
    /// How far above its target a limit has to lie: what lies closer, certificates do not decide.
    private(set) var demanded = 0.0
    private(set) var order: [[Int]] = []
    private(set) var replications = 0
    private(set) var events = 0
    private let progress: (StaffingSamples) -> Void

    /// - Parameter most: replications of one staffing.
    init(
        _ model: Model, seed: UInt64, most: Int, options: StaffingOptions, pace: StaffingPace,
        progress: @escaping (StaffingSamples) -> Void
    ) {
        self.model = model
        self.seed = seed
        self.most = most
        self.options = options
        self.pace = pace
        self.progress = progress
    }

    /// What is known already.
    func seen(_ people: [Int]) -> StaffingLook? { known[people] }

    /// A certificate does not bear it out, whatever the search's own replications say.
    func refute(_ people: [Int]) {
        refuted.insert(people)
        trusted.remove(people)
    }

    /// A certificate of a neighbour says that it keeps all targets.
    func trust(_ people: [Int]) { trusted.insert(people) }

    /// A certificate could not tell a limit so close to its target.
    func demand(_ margin: Double) { demanded = max(demanded, margin) }

    /// Seems to keep every target, and by enough, or by a certificate where there is one.
    func isFeasible(_ people: [Int]) throws(Stopped) -> Bool {
        if refuted.contains(people) { return false }
        if trusted.contains(people) { return true }
        if !pace.keepsUp(people) { return false }
        let look = try look(at: people)
        if !look.isFeasible || demanded == 0 { return look.isFeasible }
        return try self.look(at: people, least: Self.enough).margin > demanded
    }

    func isRefuted(_ people: [Int]) -> Bool { refuted.contains(people) }

    /// Runs replications until the staffing is clearly on one side, at most `most`.
    ///
    /// - Parameters:
    ///   - most: fewer than the search's own number, where a rough look will do.
    ///   - least: replications however clear it is, where the margin itself counts.
    func look(
        at people: [Int], most: Int = .max, least: Int = StaffingSamples.first
    ) throws(Stopped) -> StaffingLook {
        let wanted = min(most, self.most)
        if let look = known[people], look.replications >= min(least, wanted),
            look.isClear || look.isDone || look.replications >= wanted
        {
            return look
        }
        let look = try look(at: model.staffed(people), most: wanted, least: least)
        if known.updateValue(look, forKey: people) == nil { order.append(people) }
        progress(self)
        return look
    }

    /// The same of a model whose people are what they are: unlimited.
    func look(
        at model: Model, most: Int, least: Int = StaffingSamples.first
    ) throws(Stopped) -> StaffingLook {
        var study = study(model)
        study.explain = nil
        var data = study.nothingYet
        var look = StaffingLook(data)
        var goal = Self.first
        repeat {
            try extend(&data, of: &study, to: min(goal, most))
            look = StaffingLook(data)
            goal *= 2
            look.isDone = look.replications >= Self.enough && data.events >= Self.enoughEvents
        } while look.replications < most && !look.isDone && (!look.isClear || look.replications < least)
        return look
    }

    /// Late cases' time for want of people, by role: of each failing limit its share in the time of its late
    /// clocks, times how far it is below its target; where none seems to fail, of the tightest. All zero
    /// where nobody waits for people.
    func waits(at people: [Int]) throws(Stopped) -> [Double] {
        if let known = waits[people] { return known }
        let look = try look(at: people)
        var study = study(model.staffed(people))
        study.options.explainedReplications = Self.first
        var data = study.nothingYet
        try extend(&data, of: &study, to: Self.first)
        let found = Self.waits(data, look)
        waits[people] = found
        return found
    }

    private func study(_ model: Model) -> Study {
        var study = Study(
            model, sample: .fixed(most), seed: seed, options: options.study, simulate: options.simulate)
        study.options.progress = nil
        return study
    }

    private func extend(
        _ data: inout StudyData, of study: inout Study, to goal: Int
    ) throws(Stopped) {
        let before = (data.summaries.count, data.events)
        // What is left counts from the study's own beginning.
        let allowed = options.study.maxEvents
        study.options.maxEvents = allowed == .max ? .max : allowed - events + data.events
        study.extend(&data, to: goal)
        replications += data.summaries.count - before.0
        events += data.events - before.1
        if let reason = data.stopped { throw Stopped(reason: reason) }
    }

    private static func waits(_ data: StudyData, _ look: StaffingLook) -> [Double] {
        let places = TimePlaces(data.model).places
        var waits = data.model.roles.map { _ in 0.0 }
        for (index, weight) in look.lacking {
            let late = data.summaries.compactMap { $0.time?.late[data.entries[index].limit] }
            let all = late.reduce(0) { $0 + $1.reduce(0, +) }
            for (place, of) in places.enumerated() where of.role >= 0 && all > 0 {
                let base = place * TimeCause.count
                let lack = late.reduce(0) {
                    $0 + $1[base + TimeCause.people.index] + $1[base + TimeCause.partners.index]
                }
                waits[of.role] += weight * lack / all
            }
        }
        return waits
    }
}
