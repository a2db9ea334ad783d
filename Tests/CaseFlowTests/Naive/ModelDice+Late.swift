import CaseFlow
import SimKernel

/// What limits can be, and what they do when they fall due.
extension ModelDice {
    // MARK: Lengths

    mutating func drawLengths() {
        let lead = addNumber("lead", table(byClass: one(of: [6 * Tick.hour, Tick.day])))
        for l in limits.indices {
            for s in limits[l].strata.indices where chance(50) {
                limits[l].strata[s].length = furtherLength(lead)
            }
            for s in limits[l].strata.indices where chance(35) && limits[l].strata[s].length != .none {
                limits[l].strata[s].near = length()
            }
        }
        if chance(50) { addLimitAtArrival(lead) }
    }

    private mutating func furtherLength(_ lead: Int) -> LimitLength {
        switch number(0...6) {
        case 0, 1:
            return .untilNext(chance(70) ? series() : series(every: one(of: [6 * Tick.hour, Tick.day])))
        case 2, 3: return .before(length(), number: chance(70) ? lead : one(of: drawnNumbers()))
        default:
            let members = (0...number(1...2)).map { _ -> LimitLength in
                switch number(0...5) {
                case 0: .number(one(of: drawnNumbers()))
                case 1: .untilNext(series())
                case 2: .before(length(), number: lead)
                default: .length(length())
                }
            }
            return .earliest(members)
        }
    }

    /// What must be there when the case arrives.
    private mutating func addLimitAtArrival(_ lead: Int) {
        let flow = flows.isEmpty || chance(70) ? -1 : number(0...flows.count - 1)
        let stratum = Limit.Stratum(
            name: nil, length: .before(length(), number: lead), text: "", rule: nil)
        limits.append(
            Limit(
                label: Label("at arrival"), kind: .span, from: .arrival, until: .arrival,
                only: test(40, mayAskHours: false), stratum: .always(0), strata: [stratum],
                startsOver: false, rule: nil, target: nil, flow: flow))
    }

    // MARK: If late

    mutating func drawLateActions() {
        for l in limits.indices where limits[l].until != .arrival && chance(65) {
            hasten(l)
            let flow = flow(of: limits[l])
            let name = "late\(l)"
            var action = LateAction(key: NameKey.key32(name), counter: counters, only: test(25))
            counters += 1
            if chance(30) {
                action.share = selector(2)
                action.shares = [share(atMost: 1), share(atMost: 1)]
            }
            if chance(35) { drawBecoming(&action) }
            action.starts = laterFlow(30, after: flow)
            if chance(50) {
                let places = placesBeyond(limits[l])
                action.jump = chance(75) ? one(of: places) : places[places.count - 1]
            } else if chance(45) {
                action.again = reminder()
            }
            limits[l].ifLate = action
        }
    }

    /// Short lengths on round numbers, so that clocks fall due while something else happens.
    private mutating func hasten(_ l: Int) {
        for s in limits[l].strata.indices where chance(55) {
            let quarters = Ticks(number(0...24)) * 15 * Tick.minute
            limits[l].strata[s].length = .length(chance(75) ? .elapsed(quarters) : .working(quarters))
        }
    }

    private func flow(of limit: Limit) -> Int {
        switch limit.kind {
        case .span: limit.flow
        case .step(let item), .stepStarts(let item): ops[item].duty >= 0 ? -1 : list(of: item).flow
        }
    }

    private mutating func laterFlow(_ percent: Int, after flow: Int) -> Int {
        let later = flows.indices.filter { $0 > flow }
        return !later.isEmpty && chance(percent) ? one(of: Array(later)) : -1
    }

    private mutating func drawBecoming(_ action: inout LateAction) {
        let list = chance(70) ? mix : matter
        action.becomeSets = one(of: list)
        action.becomeClears = list.reduce(0) { $0 | $1 } & ~action.becomeSets
    }

    private mutating func reminder() -> Length {
        let time = Ticks(number(2...8)) * 3 * Tick.hour
        switch number(0...4) {
        case 0: return .working(time)
        case 1: return .workingDays(1, one(of: [.fromTheNextDay, .fromTheSameDay, .toTheSameTime]))
        case 2: return .days(1, one(of: DayRule.allCases))
        default: return .elapsed(time)
        }
    }

