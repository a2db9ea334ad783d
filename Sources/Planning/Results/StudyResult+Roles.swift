internal import CaseFlow
internal import SimKernel

extension ResultMaker {
    func role(_ index: Int) -> RoleResult {
        let role = model.roles[index]
        let pooled = data.pooled?.roles[index]
        let grows = isOverloaded(index)
        return RoleResult(
            id: role.label.id, staff: role.staff,
            utilisation: ratio({ $0.roles[index].busy }, over: { $0.roles[index].onDuty }),
            offered: offered.indices.contains(index) ? offered[index] : nil,
            waitingMean: lasting(
                ratio({ $0.roles[index].waiting.sum }, over: { $0.roles[index].waiting.count }),
                ifFor: grows),
            waitingP50: lasting(
                quantile(0.5, 0, of: pooled) { $0.roles[index].waiting }, ifFor: grows),
            waitingP95: lasting(
                quantile(0.95, 1, of: pooled) { $0.roles[index].waiting }, ifFor: grows),
            queueMean: lasting(mean { $0.roles[index].queueIntegral / window }, ifFor: grows),
            requiredHoursPerWeek: mean(requiredHours(index)),
            overtimeHours: mean { $0.roles[index].overtime / 3600 },
            largestTeam: largestTeam(index), leastPeople: leastPeople(index),
            isOneNumber: model.isOneNumber(index))
    }

    private func leastPeople(_ role: Int) -> Int? {
        if let peopleLoad { return peopleLoad.roles[role].leastPeople }
        guard offered.indices.contains(role), let load = offered[role] else { return nil }
        let busy = load * Double(model.roles[role].staff)
        return busy.isFinite && busy < 1e15 ? Int(busy.rounded(.down)) + 1 : nil
    }

    /// Lines that grow: those of the roles that are offered too much; where the runs alone show the
    /// growth, those of the roles that hardly ever rest.
    func isOverloaded(_ role: Int) -> Bool {
        guard let overload else { return false }
        if !overload.roles.isEmpty { return overload.roles.contains(role) }
        let busy = data.summaries.reduce(0) { $0 + $1.roles[role].busy }
        let onDuty = data.summaries.reduce(0) { $0 + $1.roles[role].onDuty }
        return busy >= 0.97 * onDuty
    }

    /// What the cohort's visits ask for; where a step's people depend on the class, what was worked.
    ///
    /// A week, in one replication.
    func requiredHours(_ role: Int) -> (ReplicationSummary) -> Double {
        if let peopleLoad { return requiredHours(role, peopleLoad) }
        var demands: [(step: Int, people: Double)] = []
        for (step, op) in model.ops.enumerated() where op.kind == .work {
            let teams = model.teams(of: op)
            let people = teams.map { team in
                model.teams[team].members.first { $0.role == role }?.people ?? 0
            }
            guard let first = people.first, first > 0 || people.contains(where: { $0 > 0 }) else {
                continue
            }
            if people.contains(where: { $0 != first }) {
                return { [weeks] in $0.roles[role].busy / 3600 / weeks }
            }
            demands.append((step, Double(first)))
        }
        return { [weeks] summary in
            demands.reduce(0) { $0 + summary.steps[$1.step].work * $1.people } / 3600 / weeks
        }
    }

    /// Where people are told apart: what its own lines ask for, ways out and back included. Work that
    /// several roles may do counts in proportion to their hours.
    private func requiredHours(
        _ role: Int, _ load: OfferedLoad
    ) -> (ReplicationSummary) -> Double {
        let people = model.ops.indices.map { peoplePerVisit($0, role, load) }
        return { [weeks] summary in
            let sums = people.indices.map { step in
                let ways = 2 * load.meanTravel[step] / Double(Tick.second) * summary.steps[step].visits
                return (summary.steps[step].work + ways) * people[step]
            }
            return sums.reduce(0, +) / 3600 / weeks
        }
    }

    /// Of duties, and of flows that only late limits begin, no visit is known beforehand: there all teams
    /// that may do the step count alike.
    private func peoplePerVisit(_ step: Int, _ role: Int, _ load: OfferedLoad) -> Double {
        if load.peoplePerVisit[step].contains(where: { $0 > 0 }) { return load.peoplePerVisit[step][role] }
        let teams = model.teams(of: model.ops[step])
        let people = teams.map { index in
            let team = model.teams[index]
            let ofRole = team.members.reduce(0) { $1.role == role ? $0 + $1.people : $0 }
            return team.kind == .either ? Double(ofRole) / Double(team.members.count) : Double(ofRole)
        }
        return teams.isEmpty ? 0 : people.reduce(0, +) / Double(teams.count)
    }

    private func largestTeam(_ role: Int) -> Int {
        model.teams.flatMap(\.members).filter { $0.role == role }.map(\.people).max() ?? 1
    }

    /// Steps with people and waits: what a case spends time in.
    var stepIndexes: [Int] {
        model.ops.indices.filter { model.ops[$0].kind == .work || model.ops[$0].kind == .wait }
    }

    func step(_ index: Int) -> StepResult {
        let pooled = data.pooled?.steps[index]
        let grows = roles(of: index).contains(where: isOverloaded)
        let classes = model.ops[index].kind == .work ? model.classes : []
        return StepResult(
            id: model.ops[index].label.id, visits: mean { $0.steps[index].visits },
            givenUp: mean { $0.steps[index].givenUp },
            waitingMean: lasting(
                ratio({ $0.steps[index].waiting.sum }, over: { $0.steps[index].waiting.count }),
                ifFor: grows),
            waitingP95: lasting(
                quantile(0.95, 0, of: pooled) { $0.steps[index].waiting }, ifFor: grows),
            workMean: model.ops[index].kind == .work
                ? ratio({ $0.steps[index].work }, over: { $0.steps[index].visits })
                : .nothing(confidence: method.confidence, n: method.n),
            classes: classes.enumerated().map { number, name in
                classWaiting(index, number, name.label.id, grows: grows)
            })
    }

    private func classWaiting(
        _ step: Int, _ number: Int, _ name: String, grows: Bool
    ) -> StepResult.ClassWaiting {
        func totals(_ summary: ReplicationSummary) -> (count: Double, sum: Double) {
            let classes = summary.steps[step].classes
            return classes.indices.contains(number) ? classes[number] : (0, 0)
        }
        let waiting = ratio({ totals($0).sum }, over: { totals($0).count })
        return StepResult.ClassWaiting(className: name, waitingMean: lasting(waiting, ifFor: grows))
    }

    /// The roles that may do a step.
    func roles(of step: Int) -> [Int] {
        let members = model.teams(of: model.ops[step]).flatMap { model.teams[$0].members.map(\.role) }
        return Array(Set(members)).sorted()
    }
}
