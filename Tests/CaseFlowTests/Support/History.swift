import CaseFlow
import SimKernel

/// One replication in words, for tests that know every instant: `Mon 09:00 A starts check`.
///
/// A case is called by its stream where that brings one case only, otherwise by stream and ordinal, and
/// the further cases of an incident by their places in it: `A A.1 A1 A1.1`.
struct History {
    struct Line {
        var moment: CaseMoment
        var who: String
        var what: String
        var time: Ticks
        var value: Int64
    }
    let result: ReplicationResult
    let lines: [Line]

    init(_ model: Model, seed: UInt64 = 1, replication: UInt32 = 0) {
        let traced = trace(model, seed: seed, replication: replication)
        result = traced.result
        let born = History.names(ofChildren: traced.trace, model)
        lines = traced.trace.rows.map { row in
            let stream = model.streams.first { UInt64($0.key) == row.identity >> 48 }
            let (number, place) = (row.identity & 0x3FFF_FFFF, row.identity >> 30 & 0x3FFFF)
            var what = ""
            switch row.moment {
            case .arrives, .ends: break
            case .onTime, .late: what = model.limits[Int(row.value)].label.id
            case .done where row.value >= 0:
                what = "\(model.ops[row.op].label.id) \(model.outcomes[Int(row.value)].label.id)"
            default: what = model.ops[row.op].label.id
            }
            let name = stream.map {
                $0.label.id + (number == 0 ? "" : "\(number)") + (place == 0 ? "" : ".\(place)")
            }
            return Line(
                moment: row.moment, who: name ?? born[row.identity] ?? "?", what: what,
                time: row.time, value: row.value)
        }
    }

    /// Cases begun by cases are called by the item where they begin: `~hear`, the next one `~hear2`.
    private static func names(ofChildren trace: Trace, _ model: Model) -> [UInt64: String] {
        var names: [UInt64: String] = [:]
        var counts: [String: Int] = [:]
        for row in trace.rows where row.moment == .arrives {
            if model.streams.contains(where: { UInt64($0.key) == row.identity >> 48 }) { continue }
            let item = model.ops[row.op].label.id
            counts[item, default: 0] += 1
            names[row.identity] = counts[item] == 1 ? "~\(item)" : "~\(item)\(counts[item] ?? 0)"
        }
        return names
    }

    /// The lines with some of these moments (all, if none is named), of one case or of all.
    func told(_ moments: CaseMoment..., of who: String? = nil) -> [String] {
        lines.filter { line in
            (moments.isEmpty || moments.contains(line.moment)) && (who == nil || line.who == who)
        }.map(\.text)
    }

    /// Who starts, in order.
    func order(at step: String) -> String {
        lines.filter { $0.moment == .starts && $0.what == step }.map(\.who).joined(separator: " ")
    }
}

extension History.Line {
    var text: String {
        let words = [clock(time), who, verb, what]
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private var verb: String {
        switch moment {
        case .arrives: "arrives"
        case .comes: "comes to"
        case .passes: "passes"
        case .starts: "starts"
        case .handsOver: "hands over"
        case .done: "done"
        case .onTime: "on time"
        case .late: "late"
        case .ends: "ends"
        case .setsOut: "sets out for"
        case .isInterrupted: "interrupted at"
        case .movesOver: "moves over at"
        case .fallsDue: "falls due at"
        case .givesUp: "gives up"
        }
    }
}

/// `Mon 09:00`, with seconds where there are some, and `Mon+1` in the week after.
func clock(_ time: Ticks) -> String {
    let since = time - ModelBuilder.monday
    let day = Int(since / Tick.day)
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let week = day / 7 == 0 ? "" : "+\(day / 7)"
    let seconds = Int(since % Tick.day / Tick.second)
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let rest = seconds % 60 == 0 ? "" : ":\(two(seconds % 60))"
    let odd = since % Tick.second == 0 ? "" : "+\(since % Tick.second)us"
    return "\(names[day % 7])\(week) \(two(seconds / 3600)):\(two(seconds / 60 % 60))\(rest)\(odd)"
}

/// An instant of the first week and after: day 0 is Monday.
func at(_ day: Int, _ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> Ticks {
    ModelBuilder.monday + Ticks(day) * Tick.day + Ticks(hour) * Tick.hour + Ticks(minute) * Tick.minute
        + Ticks(second) * Tick.second
}

/// Office hours of the tests, with tables for a year.
enum Hours {
    static let from = ModelBuilder.monday - 7 * Tick.day
    static let to = ModelBuilder.monday + 400 * Tick.day
    static let weekdays: [Weekday] = Array(Weekday.allCases.prefix(5))

    /// Monday to Friday, 09:00 to 12:00 and 13:00 to 17:00: seven hours a day.
    static let office = spec([(9, 12), (13, 17)], days: .on(weekdays))
    /// Every day, 09:00 to 17:00.
    static let daily = spec([(9, 17)], days: .daily)

    static func spec(_ spans: [(from: Int, to: Int)], days: HoursRule.Days) -> CalendarSpec {
        CalendarSpec(
            zone: .utc,
            hours: .rules([
                HoursRule(
                    days: days, spans: spans.map { DaySpan(from: $0.from * 3600, to: $0.to * 3600) })
            ]))
    }
}

extension CalendarSpec {
    var table: WorkCalendar { workCalendar(for: hours, from: Hours.from, to: Hours.to) }
    var dueTable: DueCalendar { dueCalendar(from: Hours.from, to: Hours.to) }
}
