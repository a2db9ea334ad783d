internal import SimKernel

/// Seeds of the parts of an experiment, made from the one that the user gave.
///
/// What was found on some seeds has to be shown on others: a plan that is the best of many on the seeds
/// of the search looks better than it is. `headroom run --seed` with such a seed gives the replications
/// behind a certificate again.
package enum Seeds {
    package enum Purpose: UInt32, Sendable {
        case search = 1
        /// Each attempt to certify has seeds of its own.
        case certificate = 2
        /// What uncertain inputs are drawn from, and the runs with them.
        case inputs = 3
    }

    /// - Parameter number: Counts what has the same purpose.
    package static func seed(_ seed: UInt64, for purpose: Purpose, _ number: UInt32 = 0) -> UInt64 {
        let mixed = Philox.block(
            Philox.Block(
                UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32), purpose.rawValue,
                number),
            key0: 0x706C_616E, key1: 0x7365_6564)
        // Short enough to be typed, and exact in JSON, whose numbers are doubles.
        return (UInt64(mixed.x0) << 32 | UInt64(mixed.x1)) >> 24
    }
}
