import CaseFlow
import SimKernel

/// `if late`: what a limit does when one of its clocks falls due.
extension NaiveSimulator {
    // MARK: Alarms

    /// Nothing rings for a limit that does nothing, nor for a clock that is never due.
    func setAlarm(_ bearer: NaiveCase, _ index: Int, at time: Ticks) {
        guard model.limits[index].ifLate != nil, time < Tick.never else { return }
        alarms += 1
        bearer.matter.clocks[index]?.alarm = alarms
        expect(.clockFallsDue(bearer, limit: index, alarm: alarms), at: max(time, now), rank: 4)
    }

    /// A clock goes on after it was stopped.
    func setAlarmAnew(_ bearer: NaiveCase, _ index: Int) {
        guard let clock = bearer.matter.clocks[index] else { return }
        if !clock.hasFallenDue {
            if let due = clock.due { setAlarm(bearer, index, at: due) }
        } else if let again = model.limits[index].ifLate?.again {
            setAlarm(bearer, index, at: office.due(from: now, again))
        }
    }

    func clockFallsDue(_ c: NaiveCase, _ index: Int, alarm: Int) {
        guard let action = model.limits[index].ifLate, let clock = c.matter.clocks[index],
            clock.alarm == alarm
        else { return }
        c.matter.clocks[index]?.alarm = 0
        c.matter.clocks[index]?.hasFallenDue = true
        let visit = UInt16(c.matter.firings[index, default: 0])
        c.matter.firings[index, default: 0] += 1
        if isFor(c, action, visit) {
            c.matter.clocks[index]?.isLate = true
            note(.fallsDue, c, value: Int64(index))
            act(on: c, action, index, visit, isFirst: !clock.hasFallenDue)
        }
        if let again = action.again, let clock = c.matter.clocks[index], clock.hasFallenDue,
            clock.stopped == nil
        {
            setAlarm(c, index, at: office.due(from: now, again))
        }
    }

    private func isFor(_ c: NaiveCase, _ action: LateAction, _ visit: UInt16) -> Bool {
        if !holds(action.only, c) { return false }
        if action.share == .none { return true }
        let luck = key.bits(case: c.identity, name: action.key, visit: visit, purpose: .late).first
        return luck < action.shares[pick(action.share, c)]
    }

    private func act(on c: NaiveCase, _ action: LateAction, _ index: Int, _ visit: UInt16, isFirst: Bool) {
        if isFirst && action.becomeClears | action.becomeSets != 0 { become(c, action) }
        if let cost = action.costs, c.matter.isCohort {
            let luck = key.bits(case: c.identity, name: action.key, visit: visit, purpose: .cost).first
            costs.lateness += Int128(money(cost, c, luck))
        }
        if action.starts >= 0 {
            let name = model.flows[action.starts].key ^ action.key
            let bits = key.bits(case: c.identity, name: name, visit: visit, purpose: .offspring, block: 5)
            beginSideCase(of: c, action.starts, identity: bits.first << 11 ^ bits.second)
        }
        // Reminders do nothing else.
        if !isFirst { return }
        if model.limits[index].kind != .span && model.ops[c.item].overflow >= 0 { movesOver(c) }
        if action.jump > c.item { jump(c, to: action.jump) }
    }

    /// The words of the case and of its branches change, as if they had begun with the new ones.
    private func become(_ c: NaiveCase, _ action: LateAction) {
        let whole = c.matter
        let before = whole.words
        for record in [whole] + whole.branches {
            record.words = record.words & ~action.becomeClears | action.becomeSets
            record.wordsBefore = record.wordsBefore & ~action.becomeClears | action.becomeSets
        }
        dropClocksWhoseTestFails(whole, before: before)
        for record in [whole] + whole.branches {
            if let work = record.interrupted { work.order = orderInLine(record) }
        }
    }

    /// What the money of an action comes to, where it is drawn with this luck.
    func money(_ cost: Cost, _ c: NaiveCase, _ luck: UInt64) -> Int64 {
        let amount =
            cost.number >= 0
            ? c.numbers[cost.number] : model.tables[pick(cost.table, c)].view.draw(luck)
        return multiplied(amount, cost.factor, c)
    }

    // MARK: Jumps

    private func isInHand(_ c: NaiveCase) -> Bool { works.contains { $0.c === c && !$0.hasEnded } }

    /// At once where the case stands in a line or waits; after the work where somebody is at it.
    private func jump(_ c: NaiveCase, to target: Int) {
        let target = max(target, c.pending ?? 0)
        if c.branches.isEmpty && !isInHand(c) {
            giveUpPlace(c)
            c.pending = nil
            if let whole = c.whole, let ahead = whole.pending {
                if target > joint(of: c) { whole.pending = max(ahead, target) }
                return branchIsCut(c)
            }
            for leapt in leaptOver(by: c, from: c.item, to: target) { comes(c, to: .item(leapt)) }
            return walk(c, to: target)
        }
        c.pending = target
        for branch in c.branches where !isInHand(branch) {
            giveUpPlace(branch)
            branchIsCut(branch)
        }
    }

    /// Where the branch meets the others.
    func joint(of branch: NaiveCase) -> Int {
        model.ops[branch.matter.item].branches.first { $0.contains(branch.item) }!.upperBound
    }

    /// It ends where it is; the last of them lets the case go.
    private func branchIsCut(_ branch: NaiveCase) {
        for leapt in branch.item..<joint(of: branch) { comes(branch, to: .item(leapt)) }
        branch.isGivenUp = true
        branchEnds(branch)
    }

    func jumpFromFork(_ c: NaiveCase) {
        guard let target = c.pending else { return }
        c.pending = nil
        if model.ops[c.item].within >= 0 { endClock(c, model.ops[c.item].within) }
        for leapt in c.item..<target { comes(c, to: .item(leapt)) }
        walk(c, to: target)
    }

    private func giveUpPlace(_ c: NaiveCase) {
        let op = model.ops[c.item]
        note(.givesUp, c)
        if op.kind == .work {
            inVain.append((c.item, c.isCohort))
            leaveLine(c)
        } else {
            happenings.removeAll { if case .waitEnds(let other) = $0.what { other === c } else { false } }
            if op.stopsClock { resumeClocks(c) }
        }
        c.interrupted = nil
        for own in [op.within, op.startsWithin] where own >= 0 { endClock(c, own) }
    }
}
