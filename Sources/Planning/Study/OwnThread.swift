internal import Foundation

/// Work that keeps a processor for seconds, on a thread of its own: Swift's shared pool is not made for it.
enum OwnThread {
    /// - Parameter halt: what a cancelled task stops.
    /// - Throws: `CancellationError`.
    static func run<Result: Sendable>(
        halting halt: Halt, _ work: @escaping @Sendable () -> Result
    ) async throws -> Result {
        let found = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result, Never>) in
                let thread = Thread { continuation.resume(returning: work()) }
                thread.stackSize = 4 << 20
                thread.start()
            }
        } onCancel: {
            halt.stop(.interrupted)
        }
        try Task.checkCancellation()
        return found
    }
}
