internal import SimKernel

/// What is booked as busy time, stretch by stretch, for observers that look at work.
extension Engine {
    // MARK: - People who are counted

    /// The team begins that much hands-on time now.
    mutating func tellWork(of team: Int, _ work: Ticks) {
        let calendar = calendars + Int(staff.teams[team].calendar)
        if staff.teams[team].isAlways || staff.teams[team].atClosing == .finish {
            return tellWork(of: team, in: now..<now &+ work)
        }
        var from = now
        var rest = work
        while rest > 0 {
            let hours = calendar.pointee.interval(atOrAfter: from)
            let start = max(from, hours.lowerBound)
            if start >= horizon.windowEnd { return }
            let length = min(rest, hours.upperBound &- start)
            tellWork(of: team, in: start..<start &+ length)
            // What is handed over begins anew with whoever goes on.
            if staff.teams[team].atClosing == .handOver { return }
            rest &-= length
            from = hours.upperBound
        }
    }

    private mutating func tellWork(of team: Int, in time: Range<Ticks>) {
        for member in model.teams[team].members {
            observer.works(role: member.role, people: member.people, in: time)
        }
    }

    // MARK: - People who are told apart

    /// The crew is busy for so long from now on, while it is on duty.
    mutating func tellWork(of crew: Int32, _ time: Ticks, people: Int = 1) {
        if staff.teams[Int(crews.record(crew).pointee.team)].atClosing == .finish {
            return tellWork(of: crew, from: now, until: now &+ time, people: people)
        }
        var from = now
        var rest = time
        while rest > 0 {
            let span = commonDuty(of: crew, atOrAfter: from)
            if span.start >= horizon.windowEnd { return }
            let length = min(rest, span.end &- span.start)
            tellWork(of: crew, from: span.start, until: span.start &+ length, people: people)
            rest &-= length
            from = span.end
        }
    }

    mutating func tellWork(of crew: Int32, from start: Ticks, until end: Ticks, people: Int = 1) {
        for k in 0..<Int(crews.record(crew).pointee.count) {
            let home = model.people[Int(crews.people(crew)[k])].home
            observer.works(role: home, people: people, in: start..<end)
        }
    }
}
