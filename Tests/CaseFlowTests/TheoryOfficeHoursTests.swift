import CaseFlow
import SimKernel
import Testing

/// Working time does not know of nights: a model round the clock and the same model in office hours
/// (cases come only then, by the same unit exponentials) agree case by case in working time.
@Suite("Working time is time")
struct TheoryOfficeHoursTests {
    private struct Passage: Equatable {
        var moment: CaseMoment
        var op: Int
        var value: Int64
        var time: Ticks
    }

    private func model(_ calendar: WorkCalendar?, _ due: CalendarSpec?) -> Model {
        let days = 120
        let hours: [Range<Ticks>] =
            calendar?.intervals.filter {
                $0.lowerBound >= ModelBuilder.monday
            }.prefix(days * 2).map { $0 } ?? [at(0, 9)..<at(0, 9) + Ticks(days) * 7 * Tick.hour]
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 9), windowStart: at(0, 9), windowEnd: hours[hours.count - 1].upperBound,
            bound: at(390, 0))
        if let due { builder.dueCalendar = due.dueTable }
        builder.role("clerk", 2, hours: calendar, queue: [.first("urgent")])
        builder.role("chief", 1, hours: calendar)
        var (boundaries, rates) = ([hours[0].lowerBound], [Double]())
        for span in hours {
            if span.lowerBound > boundaries[boundaries.count - 1] {
                boundaries.append(span.lowerBound)
                rates.append(0)
            }
            boundaries.append(span.upperBound)
            rates.append(1.2 / Double(Tick.hour))
        }
        builder.arrive("cases", .poisson(RateProfile(boundaries: boundaries, rates: rates)))
        builder.mix([("urgent", 0.3), ("usual", 0.7)])
        func length(_ hours: Double) -> LimitLength {
            let ticks = Ticks(hours * Double(Tick.hour))
            return .length(due == nil ? .elapsed(ticks) : .working(ticks))
        }
        builder.step("check", by: "clerk", work: .exponential(hours: 1.3), within: length(4))
        builder.step(
            "decide", by: "chief", work: .erlang(2, hours: 0.6), startsWithin: length(1.5),
            outcomes: [Fork("again", share: 0.15, .to("check"))])
        builder.limit("whole", length(9))
        return builder.build()
    }

    private func passages(_ model: Model, in calendar: WorkCalendar) -> [UInt64: [Passage]] {
        var passages: [UInt64: [Passage]] = [:]
        for row in trace(model, seed: 2, replication: 0).trace.rows {
            passages[row.identity, default: []].append(
                Passage(
                    moment: row.moment, op: row.op, value: row.value,
                    time: calendar.between(model.horizon.start, row.time)))
        }
        return passages
    }

    @Test func roundTheClockAndOfficeHoursAgreeCaseByCase() {
        let office = Hours.office.table
        let inOffice = passages(model(office, Hours.office), in: office)
        let always = passages(model(nil, nil), in: .always)
        #expect(inOffice.count == always.count && always.count > 900)
        for (identity, expected) in always {
            let found = inOffice[identity] ?? []
            #expect(found.map(\.moment) == expected.map(\.moment))
            #expect(found.map(\.value) == expected.map(\.value))
            // Arrivals are rounded to whole ticks in both runs.
            let farthest = zip(found, expected).map { abs($0.time - $1.time) }.max() ?? .max
            #expect(farthest <= 3)
        }
    }
}
