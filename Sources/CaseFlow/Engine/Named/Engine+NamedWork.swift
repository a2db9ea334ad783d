internal import SimKernel

/// The work of people who are told apart: from setting out to coming home.
extension Engine {
    mutating func begin(_ slot: UInt32, with people: UnsafeMutablePointer<Int32>, _ choosing: Choosing) {
        leaveLine(slot)
        let named = pool.named(slot)
        let record = pool.record(slot)
        let op = program.ops + Int(record.pointee.op)
        let since = named.pointee.stands
        var crew = named.pointee.crew
        if crew < 0 {
            crew = crews.take(people, count: choosing.count, slot: slot)
            crews.record(crew).pointee.roles = choosing.roles
            crews.record(crew).pointee.team = record.pointee.team
            named.pointee.crew = crew
        }
        occupy(crew)
        countWait(record, op, Int(record.pointee.team), inLineSince: named.pointee.stands)
        record.pointee.since = now
        let identity = record.pointee.identity
        let i = Int(record.pointee.op)
        let team = Int(record.pointee.team)
        if op.pointee.flags.contains(.travels) && !record.pointee.isResumed {
            setOut(slot, crew)
        } else {
            goToWork(slot, crew)
        }
        let partners = O.looksAtPartners ? freePeople(of: crew) : FreePeople(since: now)
        observer.begins(
            case: identity, op: i, team: team, since: since, partly: partners.since, last: partners.last,
            at: now)
    }

    private mutating func occupy(_ crew: Int32) {
        if model.peopleAreUnlimited { return }
        for k in 0..<Int(crews.record(crew).pointee.count) {
            let person = persons.states + Int(crews.people(crew)[k])
            person.pointee.isFree = false
            person.pointee.crew = crew
            changeFree(person.pointee.roles, by: -1)
        }
    }

    private mutating func changeFree(_ roles: UInt64, by change: Int32) {
        var rest = roles
        while rest != 0 {
            staff.roles[rest.trailingZeroBitCount].free &+= change
            rest &= rest &- 1
        }
    }

    /// The crew's people are free again.
    private mutating func free(_ crew: Int32) {
        if model.peopleAreUnlimited { return }
        for k in 0..<Int(crews.record(crew).pointee.count) {
            let person = persons.states + Int(crews.people(crew)[k])
            person.pointee.isFree = true
            person.pointee.crew = -1
            person.pointee.idleSince = now
            changeFree(person.pointee.roles, by: 1)
            dirty |= person.pointee.marks
        }
    }

    private mutating func marks(of crew: Int32) -> UInt64 {
        var marks: UInt64 = 0
        for k in 0..<Int(crews.record(crew).pointee.count) {
            marks |= persons.states[Int(crews.people(crew)[k])].marks
        }
        return marks
    }

    private mutating func dismiss(_ crew: Int32) {
        free(crew)
        crews.give(back: crew)
    }

    /// Schedules what happens next to the case; everything scheduled for it before is of the past.
    private mutating func expect(_ slot: UInt32, at t: Ticks, rank: Int64) {
        pool.named(slot).pointee.live = insertion
        schedule(at: min(t, Tick.never), rank: rank, slot: slot)
    }

    // MARK: - On the way and at work

    private mutating func setOut(_ slot: UInt32, _ crew: Int32) {
        let record = pool.record(slot)
        let i = Int(record.pointee.op)
        let bits = key.bits(
            case: record.pointee.identity, name: program.ops[i].key, visit: visit(slot, program.ops + i),
            purpose: .wait, block: 1)
        let travel = program.tables[value(of: model.ops[i].travel, record.pointee.words)].draw(bits.first)
        crews.record(crew).pointee.travel = travel
        crews.record(crew).pointee.phase = .onTheWay
        observer.observe(.setsOut, case: record.pointee.identity, op: i, at: now, value: travel)
        expect(slot, at: busy(crew, for: travel), rank: Rank.boundary)
    }

