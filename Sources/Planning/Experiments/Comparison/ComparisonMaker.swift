internal import CaseFlow

/// Turns the replications of all designs into differences with intervals.
struct ComparisonMaker {
    private let seed: UInt64
    private let confidence: Double
    private let looks: Looks
    private let offered: [[Double?]]
    /// The designs by themselves, the baseline first.
    private var sides: [PairMaker.Side]
    private var runs: PairedRuns
    private var pairs: [PairMaker] = []
    /// By design and entry (of `Matches.limits`): what all looks together leave of a judged difference.
    private var narrowed: [[ClosedRange<Double>?]] = []
    private var together = 0

    init(_ runs: PairedRuns, seed: UInt64, confidence: Double) {
        self.runs = runs
        self.seed = seed
        self.confidence = confidence
        looks = runs.looks
        offered = runs.data.map { OfferedLoad($0.model).roles.map(\.utilisation) }
        sides = []
    }

    /// Looks at all differences of shares, and narrows what the looks so far leave of each.
    mutating func look(_ look: Int, at runs: PairedRuns) {
        self.runs = runs
        sides = zip(runs.data, offered).map { data, offered in
            PairMaker.Side(data, seed: seed, confidence: confidence, offered: offered)
        }
        makePairs(alpha: looks.alpha(at: look, of: 1 - confidence))
        if narrowed.isEmpty { narrowed = pairs.map { $0.matches.limits.map { _ in nil } } }
        if !looks.isSequential { return }
        for (design, pair) in pairs.enumerated() {
            for entry in pair.matches.limits.indices where pair.isJudged[entry] {
                let found = pair.share(entry)
                guard let low = found.low, let high = found.high else { continue }
                narrowed[design][entry] = Looks.narrowed(narrowed[design][entry], to: low...high)
            }
        }
    }

    /// The judged shares of all designs divide the error between them, and so do the designs in
    /// everything else (Bonferroni).
    private mutating func makePairs(alpha: Double) {
        let matches = sides.dropFirst().map { Matches(sides[0].result, $0.result) }
        let isAnyTargeted = matches.contains { $0.isTargeted.contains(true) }
        let judged = zip(matches, sides.dropFirst()).map { matches, design in
            matches.limits.indices.map { entry in
                isAnyTargeted
                    ? matches.isTargeted[entry]
                    : !sides[0].result.limits[matches.limits[entry].baseline].isBlank
                        && !design.result.limits[matches.limits[entry].design].isBlank
            }
        }
        together = judged.reduce(0) { $0 + $1.count { $0 } }
        let n = runs.replications
        func method(sharedBy number: Int) -> IntervalMethod {
            IntervalMethod(n: n, confidence: confidence, alpha: alpha / Double(max(1, number)))
        }
        let (shares, others) = (method(sharedBy: together), method(sharedBy: matches.count))
        pairs = matches.indices.map { index in
            PairMaker(
                baseline: sides[0], design: sides[index + 1], matches: matches[index],
                isJudged: judged[index], shares: shares, others: others)
        }
    }

    /// Whether a sequential comparison knows the judged differences as well as was asked.
    func isSettled(_ sample: Sample) -> Bool {
        guard case .precision(let halfWidth, _) = sample else { return !looks.isSequential }
        return pairs.indices.allSatisfy { design in
            let pair = pairs[design]
            return pair.matches.limits.indices.allSatisfy { entry in
                guard pair.isJudged[entry], pair.share(entry).estimate != nil else { return true }
                guard let left = narrowed[design][entry] else { return false }
                return (left.upperBound - left.lowerBound) / 2 <= halfWidth
            }
        }
    }

    func result() -> ComparedDesigns {
        ComparedDesigns(
            baseline: sides[0].result,
            designs: pairs.indices.map { design in
                var found = pairs[design].difference(narrowed: narrowed[design])
                found.change = runs.changes[design + 1]
                return found
            },
            seed: seed, replications: runs.replications, stopped: runs.stopped, confidence: confidence,
            together: together)
    }
}
