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
        _ model: Model, _ decision: Decision, _ people: [Int], within bound: StaffPlan.Blame.Bound
    ) -> StaffPlan {
        let evidence = evidence(model, seed: samples.seed)
        var plan = outline(people, evidence, decision)
        plan.verdict = decision.verdict == .missed ? .infeasible : .undecided
        plan.blame = decision.limits.filter { $0.verdict == .missed }.map { limit in
            let found = plan.limits[limit.entry]
            let causes = evidence.whyLate.filter { $0.limit == found.id }.map { cause in
                StaffPlan.Blame.Part(cause: cause, visits: Self.visits(cause.step, evidence))
            }
            return StaffPlan.Blame(
                limit: limit.entry, reached: limit.onTime.estimate ?? 0, bound: bound, causes: causes)
        }
        return plan
    }

    private static func visits(_ step: String, _ evidence: StudyResult) -> Double {
        let visits = evidence.steps.first { $0.id == step }?.visits.estimate ?? 0
        guard let cases = evidence.cases.arrived.estimate, cases > 0 else { return 0 }
        return visits / cases
    }
}
