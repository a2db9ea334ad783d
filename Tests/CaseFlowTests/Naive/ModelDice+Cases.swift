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
            var stream = CaseFlow.Stream(
                label: Label("s\(i)"), key: UInt16(i + 1), process: process(interval),
                mask: chance(50) ? word("s\(i)") : 0,
                entry: chance(80) ? 0 : one(of: lists[0].items), draws: own)
            if chance(25) { stream.process = busyProcess(interval) }
            if chance(20) { replay(&stream, wanted / count) }
            if chance(30) { stream.incident = incident() }
            streams.append(stream)
        }
    }

    /// Few cases or many, fractions among them, at once or one after the other.
    private mutating func incident() -> Incident {
        let sizes = (0...number(1...3)).map { _ in Double(number(0...7)) / 2 }
        let delay = chance(60) ? tables[table(2 * Tick.hour)] : nil
        return Incident(
            size: QuantileTable(law { try .observed(sizes) }, ticksPerUnit: 1e6), delay: delay)
    }

    /// Days that differ, some of them without any case.
    private mutating func busyProcess(_ interval: Ticks) -> ArrivalProcess {
        var boundaries = [horizon.start]
        while let last = boundaries.last, last < horizon.bound {
            boundaries.append(min(horizon.bound, (last / Tick.day + 1) * Tick.day))
        }
        let rates = boundaries.dropLast().map { _ in 1 / Double(interval) }
        let days = boundaries.dropLast().map { Int($0 / Tick.day) }
        let factor = chance(50) ? law { try .gamma(mean: 1, cv: 0.7) } : law { try .observed([0, 0.5, 2.5]) }
        return .busy(
            RateProfile(boundaries: boundaries, rates: rates, periods: days),
            factor: QuantileTable(factor, ticksPerUnit: 0x1p32))
    }

    /// A trace with some rows before the run and after it, and with what it says of its cases.
    private mutating func replay(_ stream: inout CaseFlow.Stream, _ count: Int) {
        let quarters = Int((horizon.bound - horizon.start) / (15 * Tick.minute))
        let instants = (0..<count).map { _ in
            horizon.start + Ticks(number(-quarters / 10...quarters + quarters / 10)) * 15 * Tick.minute
        }
        stream.process = .replay(instants.sorted(), from: horizon.start)
        var given = GivenValues(words: [], numbers: [])
        for draw in stream.draws where chance(50) {
            let masks = draws[draw].rows[0].masks
            given.words.append(GivenValues.Words(draw: draw, masks: instants.map { _ in one(of: masks) }))
        }
        for index in numbers.indices where chance(50) {
            let values = instants.map { _ in Int64(number(0...4)) * Tick.hour }
            given.numbers.append(GivenValues.Numbers(number: index, values: values))
        }
        if chance(80) { stream.given = given }
    }

    private func law(_ make: () throws -> Distribution) -> Distribution {
        do { return try make() } catch { preconditionFailure("impossible figures in a test: \(error)") }
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
