internal import CaseFlow

/// What some replications of one staffing say about its targets, for a search: a guide, not a proof.
///
/// A limit keeps its target where late clocks are at most the allowed part of all, so that each replication
/// adds (on time) - target · (all), and only the sign of the mean of these counts.
package struct StaffingLook: Sendable {
    /// Every target seems to be kept.
    package var isFeasible: Bool
    /// Further replications would hardly change that.
    package var isClear: Bool
    /// As many as are worth their time.
    package var isDone = false
    package var replications: Int
    /// Share on time, parallel to `LimitEntry.all(of:)`; nil without a target or where no clock ran.
    package var shares: [Double?]
    /// Entries that are below their targets, with how far; where there are none, the nearest to its
    /// target, with weight 1. Empty where none was tested.
    package var lacking: [(entry: Int, weight: Double)]
    /// How far the tightest lies above its target; below it, negative.
    package var margin: Double

    /// Chance that a mean of that sign arises although the truth is on the other side.
    private static let doubt = 0.002
    /// Late clocks that a limit just at its target would have shown: enough for means to be judged as normal ones.
    private static let manyExpectedLate = 30.0

    package init(_ data: StudyData) {
        let n = data.summaries.count
        let reach =
            n < 2
            ? Double.infinity
            : SpecialFunctions.studentQuantile(
                1 - Self.doubt, degrees: Double(n - 1))
        replications = n
        shares = []
        lacking = []
        margin = .infinity
        var tightest: Int?
        var signs: [(isKept: Bool, isClear: Bool)] = []
        for (index, entry) in data.entries.enumerated() {
            let totals = data.summaries.map { $0.limits[index] }
            let ended = totals.reduce(0) { $0 + $1.ended }
            guard let target = entry.target, ended > 0 else {
                shares.append(nil)
                continue
            }
            let share = 1 - totals.reduce(0) { $0 + $1.late } / ended
            shares.append(share)
            if share - target < margin { (margin, tightest) = (share - target, index) }
            if share < target { lacking.append((index, target - share)) }
            let surplus = totals.map { $0.ended - $0.late - target * $0.ended }
            signs.append(Self.sign(of: surplus, reach, ended: ended, target: target))
        }
        if lacking.isEmpty, let tightest { lacking = [(tightest, 1)] }
        isFeasible = signs.allSatisfy(\.isKept)
        isClear =
            isFeasible
            ? signs.allSatisfy(\.isClear) : signs.contains { !$0.isKept && $0.isClear }
    }

    private static func sign(
        of surplus: [Double], _ reach: Double, ended: Double, target: Double
    ) -> (isKept: Bool, isClear: Bool) {
        let n = Double(surplus.count)
        let mean = surplus.reduce(0, +) / n
        let squares = surplus.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = n < 2 ? Double.infinity : (squares / (n - 1) / n).squareRoot()
        let isKept = mean >= 0
        let late = max(0, (1 - target) * ended - n * mean)
        let isSeen =
            !isKept || (1 - target) * ended >= manyExpectedLate
            || soFewLate(late, of: ended, target: target, error: n * error) <= doubt
        return (isKept, isSeen && abs(mean) > reach * error)
    }

    /// The chance of as few late clocks, were the limit just at its target: binomial, with as many clocks as
    /// would scatter alike if they were independent. What is tested a few times a year shows whether it is
    /// kept sooner than by waiting for the late ones of a normal mean.
    private static func soFewLate(
        _ late: Double, of ended: Double, target: Double, error: Double
    ) -> Double {
        let independent = late * (1 - late / ended)
        let effect = independent > 0 ? max(1, error * error / independent) : 1
        return SpecialFunctions.incompleteBeta(target, (ended - late) / effect, late / effect + 1)
    }
}
