import CaseFlow
import SimKernel

extension RandomModel {
    /// A simpler model in which the two simulators still differ: whatever can be left out is left
    /// out, one part after the other, until nothing more can.
    func shrunk() -> RandomModel {
        var best = self
        var wasSimplified = true
        while wasSimplified {
            wasSimplified = false
            for simplify in best.simplifications {
                var candidate = best
                simplify(&candidate.model)
                if NaiveComparison(candidate).difference != nil {
                    best = candidate
                    wasSimplified = true
                }
            }
        }
        return best
    }

    /// Each leaves something out that is still there.
    private var simplifications: [(inout Model) -> Void] {
        var steps: [(inout Model) -> Void] = []
        for i in model.streams.indices where !model.streams[i].process.isNothing {
            steps.append { $0.streams[i].process = .none }
        }
        for i in model.streams.indices {
            if model.streams[i].incident != nil { steps.append { $0.streams[i].incident = nil } }
            if model.streams[i].given != nil { steps.append { $0.streams[i].given = nil } }
            if case .busy(let profile, _) = model.streams[i].process {
                steps.append { $0.streams[i].process = .poisson(profile) }
            }
        }
        if model.horizon.bound > model.horizon.windowEnd {
            steps.append { $0.horizon.bound = max($0.horizon.windowEnd, $0.horizon.bound - 12 * Tick.hour) }
        }
        for i in model.limits.indices.reversed() where model.limits[i].kind == .span {
            steps.append { if i < $0.limits.count { $0.removeLimit(i) } }
        }
        for i in model.ops.indices { steps += simplifications(ofItem: i) }
        for i in model.disciplines.indices where !model.disciplines[i].rules.isEmpty {
            steps.append { $0.disciplines[i].rules = [] }
        }
        steps += rareSimplifications + simplificationsOfPersons
        if model.calendars.contains(where: { !$0.isAlways }) {
            steps.append { model in model.calendars = model.calendars.map { _ in .always } }
        }
        return steps
    }

    private func simplifications(ofItem i: Int) -> [(inout Model) -> Void] {
        let op = model.ops[i]
        var steps: [(inout Model) -> Void] = []
        let isItem = [.work, .wait, .decision].contains(op.kind) && op.duty < 0
        if isItem && (op.kind != .decision || !op.outcomes.isEmpty) {
            steps.append {
                $0.ops[i] = Op(
                    label: op.label, kind: .decision, key: op.key, only: op.only, counter: op.counter)
            }
        }
        if !op.outcomes.isEmpty { steps.append { $0.ops[i].outcomes = 0..<0 } }
        for k in op.outcomes where model.outcomes[k].costs != nil {
            steps.append { $0.outcomes[k].costs = nil }
        }
        if op.only >= 0 { steps.append { $0.ops[i].only = -1 } }
        if op.share != .none { steps.append { $0.ops[i].share = .none } }
        if op.within >= 0 { steps.append { $0.ops[i].within = -1 } }
        if op.startsWithin >= 0 { steps.append { $0.ops[i].startsWithin = -1 } }
        if op.starts >= 0 { steps.append { $0.ops[i].starts = -1 } }
        if op.waitEnd != nil { steps.append { $0.ops[i].waitEnd = nil } }
        for k in op.outcomes where model.outcomes[k].starts >= 0 || model.outcomes[k].returns != nil {
            steps.append {
                $0.outcomes[k].starts = -1
                $0.outcomes[k].returns = nil
            }
        }
        if op.stopsClock { steps.append { $0.ops[i].stopsClock = false } }
        if op.worksOnCalendar { steps.append { $0.ops[i].worksOnCalendar = false } }
        if op.budget >= 0 { steps.append { $0.ops[i].budget = -1 } }
        if op.factor != .none { steps.append { $0.ops[i].factor = .none } }
        steps += simplificationsOfPersons(atItem: i)
        for team in model.teams.indices where op.kind == .work && op.team.code < 0 {
            steps.append { $0.ops[i].team = .always(team) }
        }
        return steps
    }
}