    private mutating func goToWork(_ slot: UInt32, _ crew: Int32) {
        let record = pool.record(slot)
        let i = Int(record.pointee.op)
        let flags = program.ops[i].flags
        if !record.pointee.isResumed && !isGivenUp(slot) {
            if !flags.isDisjoint(with: [.startsWithin, .clocksOnStart]) { startClocksOfWork(slot) }
            if flags.contains(.endsHolding) { endHolding(home(slot), at: .starts(i)) }
        }
        crews.record(crew).pointee.phase = .working
        let work = record.pointee.work
        observer.observe(.starts, case: record.pointee.identity, op: i, at: now, value: work)
        record.pointee.since = now
        if persons.someLearn { crews.record(crew).pointee.speed = speedOfSlowest(crew) }
        let time = time(of: crew, for: work)
        if staff.teams[Int(record.pointee.team)].atClosing == .handOver && !flags.contains(.travels) {
            workUntilClosing(slot, crew, time)
        } else {
            expect(slot, at: busy(crew, for: time), rank: Rank.release)
        }
    }

    private mutating func workUntilClosing(_ slot: UInt32, _ crew: Int32, _ time: Ticks) {
        let closing = commonDuty(of: crew, atOrAfter: now).end
        let end = now + time
        countBusy(crew, clippedToWindow(now, min(end, closing)))
        if O.looksAtWork { tellWork(of: crew, from: now, until: min(end, closing)) }
        if end <= closing {
            expect(slot, at: end, rank: Rank.release)
        } else {
            expect(slot, at: closing, rank: Rank.boundary)
        }
    }

    /// Books the time from now on; returns when it has passed.
    private mutating func busy(_ crew: Int32, for time: Ticks) -> Ticks {
        if O.looksAtWork { tellWork(of: crew, time) }
        if staff.teams[Int(crews.record(crew).pointee.team)].atClosing == .finish {
            let end = now + time
            let inWindow = clippedToWindow(now, end)
            countBusy(crew, inWindow)
            let common = commonTime(of: crew, from: now, to: end).inWindow
            countOvertime(crew, inWindow - common)
            return end
        }
        let (end, inWindow) = advance(crew, by: time, from: now)
        countBusy(crew, inWindow)
        return end
    }

    private mutating func countBusy(_ crew: Int32, _ time: Ticks) {
        for k in 0..<Int(crews.record(crew).pointee.count) {
            persons.states[Int(crews.people(crew)[k])].busy &+= Int128(time)
        }
    }

    private mutating func countOvertime(_ crew: Int32, _ time: Ticks) {
        for k in 0..<Int(crews.record(crew).pointee.count) {
            persons.states[Int(crews.people(crew)[k])].overtime &+= Int128(time)
        }
    }

    // MARK: - What was expected happens

    /// A release: work ends, or people are back from a visit.
    mutating func namedRelease(_ event: Event) {
        if event.slot >= Self.crewSlot { return dismiss(Int32(event.slot ^ Self.crewSlot)) }
        if pool.named(event.slot).pointee.live != event.insertion { return }
        namedWorkEnds(event.slot)
    }

    private mutating func namedWorkEnds(_ slot: UInt32) {
        let record = pool.record(slot)
        let named = pool.named(slot)
        let i = Int(record.pointee.op)
        let flags = program.ops[i].flags
        let crew = named.pointee.crew
        named.pointee.crew = -1
        if isGivenUp(slot) {
            leave(crew)
            return pool.forget(slot)
        }
        if flags.contains(.remembers) { remember(crew, home(slot), i) }
        if flags.contains(.holds) { hold(crew, home(slot), i) } else { leave(crew) }
        let next = finishVisit(slot, op: i)
        walk(slot, to: next)
    }

    private mutating func remember(_ crew: Int32, _ slot: UInt32, _ i: Int) {
        let memory = model.ops[i].memory
        let place = pool.memory(slot) + persons.memoryStarts[memory]
        let width = persons.memoryStarts[memory + 1] - persons.memoryStarts[memory]
        let count = Int(crews.record(crew).pointee.count)
        for k in 0..<width { place[k] = k < count ? crews.people(crew)[k] : -1 }
    }

    /// Nothing keeps the crew with the case any longer.
    private mutating func leave(_ crew: Int32) {
        let record = crews.record(crew)
        if record.pointee.travel < 0 { return dismiss(crew) }
        record.pointee.phase = .returning
        let end = busy(crew, for: record.pointee.travel)
        schedule(at: min(end, Tick.never), rank: Rank.release, slot: Self.crewSlot | UInt32(crew))
    }

