internal import Foundation

/// How many replications may run at once in several studies together: whoever has none left waits.
package final class Permits: @unchecked Sendable {
    // Read and written under `lock` only.
    private var left: Int
    private let lock = NSCondition()

    /// - Parameter count: at least 1.
    package init(_ count: Int) {
        precondition(count >= 1, "without a permit nothing would ever run")
        left = count
    }

    func hold<Result>(_ work: () -> Result) -> Result {
        lock.withLock {
            while left == 0 { lock.wait() }
            left -= 1
        }
        defer {
            lock.withLock {
                left += 1
                lock.signal()
            }
        }
        return work()
    }
}