    // MARK: Clusters

    mutating func drawClusters() {
        for i in mainItems where chance(30) { ops[i].only = clustered(ops[i].only) }
        let own = mainItems.flatMap { Array(ops[$0].outcomes) }
        for k in own where chance(25) { outcomes[k].only = clustered(outcomes[k].only) }
        for l in limits.indices where flow(of: limits[l]) < 0 && chance(30) {
            if case .step(let item) = limits[l].kind, ops[item].duty >= 0 { continue }
            if case .stepStarts(let item) = limits[l].kind, ops[item].duty >= 0 { continue }
            guard let only = limits[l].ifLate?.only else { continue }
            let test = clustered(only)
            limits[l].ifLate?.only = test
        }
    }

    private mutating func clustered(_ only: Int) -> Int {
        var test = Test(any: false, yes: 0, no: 0, numbers: [], text: "")
        if only >= 0 && chance(60) { test = tests[only] }
        let same = numbers.indices.filter { if case .person = numbers[$0].kind { false } else { true } }
        let list = chance(60) ? mix : matter
        let byNumber = chance(35) && !same.isEmpty
        let hours = Ticks(number(0...16)) * 30 * Tick.minute
        test.clusters.append(
            Test.ClusterTerm(
                count: number(1...5),
                value: byNumber ? .number(one(of: same)) : .words(list.reduce(0) { $0 | $1 }),
                within: chance(60) ? .elapsed(hours) : length(), negated: chance(35)))
        tests.append(test)
        return tests.count - 1
    }

    // MARK: Counting

    mutating func drawCounting() {
        counts = test(60, mayAskHours: false)
        if rare.contains(.clusters) && chance(25) { counts = clustered(counts) }
        let (from, to) = (horizon.windowStart, horizon.windowEnd)
        func cuts(_ dice: inout ModelDice) -> [Ticks] {
            let quarters = Int((to - from) / (15 * Tick.minute))
            return (0..<dice.number(0...3)).map { _ in
                from + Ticks(dice.number(0...quarters)) * 15 * Tick.minute
            }
        }
        months = Set(cuts(&self) + [from, to]).sorted()
        numbering = Numbering(ceiling: 9, text: "", bounds: Set(cuts(&self)).sorted())
    }

    // MARK: Opening backlog

    mutating func drawOpening() {
        horizon.windowStart = horizon.start
        if months.first.map({ $0 > horizon.start }) ?? false { months.insert(horizon.start, at: 0) }
        for _ in 0..<number(1...15) { opening.append(openingCase()) }
    }

    private mutating func openingCase() -> OpeningCase {
        let stream = number(0...streams.count - 1)
        let arrival = horizon.start - Ticks(number(0...20)) * 6 * Tick.hour
        let op = one(of: lists[0].items)
        var c = OpeningCase(stream: stream, arrival: arrival, op: op, since: instant(since: arrival))
        for draw in streams[stream].draws where chance(50) {
            c.knownDraws.append(draw)
            c.words |= one(of: draws[draw].rows[0].masks)
        }
        for number in drawnNumbers() where chance(40) {
            c.numbers.append((number, Int64(self.number(0...4)) * Tick.hour / 2))
        }
        for (l, limit) in limits.enumerated() {
            if [.step(op), .stepStarts(op)].contains(limit.kind) && isOwn(l, of: op) && chance(85) {
                c.clocks.append(OpeningCase.RunningClock(limit: l, start: c.since))
            }
            if limit.kind == .span && limit.flow < 0 && limit.until != .arrival && chance(60) {
                let start = limit.from == .arrival ? arrival : instant(since: arrival)
                c.clocks.append(OpeningCase.RunningClock(limit: l, start: start))
            }
        }
        let own = c.clocks.filter { limits[$0.limit].kind != .span }
        c.clocks = c.clocks.filter { limits[$0.limit].kind == .span } + own
        return c
    }

    private func isOwn(_ limit: Int, of op: Int) -> Bool {
        ops[op].within == limit || ops[op].startsWithin == limit
    }

    private mutating func instant(since arrival: Ticks) -> Ticks {
        arrival + Ticks(number(0...Int((horizon.start - arrival) / Tick.hour))) * Tick.hour
    }
}
