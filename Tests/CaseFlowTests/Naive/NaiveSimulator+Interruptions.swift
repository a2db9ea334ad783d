import CaseFlow
import SimKernel

/// Work in hand that stops for a case that comes before it.
extension NaiveSimulator {
    /// Of the cases that still wait, the first for which stopping work helps; true if there is one.
    func interruptsSomething() -> Bool {
        for c in waiting(for: Array(model.teams.indices)) {
            let victims = victims(of: c)
            if victims.isEmpty { continue }
            for work in victims { interrupt(work) }
            return true
        }
        return false
    }

    private func interruptions(by c: NaiveCase) -> [Discipline.Interruption] {
        model.disciplines[model.teams[c.team].discipline].interruptions
    }

    /// The work that must stop so that the case can be begun: as little as possible, the last in order
    /// first; none where nothing helps or nothing is needed.
    private func victims(of c: NaiveCase) -> [NaiveWork] {
        let place = order(c)
        let gathers = model.teams[c.team].keepsPeople
        // Joint work that gathers its people comes before everything else.
        let mayStop = works.filter { gathers || !model.teams[$0.team].keepsPeople }.filter { work in
            interruptions(by: c).contains { $0.allows(c.words, toStop: work.c.words) }
                && place.lexicographicallyPrecedes(work.order) && work.begun != nil && !work.hasEnded
                && work.hours.isOpen(at: now) && !work.c.isGivenUp
        }.sorted { $1.order.lexicographicallyPrecedes($0.order) }
        if mayStop.isEmpty || someoneGathers(before: c) { return [] }
        func helps(_ stopped: [NaiveWork]) -> Bool {
            let freed = Set(stopped.flatMap(\.crew.people).map(\.index))
            return crew(for: c, deputies: false) { $0.isFree || freed.contains($0.index) } != nil
        }
        if helps([]) || !helps(mayStop) { return [] }
        var victims: [NaiveWork] = []
        for work in mayStop where !helps(victims) { victims.append(work) }
        for work in victims where helps(victims.filter { $0 !== work }) { victims.removeAll { $0 === work } }
        return victims
    }

    /// Whoever comes free is kept for those first.
    private func someoneGathers(before c: NaiveCase) -> Bool {
        guard let group = groups.first(where: { $0.gathers && $0.teams.contains(c.team) }) else {
            return false
        }
        let gathering = waiting(for: group.teams).filter { model.teams[$0.team].keepsPeople && $0 !== c }
        if !model.teams[c.team].keepsPeople { return !gathering.isEmpty }
        return gathering.contains { order($0).lexicographicallyPrecedes(order(c)) }
    }

    private func interrupt(_ work: NaiveWork) {
        let c = work.c
        let finishes = model.teams[work.team].atClosing == .finish
        c.workLeft -= work.done(in: finishes ? now - work.begun! : work.hours.between(work.begun!, now))
        efforts[work.effort].span = efforts[work.effort].span.lowerBound..<now
        happenings.removeAll { $0.what.isAbout(work) }
        letGo(work)
        c.interrupted = work
        c.since = now
        c.stands = now
        note(.isInterrupted, c, value: c.workLeft)
        lines[c.team].append(c)
    }
}

extension NaiveHappening.What {
    func isAbout(_ work: NaiveWork) -> Bool {
        switch self {
        case .workEnds(let other), .workIsHandedOver(let other), .placeIsReached(let other),
            .peopleReturn(let other):
            other === work
        case .waitEnds, .incident, .caseArrives, .caseReturns, .dutyBegins, .clockFallsDue, .fallsDue:
            false
        }
    }
}
