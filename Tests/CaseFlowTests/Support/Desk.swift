import CaseFlow
import SimKernel

/// Small deterministic scenarios: named cases that arrive at exact instants with work of their own.
struct Desk {
    var builder = ModelBuilder()
    private var work: [(word: String, value: Quantity)] = []

    /// A case and its work at every step that takes `desk.work`.
    mutating func add(
        _ name: String, _ instant: Ticks, _ time: Ticks = 0, words: [String] = [], enters: String? = nil
    ) {
        builder.oneCase(name, at: instant, words: words, enters: enters)
        work.append((name, .constant(time)))
    }

    /// To be asked for after all cases have been added.
    var each: ByClass<Quantity> { .split(work, others: .constant(0)) }

    mutating func step(
        _ name: String, by: By, only: Only? = nil, within: ByClass<LimitLength>? = nil,
        startsWithin: ByClass<LimitLength>? = nil, outcomes: [Fork] = []
    ) {
        builder.step(
            name, by: by, work: each, only: only, within: within, startsWithin: startsWithin,
            outcomes: outcomes)
    }

    mutating func step(_ name: String, by role: String, only: Only? = nil, outcomes: [Fork] = []) {
        step(name, by: .one(role), only: only, outcomes: outcomes)
    }

    var history: History { History(builder.build()) }
}

extension LimitLength {
    static func elapsed(_ time: Ticks) -> LimitLength { .length(.elapsed(time)) }
    static func working(_ time: Ticks) -> LimitLength { .length(.working(time)) }
}
