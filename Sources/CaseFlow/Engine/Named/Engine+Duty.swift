internal import SimKernel

/// A stretch of time in which somebody is on duty, from the instant asked for on.
struct DutySpan {
    var start: Ticks
    var end: Ticks
}

/// When people are on duty, alone and together.
extension Engine {
    /// The first time at or after `t` in which the person is on duty: hours less absences.
    mutating func duty(of person: Int32, atOrAfter t: Ticks) -> DutySpan {
        let state = persons.states + Int(person)
        let calendar = calendars + Int(state.pointee.calendar)
        var from = t
        while true {
            let hours = calendar.pointee.interval(atOrAfter: from)
            if hours.lowerBound >= Tick.never { return DutySpan(start: Tick.never, end: .max) }
            let start = max(from, hours.lowerBound)
            var end = hours.upperBound
            var isAway = false
            for k in Int(state.pointee.firstSpell)..<Int(state.pointee.endSpell) {
                let absence = persons.spells[k].absence(endingAfter: start, program.tables, key, calendar)
                if absence.lowerBound <= start {
                    from = absence.upperBound
                    isAway = true
                    break
                }
                end = min(end, absence.lowerBound)
            }
            if !isAway { return DutySpan(start: start, end: end) }
            if from >= Tick.never { return DutySpan(start: Tick.never, end: .max) }
        }
    }

    @inline(__always)
    mutating func isOnDuty(person: Int32) -> Bool {
        let state = persons.states + Int(person)
        // What was looked up is the first span after then, and holds until it ends.
        return now < state.pointee.closes ? now >= state.pointee.opens : lookUpDuty(ofPerson: person)
    }

    @inline(never)
    private mutating func lookUpDuty(ofPerson person: Int32) -> Bool {
        let span = duty(of: person, atOrAfter: now)
        persons.states[Int(person)].opens = span.start
        persons.states[Int(person)].closes = span.end
        return span.start <= now
    }

    /// Whether the role's hours run; looks them up where they are not known.
    mutating func isOpen(role: Int) -> Bool {
        let state = staff.roles + role
        if now < state.pointee.closes { return now >= state.pointee.opens }
        let span = calendars[Int(state.pointee.calendar)].interval(atOrAfter: now)
        state.pointee.opens = span.lowerBound
        state.pointee.closes = span.upperBound
        return now >= span.lowerBound
    }

    /// The first time at or after `t` in which the whole crew can work.
    mutating func commonDuty(of crew: Int32, atOrAfter t: Ticks) -> DutySpan {
        let people = crews.people(crew)
        let count = Int(crews.record(crew).pointee.count)
        let roles = crews.record(crew).pointee.roles
        var start = t
        while true {
            let asked = start
            var end = Ticks.max
            for k in 0..<count {
                let span = duty(of: people[k], atOrAfter: start)
                start = max(start, span.start)
                end = min(end, span.end)
            }
            var rest = roles
            while rest != 0 {
                let role = rest.trailingZeroBitCount
                rest &= rest &- 1
                let hours = calendars[Int(staff.roles[role].calendar)].interval(atOrAfter: start)
                start = max(start, hours.lowerBound)
                end = min(end, hours.upperBound)
            }
            if start >= Tick.never { return DutySpan(start: Tick.never, end: .max) }
            if start == asked { return DutySpan(start: start, end: end) }
        }
    }

    /// The instant at which the crew has worked for `work` since `t`, and how much of that lies in the window.
    mutating func advance(_ crew: Int32, by work: Ticks, from t: Ticks) -> (end: Ticks, inWindow: Ticks) {
        var from = t
        var rest = work
        var inWindow: Ticks = 0
        if rest == 0 { return (t, 0) }
        while true {
            let span = commonDuty(of: crew, atOrAfter: from)
            if span.start >= Tick.never { return (Tick.never, inWindow) }
            let length = span.end &- span.start
            if rest <= length {
                inWindow &+= clippedToWindow(span.start, span.start &+ rest)
                return (span.start &+ rest, inWindow)
            }
            inWindow &+= clippedToWindow(span.start, span.end)
            rest &-= length
            from = span.end
        }
    }

    /// Time in `[a, b)` in which the crew could work, in all and within the window.
    mutating func commonTime(of crew: Int32, from a: Ticks, to b: Ticks) -> (all: Ticks, inWindow: Ticks) {
        var from = a
        var sum: Ticks = 0
        var inWindow: Ticks = 0
        while from < b {
            let span = commonDuty(of: crew, atOrAfter: from)
            if span.start >= b { break }
            let end = min(span.end, b)
            sum &+= end &- span.start
            inWindow &+= clippedToWindow(span.start, end)
            from = end
        }
        return (sum, inWindow)
    }

    /// The person's time on duty within the window.
    mutating func dutyInWindow(of person: Int) -> Ticks {
        let state = persons.states[person]
        let window = horizon.windowStart..<horizon.windowEnd
        if state.firstSpell == state.endSpell {
            return calendars[Int(state.calendar)].between(window.lowerBound, window.upperBound)
        }
        var sum: Ticks = 0
        var from = window.lowerBound
        while from < window.upperBound {
            let span = duty(of: Int32(person), atOrAfter: from)
            if span.start >= window.upperBound { break }
            from = min(span.end, window.upperBound)
            sum &+= from &- span.start
        }
        return sum
    }

    /// Looks at the role's lines again at that instant.
    mutating func wake(_ role: Int32, at t: Ticks) {
        if t >= Tick.never || persons.wakes[Int(role)] <= t { return }
        persons.wakes[Int(role)] = t
        schedule(at: t, rank: Rank.boundary, slot: Self.roleSlot | UInt32(role))
    }

    mutating func roleWakes(_ role: Int) {
        if persons.wakes[role] <= now { persons.wakes[role] = Tick.never }
        dirty |= staff.roles[role].mark
    }
}
