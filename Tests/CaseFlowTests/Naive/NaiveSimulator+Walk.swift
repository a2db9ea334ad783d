import CaseFlow
import SimKernel

/// How a case goes down the list.
extension NaiveSimulator {
    func walk(_ c: NaiveCase, to first: Int) {
        var next: Int? = first
        while let item = next { next = come(c, to: item) }
    }

    /// The item to go on to at once; nil where the case stays.
    private func come(_ c: NaiveCase, to item: Int) -> Int? {
        c.item = item
        startClocks(c, from: .item(item))
        guard does(c, model.ops[item]) else {
            note(.passes, c)
            let next = model.ops[item].next(item)
            for passed in item..<next { comes(c, to: .item(passed)) }
            return next
        }
        return stay(c)
    }

    /// The item to go on to at once; nil where it takes time.
    /// - Parameter since: When a case came there that was there before the run began.
    func stay(_ c: NaiveCase, since: Ticks? = nil) -> Int? {
        switch model.ops[c.item].kind {
        case .work:
            joinLine(c)
            return nil
        case .wait:
            beginWait(c, since: since)
            return nil
        case .decision:
            c.luck = bits(c, .step).second
            return finish(c)
        case .fork: return beginBranches(c)
        case .join:
            branchEnds(c)
            return nil
        case .end, .sideEnd:
            caseEnds(c)
            return nil
        }
    }

    private func does(_ c: NaiveCase, _ op: Op) -> Bool {
        if !holds(op.only, c) { return false }
        c.matter.visits[c.item, default: 0] += 1
        if op.share != .none && bits(c, .share).first >= op.shares[pick(op.share, c)] { return false }
        if op.budget >= 0 && !fits(c, op.budget) { return false }
        for own in [op.within, op.startsWithin] where own >= 0 { startClock(c, own) }
        return true
    }

    private func joinLine(_ c: NaiveCase) {
        let op = model.ops[c.item]
        let luck = bits(c, .step)
        c.workLeft = multiplied(model.tables[pick(op.table, c)].view.draw(luck.first), op.factor, c)
        c.luck = luck.second
        c.team = pick(op.team, c)
        c.travel = nil
        c.since = now
        c.stands = now
        c.hasBegun = false
        c.ticket = tickets
        tickets += 1
        note(.comes, c)
        stand(c)
        let own = op.within >= 0 ? op.within : op.startsWithin
        if op.overflow >= 0, own >= 0, model.limits[own].ifLate == nil, let due = c.matter.clocks[own]?.due {
            expect(.fallsDue(c, ticket: c.ticket), at: max(due, now), rank: 4)
        }
    }

    /// Nobody has begun, or set out for it: another team's line takes the case, behind all who stand there.
    func fallsDue(_ c: NaiveCase, _ ticket: Int) {
        if c.ticket == ticket { movesOver(c) }
    }

    func movesOver(_ c: NaiveCase) {
        let team = model.ops[c.item].overflow
        if c.hasBegun || c.team == team { return }
        guard lines[c.team].contains(where: { $0 === c }) else { return }
        leaveLine(c)
        c.team = team
        c.ticket = tickets
        tickets += 1
        c.stands = now
        note(.movesOver, c, value: Int64(team))
        stand(c)
    }

    /// The pool that serves it is found when it comes to a line.
    private func stand(_ c: NaiveCase) {
        c.pools = [:]
        c.pools = Dictionary(uniqueKeysWithValues: model.roles.indices.map { ($0, pool(of: $0, c)) })
        lines[c.team].append(c)
    }

    private func beginWait(_ c: NaiveCase, since: Ticks?) {
        let op = model.ops[c.item]
        let luck = bits(c, .step)
        c.luck = luck.second
        note(.comes, c)
        if op.stopsClock { stopClocks(c) }
        if let end = op.waitEnd { return expect(.waitEnds(c), at: max(now, instant(end, c)), rank: 1) }
        func time(_ luck: UInt64) -> Ticks {
            multiplied(model.tables[pick(op.table, c)].view.draw(luck), op.factor, c)
        }
        var rest = time(luck.first)
        if let since {
            let passed = op.worksOnCalendar ? office.hours.between(since, now) : now - since
            rest = self.rest(passed: passed, luck: luck.first, of: time)
        }
        expect(.waitEnds(c), at: op.worksOnCalendar ? office.hours.add(rest, from: now) : now + rest, rank: 1)
    }

