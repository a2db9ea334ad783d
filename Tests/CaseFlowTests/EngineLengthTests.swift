import CaseFlow
import SimKernel
import Testing

/// Limits due at the earliest of several instants, at dates, or judged at arrival.
@Suite("Lengths of limits")
struct EngineLengthTests {
    private let hour = Tick.hour
    private let minute = Tick.minute

    private func desk(_ work: Ticks) -> Desk {
        var desk = Desk()
        desk.builder.role("clerk", 9)
        desk.add("A", at(0, 9), work)
        desk.step("check", by: "clerk")
        return desk
    }

    private func ends(_ desk: Desk, _ change: (inout Model) -> Void = { _ in }) -> [String] {
        desk.changed(change).told(.onTime, .late, .fallsDue)
    }

    // MARK: The earliest

    @Test(arguments: [(3, "late"), (2, "on time")])
    func earliestOfTwo(hours: Int64, told: String) {
        var desk = desk(hours * hour)
        desk.builder.limit("L", .earliest([.elapsed(5 * hour), .elapsed(2 * hour)]))
        #expect(ends(desk) == ["Mon \(hours == 2 ? 11 : 12):00 A \(told) L"])
    }

    /// Working time decides: it is kept in working time, while the other member is forgotten.
    @Test func deciderKeepsWhatIsLeftInItsOwnTime() {
        var desk = Desk()
        desk.builder.role("clerk", 1)
        desk.builder.dueCalendar = Hours.office.dueTable
        desk.add("A", at(0, 14), hour)
        desk.step("check", by: "clerk")
        desk.builder.wait("customer", for: .constant(Tick.day + 6 * hour), stopsClock: true)
        desk.builder.wait("post", for: .constant(Tick.day))
        desk.builder.limit("work", .earliest([.working(3 * hour), .elapsed(4 * hour), .solve, .none]))
        desk.builder.limit("time", .earliest([.working(7 * hour), .elapsed(4 * hour)]))
        let history = desk.changed {
            $0.ifLate("work", IfLate(costs: 1))
            $0.ifLate("time", IfLate(costs: 1))
        }
        // Stopped from Mon 15:00 to Tue 21:00, with two working hours and three plain ones left.
        #expect(
            history.lines.filter { $0.moment == .fallsDue }.map { "\(clock($0.time)) \($0.value)" } == [
                "Wed 00:00 1", "Wed 11:00 0",
            ])
    }

    @Test func firstOfEqualsDecides() {
        var desk = Desk()
        desk.builder.role("clerk", 1)
        desk.builder.dueCalendar = Hours.office.dueTable
        desk.add("A", at(0, 14), hour)
        desk.step("check", by: "clerk")
        desk.builder.wait("customer", for: .constant(6 * hour), stopsClock: true)
        desk.builder.wait("post", for: .constant(Tick.day))
        desk.builder.limit("plain", .earliest([.elapsed(2 * hour), .working(2 * hour)]))
        desk.builder.limit("working", .earliest([.working(2 * hour), .elapsed(2 * hour)]))
        let history = desk.changed {
            $0.ifLate("plain", IfLate(costs: 1))
            $0.ifLate("working", IfLate(costs: 1))
        }
        #expect(
            history.lines.filter { $0.moment == .fallsDue }.map { "\(clock($0.time)) \($0.value)" } == [
                "Mon 22:00 0", "Tue 10:00 1",
            ])
    }

    @Test func membersMayBeNumbersAndDates() {
        var desk = desk(3 * hour)
        desk.builder.number("patience", .all(.constant(2 * hour)))
        desk.builder.limit("L", .earliest([.number(0), .elapsed(4 * hour)]))
        desk.builder.limit("M", .earliest([.elapsed(4 * hour), .before(.elapsed(minute), number: 0)]))
        let history = desk.changed {
            $0.ifLate("L", IfLate(costs: 1))
            $0.ifLate("M", IfLate(costs: 1))
        }
        #expect(
            history.lines.filter { $0.moment == .fallsDue }.map { "\(clock($0.time)) \($0.value)" } == [
                "Mon 10:59 1", "Mon 11:00 0",
            ])
    }

    // MARK: Dates

    private func dated(_ length: LimitLength, _ work: Ticks) -> History {
        var desk = desk(work)
        desk.builder.limit("L", length)
        return desk.changed {
            $0.dateSeries = [[at(0, 8), at(0, 9), at(0, 12), at(1, 12)]]
            $0.ifLate("L", IfLate(costs: 1))
        }
    }

    @Test func nextDateMayBeTheStartItself() {
        #expect(
            dated(.untilNext(0), hour).told(.fallsDue, .late) == [
                "Mon 09:00 A falls due at check", "Mon 10:00 A late L",
            ])
    }

    @Test func stoppedClockMovesNoDate() {
        var desk = Desk()
        desk.builder.role("clerk", 1)
        desk.add("A", at(0, 9, 30), hour)
        desk.step("check", by: "clerk")
        desk.builder.wait("customer", for: .constant(hour), stopsClock: true)
        desk.builder.wait("post", for: .constant(2 * hour))
        desk.builder.limit("L", .untilNext(0))
        desk.builder.limit("M", .earliest([.elapsed(9 * hour), .untilNext(0)]))
        desk.builder.limit("N", .elapsed(3 * hour))
        let history = desk.changed {
            $0.dateSeries = [[at(0, 8), at(0, 9), at(0, 12), at(1, 12)]]
            for name in ["L", "M"] { $0.ifLate(name, IfLate(costs: 1)) }
        }
        #expect(
            history.told(.fallsDue, .onTime, .late) == [
                "Mon 12:00 A falls due at post", "Mon 12:00 A falls due at post", "Mon 13:30 A late L",
                "Mon 13:30 A late M", "Mon 13:30 A on time N",
            ])
    }

    /// A clock does not fall due while it stands, but the date passes all the same.
    @Test func dateThatPassesInAPauseFallsDueAfterIt() {
        var desk = Desk()
        desk.builder.role("clerk", 1)
        desk.add("A", at(0, 9, 30), hour)
        desk.builder.wait("customer", for: .constant(6 * hour), stopsClock: true)
        desk.step("check", by: "clerk")
        desk.builder.limit("L", .untilNext(0))
        let history = desk.changed {
            $0.dateSeries = [[at(0, 12)]]
            $0.ifLate("L", IfLate(costs: 1))
        }
        #expect(
            history.told(.fallsDue, .late, .starts) == [
                "Mon 15:30 A starts check", "Mon 15:30 A falls due at check", "Mon 16:30 A late L",
            ])
    }

    @Test func leadMayBeMissedFromTheStart() {
        var desk = desk(hour)
        desk.builder.number("hearing", .all(.constant(3 * Tick.day)))
        desk.builder.limit("enough", from: .item("check"), .before(.elapsed(2 * Tick.day), number: 0))
        desk.builder.limit("missed", from: .item("check"), .before(.elapsed(4 * Tick.day), number: 0))
        let history = desk.changed {
            $0.ifLate("enough", IfLate(costs: 1))
            $0.ifLate("missed", IfLate(costs: 10))
        }
        #expect(
            history.told(.fallsDue, .onTime, .late) == [
                "Mon 09:00 A falls due at check", "Mon 10:00 A on time enough", "Mon 10:00 A late missed",
            ])
        #expect(history.result.costs.lateness == 10_000_000)
    }

    // MARK: At arrival

    @Test func judgedAtArrival() {
        var desk = desk(hour)
        desk.add("B", at(0, 10), hour)
        desk.builder.number("notice", .split([("A", .constant(2 * Tick.day))], others: .constant(hour)))
        desk.builder.limit("notice", until: .arrival, .before(.days(1, .hours24), number: 0))
        let history = desk.changed { $0.ifLate("notice", IfLate(costs: 1)) }
        #expect(
            history.told(.arrives, .comes, .onTime, .late, .fallsDue) == [
                "Mon 09:00 A arrives", "Mon 09:00 A on time notice", "Mon 09:00 A comes to check",
                "Mon 10:00 B arrives", "Mon 10:00 B late notice", "Mon 10:00 B comes to check",
            ])
        #expect(history.result.limits[0].casesNoneLate == 1 && history.result.limits[0].cases == 2)
    }

    // MARK: Ranges

    @Test func nearerEndOfARangeIsCounted() {
        var desk = Desk()
        desk.builder.role("clerk", 9)
        for (i, name) in ["A", "B", "C", "D"].enumerated() {
            desk.add(name, at(0, 9), Ticks(i + 1) * hour + (i == 1 ? 1 : 0))
        }
        desk.step("check", by: "clerk")
        desk.builder.wait("customer", for: .constant(5 * hour), stopsClock: true)
        desk.builder.limit("L", .elapsed(3 * hour))
        let history = desk.changed { $0.limits[0].strata[0].near = .elapsed(2 * hour) }
        let stratum = history.result.limits[0].strata[0]
        // The pause of five hours counts for nobody.
        #expect(stratum.ended == 4 && stratum.late == 1 && stratum.withinNear == 1)
    }
}
