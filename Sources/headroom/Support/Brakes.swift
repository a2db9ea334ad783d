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

    /// - Parameter timeout: seconds from now; nil for no bound.
    init(timeout: Double?) {
        let halt = halt
        let queue = DispatchQueue(label: "brakes", qos: .userInteractive)
        signal(SIGINT, SIG_IGN)
        let interrupts = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
        // Each handler holds its own source: they are to fire to the program's end, whoever lets go of this.
        interrupts.setEventHandler {
            withExtendedLifetime(interrupts) {}
            if halt.reason == .interrupted { _exit(ExitStatus.interrupted.rawValue) }
            halt.stop(.interrupted)
        }
        interrupts.resume()
        guard let timeout else { return }
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + timeout)
        timer.setEventHandler {
            withExtendedLifetime(timer) {}
            halt.stop(.time)
        }
        timer.resume()
    }
}
