package import SimKernel

/// What one arrival of a stream's process brings: some cases, each after a delay of its own.
///
/// A case is known by its incident's number and its place in the incident, so that its draws stay the
/// same whatever other incidents bring. The first case of an incident is known as the incident itself:
/// a stream whose incidents bring one case each has the same cases as one without incidents.
package struct Incident: Sendable {
    /// How many cases, in millionths, to be rounded.
    package let size: QuantileTable
    /// After how long each of them comes; nil: at once.
    package let delay: QuantileTable?
    /// Of the rounded number of cases, exactly.
    package let meanCases: Double

    package static let millionths: Ticks = 1_000_000
    /// What has room beside a number of the incident in the key of a case: the rest of a tail is cut off.
    package static let mostCases = 1 << 18
    static let bitsOfNumber: UInt64 = 30

    package init(size: QuantileTable, delay: QuantileTable?) {
        precondition(size.ticksPerUnit == Double(Self.millionths), "cases are drawn in millionths")
        self.size = size
        self.delay = delay
        meanCases = Self.mean(of: size.view)
    }

    /// To the nearest whole, halves up, at least one.
    package static func cases(_ drawn: Ticks) -> Int {
        min(max(1, Int((drawn + millionths / 2) / millionths)), mostCases)
    }

    /// Key of the case at that place (from 0) in the incident with this key.
    @inline(__always)
    static func identity(_ incident: UInt64, place: Int) -> UInt64 {
        incident | UInt64(truncatingIfNeeded: place) << bitsOfNumber
    }

    /// Draws ascend with the random number: the shares of the numbers of cases are found by halving.
    private static func mean(of view: QuantileTable.View) -> Double {
        let whole: UInt64 = 1 << 53
        var sum = 0.0
        var from: UInt64 = 0
        while from < whole {
            let count = cases(view.draw(from))
            var (low, high) = (from, whole)
            while high - low > 1 {
                let middle = low + (high - low) / 2
                if cases(view.draw(middle)) == count { low = middle } else { high = middle }
            }
            sum += Double(count) * (Double(high - from) * 0x1p-53)
            from = high
        }
        return sum
    }
}

/// Words and numbers of the cases of a replayed trace, row by row; what is not given is drawn.
package struct GivenValues: Sendable {
    package struct Words: Sendable {
        /// Index into `Model.draws`: the draw that is not made.
        package var draw: Int
        /// Bits that each row sets.
        package var masks: [UInt64]

        package init(draw: Int, masks: [UInt64]) {
            self.draw = draw
            self.masks = masks
        }
    }
    package struct Numbers: Sendable {
        /// Index into `Model.numbers`.
        package var number: Int
        package var values: [Int64]

        package init(number: Int, values: [Int64]) {
            self.number = number
            self.values = values
        }
    }
    package var words: [Words]
    package var numbers: [Numbers]

    package init(words: [Words], numbers: [Numbers]) {
        self.words = words
        self.numbers = numbers
    }
}
