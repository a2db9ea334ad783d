import CaseFlow
import SimKernel
import Testing

/// Days worked by hand: where the minutes of a case went.
@Suite("Why late")
struct WhyLateTests {
    /// A from half past eight, B from nine, one clerk, an hour each; Tuesday's case comes at noon.
    @Test func closedHoursAndPeople() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table)
        desk.add("A", at(0, 8, 30), Tick.hour)
        desk.add("B", at(0, 9), Tick.hour)
        desk.add("C", at(1, 11, 30), Tick.hour)
        desk.step("check", by: "clerk")
        desk.builder.limit("whole", .elapsed(100 * Tick.minute))
        let told = TimeTold(desk.builder.build())
        // A: 30 closed, 60 work. B: 60 people, 60 work. C: 60 work, 60 at noon in hand.
        #expect(
            told.turnaround == ["check clerk work 180", "check clerk people 60", "check clerk closed 90"])
        #expect(told.why.cases == 3)
        // B and C took two hours, A an hour and a half.
        #expect(
            told.late("whole") == ["check clerk work 120", "check clerk people 60", "check clerk closed 60"])
    }

    /// A limit in working hours: nights and noon are nobody's fault, but that the clerk comes at ten only is.
    @Test func limitsInWorkingTime() {
        var desk = Desk()
        desk.builder.dueCalendar = Hours.office.dueTable
        desk.builder.role("clerk", 1, hours: Hours.spec([(10, 12), (13, 16)], days: .daily).table)
        desk.add("A", at(0, 15), 2 * Tick.hour)
        desk.step("check", by: .one("clerk"), within: .all(.working(Tick.hour)))
        desk.builder.limit("always", .elapsed(Tick.hour))
        let told = TimeTold(desk.builder.build())
        // Three to four and ten to eleven are work; the hours limits know are 15 to 17 and 9 to 11.
        #expect(told.late("check") == ["check clerk work 120", "check clerk closed 120"])
        #expect(told.late("always") == ["check clerk work 120", "check clerk closed 1080"])
    }

    /// Waits are outside; a wait that stops the clock is no part of the late time.
    @Test func waitsAndStoppedClocks() {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.oneCase("A", at: at(0, 9))
        builder.step("ask", by: "clerk", work: .constant(Tick.hour))
        builder.wait("answer", for: .constant(5 * Tick.hour), stopsClock: true, within: .elapsed(Tick.hour))
        builder.wait("post", for: .constant(2 * Tick.hour))
        builder.step("close", by: "clerk", work: .constant(Tick.hour))
        builder.limit("whole", .elapsed(3 * Tick.hour))
        let told = TimeTold(builder.build())
        #expect(
            told.turnaround == [
                "ask clerk work 60", "answer outside 300", "post outside 120", "close clerk work 60",
            ])
        #expect(told.late("whole") == ["ask clerk work 60", "post outside 120", "close clerk work 60"])
        #expect(told.late("answer") == ["answer outside 300"])
    }

    /// A span that begins in the middle leaves out what was before; one that begins at the end of a step
    /// ends with the start of another.
    @Test func clocksOfAPart() {
        var desk = Desk()
        desk.builder.role("clerk", 1)
        desk.builder.role("judge", 1)
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 9), Tick.hour)
        desk.step("file", by: "clerk")
        desk.step("decide", by: .one("judge"), startsWithin: .all(.elapsed(0)))
        desk.step("send", by: "clerk")
        desk.builder.limit("middle", from: .done("file"), until: .starts("send"), .elapsed(Tick.minute))
        let told = TimeTold(desk.builder.build())
        // A filed at ten, decided at eleven; the clerk files B until eleven, sends A until twelve. B is
        // decided from eleven to twelve, and sent at once.
        #expect(told.late("middle") == ["decide judge work 120"])
        #expect(told.late("decide") == [])
        #expect(told.turnaroundSum == told.result.turnaround.sum)
    }

    /// The wait for its start is split although the clock ends before the start is told.
    @Test func startsWithin() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table)
        desk.add("A", at(0, 9), 90 * Tick.minute)
        desk.add("B", at(0, 8), 2 * Tick.hour)
        desk.step("check", by: .one("clerk"), startsWithin: .all(.elapsed(Tick.hour)))
        let told = TimeTold(desk.builder.build())
        // B waits an hour for nine, and is in time; A waits from nine to eleven.
        #expect(told.late("check") == ["check clerk people 120"])
    }

    /// A clock begins when two of three hours in line are to come: each cause gives two thirds.
    @Test func aWaitIsCutInProportion() {
        var builder = ModelBuilder()
        builder.role("clerk", 1, hours: Hours.office.table)
        builder.oneCase("B", at: at(0, 10), words: ["other"])
        builder.oneCase("A", at: at(0, 11))
        builder.step("busy", by: "clerk", work: .constant(3 * Tick.hour), only: .has("other"))
        builder.together(
            "both", only: .lacks("other"),
            { $0.wait("short", for: .constant(Tick.hour)) },
            { $0.step("write", by: "clerk", work: .constant(Tick.hour)) })
        builder.limit("late", from: .done("short"), until: .starts("write"), .elapsed(0))
        let told = TimeTold(builder.build())
        // In line from eleven to two, noon between.
        #expect(told.turnaround.contains("write clerk people 120"))
        #expect(told.late("late") == ["write clerk people 80", "write clerk closed 40"])
    }

    /// A clock that begins in one branch and ends behind both.
    @Test func aClockThatBeginsInABranch() {
        var builder = ModelBuilder()
        builder.role("clerk", 1, hours: Hours.office.table)
        builder.oneCase("A", at: at(0, 9))
        builder.step("first", by: "clerk", work: .constant(Tick.hour))
        builder.together(
            "both",
            { $0.wait("short", for: .constant(Tick.hour)) },
            {
                $0.wait("long", for: .constant(4 * Tick.hour))
                $0.wait("rest", for: .constant(Tick.hour))
            })
        builder.limit("late", from: .done("short"), until: .end, .elapsed(0))
        let told = TimeTold(builder.build())
        #expect(
            told.turnaround == ["first clerk work 60", "long outside 240", "rest outside 60"])
        #expect(told.late("late") == ["long outside 180", "rest outside 60"])
    }

    /// A board meets on Thursday from two: nights and noon are closed, the rest is the meeting's.
    @Test func meetings() {
        var desk = Desk()
        desk.builder.role("board", 1, hours: Hours.office.table)
        desk.add("A", at(3, 9), Tick.hour)
        desk.add("B", at(3, 10), Tick.hour)
        desk.step("decide", by: "board")
        var model = desk.builder.build().namingPeople
        model.meets("decide", [at(3, 14)..<at(3, 17)])
        let told = TimeTold(model)
        // A waits 9 to 12 and 13 to 14 for the meeting, B 10 to 12 and 13 to 14, then an hour for A.
        #expect(
            told.turnaround == [
                "decide board work 120", "decide board people 60", "decide board closed 120",
                "decide board meeting 420",
            ])
    }

    /// The clerk is free from ten on, the lawyer comes at noon: two hours for partners.
    private func jointDesk() -> Desk {
        var desk = Desk()
        desk.builder.role("clerk", 1)
        desk.builder.role("lawyer", 1)
        desk.add("A", at(0, 9), Tick.hour, words: ["clerks"])
        desk.add("B", at(0, 9), 3 * Tick.hour, words: ["lawyers"])
        desk.add("C", at(0, 9), Tick.hour, words: ["joint"])
        desk.step("write", by: "clerk", only: .has("clerks"))
        desk.step("plead", by: "lawyer", only: .has("lawyers"))
        desk.step("meet", by: .together([("clerk", 1), ("lawyer", 1)]), only: .has("joint"))
        return desk
    }

    private let jointDay = [
        "write clerk work 60", "plead lawyer work 180", "meet clerk work 60", "meet lawyer people 60",
        "meet lawyer partners 120",
    ]

    @Test func partners() {
        #expect(TimeTold(jointDesk().builder.build()).turnaround == jointDay)
    }

    @Test func partnersWhoAreToldApart() {
        #expect(TimeTold(jointDesk().builder.build().namingPeople).turnaround == jointDay)
    }

    /// Out, work, back: the way out is work, over noon it is closed.
    @Test func travel() {
        var desk = Desk()
        desk.builder.role("inspector", 1, hours: Hours.office.table)
        desk.add("A", at(0, 11, 45), Tick.hour)
        desk.add("B", at(0, 12), Tick.hour)
        desk.step("visit", by: .one("inspector"), startsWithin: .all(.elapsed(Tick.minute)))
        var model = desk.builder.build().namingPeople
        model.travel("visit", 30 * Tick.minute)
        let told = TimeTold(model)
        // A: 15 + 15 on the way, noon between, 60 of work until 14:15. B: 12 to 13 closed, until 14:45
        // for the inspector, 30 on the way, 60 of work.
        #expect(
            told.turnaround == [
                "visit inspector work 180", "visit inspector people 105", "visit inspector closed 120",
            ])
        #expect(
            told.late("visit") == [
                "visit inspector work 60", "visit inspector people 105", "visit inspector closed 120",
            ])
    }

    /// The inspector is away from ten to eleven: work in hand waits for the person.
    @Test func absence() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table)
        desk.add("A", at(0, 9, 30), Tick.hour)
        desk.step("check", by: "clerk")
        var model = desk.builder.build().namingPeople
        model.leave(0, of: "clerk", from: at(0, 10), to: at(0, 11))
        #expect(TimeTold(model).turnaround == ["check clerk work 60", "check clerk people 60"])
    }

    /// Handed over at five: what was done is work, the night is a wait in closed hours.
    @Test func handOver() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table, atClosing: .handOver)
        desk.add("A", at(0, 16), 2 * Tick.hour)
        desk.step("check", by: "clerk")
        for model in [desk.builder.build(), desk.builder.build().namingPeople] {
            #expect(TimeTold(model).turnaround == ["check clerk work 120", "check clerk closed 960"])
        }
    }

    /// Of two branches that end together the first in order tells the time.
    @Test func branchesThatEndTogether() {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.role("lawyer", 1)
        builder.oneCase("A", at: at(0, 9))
        builder.together(
            "both", within: .elapsed(Tick.hour),
            {
                $0.step("write", by: "clerk", work: .constant(Tick.hour))
                $0.wait("copy", for: .constant(2 * Tick.hour))
            }, { $0.step("check", by: "lawyer", work: .constant(3 * Tick.hour), within: .elapsed(0)) })
        builder.step("close", by: "clerk", work: .constant(Tick.hour))
        let told = TimeTold(builder.build())
        #expect(
            told.turnaround == ["write clerk work 60", "copy outside 120", "close clerk work 60"])
        #expect(told.late("both") == ["write clerk work 60", "copy outside 120"])
        #expect(told.late("check") == ["check lawyer work 180"])
    }

    /// A branch ends the whole case: it alone tells the time, and work in hand elsewhere is no part of it.
    @Test func aBranchEndsTheCase() {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.role("lawyer", 1)
        builder.oneCase("A", at: at(0, 9))
        builder.together(
            "both",
            { $0.step("write", by: "clerk", work: .constant(5 * Tick.hour)) },
            {
                $0.wait("think", for: .constant(Tick.hour))
                $0.step(
                    "drop", by: "lawyer", work: .constant(Tick.hour),
                    outcomes: [Fork("dropped", share: 1, .end)])
            })
        builder.limit("whole", .elapsed(0))
        let told = TimeTold(builder.build())
        let expected = ["think outside 60", "drop lawyer work 60"]
        #expect(told.turnaround == expected && told.late("whole") == expected)
    }

    /// Work stops for a better case: what was done is work, the rest waits for the same person.
    @Test func interruption() {
        var desk = Desk()
        desk.builder.role("clerk", 1)
        desk.add("A", at(0, 9), 2 * Tick.hour)
        desk.add("B", at(0, 10), Tick.hour, words: ["urgent"])
        desk.step("check", by: "clerk")
        var model = desk.builder.build().namingPeople
        model.interrupts("urgent")
        #expect(TimeTold(model).turnaround == ["check clerk work 180", "check clerk people 60"])
    }

    /// A or B: whoever does it has the time, of the wait as of the work.
    @Test func alternatives() {
        var desk = Desk()
        desk.builder.role("clerk", 1)
        desk.builder.role("helper", 1)
        for name in ["A", "B", "C"] { desk.add(name, at(0, 9), Tick.hour) }
        desk.step("check", by: "clerk")
        var model = desk.builder.build().namingPeople
        model.either("check", ["clerk", "helper"])
        #expect(
            TimeTold(model).turnaround == [
                "check clerk work 120", "check clerk people 60", "check helper work 60",
            ])
    }

    /// At the bound, a case that still waits is late, and its time so far is split.
    @Test func atTheBound() {
        var desk = Desk()
        desk.builder.run(warmUp: 0, window: 24)
        desk.builder.role("clerk", 1)
        desk.add("A", at(0, 9), 400 * Tick.hour)
        desk.add("B", at(0, 10), Tick.hour)
        desk.step("check", by: .one("clerk"), within: .all(.elapsed(Tick.hour)))
        let told = TimeTold(desk.builder.build())
        // The bound is Wednesday at midnight: A has been worked on for 39 hours, B has waited for 38.
        #expect(told.late("check") == ["check clerk work 2340", "check clerk people 2280"])
        #expect(told.turnaround.isEmpty && told.why.cases == 0)
    }
}

