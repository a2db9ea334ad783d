import CaseFlow
import SimKernel

/// What is laid on a model when all else is drawn. Every mechanic has dice of its own, so that it can be
/// left out and the rest stays.
extension ModelDice {
    mutating func drawRareMechanics(named: Bool) {
        use(.factors, in: 45) { $0.drawFactors() }
        use(.duties, in: 55) { $0.drawDuties(named: named) }
        use(.budgets, in: 45) { $0.drawBudgets() }
        if named { use(.learning, in: 45) { $0.drawLearning() } }
        use(.lengths, in: 60) { $0.drawLengths() }
        use(.late, in: 80) { $0.drawLateActions() }
        use(.clusters, in: 45) { $0.drawClusters() }
        use(.costs, in: 60) { $0.drawCosts() }
        use(.counting, in: 50) { $0.drawCounting() }
        use(.opening, in: 35) { $0.drawOpening() }
    }

    private mutating func use(
        _ mechanic: RareMechanics, in percent: Int, _ draw: (inout ModelDice) -> Void
    ) {
        if !rare.contains(mechanic) { return }
        choices = SeededChoices(seed: seed &+ UInt64(mechanic.rawValue) << 32)
        if chance(percent) { draw(&self) }
    }

    // MARK: Places

    /// The items among which a jump from this one stays.
    func list(of item: Int) -> List { lists.first { $0.items.contains(item) } ?? lists[0] }

    private func mainList(ofFlow flow: Int) -> List { lists.first { $0.flow == flow } ?? lists[0] }

    /// Items of the main flow, those of branches too.
    var mainItems: [Int] { lists.filter { $0.flow < 0 }.flatMap(\.items).sorted() }

    /// Where a jump of the limit may lead: beyond the place at which its clock ends, or to the end.
    func placesBeyond(_ limit: Limit) -> [Int] {
        switch limit.kind {
        case .step(let item), .stepStarts(let item):
            if ops[item].duty >= 0 { return [item + 1] }
            let list = list(of: item)
            return list.items.filter { $0 > item } + [list.end]
        case .span:
            let list = mainList(ofFlow: limit.flow)
            guard let until = limit.until.item else { return [list.end] }
            // What lies in a branch is passed when all branches are.
            let place = ops.indices.first { ops[$0].branches.contains { $0.contains(until) } } ?? until
            return list.items.filter { $0 > place } + [list.end]
        }
    }

    // MARK: Numbers

    func drawnNumbers() -> [Int] { numbers.indices.filter { numbers[$0].kind == .drawn } }

    mutating func addNumber(_ name: String, _ table: Selector) -> Int {
        numbers.append(CaseNumber(label: Label(name), key: NameKey.key32(name), table: table))
        return numbers.count - 1
    }

    mutating func table(of quantity: Quantity) -> Selector {
        tables.append(quantity.table)
        return .always(tables.count - 1)
    }

    /// Instants of the run, on round numbers, some of them before it.
    mutating func series(every step: Ticks? = nil) -> Int {
        let quarter = 15 * Tick.minute
        var instants: Set<Ticks> = []
        if let step {
            var instant = horizon.start + Ticks(number(-8...8)) * quarter
            while instant < horizon.bound {
                instants.insert(instant)
                instant += step
            }
        } else {
            let quarters = Int((horizon.bound - horizon.start) / quarter)
            for _ in 0..<number(1...12) {
                instants.insert(horizon.start + Ticks(number(-8...quarters)) * quarter)
            }
        }
        dateSeries.append(instants.sorted())
        return dateSeries.count - 1
    }

    // MARK: Factors and money

    private mutating func drawFactors() {
        for i in 0..<number(1...2) {
            let values = (0...number(1...4)).map { _ in Double(number(0...10)) / 4 }
            let factor = chance(30) ? Quantity.counts([1.0 / 3, 1, 7.0 / 3]) : Quantity.counts(values)
            factors.append(.number(addNumber("x\(i)", table(of: factor))))
        }
        for i in items where [.work, .wait].contains(ops[i].kind) && chance(45) {
            ops[i].factor = selector(factors.count)
        }
    }

    mutating func cost() -> Cost {
        let factors = factors.indices.filter { if case .number = self.factors[$0] { true } else { false } }
        var cost = Cost(table: table(byClass: 1_000_001))
        if chance(30) && !drawnNumbers().isEmpty { cost = Cost(number: one(of: drawnNumbers())) }
        if chance(40) && !factors.isEmpty { cost.factor = .always(one(of: factors)) }
        return cost
    }

    private mutating func drawCosts() {
        for i in outcomes.indices where chance(40) { outcomes[i].costs = cost() }
        for i in limits.indices where limits[i].ifLate != nil && chance(50) {
            let cost = cost()
            limits[i].ifLate?.costs = cost
        }
    }

