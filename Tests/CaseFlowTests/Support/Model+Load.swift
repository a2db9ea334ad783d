import CaseFlow
import SimKernel

/// Load beside cases, what is counted and what a run begins with, laid on a model built by code.
extension Model {
    // MARK: Duties

    /// A duty of one of the role at these instants. Call it before anybody gets a name.
    mutating func duty(
        _ name: String, at instants: [Ticks], by role: String, work: Quantity, kind: Duty.Kind = .once,
        factor: Factor? = nil, within: LimitLength? = nil
    ) {
        dateSeries.append(instants)
        tables.append(work.table)
        var op = Op(
            label: Label(name), kind: .work, key: NameKey.key32(name),
            team: .always(line(of: role, kind)), table: .always(tables.count - 1))
        op.duty = duties.count
        if let factor { op.factor = self.factor(factor) }
        if let within { op.within = limit(name, at: ops.count, within) }
        let mask = words.first { $0.label.id == name }?.mask ?? 0
        duties.append(
            Duty(
                label: Label(name), key: NameKey.key32(name), series: dateSeries.count - 1, op: ops.count,
                mask: mask, kind: kind))
        ops.append(op)
        ops.append(Op(label: Label("end of \(name)"), kind: .sideEnd, key: NameKey.key32("end of \(name)")))
    }

    /// The line of one of the role, as steps have it; of somebody in particular where each is asked.
    private mutating func line(of name: String, _ kind: Duty.Kind) -> Int {
        let index = role(name)
        var member = Team.Member(role: index, people: 1)
        if case .perPerson(_, let number) = kind { member.person = number }
        if let known = teams.firstIndex(where: { $0.members == [member] && $0.kind == .together }) {
            return known
        }
        teams.append(
            Team(
                members: [member], gathers: false, calendar: roles[index].calendar,
                atClosing: roles[index].atClosing, discipline: roles[index].discipline))
        return teams.count - 1
    }

    private mutating func limit(_ name: String, at op: Int, _ length: LimitLength) -> Int {
        limits.append(
            Limit(
                label: Label(name), kind: .step(op), from: .item(op), until: .item(op), only: -1,
                stratum: .always(0),
                strata: [Limit.Stratum(name: nil, length: length, text: "", rule: nil)], startsOver: true,
                rule: nil, target: nil))
        return limits.count - 1
    }

    private mutating func factor(_ factor: Factor) -> Selector {
        factors.append(factor)
        return .always(factors.count - 1)
    }

    // MARK: Numbers, factors, budgets

    /// A further number: a unit, or somebody of the role.
    mutating func number(_ name: String, _ kind: CaseNumber.Kind) -> Int {
        numbers.append(CaseNumber(label: Label(name), key: NameKey.key32(name), table: .none, kind: kind))
        return numbers.count - 1
    }

    func number(named name: String) -> Int { numbers.firstIndex { $0.label.id == name }! }

    mutating func multiply(_ name: String, by factor: Factor) { ops[item(name)].factor = self.factor(factor) }

    /// So many units of the number (its integers are millionths), from each of the instants on.
    mutating func budget(_ name: String, _ amount: Double, of number: String, from instants: [Ticks]) {
        dateSeries.append(instants)
        budgets.append(
            Budget(
                number: self.number(named: number), amount: Int64(amount * 1e6),
                series: dateSeries.count - 1))
        ops[item(name)].budget = budgets.count - 1
    }

    // MARK: What counts

    /// Only cases with or without a word count.
    mutating func count(with yes: String? = nil, without no: String? = nil) {
        tests.append(
            Test(
                any: false, yes: yes.map { word($0) } ?? 0, no: no.map { word($0) } ?? 0, numbers: [],
                text: ""))
        counts = tests.count - 1
    }

    // MARK: The opening backlog

    /// A case that is open when the run begins, at the item, with clocks of these limits.
    mutating func open(
        at name: String, arrived: Ticks, since: Ticks? = nil, words: [String] = [],
        numbers: [(String, Int64)] = [], clocks: [(limit: String, start: Ticks)] = [], stream: Int = 0
    ) {
        opening.append(
            OpeningCase(
                stream: stream, arrival: arrived, op: item(name), since: since ?? arrived,
                words: words.reduce(0) { $0 | word($1) }, knownDraws: words.isEmpty ? [] : [0],
                numbers: numbers.map { (number: number(named: $0.0), value: $0.1) },
                clocks: clocks.map { clock in
                    let limit = limits.firstIndex { $0.label.id == clock.limit }!
                    return OpeningCase.RunningClock(limit: limit, start: clock.start)
                }))
    }
}
