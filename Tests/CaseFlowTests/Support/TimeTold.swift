import CaseFlow
import SimKernel

/// What `explainLateness` says of a replication, in words: `check clerk people 90 min`.
struct TimeTold {
    let result: ReplicationResult
    let why: WhyLate
    let model: Model

    init(_ model: Model, seed: UInt64 = 1, replication: UInt32 = 0) {
        self.model = model
        (result, why) = explainLateness(model, seed: seed, replication: replication)
    }

    /// The turnarounds of all counted cases.
    var turnaround: [String] { lines { why.turnaround(at: $0, $1) } }

    /// The time of the late clocks of a limit.
    func late(_ limit: String) -> [String] {
        let index = model.limits.firstIndex { $0.label.id == limit }!
        return lines { why.lateTime(limit: index, at: $0, $1) }
    }

    var turnaroundSum: Int128 { sum { why.turnaround(at: $0, $1) } }

    func lateSum(_ limit: Int) -> Int128 { sum { why.lateTime(limit: limit, at: $0, $1) } }

    private func sum(_ value: (Int, TimeCause) -> Int128) -> Int128 {
        why.places.indices.reduce(0) { sum, place in
            TimeCause.allCases.reduce(sum) { $0 + value(place, $1) }
        }
    }

    private func lines(_ value: (Int, TimeCause) -> Int128) -> [String] {
        why.places.indices.flatMap { place in
            TimeCause.allCases.compactMap { cause in
                let ticks = Ticks(value(place, cause))
                if ticks == 0 { return nil }
                let role = why.places[place].role
                let who = role < 0 ? "" : " " + model.roles[role].label.id
                return "\(model.ops[why.places[place].op].label.id)\(who) \(cause.rawValue) \(minutes(ticks))"
            }
        }
    }

    private func minutes(_ ticks: Ticks) -> String {
        let rest = ticks % Tick.minute
        return "\(ticks / Tick.minute)" + (rest == 0 ? "" : " and \(rest) us")
    }
}
