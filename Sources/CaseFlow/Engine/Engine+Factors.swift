internal import SimKernel

/// What a draw is multiplied by: a number of the case, or so many cases.
extension Engine {
    /// The draw times the factor that the case's words choose, never below zero and never beyond `never`.
    @inline(never)
    mutating func times(_ drawn: Int64, _ factor: Selector, _ slot: UInt32) -> Int64 {
        if factor == .none { return drawn }
        switch model.factors[value(of: factor, pool.record(slot).pointee.words)] {
        case .number(let number): return Self.product(drawn, millionths: pool.numbers(slot)[number])
        case .openCases: return Self.product(drawn, openCases(for: slot))
        case .closedCases: return Self.product(drawn, closedCases(for: slot))
        }
    }

    /// Rounded to the nearest, halves up.
    static func product(_ drawn: Int64, millionths: Int64) -> Int64 {
        let (product, million) = (Int128(drawn) * Int128(millionths), Int128(1_000_000))
        return product <= 0 ? 0 : Int64(min((product + million / 2) / million, Int128(Tick.never)))
    }

    private static func product(_ drawn: Int64, _ count: Int) -> Int64 {
        Int64(min(max(0, Int128(drawn) * Int128(count)), Int128(Tick.never)))
    }
}
