import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// `if late: { by: ROLE }`: what the local desk has not begun in time goes to headquarters.
@Suite struct OverflowTests {
    private func scenario(late: String, more: String = "") -> SmallScenario {
        SmallScenario(
            flow(
                "  - step: answer\n    by: local\n    work: 60 min\n    starts within: 20 min\n    if late: { \(late) }\(more)"
            ),
            arrivals: "arrivals: { every: constant 30 min }", staff: "staff: { local: 1, headquarters: 1 }",
            run: "run: { start: 2027-01-04, warm-up: 0 days, length: 1 day }",
            calendar: "calendar: { timezone: UTC, hours: always, working days run: from the next day }")
    }

    /// A case every half hour, an hour's work: every second one finds the desk busy, waits 20 minutes and
    /// is begun at headquarters at once.
    @Test func whatIsNotBegunInTimeMovesOver() throws {
        let model = try scenario(late: "by: headquarters").model()
        #expect(!model.people.isEmpty && model.teams[model.ops[0].overflow].members.map(\.role) == [1])
        let traced = trace(model, seed: 1, replication: 0)
        let start = model.horizon.start
        func minutes(_ moment: CaseMoment) -> [Int] {
            traced.trace.rows.filter { $0.moment == moment }.prefix(4).map {
                Int(($0.time - start) / Tick.minute)
            }
        }
        #expect(minutes(.arrives) == [30, 60, 90, 120])
        #expect(minutes(.starts) == [30, 80, 90, 140])
        #expect(minutes(.movesOver) == [80, 140, 200, 260])
        // Begun at the due instant itself is begun in time.
        #expect(minutes(.onTime) == [30, 80, 90, 140] && minutes(.late) == [])
        #expect(minutes(.ends) == [90, 140, 150, 200])
        let roles = traced.result.roles
        // Of a day: the desk works from 0:30 on without a break, headquarters from 1:20 on.
        #expect(roles[0].busy == Int128(23 * Tick.hour + 30 * Tick.minute))
        #expect(roles[1].busy == Int128(22 * Tick.hour + 40 * Tick.minute))
        // 24 cases wait 20 minutes each in the first line, and the last of them for the rest of the day.
        #expect(roles[0].queueIntegral == Int128(23 * 20 * Tick.minute) && roles[1].queueIntegral == 0)
    }

    @Test func explainSaysWhereItGoes() throws {
        let scenario = try scenario(late: "by: headquarters").scenario()
        let text = Explanation(scenario, try scenario.compiled()).text
        #expect(text.contains("late before its work begins: by headquarters"))
    }

    @Test(arguments: [
        ("by: head-quarters", "did you mean 'headquarters'"),
        ("by: headquarters, again every: 1 hour", "again every"),
    ])
    func whatCannotBeIsTold(late: String, told: String) {
        let told = scenario(late: late).messages(told)
        #expect(told)
    }
}

extension SmallScenario {
    fileprivate func messages(_ text: String) -> Bool {
        do {
            _ = try model()
            return false
        } catch let error as ScenarioError {
            return error.diagnostics.contains { "\($0.message) \($0.remedy ?? "")".contains(text) }
        } catch {
            return false
        }
    }
}
