import CaseFlow
import SimKernel
import Testing

/// `if late: { starts: …, again every: … }`.
@Suite("Reminders")
struct EngineReminderTests {
    private let hour = Tick.hour
    private let minute = Tick.minute

    private func desk(_ flow: (inout Desk) -> Void) -> Desk {
        var desk = Desk()
        desk.builder.role("clerk", 9)
        desk.builder.role("chief", 1)
        flow(&desk)
        desk.builder.flow("report") { $0.step("tell", by: "chief", work: .constant(10 * Tick.minute)) }
        return desk
    }

    @Test func comeAgainAsLongAsTheClockRuns() {
        let desk = desk {
            $0.add("A", at(0, 9), 4 * hour)
            $0.step("check", by: "clerk")
            $0.builder.limit("answer", .elapsed(hour))
        }
        let history = desk.changed {
            $0.ifLate("answer", IfLate(becomes: "old", starts: "report", costs: 2, again: hour))
        }
        #expect(
            history.told(.fallsDue, .starts, .late) == [
                "Mon 09:00 A starts check", "Mon 10:00 A falls due at check", "Mon 10:00 ~tell starts tell",
                "Mon 11:00 A falls due at check", "Mon 11:00 ~tell2 starts tell",
                "Mon 12:00 A falls due at check", "Mon 12:00 ~tell3 starts tell", "Mon 13:00 A late answer",
            ])
        #expect(history.result.costs.lateness == 6_000_000)
        #expect(history.result.arrived == 1, "reports are no cases")
    }

    @Test func stoppedClockSendsNone() {
        let desk = desk {
            $0.add("A", at(0, 9), 90 * minute)
            $0.step("check", by: "clerk")
            $0.builder.wait("customer", for: .constant(5 * hour), stopsClock: true)
            $0.builder.wait("post", for: .constant(2 * hour))
            $0.builder.limit("answer", .elapsed(hour))
        }
        let history = desk.changed { $0.ifLate("answer", IfLate(starts: "report", again: hour)) }
        // The next one comes an hour after the clock goes on at 15:30, not at 11:00.
        #expect(
            history.told(.fallsDue, .late) == [
                "Mon 10:00 A falls due at check", "Mon 16:30 A falls due at post", "Mon 17:30 A late answer",
            ])
    }

    @Test func eachAsksForWhomItIs() {
        let desk = desk {
            $0.add("A", at(0, 9), 2 * hour + 30 * minute)
            $0.step("check", by: "clerk", outcomes: [Fork("grave", share: 1)])
            $0.builder.wait("post", for: .constant(2 * hour))
            $0.builder.limit("answer", .elapsed(hour))
        }
        let history = desk.changed {
            $0.ifLate("answer", IfLate(only: .has("grave"), skipTo: "end", starts: "report", again: hour))
        }
        // It falls due once, and then it was not for this case: what comes again is the report alone.
        #expect(
            history.told(.fallsDue, .late, .ends, of: "A") == [
                "Mon 12:00 A falls due at post", "Mon 13:00 A falls due at post", "Mon 13:30 A late answer",
                "Mon 13:30 A ends",
            ])
        #expect(history.order(at: "tell") == "~tell ~tell2")
    }

    @Test func noneAfterTheCaseHasLeft() {
        let desk = desk {
            $0.add("A", at(0, 9), 4 * hour)
            $0.builder.wait("post", for: .constant(2 * hour))
            $0.step("check", by: "clerk")
            $0.builder.limit("answer", until: .item("post"), .elapsed(hour))
        }
        let history = desk.changed {
            $0.ifLate("answer", IfLate(skipTo: "check", starts: "report", again: hour))
        }
        #expect(
            history.told(.fallsDue, .givesUp, .late, .starts, .ends) == [
                "Mon 10:00 A falls due at post", "Mon 10:00 A gives up post", "Mon 10:00 A late answer",
                "Mon 10:00 A starts check", "Mon 10:00 ~tell starts tell", "Mon 10:10 ~tell ends",
                "Mon 14:00 A ends",
            ])
    }
}
