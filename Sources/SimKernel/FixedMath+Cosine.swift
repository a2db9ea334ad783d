extension FixedMath {
    /// The cosine of `turns` half turns, cos(π · turns), for finite values. The error is below 2e-16.
    ///
    /// Halves of turns are taken off exactly before anything is rounded.
    package static func cosine(halfTurns turns: Double) -> Double {
        var t = abs(turns).truncatingRemainder(dividingBy: 2)
        if t > 1 { t = 2 - t }
        if t > 0.5 { return -cosineOfAcute(1 - t) }
        return cosineOfAcute(t)
    }

    /// For 0...0.5: Taylor's series of the cosine below an eighth of a turn, of the sine above.
    private static func cosineOfAcute(_ t: Double) -> Double {
        if t <= 0.25 {
            let x = Double.pi * t
            return 1 + tail(square: x * x, first: 1)
        }
        let x = Double.pi * (0.5 - t)
        return x + x * tail(square: x * x, first: 2)
    }

    /// -x²/(k(k+1)) · (1 - x²/((k+2)(k+3)) · (1 - …)) for x² <= 0.62: nine terms.
    private static func tail(square: Double, first k: Int) -> Double {
        var sum = 1.0
        for term in stride(from: 8, through: 1, by: -1) {
            let n = Double(k + 2 * term)
            sum = 1 - square / (n * (n + 1)) * sum
        }
        return -square / Double(k * (k + 1)) * sum
    }
}
