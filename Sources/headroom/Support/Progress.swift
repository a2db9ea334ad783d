import Foundation
import Synchronization

/// One line on standard error that says how far a long run is; only where a terminal reads it.
final class Progress: Sendable {
    private let shown: Bool
    private let last = Mutex<(length: Int, at: ContinuousClock.Instant?)>((0, nil))

    init(quiet: Bool) {
        shown = !quiet && isatty(STDERR_FILENO) == 1
    }

    /// Called after each replication; draws at most ten times a second.
    ///
    /// - Parameter part: which part of a larger work, as in "point 3 of 20: ".
    func update(_ done: Int, of total: Int, of part: String = "") {
        guard shown else { return }
        last.withLock { state in
            let now = ContinuousClock.now
            if let at = state.at, done < total, now - at < .milliseconds(100) { return }
            Self.draw("\(part)\(done) of \(total) replications", &state, now)
        }
    }

    /// What is being done; drawn at once, so not for every replication.
    func show(_ text: String) {
        guard shown else { return }
        last.withLock { Self.draw(text, &$0, .now) }
    }

    private static func draw(
        _ text: String, _ state: inout (length: Int, at: ContinuousClock.Instant?),
        _ now: ContinuousClock.Instant
    ) {
        Output.note("\r" + text + String(repeating: " ", count: max(0, state.length - text.count)))
        state = (text.count, now)
    }

    /// Takes the line away.
    func clear() {
        guard shown else { return }
        last.withLock { state in
            guard state.length > 0 else { return }
            Output.note("\r" + String(repeating: " ", count: state.length) + "\r")
            state = (0, nil)
        }
    }
}