    private func instant(_ end: WaitEnd, _ c: NaiveCase) -> Ticks {
        switch end {
        case .next(let series): model.dateSeries[series].first { $0 >= now } ?? Tick.never
        case .number(let number): c.matter.arrival + c.numbers[number]
        case .before(let length, let number):
            office.instant(length, before: c.matter.arrival + c.numbers[number])
        case .byClass(let selector, let ends): instant(ends[pick(selector, c)], c)
        }
    }

    func waitEnds(_ c: NaiveCase) {
        if c.isGivenUp { return }
        if model.ops[c.item].stopsClock { resumeClocks(c) }
        walk(c, to: finish(c))
    }

    /// The item is done: clocks end, then the words change, then the jump is made.
    func finish(_ c: NaiveCase) -> Int {
        let item = c.item
        let op = model.ops[item]
        passages.append((item, c.isCohort))
        if op.within >= 0 { endClock(c, op.within) }
        comes(c, to: .item(item), .done(item))
        startClocks(c, from: .done(item))
        let outcome = drawnOutcome(c, op)
        note(.done, c, value: Int64(outcome ?? -1))
        let before = c.words
        c.words &= ~op.outcomeMask
        var next = op.next(item)
        let ahead = placeAhead(c)
        if let index = outcome {
            let outcome = model.outcomes[index]
            c.words |= outcome.setMask
            c.words = c.words & ~outcome.becomeClears | outcome.becomeSets
            if let cost = outcome.costs, c.isCohort {
                costs.outcomes += Int128(money(cost, c, bits(c, .cost).first))
            }
            if ahead == nil { next = wayOn(c, index) ?? next }
        }
        next = ahead ?? next
        dropClocksWhoseTestFails(c, before: before)
        if op.kind != .fork {
            for leapt in leaptOver(by: c, from: item + 1, to: next) { comes(c, to: .item(leapt)) }
        }
        for flow in [op.starts, outcome.map { model.outcomes[$0].starts } ?? -1].enumerated()
        where flow.element >= 0 {
            beginSideCase(of: c, flow.element, draw: UInt8(flow.offset))
        }
        return next
    }

    /// Where a jump of `if late` leads that waited for the work: a branch whose case jumps ends here.
    private func placeAhead(_ c: NaiveCase) -> Int? {
        let own = c.pending
        c.pending = nil
        guard let whole = c.whole, let ahead = whole.pending else { return own }
        if let own, own > joint(of: c) { whole.pending = max(own, ahead) }
        return joint(of: c)
    }

    /// A branch that goes to the end leaves the other branches where they are: nobody leaps over those.
    func leaptOver(by c: NaiveCase, from first: Int, to next: Int) -> [Int] {
        (first..<max(next, first)).filter { leapt in
            !model.ops.contains { fork in
                let own = fork.branches.first { $0.contains(c.item) }
                return own != nil && fork.branches.contains { $0 != own && $0.contains(leapt) }
            }
        }
    }

    /// Shares are of all who finish; tests see the words as they were before.
    private func drawnOutcome(_ c: NaiveCase, _ op: Op) -> Int? {
        let possible = op.outcomes.filter { holds(model.outcomes[$0].only, c) }
        var reached: UInt64 = 0
        for index in possible where !model.outcomes[index].takesRest {
            reached += model.outcomes[index].shares[pick(model.outcomes[index].share, c)]
            if c.luck < reached { return index }
        }
        return possible.last { model.outcomes[$0].takesRest }
    }

    /// Where the outcome sends the case; nil: on.
    private func wayOn(_ c: NaiveCase, _ index: Int) -> Int? {
        let outcome = model.outcomes[index]
        if outcome.jump < 0 { return nil }
        if outcome.atMost > 0 && c.matter.jumps[index, default: 0] == outcome.atMost {
            return outcome.then < 0 ? nil : outcome.then
        }
        c.matter.jumps[index, default: 0] += 1
        if let way = outcome.returns { sendAway(c, way) }
        return outcome.jump
    }

    /// Clocks that run until there end, and whoever stayed with the case until there is let go.
    func comes(_ c: NaiveCase, to places: Place...) {
        endClocks(c, until: places)
        let held = c.matter.held
        c.matter.held.removeAll { places.contains($0.until) || places.contains(.end) }
        for (until, work) in held where places.contains(until) || places.contains(.end) { leave(work) }
    }
}
