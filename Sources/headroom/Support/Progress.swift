import Foundation
import Synchronization

/// One line on standard error that says how far a long run is; only where a terminal reads it.
final class Progress: Sendable {
    private let shown: Bool
    private let last = Mutex<(length: Int, at: ContinuousClock.Instant?)>((0, nil))

    init(quiet: Bool) {
        shown = !quiet && isatty(STDERR_FILENO) == 1
    }

    /// Called after each replication; draws at most ten times a second, and the last one.
    ///
    /// - Parameter part: which part of a larger work, as in "point 3 of 20: ".
    func update(_ done: Int, of total: Int, of part: String = "") {
        show("\(part)\(done) of \(total) replications", isLast: done >= total)
    }

    /// What is being done; draws at most ten times a second.
    func show(_ text: String, isLast: Bool = false) {
        guard shown else { return }
        last.withLock { state in
            let now = ContinuousClock.now
            if let at = state.at, !isLast, now - at < .milliseconds(100) { return }
            Output.note("\r" + text + String(repeating: " ", count: max(0, state.length - text.count)))
            state = (text.count, now)
        }
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
