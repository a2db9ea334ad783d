/// Simulated time and durations in whole microseconds.
///
/// Instants count from 1970-01-01T00:00:00Z, as Unix time does. An event packs its instant with a
/// three-bit rank into one word, so instants reach about ±36,000 years. Integer time makes equal
/// instants really equal and results the same on every processor.
package typealias Ticks = Int64

package enum Tick {
    package static let second: Ticks = 1_000_000
    package static let minute: Ticks = 60 * second
    package static let hour: Ticks = 60 * minute
    package static let day: Ticks = 24 * hour
    package static let week: Ticks = 7 * day

    /// Later than every instant a calendar or a run can name (about the year 9100), and still
    /// small enough that a few of them can be added without overflow.
    package static let never: Ticks = 225_000_000_000 * second
}
