import CaseFlow
import SimKernel

extension Compilation {
    /// What takes each person of the role away at random.
    func absences(of role: StaffRole, dailyHours: Ticks) -> [Absence] {
        let spells = role.away.compactMap { entry -> (Share, Located<Quantity>)? in
            guard case .spells(let share, let quantity) = entry.value else { return nil }
            return share.billionths > 0 ? (share, Located(quantity, at: entry.place)) : nil
        }
        let key = NameKey.key32(role.name.value + ".away")
        return spells.enumerated().compactMap { number, entry in
            absence(share: entry.0, entry.1, key: key &+ UInt32(number), dailyHours: dailyHours)
        }
    }

    /// When somebody with a recurring absence is away: without a time all day, without an end until
    /// midnight.
    func recurring(_ days: DatesPhrase, _ spec: CalendarSpec, _ time: TimeFrame) -> WorkCalendar {
        var series = DateSeries(days)
        series.to = series.to ?? 86_400
        series.from = series.from ?? 0
        return spec.meetings(of: series, from: time.tablesFrom, to: time.tablesTo)
    }

    private func absence(
        share: Share, _ quantity: Located<Quantity>, key: UInt32, dailyHours: Ticks
    ) -> Absence? {
        guard let spell = table(quantity.asSpell, dailyHours: dailyHours) else { return nil }
        let mean = tables.tables[spell].mean
        guard mean > 0 else {
            report(CompileFinding.emptySpell(quantity.value.text), at: quantity.place)
            return nil
        }
        let presence = mean * (1 - share.fraction) / share.fraction
        guard let distribution = try? Distribution.exponential(mean: presence / 1e6) else {
            report(CompileFinding.impossibleQuantity(quantity.value.text), at: quantity.place)
            return nil
        }
        return Absence(
            share: threshold(share.billionths),
            presence: tables.add(distribution, ticksPerUnit: Double(Tick.second)), spell: spell,
            inOwnHours: quantity.value.unit?.runsInOwnHours ?? true, key: key)
    }
}

extension Located<Quantity> {
    /// A bare length of a spell is the mean of an exponential one.
    fileprivate var asSpell: Located<Quantity> {
        guard case .constant(let amount) = value.family, !value.text.hasPrefix("constant") else {
            return self
        }
        var spell = self
        spell.value.family = .exponential(mean: amount)
        return spell
    }
}

extension Unit {
    /// Spells of such units are counted in a person's own hours; longer ones run always.
    fileprivate var runsInOwnHours: Bool {
        switch self {
        case .day, .week, .month, .year: false
        case .second, .minute, .hour, .workingMinute, .workingHour, .workingDay, .other: true
        }
    }
}

/// Who of a role is away when: each planned entry takes the next people, from the last backwards.
struct PlannedAbsences {
    private var byPerson: [Int: [Located<Away>]] = [:]
    private var excess: (entry: Located<Away>, count: Int)?
    private let role: StaffRole
    private let people: Int

    init(_ role: StaffRole, people: Int) {
        self.role = role
        self.people = people
        guard people > 0 else { return }
        var next = people - 1
        for entry in role.away {
            guard let count = entry.value.plannedPeople else { continue }
            if count > people { excess = excess ?? (entry, count) }
            for _ in 0..<min(count, people) {
                byPerson[next, default: []].append(entry)
                next = (next + people - 1) % people
            }
        }
    }

    func absences(ofPerson number: Int) -> [Located<Away>] { byPerson[number] ?? [] }

    func refuseTooMany(_ compilation: Compilation) {
        guard let excess else { return }
        compilation.report(
            CompileFinding.moreAwayThanThere(excess.count, role: role.name.value, has: people),
            at: excess.entry.place)
    }
}

extension Away {
    /// How many people are away at set times; nil for spells.
    fileprivate var plannedPeople: Int? {
        switch self {
        case .spells: nil
        case .planned(let count, _), .recurring(let count, _): count
        }
    }
}
