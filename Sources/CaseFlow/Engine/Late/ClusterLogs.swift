package import SimKernel

/// When cases arrived, by a value that they have: as far back as some test looks.
package struct ClusterLogs {
    fileprivate struct Log {
        let value: Test.ClusterTerm.Value
        /// What the tests of this value look back over.
        var lengths: [Length] = []
        /// Arrivals in the order in which they were told, from `head` on.
        var entries: [(arrival: Ticks, value: UInt64)] = []
        var head = 0
        var byValue: [UInt64: [Ticks]] = [:]
    }
    private var logs: [Log] = []

    package init(_ model: Model) {
        for term in model.tests.flatMap(\.clusters) {
            let known = logs.firstIndex { $0.value == term.value }
            if known == nil { logs.append(Log(value: term.value)) }
            logs[known ?? logs.count - 1].lengths.append(term.within)
        }
    }

    var indices: Range<Int> { logs.indices }

    func value(of index: Int) -> Test.ClusterTerm.Value { logs[index].value }

    func index(of value: Test.ClusterTerm.Value) -> Int? { logs.firstIndex { $0.value == value } }

    /// Arrivals kept, and values that some of them have.
    package var held: Int { logs.reduce(0) { $0 + $1.entries.count + $1.byValue.count } }

    /// Adds an arrival and drops what no test can see any more.
    package mutating func add(
        _ value: UInt64, to index: Int, arrival: Ticks, now: Ticks, _ calendar: DueCalendar
    ) {
        logs[index].entries.append((arrival, value))
        // Those told before the run began come in any order.
        var times = logs[index].byValue.removeValue(forKey: value) ?? []
        var place = times.count
        while place > 0 && times[place - 1] > arrival { place -= 1 }
        times.insert(arrival, at: place)
        logs[index].byValue[value] = times
        let oldest = logs[index].lengths.map { calendar.instant($0, before: now) }.min() ?? now
        logs[index].drop(upTo: oldest)
    }

    /// How many arrivals with the value came after that instant.
    package func count(_ value: UInt64, of index: Int, after instant: Ticks) -> Int {
        guard let times = logs[index].byValue[value] else { return 0 }
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] > instant { high = middle } else { low = middle + 1 }
        }
        return times.count - low
    }
}

extension ClusterLogs.Log {
    fileprivate mutating func drop(upTo instant: Ticks) {
        while head < entries.count && entries[head].arrival <= instant {
            let value = entries[head].value
            head += 1
            var times = byValue.removeValue(forKey: value) ?? []
            if !times.isEmpty { times.removeFirst() }
            if !times.isEmpty { byValue[value] = times }
        }
        if head > 64 && head > entries.count / 2 {
            entries.removeFirst(head)
            head = 0
        }
    }
}

/// `3 with the same subject within 1 month`.
extension Engine {
    /// A case of the main flow has arrived, with its words and numbers.
    mutating func logArrival(_ slot: UInt32) {
        let record = pool.record(slot)
        pool.rare(slot).pointee.arrivalWords = record.pointee.words
        for log in clusters.indices {
            guard let value = clusterValue(clusters.value(of: log), slot, record.pointee.words) else {
                continue
            }
            clusters.add(
                value, to: log, arrival: record.pointee.arrival, now: now, dueCalendar)
        }
    }

    private mutating func clusterValue(
        _ value: Test.ClusterTerm.Value, _ slot: UInt32, _ words: UInt64
    ) -> UInt64? {
        switch value {
        case .words(let mask): words & mask == 0 ? nil : words & mask
        case .number(let number): UInt64(bitPattern: pool.numbers(slot)[number])
        }
    }

    /// Whether enough cases of the main flow have the case's value, the case itself included whenever it
    /// came. Side cases only look on.
    @inline(never)
    mutating func isCluster(_ term: Test.ClusterTerm, _ slot: UInt32) -> Bool {
        let record = pool.record(slot)
        guard let log = clusters.index(of: term.value),
            let value = clusterValue(term.value, slot, record.pointee.words)
        else { return false }
        let from = dueCalendar.instant(term.within, before: now)
        var count = clusters.count(value, of: log, after: from)
        if Int(record.pointee.op) <= program.mainEnd {
            let told = clusterValue(term.value, slot, pool.rare(slot).pointee.arrivalWords)
            if told == value && record.pointee.arrival > from { count -= 1 }
            count += 1
        }
        return count >= term.count
    }
}
