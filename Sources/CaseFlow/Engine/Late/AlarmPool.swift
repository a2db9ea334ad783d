/// What an event of a due instant is about: a clock of a case. Alarms lie beside the event list, which
/// gives nothing back: an alarm that is meant no longer is known by its case, which names another or none.
struct AlarmPool: ~Copyable {
    struct Alarm {
        var slot: UInt32
        /// Clock slot in the case's block.
        var clock: Int32
        /// Its limit; the free list's link while the alarm is unused.
        var limit: Int32
    }
    private var alarms: UnsafeMutablePointer<Alarm>
    private var capacity = 16
    private var used = 0
    private var firstFree: Int32 = -1

    init() { alarms = .allocate(capacity: 16) }

    deinit { alarms.deallocate() }

    mutating func add(_ alarm: Alarm) -> UInt32 {
        if firstFree >= 0 {
            let index = Int(firstFree)
            firstFree = alarms[index].limit
            alarms[index] = alarm
            return UInt32(truncatingIfNeeded: index)
        }
        if used == capacity { grow() }
        (alarms + used).initialize(to: alarm)
        used += 1
        return UInt32(truncatingIfNeeded: used - 1)
    }

    mutating func take(_ index: UInt32) -> Alarm {
        let alarm = alarms[Int(index)]
        alarms[Int(index)].limit = firstFree
        firstFree = Int32(bitPattern: index)
        return alarm
    }

    private mutating func grow() {
        precondition(capacity <= Int(Int32.max) / 2, "too many due instants to come")
        let larger = UnsafeMutablePointer<Alarm>.allocate(capacity: 2 * capacity)
        larger.moveInitialize(from: alarms, count: used)
        alarms.deallocate()
        alarms = larger
        capacity *= 2
    }
}

/// What the record of a case has beside the rest where limits act when they are late, or where cases are
/// compared with those that came before them. Behind it stand the alarms of its clocks, and which of
/// several lengths decided each limit.
struct RareRecord {
    /// One bit per clock slot: it was due while it ran; and its `if late` was for the case.
    var passed: UInt64 = 0
    var late: UInt64 = 0
    /// The words with which the case arrived.
    var arrivalWords: UInt64 = 0
    /// Since when it has stood in a line that it did not join itself.
    var stands = Int64.min
    /// Op to which the case goes when the work in hand is done; -1: none.
    var pendingJump: Int32 = -1
    /// Insertion number of the end of its wait or shift (counted people); others are of the past.
    var live = UInt32.max
}
