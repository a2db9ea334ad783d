import Foundation
import Planning

/// The results of an earlier `run --json` or `check --json`, as `check --against` takes them.
struct EarlierResults {
    struct Result {
        let title: String
        let limits: [Limit]
    }
    struct Limit {
        let id: String
        let className: String?
        let onTime: Double?
        let standardError: Double?
    }
    private let results: [Result]
    private let path: String

    init(reading path: String) throws(Failure) {
        let bytes = try DurableFile.read(path)
        guard let json = try? JSONSerialization.jsonObject(with: Data(bytes)),
            let documents = (json as? [[String: Any]]) ?? (json as? [String: Any]).map({ [$0] })
        else { throw Self.notAResult(path) }
        var results: [Result] = []
        for document in documents {
            guard let result = Self.result(document) else { throw Self.notAResult(path) }
            results.append(result)
        }
        self.results = results
        self.path = path
    }

    /// A single file is compared with a single result; of several, titles say which belong together.
    func changes(to result: StudyResult, file: String, alone: Bool) throws(Failure) -> [LimitChange] {
        let sameTitle = results.filter { $0.title == result.title }
        guard let earlier = alone && results.count == 1 ? results[0] : sameTitle.first else {
            throw Failure.usage(
                "\(printable(path)) has no result of \(printable(file)) ('\(printable(result.title))')",
                remedy: "give --against the JSON that 'headroom check --json' printed for the same files")
        }
        return result.limits.filter { $0.onTime.estimate != nil }.compactMap { limit in
            earlier.limits.first { $0.id == limit.id && $0.className == limit.className }
                .map { LimitChange(from: $0, to: limit) }
        }
    }

    private static func notAResult(_ path: String) -> Failure {
        .usage(
            "\(printable(path)) is not a result of 'headroom run --json' or 'headroom check --json'",
            remedy: "give --against a file with such JSON")
    }

    private static func result(_ json: [String: Any]) -> Result? {
        guard json["version"] as? Int == 1, let title = json["scenario"] as? String,
            let limits = json["limits"] as? [[String: Any]]
        else { return nil }
        return Result(title: title, limits: limits.compactMap(limit))
    }

    private static func limit(_ json: [String: Any]) -> Limit? {
        guard let id = json["id"] as? String else { return nil }
        let onTime = json["on_time"] as? [String: Any]
        return Limit(
            id: id, className: json["class"] as? String, onTime: onTime?["estimate"] as? Double,
            standardError: onTime?["standard_error"] as? Double)
    }
}

/// How the share on time of a limit differs from an earlier result.
///
/// The two are taken as independent. Where they had the same seed they are correlated, and the
/// interval is wider than it need be: worse is then said too rarely, not too often.
struct LimitChange {
    enum Verdict: String {
        case better
        case worse
        case noDifferenceShown = "no difference shown"
    }
    let id: String
    let className: String?
    let difference: Quantity
    let verdict: Verdict

    init(from earlier: EarlierResults.Limit, to now: LimitResult) {
        id = now.id
        className = now.className
        var difference = Quantity.nothing(n: now.onTime.n)
        if let before = earlier.onTime, let after = now.onTime.estimate {
            difference.estimate = after - before
            if let first = earlier.standardError, let second = now.onTime.standardError {
                let error = (first * first + second * second).squareRoot()
                difference.standardError = error
                difference.low = after - before - Self.normal975 * error
                difference.high = after - before + Self.normal975 * error
            }
        }
        self.difference = difference
        if let high = difference.high, high < 0 {
            verdict = .worse
        } else if let low = difference.low, low > 0 {
            verdict = .better
        } else {
            verdict = .noDifferenceShown
        }
    }

    /// The 97.5 % quantile of the normal distribution.
    private static let normal975 = 1.959963984540054

    var title: String { className.map { "\(id) (\($0))" } ?? id }

    var json: JSONValue {
        .members([
            "id": .string(id), "class": .optional(className), "difference": JSONReport.quantity(difference),
            "verdict": .string(verdict.rawValue),
        ])
    }
}
