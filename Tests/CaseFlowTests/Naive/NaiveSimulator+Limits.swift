import CaseFlow
import SimKernel

/// Clocks of limits: each knows when it is due from the moment it starts.
extension NaiveSimulator {
    func startClocks(_ c: NaiveCase, from place: Place) {
        for (index, limit) in model.limits.enumerated() where limit.kind == .span && limit.from == place {
            if holds(limit.only, c) && (c.clocks[index] == nil || limit.startsOver) { startClock(c, index) }
        }
    }

    func startClock(_ c: NaiveCase, _ index: Int) {
        let limit = model.limits[index]
        let stratum = pick(limit.stratum, c)
        var clock = NaiveClock(start: now, stratum: stratum)
        switch limit.strata[stratum].length {
        case .none:
            c.clocks[index] = nil
            return
        case .solve: break
        case .number(let number): clock.due = now + c.numbers[number]
        case .length(let length):
            clock.length = length
            clock.due = office.due(from: now, length)
        }
        c.clocks[index] = clock
    }

    func endClocks(_ c: NaiveCase, until places: [Place]) {
        for (index, limit) in model.limits.enumerated() where limit.kind == .span {
            if places.contains(limit.until) { endClock(c, index) }
        }
    }

    func endClock(_ c: NaiveCase, _ index: Int) {
        guard let clock = c.clocks.removeValue(forKey: index) else { return }
        let late = now > clock.due ?? Tick.never
        note(late ? .late : .onTime, c, value: Int64(index))
        let stopped = clock.stopped.map { now - $0.since } ?? 0
        c.ended.append(
            NaiveEnd(
                limit: index, stratum: clock.stratum, duration: now - clock.start - clock.pauses - stopped,
                late: late))
    }

    func dropClocksWhoseTestFails(_ c: NaiveCase) {
        c.clocks = c.clocks.filter { holds(model.limits[$0.key].only, c) }
    }

    /// The wait's own limit measures the wait and goes on.
    func stopClocks(_ c: NaiveCase) {
        for (index, clock) in c.clocks where index != model.ops[c.item].within {
            let left = clock.due.flatMap { office.left(until: $0, at: now, clock.length) }
            c.clocks[index]?.stopped = (now, left)
        }
    }

    func resumeClocks(_ c: NaiveCase) {
        for (index, clock) in c.clocks {
            guard let stopped = clock.stopped else { continue }
            c.clocks[index]?.stopped = nil
            c.clocks[index]?.pauses += now - stopped.since
            if let left = stopped.left {
                c.clocks[index]?.due = office.due(after: left, from: now, clock.length)
            }
        }
    }

    /// Clocks of open cases that are past due count as late; what is stopped with time left is not.
    func judgeAtTheBound() {
        for c in cases where c.isCohort && c.end == nil {
            for (index, clock) in c.clocks.sorted(by: { $0.key < $1.key }) {
                guard let due = clock.due, due < now, clock.stopped?.left == nil else { continue }
                endClock(c, index)
            }
        }
    }

    /// Of the clocks that run.
    func earliestDue(_ c: NaiveCase) -> Ticks { c.clocks.values.compactMap(\.due).min() ?? Tick.never }
}
