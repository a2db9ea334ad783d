import CaseFlow
import SimKernel

/// Work from its beginning to its end: the way there and back, closings, and who stays afterwards.
extension NaiveSimulator {
    /// People are taken; they begin, or set out.
    func start(_ c: NaiveCase, _ crew: NaiveCrew) {
        let place = order(c)
        lines[c.team].removeAll { $0 === c }
        for person in crew.people { person.ties += 1 }
        stays.append(NaiveStay(c, team: c.team, until: now, model))
        let ofPeople = crew.people.reduce(NaiveHours.always) { $0.and($1.hours) }
        if !c.hasBegun { c.travel = way(of: c) }
        let work = NaiveWork(
            c, crew, hours: crew.roles.reduce(ofPeople) { $0.and(hours[model.roles[$1].calendar]) },
            order: place)
        works.append(work)
        c.interrupted = nil
        // Whoever resumes is there already.
        if let way = c.travel, !c.hasBegun {
            note(.setsOut, c, value: way)
            expect(.placeIsReached(work), at: passes(way, work), rank: 1)
        } else {
            begin(work)
        }
    }

    /// By the words it has when people set out; nil: there is no way.
    private func way(of c: NaiveCase) -> Ticks? {
        let op = model.ops[c.item]
        return op.travel == .none
            ? nil : model.tables[pick(op.travel, c)].view.draw(bits(c, .wait, 1).first)
    }

    /// When these people have been on the case for so long, under the rule of the team.
    private func passes(_ time: Ticks, _ work: NaiveWork) -> Ticks {
        let finishes = model.teams[work.team].atClosing == .finish
        let end = finishes ? now + time : work.hours.add(time, from: now)
        record(work, until: end)
        return end
    }

    private func record(_ work: NaiveWork, until end: Ticks) {
        let finishes = model.teams[work.team].atClosing == .finish
        work.effort = efforts.count
        efforts.append(
            NaiveEffort(people: work.crew.people, hours: work.hours, span: now..<end, inHours: !finishes))
    }

    func placeIsReached(_ work: NaiveWork) { begin(work) }

    /// Hands are laid on it.
    private func begin(_ work: NaiveWork) {
        let c = work.c
        if !c.hasBegun && !c.isGivenUp {
            if model.ops[c.item].startsWithin >= 0 { endClock(c, model.ops[c.item].startsWithin) }
            comes(c, to: .starts(c.item))
            startClocks(c, from: .starts(c.item))
        }
        c.hasBegun = true
        work.begun = now
        note(.starts, c, value: c.workLeft)
        // People on a visit hand over nothing.
        let closing = work.hours.closing(after: now) ?? Tick.never
        work.speed = crewSpeed(work)
        let time = work.time(for: c.workLeft)
        if model.teams[work.team].atClosing == .handOver && c.travel == nil && now + time > closing {
            record(work, until: closing)
            expect(.workIsHandedOver(work), at: closing, rank: 1)
        } else {
            expect(.workEnds(work), at: passes(time, work), rank: 0)
        }
    }

    /// Whoever is new is slower for a while, and the slowest sets the pace.
    private func crewSpeed(_ work: NaiveWork) -> Int64 {
        work.crew.people.compactMap(\.who.learning).filter { now < $0.until }.map(\.speed).min()
            ?? NaiveWork.ordinarySpeed
    }

    func workEnds(_ work: NaiveWork) {
        let c = work.c
        let op = model.ops[c.item]
        work.hasEnded = true
        if c.isGivenUp { return leave(work) }
        if op.memory >= 0 { c.matter.remembered[op.memory] = work.crew.people }
        if let place = op.holdsUntil {
            c.matter.held.append((until: place, work: work))
        } else {
            leave(work)
        }
        walk(c, to: finish(c))
    }

    /// Nothing keeps the people with the case any longer.
    func leave(_ work: NaiveWork) {
        if let way = work.travel {
            expect(.peopleReturn(work), at: passes(way, work), rank: 0)
        } else {
            letGo(work)
        }
    }

    func peopleReturn(_ work: NaiveWork) { letGo(work) }

    /// Anyone of the role goes on with what is left, in its old place in the line.
    func workIsHandedOver(_ work: NaiveWork) {
        letGo(work)
        let c = work.c
        if c.isGivenUp { return }
        c.workLeft -= work.done(in: now - work.begun!)
        c.since = now
        c.stands = now
        note(.handsOver, c, value: c.workLeft)
        lines[c.team].append(c)
    }

    func letGo(_ work: NaiveWork) {
        works.removeAll { $0 === work }
        for person in work.crew.people { person.isLetGo(at: now) }
    }
}