/// What is told moment by moment, where no model of these tests has it.
@Suite("Why late, told moment by moment")
struct WhyLateMomentTests {
    private static let model: Model = {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table)
        desk.builder.role("helper", 1, hours: Hours.office.table)
        desk.step("check", by: .one("clerk"), within: .all(.elapsed(0)))
        desk.step("close", by: "helper")
        desk.builder.limit("whole", .elapsed(0))
        return desk.builder.build()
    }()

    private func told(_ why: WhyLate, limit: Int? = nil) -> [String] {
        why.places.indices.flatMap { place in
            TimeCause.allCases.compactMap { cause -> String? in
                let ticks =
                    limit.map { why.lateTime(limit: $0, at: place, cause) }
                    ?? why.turnaround(at: place, cause)
                if ticks == 0 { return nil }
                return
                    "\(Self.model.ops[why.places[place].op].label.id) \(cause.rawValue) \(Ticks(ticks) / Tick.minute)"
            }
        }
    }

    /// A case of the opening backlog: a day of its turnaround, and of its clocks, lies before the run.
    @Test func beforeTheRun() {
        var why = WhyLate(Self.model)
        let start = at(0, 9)
        why.observe(.arrives, case: 7, op: 0, at: start, value: 0)
        why.observe(.comes, case: 7, op: 0, at: start, value: 0)
        why.joins(case: 7, op: 0, team: 0)
        why.observe(.starts, case: 7, op: 0, at: at(0, 10), value: Tick.hour)
        why.begins(case: 7, op: 0, team: 0, since: start, partly: start, last: 0, at: at(0, 10))
        why.judges(
            case: 7, op: 0, limit: 0, stratum: 0, lasting: 26 * Tick.hour, isLate: true, isCounted: true,
            at: at(0, 11))
        why.observe(.done, case: 7, op: 0, at: at(0, 11), value: -1)
        why.closes(case: 7, arrival: start - Tick.day, at: at(0, 11))
        why.observe(.ends, case: 7, op: 2, at: at(0, 11), value: 0)
        let expected = ["check work 60", "check people 60", "check before 1440"]
        #expect(told(why) == expected && told(why, limit: 0) == expected)
    }

    /// The place in line is given up over noon; then the case goes on elsewhere.
    @Test func givingUp() {
        var why = WhyLate(Self.model)
        why.observe(.arrives, case: 7, op: 0, at: at(0, 11), value: 0)
        why.observe(.comes, case: 7, op: 0, at: at(0, 11), value: 0)
        why.joins(case: 7, op: 0, team: 0)
        why.observe(.givesUp, case: 7, op: 0, at: at(0, 14), value: 0)
        why.judges(
            case: 7, op: 0, limit: 0, stratum: 0, lasting: 3 * Tick.hour, isLate: true, isCounted: true,
            at: at(0, 14))
        why.observe(.comes, case: 7, op: 1, at: at(0, 14), value: 0)
        why.joins(case: 7, op: 1, team: 1)
        why.observe(.starts, case: 7, op: 1, at: at(0, 14), value: Tick.hour)
        why.begins(case: 7, op: 1, team: 1, since: at(0, 14), partly: at(0, 9), last: 1, at: at(0, 14))
        why.observe(.done, case: 7, op: 1, at: at(0, 15), value: -1)
        why.closes(case: 7, arrival: at(0, 11), at: at(0, 15))
        why.observe(.ends, case: 7, op: 2, at: at(0, 15), value: 0)
        #expect(told(why) == ["check people 120", "check closed 60", "close work 60"])
        #expect(told(why, limit: 0) == ["check people 120", "check closed 60"])
        #expect(why.cases == 1)
    }

    /// What is not counted, or in time, is not split.
    @Test func onlyCountedLateClocks() {
        var why = WhyLate(Self.model)
        why.observe(.arrives, case: 7, op: 0, at: at(0, 9), value: 0)
        why.observe(.comes, case: 7, op: 0, at: at(0, 9), value: 0)
        for (isLate, isCounted) in [(true, false), (false, true)] {
            why.judges(
                case: 7, op: 0, limit: 0, stratum: 0, lasting: Tick.hour, isLate: isLate,
                isCounted: isCounted,
                at: at(0, 10))
        }
        why.observe(.givesUp, case: 7, op: 0, at: at(0, 10), value: 0)
        why.observe(.ends, case: 7, op: 2, at: at(0, 10), value: 0)
        #expect(told(why).isEmpty && told(why, limit: 0).isEmpty && why.cases == 0)
    }
}

