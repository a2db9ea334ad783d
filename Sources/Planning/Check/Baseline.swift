internal import Foundation

/// A stored result that a new one is held against.
package struct Baseline: Sendable, Equatable {
    package struct Share: Sendable, Equatable {
        package var id: String
        package var className: String?
        package var onTime: Quantity
    }
    package var scenario: String
    package var shares: [Share]

    package enum Problem: Error, Sendable, Equatable {
        /// Not JSON, or not a result of `run` or `check`; `what` says what is missing.
        case notAResult(what: String)
        /// Written by a later version of the format.
        case version(Int)
        /// Of several results none is of this scenario.
        case noScenario(String)

        package var message: String {
            switch self {
            case .notAResult(let what): "this is no result of run or check: \(TerminalText.safe(what))"
            case .version(let version): "this result has version \(version); only version 1 is known"
            case .noScenario(let title):
                "this result has several scenarios, but not \(TerminalText.safe(title))"
            }
        }
    }

    /// Reads `result.json`, or the array that `check --json` prints for several files.
    ///
    /// - Parameter scenario: the title to look for among several.
    package init(json: [UInt8], scenario: String) throws(Problem) {
        guard let root = try? JSONSerialization.jsonObject(with: Data(json), options: []) else {
            throw .notAResult(what: "it is not JSON")
        }
        if let several = root as? [Any] {
            let named = several.compactMap { $0 as? [String: Any] }
                .first { $0["scenario"] as? String == scenario }
            guard let named else { throw .noScenario(scenario) }
            try self.init(named)
        } else if let one = root as? [String: Any] {
            try self.init(one)
        } else {
            throw .notAResult(what: "it is neither an object nor an array")
        }
    }

    private init(_ object: [String: Any]) throws(Problem) {
        guard let version = object["version"] as? Int else { throw .notAResult(what: "no version") }
        if version != 1 { throw .version(version) }
        guard let scenario = object["scenario"] as? String else {
            throw .notAResult(what: "no scenario")
        }
        guard let limits = object["limits"] as? [[String: Any]] else {
            throw .notAResult(what: "no limits")
        }
        self.scenario = scenario
        shares = []
        for limit in limits {
            guard let id = limit["id"] as? String, let share = limit["on_time"] as? [String: Any] else {
                throw .notAResult(what: "a limit without id or on_time")
            }
            shares.append(
                Share(id: id, className: limit["class"] as? String, onTime: try Self.quantity(share)))
        }
    }

    private static func quantity(_ object: [String: Any]) throws(Problem) -> Quantity {
        guard let n = object["n"] as? Int, let confidence = object["confidence"] as? Double else {
            throw .notAResult(what: "a share on time without n or confidence")
        }
        return Quantity(
            estimate: object["estimate"] as? Double, standardError: object["standard_error"] as? Double,
            low: object["low"] as? Double, high: object["high"] as? Double, confidence: confidence, n: n)
    }
}

/// How the shares on time differ from those of a stored result.
package struct BaselineComparison: Sendable, Equatable {
    package struct Item: Sendable, Equatable {
        package var id: String
        package var className: String?
        /// Now less then: below zero is worse.
        package var difference: Quantity
        package var verdict: ChangeVerdict
    }

    package var items: [Item]
    /// Limits of the stored result that are gone, and new ones it does not have.
    package var unmatched: [String]

    package var isWorse: Bool { items.contains { $0.verdict == .worse } }

    /// The two runs are taken as independent: without the replications of the old one nothing can be
    /// paired, so the interval is as wide as it must be where both had the same seed. Its ends
    /// combine the distances from estimate to end on the side that matters (Newcombe 1998,
    /// doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method 10), which
    /// keeps skewed intervals skewed.
    package init(_ result: StudyResult, against baseline: Baseline) {
        items = []
        unmatched = baseline.shares.filter { share in
            !result.limits.contains { $0.id == share.id && $0.className == share.className }
        }.map { share in share.className.map { "\(share.id) (\($0))" } ?? share.id }
        for limit in result.limits {
            let old = baseline.shares.first { $0.id == limit.id && $0.className == limit.className }
            guard let old else {
                unmatched.append(TargetCheck.name(limit))
                continue
            }
            guard let difference = Self.difference(limit.onTime, old.onTime) else { continue }
            items.append(
                Item(
                    id: limit.id, className: limit.className, difference: difference,
                    verdict: ChangeVerdict(difference)))
        }
    }

    private static func difference(_ now: Quantity, _ then: Quantity) -> Quantity? {
        guard let x = now.estimate, let y = then.estimate else { return nil }
        var difference = Quantity(
            estimate: x - y, confidence: min(now.confidence, then.confidence), n: min(now.n, then.n))
        guard let lowX = now.low, let highX = now.high, let lowY = then.low, let highY = then.high else {
            return difference
        }
        func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
        difference.low = x - y - root(x - lowX, highY - y)
        difference.high = x - y + root(highX - x, y - lowY)
        if let a = now.standardError, let b = then.standardError { difference.standardError = root(a, b) }
        return difference
    }

    /// One line a limit that got better or worse.
    package var sentences: [String] {
        items.filter { $0.verdict != .noDifferenceShown }.map { item in
            let name = item.className.map { "\(item.id) (\($0))" } ?? item.id
            let points = (item.difference.estimate ?? 0) * 100
            let ends = [item.difference.low, item.difference.high].compactMap { $0 }
                .map { Format.fixed($0 * 100, 2) }
            return "\(name) is \(item.verdict.rawValue) by \(Format.fixed(abs(points), 2)) percentage points "
                + "(\(ends.joined(separator: " to ")))"
        }
    }
}
