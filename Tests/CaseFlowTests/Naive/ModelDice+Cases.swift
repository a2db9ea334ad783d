import CaseFlow
import SimKernel

/// What cases carry, and how they arrive.
extension ModelDice {
    mutating func drawWords() {
        mix = (0...number(1...2)).map { word("m\($0)") }
        matter = (0..<2).map { word("k\($0)") }
        let urgent = word("urgent")
        classes = mix.enumerated().map { CaseClass(label: Label("m\($0.offset)"), mask: $0.element) }
        draws = [draw("mix", mix, row: .always(0), rows: 1)]
        // The second list depends on the first where the dice say so.
        draws.append(draw("matter", matter, row: selector(2), rows: 2))
        draws.append(draw("urgent", [urgent, 0], row: selector(2), rows: 2))
        for i in 0..<number(0...2) {
            let table = self.table(byClass: Tick.hour)
            numbers.append(CaseNumber(label: Label("n\(i)"), key: NameKey.key32("n\(i)"), table: table))
        }
    }

    private mutating func draw(_ name: String, _ masks: [UInt64], row: Selector, rows: Int) -> WordDraw {
        WordDraw(
            label: Label(name), key: NameKey.key32(name), row: row,
            rows: (0..<rows).map { _ in
                var thresholds = masks.map { _ in share(atMost: 1) }.sorted()
                thresholds[thresholds.count - 1] = 1 << 53
                return WordDraw.Row(thresholds: thresholds, masks: masks)
            })
    }

    mutating func drawStreams() {
        let wanted = number(30...200)
        let count = number(1...3)
        for i in 0..<count {
            let interval = (horizon.bound - horizon.start) / Ticks(wanted / count + 1)
            let own: [Int] = [[0, 1, 2], [0, 1, 2], [0, 2], []][number(0...3)]
            streams.append(
                CaseFlow.Stream(
                    label: Label("s\(i)"), key: UInt16(i + 1), process: process(interval),
                    mask: chance(50) ? word("s\(i)") : 0,
                    entry: chance(80) ? 0 : one(of: lists[0].items), draws: own))
        }
    }

    private mutating func process(_ interval: Ticks) -> ArrivalProcess {
        let step = [15 * Tick.minute, 30 * Tick.minute, Tick.hour, 2 * Tick.hour].last { $0 <= interval }
        switch number(0...5) {
        case 0:
            return .poisson(
                RateProfile(rate: 1 / Double(interval), from: horizon.start, to: horizon.bound))
        case 1:
            let middle = horizon.start + (horizon.bound - horizon.start) / 3
            return .poisson(
                RateProfile(
                    boundaries: [horizon.start, middle, horizon.bound],
                    rates: [2 / Double(interval), 0.5 / Double(interval)]))
        default:
            let step = step ?? 15 * Tick.minute
            let steps = max(1, interval / step)
            // Several at one instant, and then nothing for a while.
            let values = (0..<number(1...4)).map { _ in
                Double(step) * Double(chance(30) ? 0 : Int(steps) * number(1...2))
            }
            let table = Quantity.observed(values + [Double(steps * step)]).table
            return .renewal(table, from: horizon.start)
        }
    }
}