/// Sums that must be exact whatever happens.
@Suite("Why late, in random models")
struct WhyLateRandomTests {
    private static let models: UInt64 = 100

    @Test(
        "turnarounds and late clocks split exactly, and the history stays the same", arguments: [false, true])
    func exact(named: Bool) {
        var judged = 0
        var seen: Set<TimeCause> = []
        for seed in 0..<Self.models {
            let model = RandomModel(seed: seed, named: named).model
            let told = TimeTold(model, seed: seed)
            let plain = simulate(model, seed: seed, replication: 0)
            #expect(told.result.fingerprint == plain.fingerprint, "seed \(seed)")
            #expect(told.result.figures.map(\.value) == plain.figures.map(\.value), "seed \(seed)")
            #expect(told.turnaroundSum == plain.turnaround.sum, "seed \(seed)")
            #expect(told.why.cases == plain.closed, "seed \(seed)")
            judged += compareLateTime(told, plain, "seed \(seed)")
            for place in told.why.places.indices {
                for cause in TimeCause.allCases {
                    let time = told.why.turnaround(at: place, cause)
                    #expect(time >= 0)
                    if time > 0 { seen.insert(cause) }
                }
            }
        }
        #expect(judged > 100)
        #expect(seen.isSuperset(of: [.work, .people, .closed, .outside, .partners]))
        #expect(seen.contains(.meeting) == named)
        #expect(seen.contains(.before) == RareMechanics.chosen.contains(.opening))
    }

    /// Where all clocks of a limit were late, their time is the time of all; returns how many those were.
    private func compareLateTime(_ told: TimeTold, _ plain: ReplicationResult, _ where_: String) -> Int {
        var judged = 0
        for (index, limit) in plain.limits.enumerated() {
            let (ended, late) = limit.strata.reduce((0, 0)) { ($0.0 + $1.ended, $0.1 + $1.late) }
            let all = limit.strata.reduce(Int128(0)) { $0 + $1.duration.sum }
            let sum = told.lateSum(index)
            #expect(sum <= all && (late > 0 || sum == 0), "\(where_), limit \(index)")
            let doAll = told.model.limits[index].strata.allSatisfy { runsAlways($0.length) }
            if late == ended && doAll {
                judged += late
                #expect(sum == all, "\(where_), limit \(index)")
            }
        }
        return judged
    }

    private func runsAlways(_ length: LimitLength) -> Bool {
        switch length {
        case .length(let length): !length.runsInWorkingTime
        case .none, .solve, .number: true
        case .earliest, .untilNext, .before: false
        }
    }
}
