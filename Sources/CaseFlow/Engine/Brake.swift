internal import Synchronization

/// Stops running replications from another thread (Ctrl-C, a timeout). Looked at every few
/// thousand events, so a replication ends within milliseconds.
package final class StopFlag: Sendable {
    private let raised = Atomic<Bool>(false)

    package init() {}

    package func raise() { raised.store(true, ordering: .relaxed) }
    package var isRaised: Bool { raised.load(ordering: .relaxed) }
}

/// What may end a replication before its time.
package struct Brake: Sendable {
    /// Most events of the replication; the run is marked `stopped` past it.
    package var maxEvents: Int
    package var flag: StopFlag?

    package init(maxEvents: Int = .max, flag: StopFlag? = nil) {
        self.maxEvents = maxEvents
        self.flag = flag
    }
}
