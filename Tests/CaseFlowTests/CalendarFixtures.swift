import CaseFlow
import SimKernel

/// `"09:00..12:00 13:00..18:00"` as spans.
func spans(_ text: String) -> [DaySpan] {
    text.split(separator: " ").map { span in
        let ends = span.split(separator: ".").map { ClockTime.seconds(text: $0)! }
        return DaySpan(from: ends[0], to: ends[1])
    }
}

func weekdays(_ first: Weekday, _ last: Weekday) -> [Weekday] {
    Weekday.allCases.filter { first <= $0 && $0 <= last }
}

func weekly(_ first: Weekday, _ last: Weekday, _ text: String) -> HoursRule {
    HoursRule(days: .on(weekdays(first, last)), spans: spans(text))
}

func daily(_ text: String) -> HoursRule { HoursRule(days: .daily, spans: spans(text)) }

func date(_ text: String) -> CivilDate { CivilDate(text: text)! }

/// Zones by the law of their countries, written out so that no database enters.
enum Zones {
    static let shanghai = ZoneOffsets.fixed(8 * 3_600)

    /// Summer time from the last Sunday of March to the last of October, at 01:00 UTC.
    static let berlin = changing(
        winter: 3_600, summer: 7_200,
        [
            ("2026-03-29T01:00Z", "2026-10-25T01:00Z"), ("2027-03-28T01:00Z", "2027-10-31T01:00Z"),
        ])

    /// From the second Sunday of March to the first of November, at 02:00 on the local clock.
    static let newYork = changing(
        winter: -5 * 3_600, summer: -4 * 3_600,
        [
            ("2026-03-08T07:00Z", "2026-11-01T06:00Z"), ("2027-03-14T07:00Z", "2027-11-07T06:00Z"),
        ])

    /// Half an hour, from the first Sunday of October to the first of April, at 02:00.
    static let lordHowe = changing(
        winter: 39_600, summer: 37_800,
        [
            ("2026-04-04T15:00Z", "2026-10-03T15:30Z"), ("2027-04-03T15:00Z", "2027-10-02T15:30Z"),
        ])

    private static func changing(
        winter: Int, summer: Int, _ changes: [(String, String)]
    ) -> ZoneOffsets {
        let transitions = changes.flatMap { spring, autumn in
            [(spring, summer), (autumn, winter)].map { text, offset in
                ZoneOffsets.Transition(from: ZoneOffsets.utc.instant(text: text)!, offset: offset)
            }
        }
        return ZoneOffsets([.init(from: -Tick.never, offset: winter)] + transitions)
    }
}

/// Reproducible choices for property tests (SplitMix64, Steele et al. 2014,
/// doi:10.1145/2660193.2660195).
struct SeededChoices: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
