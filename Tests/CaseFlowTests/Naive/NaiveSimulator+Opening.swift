import CaseFlow
import SimKernel

/// Cases that are open when the run begins.
extension NaiveSimulator {
    func isThere(_ opening: OpeningCase, row: Int) {
        let stream = model.streams[opening.stream]
        let bits = key.bits(case: UInt64(row), name: 0, visit: 0, purpose: .offspring, block: 6)
        let c = NaiveCase(
            identity: bits.first << 11 ^ bits.second, arrival: opening.arrival, isCohort: false,
            words: stream.mask | opening.words)
        c.isOpening = true
        drawWords(c, stream, known: { opening.knownDraws.contains($0) ? 0 : nil })
        drawNumbers(c, known: { index in opening.numbers.first { $0.number == index }?.value })
        c.entry = stream.entry
        c.item = opening.op
        isHere(c)
        for clock in opening.clocks where holds(model.limits[clock.limit].only, c) {
            startClock(c, clock.limit, at: clock.start)
        }
        c.matter.visits[c.item, default: 0] += 1
        if let next = stay(c, since: opening.since) { walk(c, to: next) }
    }

    /// How long a wait still lasts that has lasted so long: the share of the luck that leads there is
    /// stretched over all that is possible.
    func rest(passed: Ticks, luck: UInt64, of time: (UInt64) -> Ticks) -> Ticks {
        let whole: UInt64 = 1 << 53
        var (low, high) = (UInt64(0), whole)
        while low < high {
            let middle = (low + high) / 2
            if time(middle) > passed { high = middle } else { low = middle + 1 }
        }
        if low == whole { return 0 }
        let stretched = low + UInt64(UInt128(luck) * UInt128(whole - low) / UInt128(whole))
        return time(stretched) - passed
    }
}
