extension QuantileTable {
    /// What a draw needs, without an owner: the table must outlive it.
    public struct View {
        @usableFromInline enum Form: UInt8, Sendable { case constant, pieces, observed }
        @usableFromInline let form: Form
        /// Number of values.
        @usableFromInline let size: UInt64
        @usableFromInline let values: UnsafePointer<Ticks>

        init(form: Form, size: UInt64, values: UnsafePointer<Ticks>) {
            self.form = form
            self.size = size
            self.values = values
        }

        /// The quantile at (u53 + 1/2) / 2^53, for `0 <= u53 < 2^53`. About 3 ns.
        @inlinable
        @inline(__always)
        public func draw(_ u53: UInt64) -> Ticks {
            if form == .pieces {
                let piece = Int(truncatingIfNeeded: u53 &>> 41)
                if UInt(bitPattern: piece &- 32) < 4032 {
                    let knot = values + (Layout.body &- 32 &+ piece)
                    let low = knot[0]
                    return low &+ Layout.part(of: knot[1] &- low, u53 &<< 23)
                }
                return tail(u53)
            }
            return form == .constant ? values[0] : values[rank(u53)]
        }

        /// Among values that are equally likely.
        @inlinable
        @inline(__always)
        func rank(_ u53: UInt64) -> Int {
            Int(truncatingIfNeeded: (u53 &<< 11).multipliedFullWidth(by: size).high)
        }

        /// One draw in 64: the first and the last 32 pieces, by octaves of the share.
        @usableFromInline
        @inline(never)
        func tail(_ u53: UInt64) -> Ticks {
            let isUpper = u53 >> 52 == 1
            let v = isUpper ? (1 << 53) - 1 - u53 : u53
            let (index, fraction) = Layout.place(inTail: v)
            if isUpper {
                let knot = values + (Layout.upper + index)
                return knot[0] - Layout.part(of: knot[0] - knot[1], fraction)
            }
            let knot = values + index
            return knot[0] + Layout.part(of: knot[1] - knot[0], fraction)
        }
    }

    /// Where the knots stand: lower tail by growing share, body, upper tail by growing share above.
    public enum Layout {
        /// Single values for v < 64, then 64 pieces for each octave up to 2^46 = 32 body pieces.
        public static let tailPieces = 64 + (46 - 6) * 64
        @usableFromInline static let lower = 0
        @usableFromInline static let body = 64 + (46 - 6) * 64 + 1
        @usableFromInline static let upper = body + 4033
        public static let count = upper + tailPieces + 1

        /// `fraction` / 2^64 of a width, rounded.
        @inlinable
        @inline(__always)
        static func part(of width: Ticks, _ fraction: UInt64) -> Ticks {
            let product = UInt64(bitPattern: width).multipliedFullWidth(by: fraction)
            return Ticks(truncatingIfNeeded: product.high &+ product.low &>> 63)
        }

        /// Piece of a tail, and how far into it, in units of 2^-64.
        public static func place(inTail v: UInt64) -> (index: Int, fraction: UInt64) {
            if v < 64 { return (Int(v), 0) }
            let octave = 63 - v.leadingZeroBitCount
            let bits = UInt64(octave - 6)
            let index = (octave - 6) * 64 + Int(v >> bits)
            let inside = v & ((1 << bits) - 1)
            // The half makes the share (v + 1/2) / 2^53; it is half a piece where bits is zero.
            return (index, (inside << 1 | 1) << (63 - bits))
        }

        /// v at which a tail's piece begins; from 64 up. The share is v / 2^53.
        public static func start(ofTailPiece index: Int) -> UInt64 {
            if index <= 64 { return UInt64(index) }
            let octave = (index - 64) / 64
            return UInt64(64 + (index - 64) % 64) << UInt64(octave)
        }
    }
}