    /// A boundary event of a case with people: they are at the scene, or closing time has come.
    mutating func namedBoundary(_ event: Event) {
        let slot = event.slot
        let crew = pool.named(slot).pointee.crew
        if crews.record(crew).pointee.phase == .onTheWay {
            goToWork(slot, crew)
            // Now, and not on the way, a better case may interrupt them.
            if persons.interrupts { dirty |= marks(of: crew) }
            return
        }
        let record = pool.record(slot)
        let named = pool.named(slot)
        let done = work(of: crew, in: now - record.pointee.since)
        named.pointee.crew = -1
        dismiss(crew)
        if isGivenUp(slot) { return pool.forget(slot) }
        record.pointee.work -= done
        record.pointee.since = now
        pool.named(slot).pointee.stands = now
        record.pointee.isResumed = true
        observer.observe(
            .handsOver, case: record.pointee.identity, op: Int(record.pointee.op), at: now,
            value: record.pointee.work)
        named.pointee.key = orderInLine(slot, Int(record.pointee.team))
        returnToLine(slot)
    }

    /// Work in hand stops; the case goes back to its place and waits for exactly these people.
    mutating func interrupt(_ crew: Int32) {
        let slot = crews.record(crew).pointee.slot
        let record = pool.record(slot)
        let named = pool.named(slot)
        unbook(crew, slot)
        free(crew)
        crews.record(crew).pointee.phase = .dispersed
        record.pointee.since = now
        named.pointee.stands = now
        record.pointee.isResumed = true
        named.pointee.live = .max
        observer.observe(
            .isInterrupted, case: record.pointee.identity, op: Int(record.pointee.op), at: now,
            value: record.pointee.work)
        returnToLine(slot)
    }

    /// Takes back what was booked for the time after now, and leaves the rest of the work.
    private mutating func unbook(_ crew: Int32, _ slot: UInt32) {
        let record = pool.record(slot)
        let since = record.pointee.since
        let before = record.pointee.work
        let time = time(of: crew, for: before)
        if staff.teams[Int(record.pointee.team)].atClosing == .finish {
            record.pointee.work = before - work(of: crew, in: now - since)
            let end = since + time
            if O.looksAtWork { tellWork(of: crew, from: now, until: end, people: -1) }
            let lost = clippedToWindow(now, end)
            countBusy(crew, -lost)
            countOvertime(crew, commonTime(of: crew, from: now, to: end).inWindow - lost)
            return
        }
        let done = commonTime(of: crew, from: since, to: now).all
        record.pointee.work = before - work(of: crew, in: done)
        if staff.teams[Int(record.pointee.team)].atClosing == .handOver
            && !program.ops[Int(record.pointee.op)].flags.contains(.travels)
        {
            let closing = commonDuty(of: crew, atOrAfter: now).end
            countBusy(crew, -clippedToWindow(now, min(since + time, closing)))
            if O.looksAtWork { tellWork(of: crew, from: now, until: min(since + time, closing), people: -1) }
        } else {
            if O.looksAtWork { tellWork(of: crew, time - done, people: -1) }
            countBusy(crew, -advance(crew, by: time - done, from: now).inWindow)
        }
    }

    // MARK: - People who stay with a case

    private mutating func hold(_ crew: Int32, _ slot: UInt32, _ i: Int) {
        let owner = pool.named(slot)
        crews.record(crew).pointee.phase = .held
        crews.record(crew).pointee.op = Int32(i)
        crews.record(crew).pointee.next = owner.pointee.held
        owner.pointee.held = crew
    }

    /// The case comes to a place: who was to stay until then is free.
    mutating func endHolding(_ slot: UInt32, at place: Place) {
        releaseHeld(slot) { $0 == place }
    }

    mutating func endAllHolding(_ slot: UInt32) {
        releaseHeld(slot) { _ in true }
    }

    private mutating func releaseHeld(_ slot: UInt32, where ends: (Place) -> Bool) {
        let named = pool.named(slot)
        var crew = named.pointee.held
        named.pointee.held = -1
        while crew >= 0 {
            let next = crews.record(crew).pointee.next
            if ends(model.ops[Int(crews.record(crew).pointee.op)].holdsUntil ?? .end) {
                leave(crew)
            } else {
                crews.record(crew).pointee.next = named.pointee.held
                named.pointee.held = crew
            }
            crew = next
        }
    }
}
