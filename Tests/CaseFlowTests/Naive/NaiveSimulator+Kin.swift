import CaseFlow
import SimKernel

/// Branches, side cases and cases that come back.
extension NaiveSimulator {
    // MARK: Branches

    /// All begin with the words of the case. Where all are done at once, the item to go on to.
    func beginBranches(_ c: NaiveCase) -> Int? {
        let op = model.ops[c.item]
        note(.comes, c)
        let begun = op.branches.map { items in
            let branch = NaiveCase(
                identity: c.identity, arrival: c.arrival, isCohort: c.isCohort, words: c.words)
            branch.whole = c
            branch.numbers = c.numbers
            branch.wordsBefore = c.words
            branch.item = c.item
            branch.entry = items.lowerBound
            return branch
        }
        c.branches = begun
        isBeginning = isBeginning.union([ObjectIdentifier(c)])
        for branch in begun where c.end == nil { walk(branch, to: branch.entry) }
        isBeginning.remove(ObjectIdentifier(c))
        return c.branches.isEmpty && c.end == nil ? branchesAreDone(c) : nil
    }

    /// What the branch changed is laid on the case.
    func branchEnds(_ branch: NaiveCase) {
        let c = branch.matter
        c.branches.removeAll { $0 === branch }
        let before = c.words
        lay(branch, on: c)
        dropClocksWhoseTestFails(c, before: before)
        if c.branches.isEmpty && !isBeginning.contains(ObjectIdentifier(c)) {
            if c.pending != nil { return jumpFromFork(c) }
            if let next = branchesAreDone(c) { walk(c, to: next) }
        }
    }

    private func lay(_ branch: NaiveCase, on c: NaiveCase) {
        for bit in (0..<64).map({ UInt64(1) << $0 }) where (branch.words ^ branch.wordsBefore) & bit != 0 {
            c.words = c.words & ~bit | branch.words & bit
        }
    }

    private func branchesAreDone(_ c: NaiveCase) -> Int? { finish(c) }

    // MARK: The end

    func caseEnds(_ last: NaiveCase) {
        let c = last.matter
        if c !== last {
            c.item = last.item
            lay(last, on: c)
            for branch in c.branches where branch !== last { giveUp(branch) }
            c.branches = []
        }
        comes(c, to: .end)
        // What acted is late, though nothing will end it.
        let acted = c.clocks.filter { $0.value.isLate && model.limits[$0.key].kind == .span }
        for index in acted.keys.sorted() { endClock(c, index) }
        note(.ends, c)
        c.clocks = [:]
        c.end = now
        if c.isCounted {
            changes.append((now == model.horizon.start && !hasBegun ? now - 1 : now, -1))
        }
        if !c.isSide { closedCases.append(c) }
    }

    private func giveUp(_ branch: NaiveCase) {
        branch.isGivenUp = true
        leaveLine(branch)
    }

    /// Whoever stands in no line stays where it is.
    func leaveLine(_ c: NaiveCase) {
        for team in lines.indices where lines[team].contains(where: { $0 === c }) {
            lines[team].removeAll { $0 === c }
            givenUp.append(NaiveStay(c, team: team, until: now, model))
        }
    }

    // MARK: Children

    private func identity(ofChild c: NaiveCase, name: UInt32, draw: UInt8) -> UInt64 {
        let bits = key.bits(
            case: c.identity, name: model.ops[c.item].key ^ name,
            visit: UInt16(c.matter.visits[c.item, default: 1] - 1), purpose: .offspring, block: draw)
        return bits.first << 11 ^ bits.second
    }

    func beginSideCase(of c: NaiveCase, _ index: Int, draw: UInt8) {
        beginSideCase(
            of: c, index, identity: identity(ofChild: c, name: model.flows[index].key, draw: draw))
    }

    func beginSideCase(of c: NaiveCase, _ index: Int, identity: UInt64) {
        let flow = model.flows[index]
        let side = NaiveCase(
            identity: identity, arrival: c.arrival, isCohort: c.matter.isCohort, words: c.words)
        side.numbers = c.numbers
        side.remembered = c.matter.remembered
        side.isSide = true
        side.isCounted = false
        side.item = flow.items.lowerBound
        cases.append(side)
        note(.arrives, side, value: Int64(bitPattern: side.words))
        startClocksFromArrival(side, ofFlow: index)
        walk(side, to: flow.items.lowerBound)
    }

    /// It will come back with its words, its numbers and the number of its returns.
    func sendAway(_ c: NaiveCase, _ way: Return) {
        let away = NaiveCase(
            identity: identity(ofChild: c, name: 0, draw: 2), arrival: now, isCohort: false,
            words: c.matter.words)
        if c.whole != nil { lay(c, on: away) } else { away.words = c.words }
        away.numbers = c.numbers
        away.remembered = c.matter.remembered
        away.entry = c.matter.entry
        away.item = way.entry >= 0 ? way.entry : c.matter.entry
        for (outcome, count) in c.matter.jumps where model.outcomes[outcome].returns != nil {
            away.jumps[outcome] = count
        }
        let luck = key.bits(
            case: c.identity, name: model.ops[c.item].key,
            visit: UInt16(c.matter.visits[c.item, default: 1] - 1), purpose: .offspring, block: 3)
        let time = model.tables[pick(way.after, away)].view.draw(luck.first)
        let back = way.worksOnCalendar ? office.hours.add(time, from: now) : now + time
        if back < model.horizon.bound { expect(.caseReturns(away), at: back, rank: 3) }
    }

    func caseReturns(_ away: NaiveCase) {
        let c = NaiveCase(identity: away.identity, arrival: now, isCohort: false, words: away.words)
        c.numbers = away.numbers
        c.remembered = away.remembered
        c.entry = away.entry
        c.item = away.item
        c.jumps = away.jumps
        isHere(c)
        walk(c, to: c.item)
    }
}
