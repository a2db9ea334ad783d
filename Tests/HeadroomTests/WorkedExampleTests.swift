import Foundation
import Testing

/// One case of a rule book followed by hand, in docs/worked, against what the program does with it.
@Suite("Worked examples", .enabled(if: heavyTestsRun))
struct WorkedExampleTests {
    private struct Page {
        let rulebook: String
        let caseID: String
        /// instant, what happens, item.
        let moments: [[String]]
        /// limit, from, within, due, ends, verdict.
        let limits: [[String]]

        init(_ url: URL) throws {
            let text = try String(contentsOf: url, encoding: .utf8)
            rulebook = url.deletingPathExtension().lastPathComponent
            let named = try #require(try /Case `([^`]+)`/.firstMatch(in: text))
            caseID = String(named.1)
            let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.map { line in
                line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
            moments = rows.filter { $0.count == 4 && $0[0] != "instant" }.map { Array($0.prefix(3)) }
            limits = rows.filter { $0.count == 6 && $0[0] != "limit" }
        }
    }

    private static let pages = Repository.files(under: "docs/worked", suffix: ".md")
    private static let told: Set = ["arrives", "starts", "sets out", "done", "on time", "late", "ends"]

    @Test("there is one for each of five kinds of rule books")
    func kinds() {
        #expect(Self.pages.count == 5)
    }

    @Test("every row is a moment of the case, and no moment is left out", arguments: pages)
    func moments(url: URL) throws {
        let page = try Page(url)
        let place = try Workplace()
        let scenario = Repository.file("scenarios/\(page.rulebook).yaml").path
        let run = try place.run("run", scenario, "--replications", "1", "--quiet", "--log", "log.csv")
        #expect(run.status == 0)
        let log = try place.read("log.csv").split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let found = try log.filter { $0[1] == page.caseID && Self.told.contains($0[4]) }.map { row in
            let isJudged = row[4] == "on time" || row[4] == "late"
            return [try Self.shown(row[0]), row[4], isJudged ? row[6] : row[5]]
        }
        #expect(found == page.moments)
    }

    @Test("every due instant is that of the file's calendar", arguments: pages)
    func due(url: URL) throws {
        let page = try Page(url)
        #expect(!page.limits.isEmpty)
        let scenario = Repository.file("scenarios/\(page.rulebook).yaml").path
        for limit in page.limits {
            let begin = try #require(Self.page.date(from: limit[1]))
            let run = try ProgramRun([
                "due", scenario, "--from", Self.local.string(from: begin), "--within", limit[2], "--json",
            ])
            let due = try #require(try /"due": "([^"]+)"/.firstMatch(in: run.output)).1
            let shown = try #require(try /^[^(]+/.firstMatch(in: limit[3])).0
            let instant = try #require(
                Self.page.date(from: String(shown).trimmingCharacters(in: .whitespaces)))
            // Both begin and due are rounded to seconds.
            let away = try #require(Self.instant(String(due))).timeIntervalSince(instant)
            #expect(abs(away) <= 1, "\(limit[0]): \(due), by hand \(shown)")
            let end = try #require(Self.page.date(from: limit[4]))
            #expect((end <= instant) == (limit[5] == "on time"))
        }
    }

    // MARK: - Instants

    private static let page = formatter("EEE dd MMM yyyy HH:mm:ss")
    private static let local = formatter("yyyy-MM-dd'T'HH:mm:ss")

    private static func formatter(_ form: String) -> DateFormatter {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "Asia/Shanghai")
        formatter.dateFormat = form
        return formatter
    }

    /// As a page writes an instant of the log: rounded to seconds.
    private static func shown(_ instant: String) throws -> String {
        let rounded = (try #require(Self.instant(instant)).timeIntervalSince1970).rounded()
        return page.string(from: Date(timeIntervalSince1970: rounded))
    }

    private static func instant(_ text: String) -> Date? {
        let parts = text.split(separator: "+")[0].split(separator: ".")
        let fraction = parts.count > 1 ? Double("0." + parts[1]) ?? 0 : 0
        return local.date(from: String(parts[0]))?.addingTimeInterval(fraction)
    }
}
