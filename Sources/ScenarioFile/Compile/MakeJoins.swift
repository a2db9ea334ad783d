import CaseFlow
import SimKernel

extension Compilation {
    /// People who join the role: they stand behind the others, and their hours begin on that date.
    func joiners(_ role: StaffRole, _ hours: HoursSpec, _ dates: RunDates) -> Roster.Joiners? {
        guard let joins = role.joins, canJoin(role, joins, dates.time) else { return nil }
        let zone = dates.time.zone
        let day = CivilDate(joins.value.date).daysSince1970
        let from = zone.firstInstant(showingDay: day, timeOfDay: 0)
        let ordinary = calendars[calendar(hours, dates.spec, dates.time)]
        let span = WorkCalendar(intervals: [from..<dates.time.tablesTo])
        return Roster.Joiners(
            people: joins.value.count, calendar: calendars.place(of: ordinary.intersection(span)),
            learning: learning(joins, from: from, zone))
    }

    private func canJoin(_ role: StaffRole, _ joins: Located<JoinsPhrase>, _ time: TimeFrame) -> Bool {
        switch role.people {
        case .count: break
        case .of(_, let pool):
            report(
                CompileFinding.joinsOthers(role: role.name.value, home: pool.value), at: joins.place)
            return false
        case .per, .shifts, .split:
            report(CompileFinding.joinsParts(role: role.name.value), at: joins.place)
            return false
        }
        let date = CivilDate(joins.value.date)
        let run =
            time.zone.local(at: time.horizon.start)
            .date...time.zone.local(at: time.horizon.windowEnd - 1).date
        guard run.contains(date) else {
            report(CompileFinding.joinsOutsideRun(joins.value.date.text), at: joins.place)
            return false
        }
        return true
    }

    /// Nil for people who are as fast as the others from their first day.
    private func learning(_ joins: Located<JoinsPhrase>, from: Ticks, _ zone: ZoneOffsets) -> Learning? {
        guard let speed = joins.value.speed, let during = joins.value.during else { return nil }
        if speed.billionths == 0 {
            report(CompileFinding.joinsWithoutSpeed, at: joins.place)
            return nil
        }
        if during.unit.isWorking {
            report(
                Problem.unitNotHere(during.unit.text, key: "joins", allowed: "days, weeks or months"),
                at: joins.place)
            return nil
        }
        guard speed.billionths < Share.whole else { return nil }
        return Learning(until: zone.advance(from, by: during), speed: speed.billionths)
    }
}
