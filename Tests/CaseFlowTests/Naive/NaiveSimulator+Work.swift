import CaseFlow
import SimKernel

/// Work from its beginning to its end: the way there and back, closings, and who stays afterwards.
extension NaiveSimulator {
    /// People are taken; they begin, or set out.
    func start(_ c: NaiveCase, _ posts: [NaivePost]) {
        let place = order(c)
        lines[c.team].removeAll { $0 === c }
        for post in posts { post.person.ties += 1 }
        stays.append(NaiveStay(c, team: c.team, until: now, model))
        // Whoever resumes is there already.
        let way = c.hasBegun ? 0 : c.travel
        let hours = posts.reduce(NaiveHours.always) { hours, post in
            let inRole = post.role.map { self.hours[model.roles[$0].calendar] } ?? .always
            return hours.and(post.person.hours).and(inRole)
        }
        let work = NaiveWork(
            c, posts: posts, hours: hours, order: place, travel: c.travel, effort: efforts.count)
        c.interrupted = nil
        works.append(work)
        expectEnds(of: work, way: way)
        if way > 0 { note(.setsOut, c, value: way) } else { begin(work) }
    }

    /// Out, work and back are one stretch under the rule of the team; people on a visit hand over nothing.
    private func expectEnds(of work: NaiveWork, way: Ticks) {
        let closing = model.teams[work.team].atClosing
        func after(_ time: Ticks) -> Ticks {
            closing == .finish ? now + time : work.hours.add(time, from: now)
        }
        let end = after(way + work.toDo)
        let back = after(way + work.toDo + work.travel)
        if way > 0 { expect(.placeIsReached(work), at: after(way), rank: 1) }
        if closing == .handOver && work.travel == 0 {
            let closing = work.hours.closing(after: now) ?? Tick.never
            efforts.append(NaiveEffort(work, from: now, until: min(end, closing), inHours: true))
            if end > closing {
                expect(.workIsHandedOver(work), at: closing, rank: 1)
                return
            }
        } else {
            efforts.append(NaiveEffort(work, from: now, until: back, inHours: closing != .finish))
        }
        expect(.workEnds(work), at: end, rank: 0)
        if work.travel > 0 { expect(.peopleReturn(work), at: back, rank: 0) }
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
    }

    func workEnds(_ work: NaiveWork) {
        let c = work.c
        let op = model.ops[c.item]
        work.hasEnded = true
        if c.isGivenUp {
            if work.travel == 0 { letGo(work) }
            return
        }
        if op.memory >= 0 { c.matter.remembered[op.memory] = work.people }
        if let place = op.holdsUntil {
            for person in work.people { person.ties += 1 }
            c.matter.held.append((until: place, people: work.people))
        }
        if work.travel == 0 { letGo(work) }
        walk(c, to: finish(c))
    }

    func peopleReturn(_ work: NaiveWork) { letGo(work) }

    /// Anyone of the role goes on with what is left, in its old place in the line.
    func workIsHandedOver(_ work: NaiveWork) {
        letGo(work)
        let c = work.c
        if c.isGivenUp { return }
        c.workLeft -= now - work.begun!
        c.since = now
        note(.handsOver, c, value: c.workLeft)
        lines[c.team].append(c)
    }

    func letGo(_ work: NaiveWork) {
        works.removeAll { $0 === work }
        for person in work.people { person.isLetGo(at: now) }
    }
}