    // MARK: Budgets

    private mutating func drawBudgets() {
        if drawnNumbers().isEmpty { _ = addNumber("sum", table(byClass: Tick.hour)) }
        for _ in 0..<number(1...2) {
            let series = chance(50) ? series() : series(every: one(of: [6 * Tick.hour, Tick.day]))
            budgets.append(
                Budget(
                    number: one(of: drawnNumbers()), amount: Int64(number(0...10)) * Tick.hour, series: series
                ))
        }
        for _ in 0..<number(1...3) { ops[one(of: items)].budget = number(0...budgets.count - 1) }
    }

    // MARK: Duties

    private mutating func drawDuties(named: Bool) {
        for i in 0..<number(1...3) {
            let name = "d\(i)"
            let mask = chance(60) ? word(name) : 0
            let (kind, team) = named ? kindOfDuty() : (.once, .always(one(of: jointTeams)))
            let steps = [6 * Tick.hour, 12 * Tick.hour, Tick.day, 2 * Tick.day]
            duties.append(
                Duty(
                    label: Label(name), key: NameKey.key32(name), series: series(every: one(of: steps)),
                    op: ops.count, mask: mask, kind: kind))
            var op = Op(label: Label(name), kind: .work, key: NameKey.key32(name), team: team)
            op.table = table(byClass: one(of: [15 * Tick.minute, Tick.hour]))
            op.duty = i
            if chance(35) {
                op.table = table(byClass: one(of: [Tick.minute, 5 * Tick.minute]))
                factors.append(chance(50) ? .openCases : .closedCases)
                op.factor = .always(factors.count - 1)
            }
            if chance(60) { addOwnLimit(of: &op, name) }
            ops.append(op)
            ops.append(
                Op(label: Label("end of \(name)"), kind: .sideEnd, key: NameKey.key32("end of \(name)")))
            if mask != 0 && chance(60) { putInOrder(mask) }
        }
    }

    /// Lines that need nobody in particular.
    private var jointTeams: [Int] {
        teams.indices.filter { teams[$0].kind == .together && teams[$0].members.allSatisfy { $0.person < 0 } }
    }

    private mutating func kindOfDuty() -> (Duty.Kind, Selector) {
        let role = number(0...roles.count - 1)
        if case .unit(let number, let count) = roles[role].pools {
            teams.append(team([Team.Member(role: role, people: 1)], gathers: false))
            return (.perUnit(number: number, count: count), .always(teams.count - 1))
        }
        if chance(50) && !roles[role].people.isEmpty {
            let name = "each\(numbers.count)"
            numbers.append(
                CaseNumber(
                    label: Label(name), key: NameKey.key32(name), table: .none, kind: .person(role: role)))
            let member = Team.Member(role: role, people: 1, person: numbers.count - 1)
            teams.append(team([member], gathers: false))
            return (.perPerson(role: role, number: numbers.count - 1), .always(teams.count - 1))
        }
        return (.once, .always(one(of: jointTeams)))
    }

    private mutating func addOwnLimit(of op: inout Op, _ name: String) {
        let item = ops.count
        let startsOnly = chance(40)
        if startsOnly { op.startsWithin = limits.count } else { op.within = limits.count }
        limits.append(
            Limit(
                label: Label("l\(name)"), kind: startsOnly ? .stepStarts(item) : .step(item),
                from: .item(item), until: startsOnly ? .starts(item) : .item(item), only: -1,
                stratum: .always(0),
                strata: [Limit.Stratum(name: nil, length: .length(length()), text: "", rule: nil)],
                startsOver: false, rule: nil, target: nil))
    }

    /// Some line asks for the name of the duty.
    private mutating func putInOrder(_ mask: UInt64) {
        for discipline in disciplines {
            for case .classes(let selector, let ranks) in discipline.rules where selector.code < 0 {
                let row = Choice.Row(mask: mask, value: Int32(number(0...ranks - 1)))
                return splits[Int(~selector.code)].rows.insert(row, at: 0)
            }
        }
    }

    // MARK: Learning

    private mutating func drawLearning() {
        let span = RandomModel.span(of: horizon)
        for i in people.indices where chance(45) {
            let begin = horizon.start + Ticks(number(-4...8)) * 12 * Tick.hour
            if begin > horizon.start {
                let present = WorkCalendar(intervals: [begin..<span.to])
                people[i].hours = index(ofCalendar: calendars[people[i].hours].intersection(present))
                people[i].calendar = index(ofCalendar: calendars[people[i].calendar].intersection(present))
            }
            if chance(75) {
                let speeds: [Int64] = [500_000_000, 333_333_333, 900_000_000, 250_000_000, 700_000_001]
                people[i].learning = Learning(
                    until: begin + Ticks(number(1...8)) * 12 * Tick.hour, speed: one(of: speeds))
            }
        }
    }
}
