internal import CaseFlow
internal import SimKernel

/// Where the search on search seeds thinks the shortest lengths lie: all of them at once, one model a round.
///
/// What it finds is a guess, however many replications it takes: it is the best of many on its seeds. It
/// decides where the certificate begins, and on other seeds what is promised.
struct PromiseGuess {
    enum Place: Equatable {
        /// The shortest length that was kept.
        case at(Int)
        /// Not even the longest was kept: its share on time.
        case nowhere(Quantity)
        /// No clock of it ran.
        case untested
        /// A line that its cases stand in grows without end.
        case grows(perWeek: Double)
    }

    private var bench: PromiseBench
    private var brackets: [Bracket]
    private var places: [Place?]
    private let seed: UInt64

    /// Replications of a round while the length is narrowed down, and when it is nearly known.
    private static let few = 16
    private static let more = 64

    private init(_ bench: PromiseBench) {
        self.bench = bench
        seed = Seeds.seed(bench.seed, for: .search)
        brackets = bench.wishes.map { Bracket(count: $0.ladder.count) }
        places = bench.wishes.map { _ in nil }
    }

    /// - Returns: for each wish a place; fewer where the bench was stopped.
    static func places(_ bench: inout PromiseBench) -> [Place]? {
        var guess = PromiseGuess(bench)
        guess.begin()
        guess.narrow()
        guess.lengthenWhatIsTooShort()
        bench = guess.bench
        return bench.stopped == nil ? guess.places.map { $0 ?? .untested } : nil
    }

    /// How long clocks last, while nothing is promised, says about where to begin.
    private mutating func begin() {
        var trial = bench.trial(bench.wishes.map { _ in nil }, on: seed)
        bench.extend(&trial, to: Self.few)
        func count(_ wish: PromiseWish) -> Int { trial.data.pooled?.limits[wish.entry].count ?? 0 }
        if bench.wishes.contains(where: { count($0) == 0 }) { bench.extend(&trial, to: Self.more) }
        if bench.stopped != nil { return }
        let maker = ResultMaker(
            trial.data, confidence: bench.options.confidence, offered: bench.options.offered)
        for (index, wish) in bench.wishes.enumerated() {
            let limit = bench.model.limits[wish.limit]
            if let overload = maker.overload, maker.grows(limit) {
                places[index] = .grows(perWeek: overload.growth)
            } else if let duration = trial.data.pooled?.limits[wish.entry].quantile(wish.share) {
                brackets[index].next = wish.ladder.index(lasting: Ticks(duration), in: bench.model)
            } else {
                places[index] = .untested
            }
        }
    }

    private mutating func narrow() {
        while bench.stopped == nil, brackets.indices.contains(where: isOpen) {
            let positions = brackets.indices.map { places[$0] == nil ? brackets[$0].next : nil }
            var trial = bench.trial(positions, on: seed)
            bench.extend(&trial, to: Self.few)
            if bench.stopped != nil { return }
            for wish in brackets.indices where isOpen(wish) {
                let share = bench.estimate(wish, in: trial)
                let isKept = (share?.estimate ?? 1) >= bench.wishes[wish].share
                brackets[wish].take(isKept)
                if brackets[wish].isExhausted, let share { places[wish] = .nowhere(share) }
            }
        }
    }

    private func isOpen(_ wish: Int) -> Bool { places[wish] == nil && !brackets[wish].isDone }

    /// Whether the narrowed lengths are kept by a whole standard error on a larger sample of the search
    /// seeds, all in place: those that are not get the next longer.
    private mutating func lengthenWhatIsTooShort() {
        var positions = brackets.indices.map { places[$0] == nil ? brackets[$0].holds : nil }
        takeInFirstDays(&positions)
        for _ in 0..<Self.mostRounds where bench.stopped == nil {
            if positions.allSatisfy({ $0 == nil }) { return }
            var trial = bench.trial(positions, on: seed)
            bench.extend(&trial, to: Self.more)
            if bench.stopped != nil { return }
            var isChanged = false
            for (wish, position) in positions.enumerated() {
                guard let position, let share = bench.estimate(wish, in: trial),
                    let estimate = share.estimate
                else { continue }
                let margin = share.standardError ?? 0
                let isKept = estimate - margin >= bench.wishes[wish].share
                if isKept || position + 1 >= bench.wishes[wish].ladder.count { continue }
                positions[wish] = position + 1
                isChanged = true
            }
            if !isChanged { break }
        }
        for (wish, position) in positions.enumerated() {
            if let position { places[wish] = .at(position) }
        }
    }

    /// Where no working hours do, the day of the event itself may.
    private mutating func takeInFirstDays(_ positions: inout [Int?]) {
        for (wish, position) in positions.enumerated() {
            let ladder = bench.wishes[wish].ladder
            guard ladder.startsDaysAtTwo, let position, position == ladder.firstDay else { continue }
            bench.wishes[wish].ladder = ladder.withFirstDay()
            positions[wish] = position + 1
        }
    }

    private static let mostRounds = 8
}

/// Between a length that was not kept and one that was: first in growing steps from the guess, then by
/// halves.
struct Bracket {
    /// The longest that was not kept; -1: none was tried.
    private(set) var fails = -1
    /// The shortest that was kept; nil: none was tried.
    private(set) var holds: Int?
    var next = 0
    private var stride = 1
    private let count: Int

    init(count: Int) { self.count = count }

    var isDone: Bool { isExhausted || holds == fails + 1 }
    /// Not even the longest was kept.
    var isExhausted: Bool { fails == count - 1 }

    /// Takes what was found of `next`, and chooses the next one.
    mutating func take(_ isKept: Bool) {
        if isKept { holds = next } else { fails = next }
        if isDone {
            next = holds ?? count - 1
        } else if let holds, fails >= 0 {
            next = (fails + holds) / 2
        } else if let holds {
            next = max(0, holds - stride)
        } else {
            next = min(count - 1, fails + stride)
        }
        stride *= 2
    }
}
