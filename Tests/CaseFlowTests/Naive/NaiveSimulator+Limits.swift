import CaseFlow
import SimKernel

/// Clocks of limits: each knows when it is due from the moment it starts.
extension NaiveSimulator {
    func startClocks(_ c: NaiveCase, from place: Place, ofFlow flow: Int = -1) {
        for (index, limit) in model.limits.enumerated() where limit.kind == .span && limit.from == place {
            if place == .arrival && limit.flow != flow { continue }
            let runs = c.matter.clocks[index] != nil
            if holds(limit.only, c) && (!runs || limit.startsOver) { startClock(c, index) }
        }
    }

    /// What must be there at arrival is judged at once.
    func startClocksFromArrival(_ c: NaiveCase, ofFlow flow: Int) {
        startClocks(c, from: .arrival, ofFlow: flow)
        endClocks(c, until: [.arrival])
    }

    /// One that starts while the clocks stand begins when they go on; an item's own never waits.
    func startClock(_ c: NaiveCase, _ index: Int, at start: Ticks? = nil) {
        let limit = model.limits[index]
        let stratum = pick(limit.stratum, c)
        if limit.strata[stratum].length == .none {
            c.matter.clocks[index] = nil
            return
        }
        var clock = NaiveClock(start: now, stratum: stratum)
        if limit.kind == .span && c.matter.stops > 0 {
            clock.isPostponed = true
        } else {
            begin(&clock, index, c, at: start ?? now)
        }
        c.matter.clocks[index] = clock
        if let due = clock.due { setAlarm(limit.kind == .span ? c.matter : c, index, at: due) }
    }

    private func begin(_ clock: inout NaiveClock, _ index: Int, _ c: NaiveCase, at start: Ticks) {
        clock.start = start
        let possible = dues(of: model.limits[index].strata[clock.stratum].length, c, start)
        // The first of equals: `min` keeps it.
        guard let first = possible.min(by: { $0.instant < $1.instant }) else { return }
        clock.due = first.instant
        clock.length = first.in
        clock.isDated = first.isDated
    }

    /// All instants a length may mean, each with the time in which what is left of it is kept.
    private func dues(
        of length: LimitLength, _ c: NaiveCase, _ start: Ticks
    ) -> [(instant: Ticks, in: Length, isDated: Bool)] {
        switch length {
        case .none, .solve: return []
        case .number(let number): return [(start + c.numbers[number], .elapsed(0), false)]
        case .length(let length): return [(office.due(from: start, length), length, false)]
        case .earliest(let members): return members.flatMap { dues(of: $0, c, start) }
        case .untilNext(let series):
            return model.dateSeries[series].first { $0 >= start }.map { [($0, .elapsed(0), true)] } ?? []
        case .before(let length, let number):
            let last = c.matter.arrival + c.numbers[number]
            return [(office.instant(length, before: last), .elapsed(0), true)]
        }
    }

    func endClocks(_ c: NaiveCase, until places: [Place]) {
        for (index, limit) in model.limits.enumerated() where limit.kind == .span {
            if places.contains(limit.until) { endClock(c, index) }
        }
    }

    func endClock(_ c: NaiveCase, _ index: Int) {
        guard let clock = c.matter.clocks.removeValue(forKey: index) else { return }
        // What stands does not run out.
        let until = clock.stopped?.since ?? now
        // A date passes, whatever stands.
        let reached = clock.isDated ? now : until
        let late = clock.isLate || !clock.isPostponed && reached > clock.due ?? Tick.never
        note(late ? .late : .onTime, c, value: Int64(index))
        let duration = clock.isPostponed ? 0 : until - clock.start - clock.pauses
        let near = model.limits[index].strata[clock.stratum].near
        let isNear = near.map {
            clock.isPostponed || until <= office.due(from: clock.start + clock.pauses, $0)
        }
        c.matter.ended.append(
            NaiveEnd(
                limit: index, stratum: clock.stratum, duration: duration, late: late,
                isNear: isNear ?? false, time: now))
    }

    /// A test ceases to hold when it held with the words before and does not now.
    func dropClocksWhoseTestFails(_ c: NaiveCase, before: UInt64) {
        let now = c.words
        for index in c.matter.clocks.keys where !holds(model.limits[index].only, c) {
            c.words = before
            if holds(model.limits[index].only, c) { c.matter.clocks[index] = nil }
            c.words = now
        }
    }

    /// The own limit of an item runs for that item alone: the wait's own goes on, and so do those of
    /// other branches.
    private func isStoppedByWaits(_ index: Int, _ matter: NaiveCase) -> Bool {
        switch model.limits[index].kind {
        case .span: true
        case .step(let item), .stepStarts(let item): model.ops[item].kind == .fork && item == matter.item
        }
    }

    func stopClocks(_ c: NaiveCase) {
        c.matter.stops += 1
        if c.matter.stops > 1 { return }
        for (index, clock) in c.matter.clocks where isStoppedByWaits(index, c.matter) {
            let left = clock.due.flatMap { office.left(until: $0, at: now, clock.length) }
            c.matter.clocks[index]?.stopped = (now, left)
            c.matter.clocks[index]?.alarm = 0
        }
    }

    func resumeClocks(_ c: NaiveCase) {
        c.matter.stops -= 1
        if c.matter.stops > 0 { return }
        for (index, clock) in c.matter.clocks.sorted(by: { $0.key < $1.key }) {
            if clock.isPostponed {
                var begun = NaiveClock(start: now, stratum: clock.stratum)
                begin(&begun, index, c, at: now)
                c.matter.clocks[index] = begun
                setAlarmAnew(c.matter, index)
            }
            guard let stopped = clock.stopped else { continue }
            c.matter.clocks[index]?.stopped = nil
            c.matter.clocks[index]?.pauses += now - stopped.since
            if let left = stopped.left, !clock.isDated && !clock.isLate {
                c.matter.clocks[index]?.due = office.due(after: left, from: now, clock.length)
            }
            setAlarmAnew(c.matter, index)
        }
    }

    /// Clocks of open cases that are past due count as late; what is stopped with time left is not.
    func judgeAtTheBound() {
        for c in cases where c.isCohort && c.end == nil {
            for (index, clock) in c.clocks.sorted(by: { $0.key < $1.key }) {
                guard let due = clock.due, due < now,
                    clock.stopped?.left == nil || clock.isLate || clock.isDated
                else {
                    continue
                }
                var teller = c
                if case .step(let item) = model.limits[index].kind {
                    teller = c.branches.first { $0.item == item } ?? c
                }
                if case .stepStarts(let item) = model.limits[index].kind {
                    teller = c.branches.first { $0.item == item } ?? c
                }
                endClock(teller, index)
            }
        }
    }

    /// Of the clocks that run: those of the case, and the own one of the item where it is.
    func earliestDue(_ c: NaiveCase) -> Ticks {
        c.matter.clocks.filter { index, clock in
            switch model.limits[index].kind {
            case .span: c.matter.stops == 0
            case .step(let item), .stepStarts(let item):
                item == c.item || item == c.matter.item && c.matter.stops == 0
            }
        }.values.compactMap(\.due).min() ?? Tick.never
    }
}
