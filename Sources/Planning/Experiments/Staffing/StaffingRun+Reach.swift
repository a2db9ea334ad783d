internal import CaseFlow

/// Targets that no number of people reaches.
extension StaffingRun {
    /// The answer where even unlimited people miss a target; nil where they may keep all.
    mutating func outOfReach() throws(StaffingSamples.Stopped) -> StaffPlan? {
        let unlimited = model.withUnlimitedPeople
        if try samples.look(at: unlimited, most: Self.roughly).isFeasible { return nil }
        let decision = try decide(unlimited)
        guard decision.verdict == .missed else { return nil }
        return infeasible(unlimited, decision, space.given, within: .unlimited)
    }

    /// The answer where a climb ended without keeping all targets.
    mutating func beyondMaximum(_ people: [Int]) throws(StaffingSamples.Stopped) -> StaffPlan {
        let staffed = model.staffed(people)
        return infeasible(staffed, try decide(staffed), people, within: .maximum)
    }

    private mutating func decide(_ model: Model) throws(StaffingSamples.Stopped) -> Decision {
        var test = SequentialDecision(
            model, seed: samples.seed, rule: options.rule, claim: .someMissed, alpha: options.rule.alpha,
            options: watched(.deciding), simulate: options.simulate)
        let decision = test.run()
        tested.replications += decision.replications
        tested.events += decision.events
        if let reason = decision.stopped { throw StaffingSamples.Stopped(reason: reason) }
        return decision
    }

    private mutating func infeasible(
        _ model: Model, _ decision: Decision, _ people: [Int], within bound: StaffPlan.OutOfReach.Bound
    ) -> StaffPlan {
        let evidence = evidence(model, seed: samples.seed)
        var plan = outline(people, evidence.result, decision)
        plan.verdict = decision.verdict == .missed ? .infeasible : .undecided
        plan.blame = decision.limits.filter { $0.verdict == .missed }.map { limit in
            StaffPlan.OutOfReach(
                limit: limit.entry, reached: limit.onTime.estimate ?? 0, bound: bound,
                parts: Blame.parts(ofLimit: plan.limits[limit.entry].id, in: evidence.data))
        }
        return plan
    }
}
