internal import CaseFlow
internal import Synchronization

/// Why a study ended before its time.
public enum StopReason: String, Sendable, Equatable {
    case time
    case events
    case interrupted
}

/// Ends a study from outside: Ctrl-C, a timeout. The first reason given stays.
package final class Halt: Sendable {
    private struct State {
        var reason: StopReason?
        var flags: [StopFlag] = []
    }
    private let state = Mutex(State())

    package init() {}

    /// Ends all studies that watch this, within the time of a few thousand events.
    package func stop(_ reason: StopReason) {
        let flags = state.withLock { state in
            if state.reason == nil { state.reason = reason }
            return state.flags
        }
        for flag in flags { flag.raise() }
    }

    package var reason: StopReason? { state.withLock { $0.reason } }

    /// Raises the flag when (or as) this is stopped.
    func register(_ flag: StopFlag) {
        let isStopped = state.withLock { state in
            state.flags.append(flag)
            return state.reason != nil
        }
        if isStopped { flag.raise() }
    }

    func forget(_ flag: StopFlag) {
        state.withLock { state in state.flags.removeAll { $0 === flag } }
    }
}
