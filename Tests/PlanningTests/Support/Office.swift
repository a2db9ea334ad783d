import CaseFlow
import Planning
import SimKernel

/// A small complaint office, and made-up replications of it: what a study does with results can be
/// tested without an engine.
enum Office {
    static let monday: Ticks = 20_822 * Tick.day
    static let weeks = 52

    /// Two clerks classify, eight investigators look into it; 20 cases a week.
    static let model: Model = {
        let start = monday
        let windowStart = start + 4 * Tick.week
        let windowEnd = windowStart + Ticks(weeks) * Tick.week
        return Model(
            title: "Complaints of a small office", digest: String(repeating: "ab", count: 32), seed: 1,
            horizon: Horizon(
                start: start, windowStart: windowStart, windowEnd: windowEnd,
                bound: windowEnd + 52 * Tick.week),
            dueCalendar: .always, calendars: [.always],
            words: [],
            classes: ["general", "major"].enumerated().map { index, name in
                CaseClass(label: Label(name), mask: 1 << UInt64(index))
            },
            streams: [], draws: [], numbers: [],
            roles: [role("clerk", 2), role("investigator", 8), role("manager", 3)],
            teams: [team(0, 1), team(1, 2), team(2, 1)],
            disciplines: [Discipline(rules: [], text: "first come")],
            ops: [
                Op(label: Label("classify"), kind: .work, key: 1, team: .always(0), within: 0),
                Op(label: Label("reply"), kind: .wait, key: 2),
                Op(label: Label("investigate"), kind: .work, key: 3, team: .always(1)),
                Op(label: Label("approve"), kind: .work, key: 4, team: .always(2)),
                Op(label: Label("end"), kind: .end, key: 5),
            ],
            outcomes: [], choices: [], tests: [], tables: [], limits: limits, target: 0.95, counters: 0)
    }()

    private static func role(_ name: String, _ staff: Int) -> Role {
        Role(label: Label(name), staff: staff, calendar: 0, discipline: 0, atClosing: .pause)
    }

    private static func team(_ role: Int, _ people: Int) -> Team {
        Team(
            members: [Team.Member(role: role, people: people)], gathers: false, calendar: 0,
            atClosing: .pause, discipline: 0)
    }

    private static let limits: [Limit] = [
        Limit(
            label: Label("classify"), kind: .step(0), from: .item(0), until: .item(0), only: -1,
            stratum: .always(0), strata: [stratum(nil, "1 working hour")], startsOver: false,
            rule: "T1", target: 0.95),
        Limit(
            label: Label("answer"), kind: .span, from: .item(2), until: .item(3), only: -1,
            stratum: .always(0),
            strata: [stratum("general", "3 working days"), stratum("major", "8 working hours")],
            startsOver: false, rule: nil, target: 0.9),
        Limit(
            label: Label("whole-case"), kind: .span, from: .arrival, until: .end, only: -1,
            stratum: .always(0),
            strata: [.init(name: nil, length: .solve, text: "solve", rule: nil)], startsOver: false,
            rule: nil, target: 0.95),
    ]

    private static func stratum(_ name: String?, _ text: String) -> Limit.Stratum {
        Limit.Stratum(name: name, length: .length(.elapsed(Tick.hour)), text: text, rule: nil)
    }

    /// How the made-up replications turn out.
    struct Fate: Sendable {
        /// Mean share late of the three judged strata: classify, answer general, answer major.
        var late = [0.02, 0.05, 0.25]
        /// Open cases added each week.
        var growth = 0.0
        var events = 1000
        /// Cases of a replication, at least.
        var cases = 200
        /// For tests of what a study does with replications, whatever is in them.
        static let tiny = Fate(cases: 5)
    }

    static func simulation(_ fate: Fate = Fate()) -> Study.Simulation {
        { model, seed, replication, brake in
            result(model, seed: seed, replication: replication, brake: brake, fate: fate)
        }
    }

