import CaseFlow
import ScenarioFile
import SimKernel
import Testing

@Suite struct ZoneTests {
    private let from = ZoneOffsets.utc.instant(text: "2026-01-01")!
    private let to = ZoneOffsets.utc.instant(text: "2028-01-01")!

    private func changes(_ identifier: String) -> [String]? {
        ZoneOffsets(identifier: identifier, from: from, to: to).map { zone in
            zone.transitions.filter { from <= $0.from && $0.from < to }.map { zone.text(of: $0.from) }
        }
    }

    @Test func `clocks change when the law says`() {
        #expect(changes("Asia/Shanghai") == [])
        #expect(changes("UTC") == [])
        #expect(
            changes("Europe/Berlin") == [
                "2026-03-29T03:00:00+02:00", "2026-10-25T02:00:00+01:00", "2027-03-28T03:00:00+02:00",
                "2027-10-31T02:00:00+01:00",
            ])
        #expect(
            changes("America/New_York") == [
                "2026-03-08T03:00:00-04:00", "2026-11-01T01:00:00-05:00", "2027-03-14T03:00:00-04:00",
                "2027-11-07T01:00:00-05:00",
            ])
        #expect(
            changes("Australia/Lord_Howe") == [
                "2026-04-05T01:30:00+10:30", "2026-10-04T02:30:00+11:00", "2027-04-04T01:30:00+10:30",
                "2027-10-03T02:30:00+11:00",
            ])
    }

    @Test(arguments: ["Asia/Shangai", "CST", "PST", "europe/berlin", "", "+08:00", "local", "Asia/", "/"])
    func `unknown and ambiguous names are refused`(_ identifier: String) {
        #expect(ZoneOffsets(identifier: identifier, from: from, to: to) == nil)
    }

    @Test func `the database has a version and names`() {
        #expect(ZoneOffsets.tzdata.hasPrefix("20"))
        #expect(ZoneOffsets.identifiers.contains("Asia/Shanghai"))
        #expect(ZoneOffsets.identifiers == ZoneOffsets.identifiers.sorted())
    }

    @Test func `the span asked for is known, with a year on both sides`() {
        let zone = ZoneOffsets(identifier: "Europe/Berlin", from: from, to: to)!
        #expect(zone.known.lowerBound <= from - 365 * Tick.day)
        #expect(zone.known.upperBound >= to + 365 * Tick.day)
        #expect(zone.offset(at: to + 200 * Tick.day) == 7_200)
    }
}
