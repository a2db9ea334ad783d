import CaseFlow
import Foundation
import Planning
import ScenarioFile
import SimKernel
import Testing

/// People that the work needs by hour of the week.
@Suite("Required hours", .enabled(if: heavyTestsRun))
struct RequiredHoursTests {
    private func model(
        arrivals: String, hours: String = "always", staff: String = "clerk: 3", work: String,
        zone: String = "UTC",
        weeks: Int = 8
    ) throws -> Model {
        let text = """
            scenario: Hours
            calendar: { timezone: \(zone), hours: \(hours), at closing: pause }
            arrivals: { \(arrivals) }
            staff: { \(staff) }
            flow:
              - step: answer
                by: clerk
                work: \(work)
                within: 10 h
            target: 90% on time
            run: { start: 2027-01-04, warm-up: 1 week, length: \(weeks) weeks, seed: 1 }

            """
        return try Scenario(yaml: Array(text.utf8), file: "hours.yaml").compiled()
    }

    private func required(_ model: Model, replications: Int = 2) -> RequiredHours {
        RequiredHours(model, replications: replications, seed: 1, options: Study.Options())
    }

    @Test("constant work at constant times falls into its hours exactly")
    func constant() throws {
        let required = required(try model(arrivals: "every: constant 24 h", work: "90 min"))
        let expected = (0..<168).map { $0 % 24 == 0 ? 1.0 : $0 % 24 == 1 ? 0.5 : 0 }
        #expect(required.roles[0].byHour == expected)
        #expect(required.roles[0].perWeek.estimate == 10.5)
        #expect(required.roles[0].hoursPerPerson == 168)
        #expect(required.roles[0].fullTime == 10.5 / 168)
    }

    @Test("work stands still over closed hours, which need nobody")
    func paused() throws {
        let required = required(
            try model(
                arrivals: "every: constant 24 h", hours: "Mon..Fri 09:00..12:00 13:00..17:00",
                staff: "clerk: { people: 3, away: 20% in spells of 2 h }", work: "4 h"))
        var expected = Array(repeating: 0.0, count: 168)
        for day in 0..<5 {
            // On Mondays those of Saturday and Sunday too.
            for hour in [9, 10, 11, 13] { expected[24 * day + hour] = day == 0 ? 3 : 1 }
        }
        #expect(required.roles[0].byHour == expected)
        #expect(required.roles[0].perWeek.estimate == 28)
        #expect(abs((required.roles[0].hoursPerPerson ?? 0) - 28) < 1e-9)
        #expect(abs((required.roles[0].fullTime ?? 0) - 1) < 1e-9)
    }

    @Test("the local clock decides, with offsets of half an hour and changes of the clock")
    func localClock() throws {
        let india = required(
            try model(arrivals: "every: constant 24 h", work: "90 min", zone: "Asia/Kolkata"))
        #expect(india.roles[0].byHour.prefix(3) == [1, 0.5, 0])
        let vienna = try model(
            arrivals: "every: constant 24 h", work: "90 min", zone: "Europe/Vienna", weeks: 52)
        let lengths = WorkByHour.lengths(vienna)
        #expect(lengths.reduce(0, +) == vienna.horizon.windowEnd - vienna.horizon.windowStart)
        // Sunday 02..03 is leapt over once and comes twice once.
        let sunday = 6 * 24 + 2
        #expect(lengths.enumerated().allSatisfy { $1 == 52 * Tick.hour || [sunday, 0, 167].contains($0) })
    }

    @Test("Poisson arrivals and constant work: the offered load of each hour", .enabled(if: heavyTestsRun))
    func offeredLoad() throws {
        // 12 an hour from 08 to 18, each for an hour: at 08 half of them are there on average, at 18 too.
        let model = try model(
            arrivals: "mean: 120 per day, hour: { 08..18: 1, others: 0 }", work: "1 h", weeks: 26)
        let replications = 8
        let found = (0..<UInt32(replications)).map {
            measureWork(model.withUnlimitedPeople, seed: 3, replication: $0).work
        }
        var chiSquare = 0.0
        for hour in 0..<168 {
            let expected: Double =
                switch hour % 24 {
                case 8, 18: 6
                case 9...17: 12
                default: 0
                }
            let weeks = Double(replications * 26)
            let mean =
                found.reduce(0) { $0 + Double($1.work(role: 0, hour: hour)) } / Double(Tick.hour) / weeks
            guard expected > 0 else {
                #expect(mean == 0)
                continue
            }
            // An arrival u hours before or after the hour's start has min(u, 2 - u) of it; mean square 2 / 3,
            // or 1 / 3 where they come from one side only.
            let variance = (expected == 6 ? 12.0 / 3 : 12.0 * 2 / 3) / weeks
            let z = (mean - expected) / variance.squareRoot()
            #expect(abs(z) < 4)
            chiSquare += z * z
        }
        // 77 hours, neighbours of which share cases: wide enough for four standard deviations of their sum.
        #expect(abs(chiSquare - 77) < 4 * (2.0 * 77 * 1.5).squareRoot())
    }
}
