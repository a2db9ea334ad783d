internal import SimKernel

/// An input of a scenario that is known only roughly, as a factor on what the file says.
package struct UncertainInput: Sendable, Equatable {
    package enum Spread: Sendable, Equatable {
        /// As likely as any other between these factors, around 1.
        case uniform(low: Double, high: Double)
        /// Estimated from so many cases: what remains unknown of a Poisson rate is a gamma distribution with as
        /// many degrees, here relative to its mean (Bayes, with the prior 1 / rate; A. Gelman et al., Bayesian Data
        /// Analysis, 3rd ed. 2013, section 2.6).
        case counted(cases: Double)
    }
    /// As typed: `arrivals.mean`, `investigate.work.mean`.
    package var path: String
    /// As typed: `±15%`.
    package var text: String
    package var spread: Spread

    package static let most = 64

    /// - Parameter argument: `PATH=±15%` or `arrivals.mean=from 480 cases in 24 weeks`.
    package init(_ argument: String) throws(RobustnessProblem) {
        guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else {
            throw .notAnInput(argument)
        }
        path = String(argument[..<sign])
        text = String(argument[argument.index(after: sign)...]).trimmed
        spread = try text.hasPrefix("from") ? Self.counted(text, path) : Self.range(text, path)
    }

    /// The level of arrivals: of all streams, or of one.
    package var isLevel: Bool {
        path == "arrivals.mean" || (path.hasPrefix("arrivals.") && path.hasSuffix(".mean"))
    }

    /// The factor with that share of the possible ones below it.
    package func factor(at u: Double) -> Double {
        switch spread {
        case .uniform(let low, let high): return low + (high - low) * u
        case .counted(let cases):
            let gamma = try? Distribution.gamma(mean: 1, cv: 1 / cases.squareRoot())
            return gamma?.quantile(u) ?? 1
        }
    }

    /// Lengths to both sides of what the file says; `+-` where a keyboard has no `±`.
    private static func range(_ text: String, _ path: String) throws(RobustnessProblem) -> Spread {
        guard let mark = ["±", "+-", "+/-"].first(where: { text.hasPrefix($0) }), text.hasSuffix("%"),
            let percent = Double(String(text.dropFirst(mark.count).dropLast()).trimmed), percent.isFinite
        else { throw .notASpread(path: path, text: text) }
        guard percent > 0 else { throw .emptyRange(path: path, text: text) }
        guard percent < 100 else { throw .belowZero(path: path, text: text) }
        return .uniform(low: 1 - percent / 100, high: 1 + percent / 100)
    }

    private static func counted(_ text: String, _ path: String) throws(RobustnessProblem) -> Spread {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 6, words[2].hasPrefix("case"), words[3] == "in", words[5].hasPrefix("week"),
            let cases = Double(words[1]), let weeks = Double(words[4])
        else { throw .notASpread(path: path, text: text) }
        guard cases >= 1, cases <= 1e12, weeks > 0, weeks.isFinite else {
            throw .emptyRange(path: path, text: text)
        }
        return .counted(cases: cases)
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
