package import CaseFlow
internal import SimKernel

/// One row a case of one traced replication: what it brought, when it came and ended, and whether it was
/// late.
package enum CaseRows {
    package static func text(_ model: Model, _ trace: Trace) -> String {
        let names = CaseNames(model, trace)
        let hasCosts = !trace.costs.isEmpty || model.currency != nil
        var text = BacklogCSV.row(
            ["case", "stream", "counted", "words"] + model.numbers.filter(\.isNamed).map(\.label.id)
                + ["arrived", "ended", "turnaround_seconds"] + model.limits.map(\.label.id)
                + (hasCosts ? ["costs"] : []))
        for life in lives(model, trace) {
            text += BacklogCSV.row(
                cells(life, names) + (hasCosts ? [CaseNames.millionths(trace.costs[life.identity] ?? 0)] : [])
            )
        }
        return text
    }

    private struct Life {
        var identity: UInt64
        var words: UInt64
        var numbers: [Int64] = []
        var isCounted = false
        var arrived: Ticks
        var ended: Ticks?
        /// nil: no clock of that limit has ended.
        var late: [Bool?]
    }

    /// In the order of arrival.
    private static func lives(_ model: Model, _ trace: Trace) -> [Life] {
        var lives: [Life] = []
        var places: [UInt64: Int] = [:]
        for row in trace.rows {
            if row.moment == .arrives {
                places[row.identity] = lives.count
                lives.append(
                    Life(
                        identity: row.identity, words: UInt64(bitPattern: row.value), arrived: row.time,
                        late: Array(repeating: nil, count: model.limits.count)))
            }
            guard let place = places[row.identity] else { continue }
            switch row.moment {
            case .ends: lives[place].ended = row.time
            case .onTime: lives[place].late[Int(row.value)] = lives[place].late[Int(row.value)] ?? false
            case .late: lives[place].late[Int(row.value)] = true
            default: break
            }
        }
        for arrival in trace.arrivals {
            guard let place = places[arrival.identity] else { continue }
            lives[place].arrived = arrival.time
            lives[place].numbers = arrival.numbers
            lives[place].isCounted = arrival.isCounted
        }
        return lives
    }

    private static func cells(_ life: Life, _ names: CaseNames) -> [String] {
        let named = names.model.numbers.indices.filter { names.model.numbers[$0].isNamed }
        let numbers = named.map { index in
            life.numbers.indices.contains(index) ? names.number(index, life.numbers[index]) : ""
        }
        let turnaround = life.ended.map { CaseNames.millionths(Int128($0 - life.arrived)) } ?? ""
        return [
            names.name(life.identity), names.stream(life.identity), life.isCounted ? "yes" : "no",
            names.words(life.words),
        ] + numbers + [names.instant(life.arrived), life.ended.map(names.instant) ?? "", turnaround]
            + life.late.map { $0.map { $0 ? "late" : "on time" } ?? "-" }
    }
}
