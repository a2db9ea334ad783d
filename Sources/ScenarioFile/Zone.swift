package import CaseFlow
internal import Foundation
package import SimKernel

extension ZoneOffsets {
    /// A zone by its name in the IANA time zone database (`Asia/Shanghai`), complete from a year before
    /// `from` to a year after `to`; nil for an unknown name.
    ///
    /// Besides `UTC` and `GMT` only names of the form `Area/Place` are known: abbreviations are
    /// ambiguous (`CST` is China, Cuba or Chicago). The machine's own time zone does not enter.
    package init?(identifier: String, from: Ticks, to: Ticks) {
        guard identifier.contains("/") || ["UTC", "GMT"].contains(identifier),
            let zone = TimeZone(identifier: identifier)
        else { return nil }
        let known = from - 366 * Tick.day..<to + 366 * Tick.day
        let end = Self.date(known.upperBound)
        var date = Self.date(known.lowerBound)
        var transitions = [Transition(from: known.lowerBound, offset: zone.secondsFromGMT(for: date))]
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end {
            let offset = zone.secondsFromGMT(for: next)
            if offset != transitions[transitions.count - 1].offset {
                transitions.append(Transition(from: Self.ticks(next), offset: offset))
            }
            date = next
        }
        self.init(transitions, known: known)
    }

    /// All usual names, sorted, for suggestions.
    package static var identifiers: [String] { TimeZone.knownTimeZoneIdentifiers.sorted() }

    /// The version of the time zone database, such as `2026a`.
    package static var tzdata: String { TimeZone.timeZoneDataVersion }

    private static func date(_ instant: Ticks) -> Date {
        Date(timeIntervalSince1970: Double(instant) / Double(Tick.second))
    }

    private static func ticks(_ date: Date) -> Ticks {
        Ticks(date.timeIntervalSince1970.rounded()) * Tick.second
    }
}
