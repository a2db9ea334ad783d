/// Simulated time and durations in whole microseconds.
///
/// Instants count from 1970-01-01T00:00:00Z, as Unix time does. An event packs its instant with a
/// three-bit rank into one word, so instants reach about ±36,000 years. Integer time makes equal
/// instants really equal and results the same on every processor.
public typealias Ticks = Int64

public enum Tick {
    public static let second: Ticks = 1_000_000
    public static let minute: Ticks = 60 * second
    public static let hour: Ticks = 60 * minute
    public static let day: Ticks = 24 * hour
    public static let week: Ticks = 7 * day

    /// Later than every instant a calendar or a run can name (about the year 9100), and still
    /// small enough that a few of them can be added without overflow.
    public static let never: Ticks = 225_000_000_000 * second
}
