import CaseFlow
import Planning
import SimKernel

/// An office of one or more limits whose late clocks follow a made-up law: what decisions do with
/// replications can be tested a thousand times without an engine.
struct MadeUpPlan: Sendable {
    /// Late and ended clocks of one limit in one replication, for so many people.
    typealias Law = @Sendable (_ people: [Int], _ limit: Int, inout Dice) -> (late: Int, ended: Int)

    var model: Model
    private let law: Law

    /// - Parameter targets: of each limit.
    init(targets: [Double], law: @escaping Law) {
        var model = Office.model
        model.limits = targets.enumerated().map { index, target in
            var limit = Office.model.limits[0]
            limit.label = Label("limit-\(index)")
            limit.target = target
            return limit
        }
        self.model = model
        self.law = law
    }

    var simulate: Study.Simulation {
        let law = law
        return { model, seed, replication, brake in
            let people = model.headcounts.map(\.people)
            let limits = model.limits.indices.map { limit in
                // People do not enter: all staffs have common random numbers.
                var dice = Dice(seed: seed &+ UInt64(limit) << 48, experiment: Int(replication))
                let clocks = law(people, limit, &dice)
                var count = ReplicationResult.LimitCount(strata: 1)
                count.strata[0].ended = clocks.ended
                count.strata[0].late = clocks.late
                return count
            }
            return ReplicationResult(
                replication: replication, events: 100, fingerprint: 0,
                stopped: brake.flag?.isRaised == true, arrived: 0, closed: 0, openAtEnd: 0,
                turnaround: Observations(), backlog: .init(), limits: limits,
                roles: model.roles.map { _ in .init() }, steps: model.ops.map { _ in .init() })
        }
    }

    func decide(
        seed: UInt64 = 1, rule: DecisionRule = DecisionRule(), claim: SequentialDecision.Claim = .allMet,
        alpha: Double = 0.05, jobs: Int = 1, _ change: (inout Study.Options) -> Void = { _ in }
    ) -> Decision {
        var options = Study.Options()
        options.jobs = jobs
        change(&options)
        var decision = SequentialDecision(
            model, seed: seed, rule: rule, claim: claim, alpha: alpha, options: options, simulate: simulate)
        return decision.run()
    }

    /// So many independent clocks, each late with that probability.
    static func clocks(_ n: Int, late share: Double, _ dice: inout Dice) -> (late: Int, ended: Int) {
        ((0..<n).count { _ in dice.uniform() < share }, n)
    }
}
