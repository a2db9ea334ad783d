/// Shows on fresh seeds which lengths are kept, and that the next shorter ones are not.
///
/// **What is claimed.** For each wish by itself: with the stated confidence, the promised length is kept with
/// the target share. Of the next shorter length: that it fails, at the same confidence for that one test,
/// or that this is undecided within the budget.
///
/// **Where lengths change nothing but what is counted** (no line looks at due instants, no late case goes
/// another way), a longer length is kept by every clock that keeps a shorter one, so shares rise along the
/// ladder and the lengths of several wishes do not touch each other. From the guess downward each length
/// is tested at level alpha, as long as the one before was shown to be kept (a fixed sequence: Westfall and
/// Krishen 2001, doi:10.1016/S0378-3758(01)00077-5). A wrong promise needs a length to pass that is not kept. All such lie below the longest of them, and the sequence
/// reaches them only through it or, where the guess itself is one of them, through the guess, which other
/// seeds chose. So one false rejection of one fixed test is needed, whatever the number of lengths tested:
/// its probability is at most alpha. Where the guess is not shown to be kept, a longer one is tried on new
/// seeds; attempt j (from 0) spends alpha · 6/(π² (j + 1)²), which sums to alpha.
///
/// **Where lengths change the order of lines or the way of cases**, shares need not rise with the length, and
/// the lengths are only kept together. Then an attempt is one test of all lengths in place, and what is
/// promised was kept in one such run on seeds of its own: a wrong promise needs a false rejection in the
/// attempt that ended the search, so the same sum bounds it. Each next shorter length is tried with all
/// others in place.
///
/// Each verdict is taken at looks after 64, 128, 256 … replications, whose intervals hold together.
struct PromiseCertificate {
    struct Finding: Sendable, Equatable {
        var position: Int
        var onTime: Quantity
        /// Nil where there is no shorter length, or the run was stopped before it was tried.
        var shorter: Shorter?
        /// Counts from 0.
        var attempt: Int
    }

    struct Shorter: Sendable, Equatable {
        var onTime: Quantity
        var verdict: Verdict
    }

    private var bench: PromiseBench
    private let isCoupled: Bool
    /// The length that each wish is to be tested at; nil: it has none, or is found.
    private var positions: [Int?]
    private var findings: [Finding?]
    /// How often a wish's length was not shown to be kept: each time the step to a longer one doubles.
    private var failures: [Int]

    /// The last attempts spend a hundredth of the error, with intervals half as wide again.
    private static let attempts = 8

    private init(_ bench: PromiseBench, from guess: [Int?], isCoupled: Bool) {
        self.bench = bench
        self.isCoupled = isCoupled
        positions = guess
        findings = guess.map { _ in nil }
        failures = guess.map { _ in 0 }
    }

    /// - Parameter guess: for each wish a position on its ladder; nil: nothing is to be shown of it.
    /// - Returns: for each wish what was shown; nil where nothing was within the budget.
    static func findings(_ bench: inout PromiseBench, from guess: [Int?], isCoupled: Bool) -> [Finding?] {
        var certificate = PromiseCertificate(bench, from: guess, isCoupled: isCoupled)
        if isCoupled { certificate.showTogether() } else { certificate.showApart() }
        bench = certificate.bench
        return certificate.findings
    }

    static func seed(_ bench: PromiseBench, attempt: Int) -> UInt64 {
        Seeds.seed(bench.seed, for: .certificate, UInt32(attempt))
    }

    private func alpha(_ attempt: Int) -> Double {
        let j = Double(attempt + 1)
        return (1 - bench.options.confidence) * 6 / (Double.pi * Double.pi * j * j)
    }

    private mutating func decide(
        _ positions: [Int?], asked: [Int], attempt: Int
    ) -> [(onTime: Quantity, verdict: Verdict)] {
        bench.decide(
            positions, asked: asked, on: Self.seed(bench, attempt: attempt), alpha: alpha(attempt))
    }

    /// Takes the next attempt's length; false where the ladder ends.
    private mutating func lengthen(_ wish: Int) -> Bool {
        guard let position = positions[wish], position + 1 < bench.wishes[wish].ladder.count else {
            positions[wish] = nil
            return false
        }
        positions[wish] = min(position + 1 << failures[wish], bench.wishes[wish].ladder.count - 1)
        failures[wish] += 1
        return true
    }

    // MARK: - Lengths that only count

    private mutating func showApart() {
        for attempt in 0..<Self.attempts where bench.stopped == nil {
            let open = positions.indices.filter { positions[$0] != nil && findings[$0] == nil }
            if open.isEmpty { return }
            descend(open, attempt: attempt)
            for wish in open where findings[wish] == nil { _ = lengthen(wish) }
        }
    }

    /// Each wish goes down its ladder until a length is not shown to be kept.
    private mutating func descend(_ open: [Int], attempt: Int) {
        var tested = positions
        var asked = open
        while !asked.isEmpty, bench.stopped == nil {
            let found = decide(tested, asked: asked, attempt: attempt)
            if bench.stopped != nil { return }
            for (wish, (onTime, verdict)) in zip(asked, found) {
                guard let position = tested[wish] else { continue }
                if verdict == .met {
                    findings[wish] = Finding(position: position, onTime: onTime, attempt: attempt)
                    tested[wish] = max(0, position - 1)
                } else {
                    findings[wish]?.shorter = Shorter(onTime: onTime, verdict: verdict)
                }
            }
            asked = zip(asked, found).filter { $1.verdict == .met && findings[$0]?.position != 0 }.map(\.0)
        }
    }

    // MARK: - Lengths that hold together

    private mutating func showTogether() {
        /// Wishes that were given a shorter length, and those that then failed: they stay with the longer.
        var shortened: Set<Int> = []
        var settled: Set<Int> = []
        for attempt in 0..<Self.attempts where bench.stopped == nil {
            let asked = positions.indices.filter { positions[$0] != nil }
            if asked.isEmpty { return }
            let found = decide(positions, asked: asked, attempt: attempt)
            if bench.stopped != nil { return }
            let failing = zip(asked, found).filter { $1.verdict != .met }.map(\.0)
            if !failing.isEmpty {
                for wish in failing where !lengthen(wish) { findings[wish] = nil }
                settled.formUnion(shortened.intersection(failing))
                continue
            }
            for (wish, (onTime, _)) in zip(asked, found) {
                guard let position = positions[wish] else { continue }
                findings[wish] = Finding(position: position, onTime: onTime, attempt: attempt)
            }
            tryShorter(asked, attempt: attempt)
            let tooLong = asked.filter { findings[$0]?.shorter?.verdict == .met && !settled.contains($0) }
            if tooLong.isEmpty { return }
            shortened.formUnion(tooLong)
            for wish in tooLong { positions[wish] = (positions[wish] ?? 1) - 1 }
        }
    }

    private mutating func tryShorter(_ asked: [Int], attempt: Int) {
        for wish in asked where bench.stopped == nil {
            guard let position = positions[wish], position > 0 else { continue }
            var tested = positions
            tested[wish] = position - 1
            let found = decide(tested, asked: [wish], attempt: attempt)[0]
            if bench.stopped != nil { return }
            findings[wish]?.shorter = Shorter(onTime: found.onTime, verdict: found.verdict)
        }
    }
}
