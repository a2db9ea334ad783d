import CaseFlow
import SimKernel

extension Compilation {
    /// Duties that take more than their people have from one date to the next.
    func checkDuties(_ model: Model) {
        for (duty, section) in zip(model.duties, scenario.duties) {
            let op = model.ops[duty.op]
            let dates = model.dateSeries[duty.series].filter {
                model.horizon.windowStart <= $0 && $0 < model.horizon.windowEnd
            }
            guard let mean = meanTimes(op, model).max(), let team = selected(op.team, model).first,
                !dates.isEmpty
            else { continue }
            for member in model.teams[team].members {
                let people = people(of: member, duty, model)
                let open = model.calendars[model.roles[member.role].calendar].between(
                    model.horizon.windowStart, model.horizon.windowEnd)
                let hours = Double(open) * Double(people) / Double(dates.count)
                let work = mean * Double(member.people)
                guard work > hours, model.teams[team].kind == .together else { continue }
                report(
                    DutyFinding.tooLong(
                        duty: section.name.value, work: text(ofTicks: Ticks(work)),
                        role: label(member.role), hours: text(ofTicks: Ticks(hours))),
                    at: section.work.place)
                break
            }
        }
    }

    /// Those of the role who share one piece of the duty's work.
    private func people(of member: Team.Member, _ duty: CaseFlow.Duty, _ model: Model) -> Int {
        switch duty.kind {
        case .perPerson: 1
        case .perUnit(_, let count): max(1, model.roles[member.role].staff / count)
        case .once: model.roles[member.role].staff
        }
    }
}