    private static func result(
        _ model: Model, seed: UInt64, replication: UInt32, brake: Brake, fate: Fate
    ) -> ReplicationResult {
        var dice = Dice(seed: seed, experiment: Int(replication))
        let unlimited = model.roles[0].staff == 1_000_000
        let cases = fate.cases + Int(20 * dice.uniform())
        let events = fate.events + Int(40 * dice.uniform())
        let shares = fate.late.map { unlimited ? $0 / 10 : min(1, $0 * (0.5 + dice.uniform())) }
        var limits = model.limits.map { ReplicationResult.LimitCount(strata: $0.strata.count) }
        limits[0] = count([(cases, shares[0])], hours: 0.5, &dice)
        limits[1] = count([(cases * 4 / 5, shares[1]), (cases / 5, shares[2])], hours: 30, &dice)
        limits[2] = count([(cases, 0)], hours: 60, &dice)
        return ReplicationResult(
            replication: replication, events: min(events, brake.maxEvents),
            fingerprint: UInt64(cases),
            stopped: events >= brake.maxEvents || brake.flag?.isRaised == true,
            arrived: cases, closed: cases, openAtEnd: 0,
            turnaround: times(cases, meanHours: 60, &dice), backlog: backlog(fate.growth, &dice),
            limits: limits,
            roles: [
                use(0.62, staff: 2, waitHours: 0.2, cases, &dice),
                use(0.91, staff: 8, waitHours: 9, cases, &dice),
                use(0.1, staff: 3, waitHours: 0.1, cases, &dice),
            ],
            steps: [
                step(cases, waitHours: 0.2, workHours: 0.2, &dice),
                step(cases, waitHours: 0, workHours: 24, &dice),
                step(cases, waitHours: 9, workHours: 6, &dice),
                step(cases, waitHours: 0.1, workHours: 0.4, &dice),
                .init(),
            ])
    }

    private static func times(_ n: Int, meanHours: Double, _ dice: inout Dice) -> Observations {
        var times = Observations()
        for _ in 0..<n { times.add(Ticks(dice.exponential() * meanHours * Double(Tick.hour))) }
        return times
    }

    private static func count(
        _ strata: [(clocks: Int, late: Double)], hours: Double, _ dice: inout Dice
    ) -> ReplicationResult.LimitCount {
        var count = ReplicationResult.LimitCount(strata: strata.count)
        for (index, stratum) in strata.enumerated() {
            count.strata[index].ended = stratum.clocks
            count.strata[index].late = (0..<stratum.clocks).count { _ in dice.uniform() < stratum.late }
            count.strata[index].duration = times(stratum.clocks, meanHours: hours, &dice)
            count.strata[index].cases = stratum.clocks
            count.strata[index].casesNoneLate = stratum.clocks - count.strata[index].late
            count.cases += stratum.clocks
            count.casesNoneLate += count.strata[index].casesNoneLate
        }
        return count
    }

    private static func backlog(
        _ growth: Double, _ dice: inout Dice
    ) -> ReplicationResult.Backlog {
        var backlog = ReplicationResult.Backlog()
        backlog.atWindowStart = 20 + Int(20 * dice.uniform())
        backlog.weekly = (1...weeks).map { 20 + Int32(20 * dice.uniform() + growth * Double($0)) }
        backlog.atWindowEnd = Int(backlog.weekly[weeks - 1])
        backlog.peak = Int(backlog.weekly.max() ?? 0) + 3
        backlog.integral = backlog.weekly.reduce(0) { $0 + Int128($1) * Int128(Tick.week) }
        return backlog
    }

    private static func use(
        _ load: Double, staff: Int, waitHours: Double, _ cases: Int, _ dice: inout Dice
    ) -> ReplicationResult.RoleUse {
        var use = ReplicationResult.RoleUse()
        use.onDuty = Int128(staff) * Int128(weeks) * 40 * Int128(Tick.hour)
        let busy = load * (0.98 + 0.04 * dice.uniform()) * 1_000_000
        use.busy = use.onDuty * Int128(busy) / 1_000_000
        use.waiting = times(cases, meanHours: waitHours, &dice)
        use.queueIntegral = use.waiting.sum
        return use
    }

    private static func step(
        _ visits: Int, waitHours: Double, workHours: Double, _ dice: inout Dice
    ) -> ReplicationResult.StepUse {
        var step = ReplicationResult.StepUse()
        step.visits = visits
        step.waiting = times(visits, meanHours: waitHours, &dice)
        step.workSum = Int128(Double(visits) * workHours * (0.98 + 0.04 * dice.uniform()) * Double(Tick.hour))
        step.classWaiting = [(visits * 4 / 5, step.waiting.sum * 4 / 5), (visits / 5, step.waiting.sum / 5)]
        return step
    }

    static func study(
        _ sample: Sample = .fixed(16), of model: Model = model, seed: UInt64 = 1, fate: Fate = Fate(),
        jobs: Int = 2, _ change: (inout Study.Options) -> Void = { _ in }
    ) -> Study {
        var options = Study.Options()
        options.jobs = jobs
        change(&options)
        return Study(model, sample: sample, seed: seed, options: options, simulate: simulation(fate))
    }
}
