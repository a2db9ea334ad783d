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

    /// Who is away at set times, in the order of the file.
    func plannedAbsences(of role: StaffRole, _ dates: RunDates) -> [Roster.Away] {
        role.away.compactMap { entry in
            switch entry.value {
            case .spells: nil
            case .planned(let people, let range):
                Roster.Away(
                    people: people, time: .dates(CivilDate(range.first)...CivilDate(range.last)))
            case .recurring(let people, let days):
                Roster.Away(people: people, time: .spans(recurring(days, dates)))
            }
        }
    }

    func refuseTooManyAway(_ role: StaffRole, _ roster: Roster) {
        guard let excess = roster.excess else { return }
        let planned = role.away.filter { if case .spells = $0.value { false } else { true } }
        report(
            CompileFinding.moreAwayThanThere(
                roster.away[excess].people, role: role.name.value, has: roster.people),
            at: planned[excess].place)
    }

    /// When somebody with a recurring absence is away: without a time all day, without an end until
    /// midnight.
    private func recurring(_ days: DatesPhrase, _ dates: RunDates) -> WorkCalendar {
        var series = DateSeries(days)
        series.to = series.to ?? 86_400
        series.from = series.from ?? 0
        return dates.spec.meetings(of: series, from: dates.time.tablesFrom, to: dates.time.tablesTo)
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
