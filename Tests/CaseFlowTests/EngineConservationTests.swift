import CaseFlow
import SimKernel
import Testing

/// What holds exactly, in whole ticks, in every run.
@Suite("Conservation")
struct EngineConservationTests {
    /// All cases come and go inside the window.
    static func fromEmptyToEmpty() -> Model {
        var model = Flows.threeRoleModel(
            until: ModelBuilder.monday + 400 * Tick.hour, warmUp: 0, window: 2_000)
        model.horizon.bound = model.horizon.windowEnd
        return model
    }

    @Test(arguments: UInt32(0)..<8)
    func littlesLawHoldsExactlyFromEmptyToEmpty(replication: UInt32) {
        let result = simulate(Self.fromEmptyToEmpty(), seed: 5, replication: replication)
        #expect(result.openAtEnd == 0 && result.arrived > 300)
        #expect(result.backlog.integral == result.turnaround.sum)
    }

    @Test(arguments: UInt32(0)..<8)
    func lineIntegralIsTheSumOfWaitsAndBusyTheSumOfWork(replication: UInt32) {
        let result = simulate(Self.fromEmptyToEmpty(), seed: 6, replication: replication)
        for r in result.roles.indices {
            #expect(result.roles[r].queueIntegral == result.roles[r].waiting.sum)
            #expect(result.roles[r].busy == result.steps[r].workSum)
            #expect(result.roles[r].waiting.count == result.steps[r].visits)
        }
    }

    @Test(arguments: UInt32(0)..<8)
    func turnaroundIsWorkAndWaiting(replication: UInt32) {
        let result = simulate(Self.fromEmptyToEmpty(), seed: 7, replication: replication)
        let parts = result.steps.reduce(Int128(0)) { $0 + $1.waiting.sum + $1.workSum }
        #expect(parts == result.turnaround.sum)
    }

    @Test(arguments: Varied.all.indices)
    func casesAndPeopleAddUp(index: Int) {
        let (name, model) = Varied.all[index]
        for replication in UInt32(0)..<4 {
            let result = simulate(model, seed: 3, replication: replication)
            #expect(result.arrived == result.closed + result.openAtEnd, "\(name)")
            #expect(result.turnaround.count == result.closed, "\(name)")
            for role in result.roles {
                #expect(role.busy - role.overtime <= role.onDuty, "\(name)")
                #expect(role.overtime >= 0 && role.overtime <= role.busy, "\(name)")
            }
            for (step, op) in zip(result.steps, model.ops) where op.kind == .work {
                #expect(step.classWaiting.reduce(0) { $0 + $1.count } == step.waiting.count, "\(name)")
                #expect(step.classWaiting.reduce(0) { $0 + $1.sum } == step.waiting.sum, "\(name)")
            }
            for limit in result.limits {
                #expect(limit.casesNoneLate <= limit.cases, "\(name)")
                for stratum in limit.strata {
                    #expect(
                        stratum.late <= stratum.ended && stratum.duration.count == stratum.ended, "\(name)")
                    #expect(
                        stratum.casesNoneLate <= stratum.cases && stratum.cases <= stratum.ended, "\(name)")
                }
            }
        }
    }

    /// The backlog's integral and its marks, counted again from the trace.
    @Test(arguments: Varied.all.indices)
    func backlogAgreesWithTheTrace(index: Int) {
        let (name, model) = Varied.all[index]
        let history = History(model, seed: 4)
        let window = model.horizon.windowStart..<model.horizon.windowEnd
        var integral: Int128 = 0
        var (open, since, peak) = (0, window.lowerBound, 0)
        var weekly: [Int32] = []
        var nextWeek = window.lowerBound + Tick.week
        for line in history.lines where line.moment == .arrives || line.moment == .ends {
            while nextWeek <= min(line.time, window.upperBound) {
                weekly.append(Int32(open))
                nextWeek += Tick.week
            }
            let until = min(line.time, window.upperBound)
            if until > since {
                integral += Int128(open) * Int128(until - since)
                since = until
            }
            if window.contains(line.time) { peak = max(peak, open) }
            open += line.moment == .arrives ? 1 : -1
            if window.contains(line.time) { peak = max(peak, open) }
        }
        #expect(history.result.backlog.integral == integral, "\(name)")
        #expect(history.result.backlog.weekly == weekly, "\(name)")
        #expect(history.result.backlog.peak == peak, "\(name)")
    }
}
