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
        var watchers: [(id: Int, stop: @Sendable () -> Void)] = []
        var next = 0
    }
    private let state = Mutex(State())

    package init() {}

    /// Ends all studies that watch this, within the time of a few thousand events. From any thread.
    package func stop(_ reason: StopReason) {
        let watchers = state.withLock { state in
            if state.reason == nil { state.reason = reason }
            return state.watchers
        }
        for watcher in watchers { watcher.stop() }
    }

    package var reason: StopReason? { state.withLock { $0.reason } }

    /// Calls `stop` when this is stopped, at once if it is already. The answer is for `forget`.
    func watch(_ stop: @escaping @Sendable () -> Void) -> Int {
        let (id, isStopped) = state.withLock { state in
            state.next += 1
            state.watchers.append((state.next, stop))
            return (state.next, state.reason != nil)
        }
        if isStopped { stop() }
        return id
    }

    func forget(_ id: Int) {
        state.withLock { state in state.watchers.removeAll { $0.id == id } }
    }
}
