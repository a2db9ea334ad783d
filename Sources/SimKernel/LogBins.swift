/// The bins in which durations are counted: 128 bins an octave from 2^14 ticks (16 ms) up, so that
/// a bin is never wider than 1/128 of its lower bound, and 128 equal bins below.
public enum LogBins {
    /// Enough for every duration that 63 bits hold.
    public static let count = 128 + (63 - 14) * 128

    /// The bin of a duration, which must not be negative. A few instructions.
    @inlinable
    @inline(__always)
    public static func index(_ x: Ticks) -> Int {
        let octave = 63 &- (x | 0x3FFF).leadingZeroBitCount
        if octave < 14 { return Int(truncatingIfNeeded: x &>> 7) }
        // The leading one stands for 128, so octave 14 begins at 128.
        return (octave &- 14) &* 128 &+ Int(truncatingIfNeeded: x &>> Ticks(octave &- 7))
    }

    /// The least duration of bin `i`; for `i == count` the end of the last bin.
    public static func lowerBound(_ i: Int) -> Ticks {
        precondition((0...count).contains(i), "bin \(i) does not exist")
        if i < 128 { return Ticks(i) << 7 }
        if i == count { return .max }
        let octave = 14 + (i - 128) / 128
        return Ticks(128 + (i - 128) % 128) << Ticks(octave - 7)
    }
}
