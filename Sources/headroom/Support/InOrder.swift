import Foundation

/// Works on several things at the same time, and hands over what was found in their order.
enum InOrder {
    /// - Parameters:
    ///   - count: how many are under way at once, each on a thread of its own.
    ///   - take: called on this thread, as soon as all before it are done. What it throws ends the
    ///     handing over, but not what is under way.
    static func map<Item: Sendable, Found: Sendable>(
        _ items: [Item], atOnce count: Int, _ work: @escaping @Sendable (Item) -> Found,
        take: (Found) throws -> Void
    ) rethrows {
        let queue = Queue<Item, Found>(items)
        for _ in 0..<min(count, items.count) {
            let thread = Thread { queue.work(work) }
            thread.stackSize = 8 << 20
            thread.start()
        }
        for place in items.indices { try take(queue.found(at: place)) }
    }

    private final class Queue<Item: Sendable, Found: Sendable>: @unchecked Sendable {
        private let items: [Item]
        // Read and written under `lock` only.
        private var next = 0
        private var found: [Int: Found] = [:]
        private let lock = NSCondition()

        init(_ items: [Item]) { self.items = items }

        func work(_ work: (Item) -> Found) {
            while let place = claim() {
                let result = work(items[place])
                lock.withLock {
                    found[place] = result
                    lock.broadcast()
                }
            }
        }

        private func claim() -> Int? {
            lock.withLock {
                guard next < items.count else { return nil }
                next += 1
                return next - 1
            }
        }

        func found(at place: Int) -> Found {
            lock.withLock {
                while true {
                    if let result = found.removeValue(forKey: place) { return result }
                    lock.wait()
                }
            }
        }
    }
}
