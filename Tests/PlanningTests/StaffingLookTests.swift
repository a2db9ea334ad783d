import CaseFlow
import Planning
import Testing

/// When a search takes a staffing as placed.
@Suite("Looks at a staffing")
struct StaffingLookTests {
    /// Of so many replications of 4 clocks each, of which so many replications have one late.
    private func look(_ replications: Int, late: Int = 0, target: Double = 0.95) -> StaffingLook {
        let plan = MadeUpPlan(targets: [target]) { _, _, _ in (0, 4) }
        let made = plan.simulate
        let study = Study(plan.model, sample: .fixed(replications), seed: 1, options: Study.Options()) {
            var result = made($0, $1, $2, $3)
            result.limits[0].strata[0].late = $2 < UInt32(late) ? 1 : 0
            return result
        }
        return StaffingLook(study.collect())
    }

    @Test("without a late clock it is kept as soon as that would be rarer than 0.002 at the target")
    func noneLate() {
        // 0.95 to the power of 4 n: 0.00213 at 30, 0.00173 at 31.
        #expect(look(30).isFeasible && !look(30).isClear)
        #expect(look(31).isFeasible && look(31).isClear)
        // 0.9 to the power of 4 n: 0.0027 at 14, 0.0018 at 15.
        #expect(!look(14, target: 0.9).isClear && look(15, target: 0.9).isClear)
    }

    @Test("a late clock or two take as many more replications as the binomial law asks for")
    func someLate() {
        // P(at most 1 of 4 n) at 5 % late: 0.00214 at 41, 0.00178 at 42; at most 2: 0.00234 at 50, 0.00197 at 51.
        // That they scatter a little more than independent clocks may take one replication more.
        #expect(!look(41, late: 1).isClear && look(43, late: 1).isClear)
        #expect(!look(50, late: 2).isClear && look(52, late: 2).isClear)
    }
}
