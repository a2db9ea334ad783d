import CaseFlow
import SimKernel
import Testing

/// Common random numbers: what a case is and what becomes of it does not depend on who has time.
@Suite("Common random numbers")
struct EngineCommonNumbersTests {
    /// What was drawn for a case: when it came, its words, work by item and visit, outcomes.
    private struct Fate: Equatable {
        var arrival: Ticks = 0
        var words: Int64 = 0
        var work: [Int: [Int64]] = [:]
        var outcomes: [Int: [Int64]] = [:]
    }

    private func fates(_ model: Model, replication: UInt32) -> [UInt64: Fate] {
        var fates: [UInt64: Fate] = [:]
        var resumed: Set<UInt64> = []
        for row in trace(model, seed: 11, replication: replication).trace.rows {
            switch row.moment {
            case .arrives:
                fates[row.identity, default: Fate()].arrival = row.time
                fates[row.identity, default: Fate()].words = row.value
            case .handsOver: resumed.insert(row.identity)
            case .starts where resumed.remove(row.identity) == nil:
                fates[row.identity, default: Fate()].work[row.op, default: []].append(row.value)
            case .done: fates[row.identity, default: Fate()].outcomes[row.op, default: []].append(row.value)
            default: break
            }
        }
        return fates
    }

    /// Cases that both runs followed to their end.
    private func compare(_ fewer: Model, _ more: Model, atLeast count: Int) {
        for replication in UInt32(0)..<4 {
            let one = fates(fewer, replication: replication)
            let other = fates(more, replication: replication)
            let cohort = fewer.horizon.windowStart..<fewer.horizon.windowEnd
            var compared = 0
            for (identity, fate) in one where cohort.contains(fate.arrival) {
                compared += 1
                #expect(other[identity] == fate)
            }
            #expect(compared >= count)
        }
    }

    @Test func oneInvestigatorMoreChangesNoCase() {
        let fewer = Flows.threeRoleModel(warmUp: 20, window: 600)
        var more = fewer
        more.roles[1].staff += 1
        compare(fewer, more, atLeast: 500)
    }

    @Test func oneClerkMoreInOfficeHoursChangesNoCase() {
        compare(Varied.office(.pause), Varied.office(.pause, people: 4), atLeast: 150)
        compare(Varied.office(.handOver), Varied.office(.handOver, people: 4), atLeast: 150)
    }

    @Test func gatheringChangesNoCase() {
        compare(Varied.joint(gathers: false), Varied.joint(gathers: true), atLeast: 500)
    }

    /// Another item in between leaves the draws of the others alone: they are keyed by name.
    @Test func oneStepMoreLeavesTheOthersTheirDraws() {
        func model(withDesk: Bool) -> Model {
            var builder = ModelBuilder()
            builder.run(warmUp: 0, window: 200)
            builder.role("clerk", 3)
            builder.poisson(perHour: 1)
            if withDesk { builder.step("desk", by: "clerk", work: .exponential(hours: 0.1)) }
            builder.step("check", by: "clerk", work: .exponential(hours: 1))
            return builder.build()
        }
        let before = fates(model(withDesk: false), replication: 0)
        let after = fates(model(withDesk: true), replication: 0)
        for (identity, fate) in before where fate.arrival < model(withDesk: false).horizon.windowEnd {
            #expect(after[identity]?.work[1] == fate.work[0])
        }
    }
}
