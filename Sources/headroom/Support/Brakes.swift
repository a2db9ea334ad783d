import Dispatch
import Foundation
import Planning
import Synchronization

/// What ends a running study from outside: Ctrl-C and `--timeout`. What was finished is kept.
///
/// The signal comes in on a queue of its own, since the shared ones are late while all cores
/// simulate. A second Ctrl-C ends the program on the spot.
final class Brakes: Sendable {
    let halt = Halt()
    /// Kept for as long as they are to fire; never touched again.
    private nonisolated(unsafe) let sources: [any DispatchSourceProtocol]

    /// - Parameter timeout: seconds from now; nil for no bound.
    init(timeout: Double?) {
        let halt = halt
        let queue = DispatchQueue(label: "brakes", qos: .userInteractive)
        signal(SIGINT, SIG_IGN)
        let interrupts = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
        interrupts.setEventHandler {
            if halt.reason == .interrupted { _exit(ExitStatus.interrupted.rawValue) }
            halt.stop(.interrupted)
        }
        interrupts.resume()
        guard let timeout else {
            sources = [interrupts]
            return
        }
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + timeout)
        timer.setEventHandler { halt.stop(.time) }
        timer.resume()
        sources = [interrupts, timer]
    }
}
