import CaseFlow
import Planning
import Testing

/// The offices that `staff` is calibrated with are what they claim to be.
@Suite("Offices whose cheapest staff is known", .enabled(if: heavyTestsRun))
struct ExactPlanTests {
    @Test("no cheaper staff meets the targets, and all are 0.01 away from them", arguments: ExactPlan.all)
    func isCheapest(plan: ExactPlan) {
        #expect(plan.meets(plan.cheapest))
        let least = plan.cost(plan.cheapest)
        let dearest = plan.costs.max() ?? 0
        for people in plan.vectors(upTo: least + dearest) {
            let isNear = zip(people, plan.cheapest).allSatisfy { $0 >= $1 }
            if plan.cost(people) < least + 1e-9 {
                #expect(plan.meets(people) == (people == plan.cheapest), "\(people)")
            }
            if plan.cost(people) < least + 1e-9 || isNear {
                #expect(plan.margin(people) >= 0.01, "\(people): \(plan.shares(people))")
            }
        }
    }

    @Test("the smallest first role is not on the cheapest staff of two tiers")
    func smallestFirst() {
        let plan = ExactPlan.twoTiers
        #expect(plan.meets([1, 4]) && !plan.meets([1, 3]) && plan.cost([1, 4]) > plan.cost(plan.cheapest))
    }

    @Test("simulated shares are the exact ones", arguments: ExactPlan.all)
    func simulated(plan: ExactPlan) throws {
        let model = try plan.model
        var neighbours = [plan.cheapest]
        for role in plan.cheapest.indices {
            var fewer = plan.cheapest
            fewer[role] -= 1
            if plan.shares(fewer).allSatisfy({ $0 > 0 }) { neighbours.append(fewer) }
        }
        for people in neighbours {
            let study = Study(model.staffed(people), replications: 96, seed: 5)
            let limits = study.result().limits.filter { $0.target != nil }
            #expect(limits.count >= plan.targets.count)
            for (limit, exact) in zip(limits, plan.shares(people)) {
                let z = ((limit.onTime.estimate ?? 0) - exact) / (limit.onTime.standardError ?? 0)
                #expect(abs(z) < 4, "\(people), \(limit.id): \(limit.onTime), exactly \(exact)")
            }
        }
    }
}
