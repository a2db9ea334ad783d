import CaseFlow
import Dispatch
import Foundation
import Synchronization

/// What ends a running simulation from outside: Ctrl-C and `--timeout`.
///
/// Both raise the flag that every replication looks at, and what was finished is kept. The signal
/// comes in on a queue of its own, since the shared ones are late while all cores simulate.
/// A second Ctrl-C ends the program on the spot.
final class Brakes: Sendable {
    private final class State: Sendable {
        let flag = StopFlag()
        let interrupted = Atomic<Bool>(false)
        let timedOut = Atomic<Bool>(false)

        func interrupt() {
            if interrupted.exchange(true, ordering: .relaxed) { _exit(ExitStatus.interrupted.rawValue) }
            flag.raise()
        }

        func endTime() {
            timedOut.store(true, ordering: .relaxed)
            flag.raise()
        }
    }

    private let state = State()
    /// Kept for as long as they are to fire; never touched again.
    private nonisolated(unsafe) let sources: [any DispatchSourceProtocol]

    /// - Parameter timeout: seconds from now; nil for no bound.
    init(timeout: Double?) {
        let state = state
        let queue = DispatchQueue(label: "brakes", qos: .userInteractive)
        signal(SIGINT, SIG_IGN)
        let interrupts = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
        interrupts.setEventHandler { state.interrupt() }
        interrupts.resume()
        guard let timeout else {
            sources = [interrupts]
            return
        }
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + timeout)
        timer.setEventHandler { state.endTime() }
        timer.resume()
        sources = [interrupts, timer]
    }

    var flag: StopFlag { state.flag }
    var interrupted: Bool { state.interrupted.load(ordering: .relaxed) }
    var timedOut: Bool { state.timedOut.load(ordering: .relaxed) }
}
