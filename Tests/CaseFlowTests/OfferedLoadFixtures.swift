import CaseFlow
import SimKernel

/// Models made by hand: one role round the clock unless a test says otherwise.
struct FlowMaker {
    var ops: [Op] = []
    var outcomes: [Outcome] = []
    var choices: [Choice] = []
    var tests: [Test] = []
    var classes: [CaseClass] = []
    var draws: [WordDraw] = []
    var numbers: [CaseNumber] = []
    var tables: [QuantileTable] = []
    var roles = [Role(label: Label("clerk"), staff: 2, calendar: 0, discipline: 0, atClosing: .pause)]
    var teams = [
        Team(
            members: [Team.Member(role: 0, people: 1)], gathers: false, calendar: 0, atClosing: .pause,
            discipline: 0)
    ]
    var calendars = [WorkCalendar.always]
    var counters = 0

    static let bit: [UInt64] = (0..<8).map { 1 << $0 }

    /// Work of that many hours by the clerk.
    mutating func step(
        _ name: String, hours: Double = 1, only: Int = -1, team: Int = 0, outcomes list: [Outcome] = []
    ) throws {
        tables.append(QuantileTable(try .constant(hours), ticksPerUnit: Double(Tick.hour)))
        add(
            Op(
                label: Label(name), kind: .work, key: NameKey.key32(name), only: only,
                team: .always(team), table: .always(tables.count - 1)), list)
    }

    mutating func decision(_ name: String, only: Int = -1, outcomes list: [Outcome]) {
        add(Op(label: Label(name), kind: .decision, key: NameKey.key32(name), only: only), list)
    }

    private mutating func add(_ op: Op, _ list: [Outcome]) {
        var op = op
        op.outcomes = outcomes.count..<outcomes.count + list.count
        op.outcomeMask = list.reduce(0) { $0 | $1.setMask }
        outcomes += list
        ops.append(op)
    }

    mutating func test(yes: UInt64 = 0, no: UInt64 = 0) -> Int {
        tests.append(Test(any: false, yes: yes, no: no, numbers: [], text: ""))
        return tests.count - 1
    }

    func model(perWeek rate: Double = 7) -> Model {
        let horizon = Horizon(
            start: 0, windowStart: Tick.week, windowEnd: 3 * Tick.week, bound: 5 * Tick.week)
        let profile = RateProfile(rate: rate / Double(Tick.week), from: 0, to: horizon.bound)
        let end = Op(label: Label("end"), kind: .end, key: NameKey.key32("end"))
        return Model(
            title: "", digest: "", seed: 1, horizon: horizon, dueCalendar: .always,
            calendars: calendars, words: [], classes: classes,
            streams: [
                Stream(
                    label: Label("all"), key: 1, process: .poisson(profile), mask: 0, entry: 0,
                    draws: Array(draws.indices))
            ], draws: draws, numbers: numbers, roles: roles, teams: teams,
            disciplines: [Discipline(rules: [], text: "first come")], ops: ops + [end],
            outcomes: outcomes, choices: choices, tests: tests, tables: tables, limits: [], target: nil,
            counters: counters)
    }
}

func outcome(
    _ name: String, _ share: Double, sets mask: UInt64 = 0, jump: Int = -1, atMost: Int = 0, then: Int = -1
) -> Outcome {
    Outcome(
        label: Label(name), share: .always(0), shares: [bits53(share)], setMask: mask, jump: jump,
        atMost: atMost, counter: atMost > 0 ? 0 : -1, then: then)
}

func isClose(_ a: Double, _ b: Double, relative: Double = 1e-12) -> Bool {
    abs(a - b) <= relative * max(abs(a), abs(b))
}

/// A share as 53 random bits have it.
func bits53(_ share: Double) -> UInt64 { UInt64((share * 0x1p53).rounded()) }
