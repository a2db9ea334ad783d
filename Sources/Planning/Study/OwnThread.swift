internal import Foundation

/// Does long work on a thread of its own, which Swift's shared pool is not made for. A cancelled task stops
/// `halt`, waits for the work to end, and throws.
func onOwnThread<Answer: Sendable>(
    haltedBy halt: Halt, _ work: @escaping @Sendable () throws -> Answer
) async throws -> Answer {
    let answer = await withTaskCancellationHandler {
        await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Answer, any Error>, Never>) in
            let thread = Thread { continuation.resume(returning: Result { try work() }) }
            thread.stackSize = 4 << 20
            thread.start()
        }
    } onCancel: {
        halt.stop(.interrupted)
    }
    try Task.checkCancellation()
    return try answer.get()
}
