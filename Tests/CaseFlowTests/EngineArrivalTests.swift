import CaseFlow
import Foundation
import SimKernel
import Testing

/// Incidents that bring several cases, and arrivals that are replayed.
@Suite("Incidents and traces")
struct EngineArrivalTests {
    /// An incident every day at 09:00, from Monday on, each case with an hour of work for the clerk.
    private func incidents(
        of sizes: [Double], after delay: Quantity? = nil, days: Int = 2, people: Int = 1
    ) -> ModelBuilder {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 0), windowStart: at(0, 0), windowEnd: at(days, 0), bound: at(days + 7, 0))
        builder.role("clerk", people)
        builder.arrive(
            "A", .renewal(Quantity.constant(Tick.day).table, from: at(-1, 9)),
            incident: ModelBuilder.incident(of: sizes, after: delay))
        builder.step("answer", by: "clerk", work: .constant(Tick.hour))
        return builder
    }

    @Test func anIncidentBringsItsCasesAtOnce() {
        let history = History(incidents(of: [3], days: 1).build())
        #expect(
            history.told(.arrives, .starts, .ends).prefix(9) == [
                "Mon 09:00 A arrives", "Mon 09:00 A starts answer", "Mon 09:00 A.1 arrives",
                "Mon 09:00 A.2 arrives", "Mon 10:00 A ends", "Mon 10:00 A.1 starts answer",
                "Mon 11:00 A.1 ends", "Mon 11:00 A.2 starts answer", "Mon 12:00 A.2 ends",
            ])
        #expect(history.result.arrived == 3 && history.result.closed == 3)
    }

    @Test func eachCaseOfAnIncidentComesAfterItsDelay() {
        let history = History(incidents(of: [2], after: .constant(30 * Tick.hour), days: 3).build())
        #expect(
            history.told(.arrives).prefix(4) == [
                "Tue 15:00 A arrives", "Tue 15:00 A.1 arrives", "Wed 15:00 A1 arrives",
                "Wed 15:00 A1.1 arrives",
            ])
        #expect(history.result.arrived == 4, "Wednesday's incident comes after the window")
    }

    @Test func delaysAreDrawnForEachCase() {
        let hours = Quantity.observed([1, 5].map { $0 * Double(Tick.hour) })
        let history = History(incidents(of: [4], after: hours, days: 20).build())
        let key = StreamKey(seed: 1, replication: 0)
        var expected: [String] = []
        for incident in 0..<20 {
            for place in 0..<4 {
                let identity = UInt64(1) << 48 | UInt64(place) << 30 | UInt64(incident)
                let luck = key.bits(case: identity, name: 0, visit: 0, purpose: .incident).second
                let instant = at(incident, luck < 1 << 52 ? 10 : 14)
                if instant >= at(20, 0) { continue }
                let name = "A" + (incident == 0 ? "" : "\(incident)") + (place == 0 ? "" : ".\(place)")
                expected.append(clock(instant) + " " + name + " arrives")
            }
        }
        let counted = history.lines.filter { $0.moment == .arrives && $0.time < at(20, 0) }.map(\.text)
        #expect(Set(counted) == Set(expected) && counted.count == 80)
        #expect(Set(counted.map { $0.split(separator: " ")[1] }) == ["10:00", "14:00"])
    }

    @Test func sizesAreRoundedHalvesUpAndAtLeastOne() {
        let sizes = [0, 0.49, 1.5, 2.4999, 3.5]
        let model = incidents(of: sizes, days: 400, people: 9).build()
        let history = History(model)
        var counts: [UInt64: Int] = [:]
        for row in trace(model, seed: 1, replication: 0).trace.rows where row.moment == .arrives {
            counts[row.identity & 0x3FFF_FFFF, default: 0] += 1
        }
        #expect(Set(counts.values) == [1, 2, 4])
        #expect(isClose(model.streams[0].incident?.meanCases ?? 0, (1 + 1 + 2 + 2 + 4) / 5))
        #expect(history.result.arrived > 700)
    }

    @Test func incidentsOfOneCaseAreLikeCases() {
        var plain = incidents(of: [1], days: 30)
        var builder = ModelBuilder()
        builder.horizon = plain.horizon
        builder.role("clerk", 1)
        builder.arrive("A", .renewal(Quantity.constant(Tick.day).table, from: at(-1, 9)))
        builder.step("answer", by: "clerk", work: .exponential(hours: 20))
        plain.items = builder.items
        #expect(History(plain.build()).told() == History(builder.build()).told())
    }

    @Test func largerIncidentsAddCasesAndChangeNone() {
        func arrivals(_ size: Double) -> [String] {
            History(incidents(of: [size], after: .exponential(hours: 8), days: 30, people: 50).build())
                .told(.arrives, .ends)
        }
        let (two, three) = (Set(arrivals(2)), Set(arrivals(3)))
        #expect(two.count > 100 && two.isSubset(of: three) && three.count > two.count)
    }

    // MARK: Traces

    private func replayed(_ instants: [Ticks], _ given: GivenValues? = nil) -> ModelBuilder {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 0), windowStart: at(1, 0), windowEnd: at(3, 0), bound: at(5, 0))
        builder.role("clerk", 1)
        builder.mix([("general", 0.5), ("major", 0.5)])
        builder.arrive("A", .replay(instants, from: at(0, 0)), given: given)
        return builder
    }

    @Test func aTraceIsReplayedInsideTheRunOnly() {
        var builder = replayed([
            at(-1, 9), at(0, 9), at(1, 9), at(1, 9), at(2, 9, 30, 5), at(4, 9), at(5, 0), at(6, 9),
        ])
        builder.step("answer", by: "clerk", work: .constant(80 * Tick.minute))
        for replication in UInt32(0)..<3 {
            let history = History(builder.build(), replication: replication)
            #expect(
                history.told(.arrives, .starts) == [
                    "Mon 09:00 A1 arrives", "Mon 09:00 A1 starts answer",
                    "Tue 09:00 A2 arrives", "Tue 09:00 A2 starts answer", "Tue 09:00 A3 arrives",
                    "Tue 10:20 A3 starts answer", "Wed 09:30:05 A4 arrives",
                    "Wed 09:30:05 A4 starts answer",
                ], "the run ends with its last counted case; a case is known by its row")
            #expect(history.result.arrived == 3)
        }
    }

    @Test func whatTheTraceSaysIsNotDrawn() {
        let days = 0..<5
        let masks: [UInt64] = [1, 2, 2, 1, 2]
        let given = GivenValues(
            words: [GivenValues.Words(draw: 0, masks: masks)],
            numbers: [GivenValues.Numbers(number: 0, values: [5, 3, 0, 7, 2].map { $0 * Tick.hour })])
        var builder = replayed(days.map { at($0, 9) }, given)
        builder.horizon.windowEnd = at(5, 0)
        builder.horizon.bound = at(9, 0)
        builder.number("patience", .all(.constant(Tick.hour)))
        builder.step("answer", by: "clerk", work: .constant(4 * Tick.hour), only: Only(yes: ["major"]))
        builder.limit("promised", .number(builder.number(named: "patience")))
        let history = History(builder.build())
        #expect(
            history.told(.passes, .done, .onTime, .late) == [
                "Mon 09:00 A passes answer", "Mon 09:00 A on time promised",
                "Tue 13:00 A1 done answer", "Tue 13:00 A1 late promised",
                "Wed 13:00 A2 done answer", "Wed 13:00 A2 late promised",
                "Thu 09:00 A3 passes answer", "Thu 09:00 A3 on time promised",
                "Fri 13:00 A4 done answer", "Fri 13:00 A4 late promised",
            ])
    }

    @Test func anInstantOfATraceMayBeAnIncident() {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 0), windowStart: at(0, 0), windowEnd: at(2, 0), bound: at(9, 0))
        builder.role("clerk", 9)
        builder.mix([("general", 0.5), ("major", 0.5)])
        builder.arrive(
            "A", .replay([at(0, 8), at(1, 8)], from: at(0, 0)),
            incident: ModelBuilder.incident(of: [2], after: .constant(Tick.hour)),
            given: GivenValues(words: [GivenValues.Words(draw: 0, masks: [2, 1])], numbers: []))
        builder.step("answer", by: "clerk", work: .constant(Tick.hour), only: Only(yes: ["major"]))
        #expect(
            History(builder.build()).told(.passes, .starts) == [
                "Mon 09:00 A starts answer", "Mon 09:00 A.1 starts answer",
                "Tue 09:00 A1 passes answer", "Tue 09:00 A1.1 passes answer",
            ])
    }

    // MARK: Offered load

    @Test func loadCountsTheCasesOfIncidents() {
        let load = OfferedLoad(incidents(of: [0.2, 2, 3.6], days: 7).build())
        #expect(isClose(load.casesPerWeek, 7 * (1 + 2 + 4) / 3.0))
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 7 * (1 + 2 + 4) / 3.0))
        #expect(isClose(load.visits[0], 1))
    }

    @Test func meanOfRoundedSizesIsExact() throws {
        // Uniform from 0.5 to 10.5: each whole number from 1 to 10 equally often.
        let even = Incident(
            size: QuantileTable(try .uniform(from: 0.5, to: 10.5), ticksPerUnit: 1e6), delay: nil)
        #expect(isClose(even.meanCases, 5.5, relative: 1e-7))
        // Exponential of mean m: P(size > k) = exp(-(k + 1/2) / m) from k = 1 on.
        let mean = 3.0
        let exact = 1 + (1...400).reduce(0.0) { $0 + exp(-(Double($1) + 0.5) / mean) }
        let long = Incident(
            size: QuantileTable(try .exponential(mean: mean), ticksPerUnit: 1e6), delay: nil)
        #expect(isClose(long.meanCases, exact, relative: 1e-6))
        let heavy = Incident(
            size: QuantileTable(try .lognormal(mean: 20, cv: 100), ticksPerUnit: 1e6), delay: nil)
        #expect(Incident.cases(heavy.size.greatest) == Incident.mostCases)
        #expect(heavy.meanCases > 15 && heavy.meanCases < 25)
    }

    @Test func loadFollowsWhatATraceSays() {
        // In the window: two general cases, one major one; amounts below and above the bound.
        let instants = [at(0, 9), at(1, 9), at(1, 10), at(2, 9), at(4, 9)]
        let given = GivenValues(
            words: [GivenValues.Words(draw: 0, masks: [2, 1, 2, 1, 2])],
            numbers: [GivenValues.Numbers(number: 0, values: [9, 1, 9, 9, 9])])
        var builder = replayed(instants, given)
        builder.number("amount", .all(.constant(5)))
        builder.step("answer", by: "clerk", work: .constant(Tick.hour), only: Only(yes: ["major"]))
        builder.step(
            "pay", by: "clerk", work: .constant(Tick.hour),
            only: Only(amounts: [Only.Amount(number: "amount", least: 5, most: .max)]))
        let load = OfferedLoad(builder.build())
        #expect(isClose(load.casesPerWeek, 3 * 7 / 2.0))
        #expect(isClose(load.visits[0], 1.0 / 3) && isClose(load.visits[1], 2.0 / 3))
        #expect(isClose(OfferedLoad(builder.build(), mostStates: 0).visits[1], 2.0 / 3, relative: 0.02))
    }
}
