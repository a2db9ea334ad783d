import Planning

/// The decisions of `check` as JUnit XML: a missed target is a failure, an undecided one an error.
enum JUnitReport {
    static func text(_ checks: [FileCheck]) -> String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites>"]
        for check in checks { lines += suite(check) }
        return (lines + ["</testsuites>"]).map { $0 + "\n" }.joined()
    }

    private static func suite(_ check: FileCheck) -> [String] {
        let name = escaped(check.file)
        if case .failed(let failure) = check.outcome {
            return [
                "  <testsuite name=\"\(name)\" tests=\"1\" failures=\"0\" errors=\"1\">",
                "    <testcase classname=\"\(name)\" name=\"scenario\">",
                "      <error message=\"no result\">\(escaped(failure.message))</error>",
                "    </testcase>", "  </testsuite>",
            ]
        }
        let judged = check.judged
        let failures = judged.count { $0.verdict == .missed }
        let errors = judged.count { $0.verdict == .undecided }
        let head = "tests=\"\(judged.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
        return ["  <testsuite name=\"\(name)\" \(head)>"] + judged.flatMap { testCase($0, suite: name) }
            + ["  </testsuite>"]
    }

    private static func testCase(_ limit: LimitResult, suite: String) -> [String] {
        let head = "    <testcase classname=\"\(suite)\" name=\"\(escaped(limit.title))\""
        let sentence = escaped(CheckReport.sentence(limit))
        switch limit.verdict {
        case .met: return [head + "/>"]
        case .missed: return [head + ">", "      <failure message=\"\(sentence)\"/>", "    </testcase>"]
        case .undecided: return [head + ">", "      <error message=\"\(sentence)\"/>", "    </testcase>"]
        case .none: return [head + ">", "      <skipped message=\"never tested\"/>", "    </testcase>"]
        }
    }

    /// Text for XML 1.0, in which most control characters cannot stand at all.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case "\t": result += "&#9;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
