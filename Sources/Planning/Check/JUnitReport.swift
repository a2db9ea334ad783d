/// Checked targets as JUnit XML: a missed target is a failure, an undecided one an error.
package enum JUnitReport {
    package static func text(_ checks: [TargetCheck]) -> String {
        let suites = checks.map(suite).joined()
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites\(counts(checks.flatMap(\.items)))>\n\(suites)</testsuites>\n"
    }

    private static func suite(_ check: TargetCheck) -> String {
        let cases = check.items.map { testcase($0, of: check) }.joined()
        let name = escaped(check.title)
        return "  <testsuite name=\"\(name)\"\(counts(check.items))>\n\(cases)  </testsuite>\n"
    }

    private static func counts(_ items: [LimitResult]) -> String {
        let failures = items.count { $0.verdict == .missed }
        let errors = items.count { $0.verdict == .undecided }
        return " tests=\"\(items.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
    }

    private static func testcase(_ limit: LimitResult, of check: TargetCheck) -> String {
        let head =
            "    <testcase classname=\"\(escaped(check.title))\" name=\"\(escaped(TargetCheck.name(limit)))\""
        let message = escaped(TargetCheck.sentence(limit))
        switch limit.verdict {
        case .missed: return head + ">\n      <failure message=\"\(message)\"/>\n    </testcase>\n"
        case .undecided: return head + ">\n      <error message=\"\(message)\"/>\n    </testcase>\n"
        case .met, .none: return head + "/>\n"
        }
    }

    /// Characters that XML 1.0 cannot hold become U+FFFD.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\t", "\n", "\r": out += "&#\(scalar.value);"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
