/// The share on time of a few lengths on either side of the promised one.
///
/// All points of a curve are from the same replications (those of the certificate's seed), so that the
/// curve rises as it would for these histories; the promised length and the next shorter one are as the
/// certificate found them, from more.
enum PromiseCurve {
    private static let replications = 64

    static func draw(
        _ promises: inout [PromisedLimit], _ findings: [PromiseCertificate.Finding?],
        _ bench: inout PromiseBench, isCoupled: Bool
    ) {
        let promised = findings.map { $0?.position }
        let wanted = bench.wishes.indices.map { points(findings[$0], bench.wishes[$0].ladder) }
        var found: [[Int: Quantity]] = bench.wishes.map { _ in [:] }
        for rank in 0..<(wanted.map(\.count).max() ?? 0) {
            let drawn = wanted.indices.filter { rank < wanted[$0].count }
            for wishes in isCoupled ? drawn.map({ [$0] }) : [drawn] {
                var positions = promised
                for wish in wishes { positions[wish] = wanted[wish][rank] }
                let shares = shares(positions, of: wishes, promised: findings, &bench)
                for (wish, share) in zip(wishes, shares) { found[wish][wanted[wish][rank]] = share }
            }
        }
        for (wish, finding) in findings.enumerated() {
            guard let finding else { continue }
            found[wish][finding.position] = finding.onTime
            if let shorter = finding.shorter { found[wish][finding.position - 1] = shorter.onTime }
            promises[wish].curve = found[wish].keys.sorted().compactMap { position in
                found[wish][position].map {
                    PromisedLimit.Point(within: bench.wishes[wish].ladder[position].text, onTime: $0)
                }
            }
        }
    }

    /// Two on either side, about a tenth of the length apart, without those that the certificate tried.
    private static func points(
        _ finding: PromiseCertificate.Finding?, _ ladder: LengthLadder
    ) -> [Int] {
        guard let finding else { return [] }
        let gap = max(1, finding.position / 10)
        return [-2, -1, 1, 2].map { finding.position + $0 * gap }.filter {
            $0 >= 0 && $0 < ladder.count && !($0 == finding.position - 1 && finding.shorter != nil)
        }
    }

    private static func shares(
        _ positions: [Int?], of wishes: [Int], promised: [PromiseCertificate.Finding?],
        _ bench: inout PromiseBench
    ) -> [Quantity] {
        let attempt = wishes.compactMap { promised[$0]?.attempt }.max() ?? 0
        var trial = bench.trial(positions, on: PromiseCertificate.seed(bench, attempt: attempt))
        let count = min(replications, trial.data.looks.ends.last ?? replications)
        if bench.stopped == nil { bench.extend(&trial, to: count) }
        let n = trial.data.summaries.count
        let method = IntervalMethod(n: n, confidence: bench.options.confidence)
        return wishes.map { wish in
            trial.data.onTime(bench.wishes[wish].entry, method)
        }
    }
}
