import CaseFlow
import SimKernel

/// What can be left out of a model with rare mechanics.
extension RandomModel {
    var rareSimplifications: [(inout Model) -> Void] {
        var steps: [(inout Model) -> Void] = []
        for i in model.limits.indices { steps += simplifications(ofLimit: i) }
        for i in model.duties.indices where !model.dateSeries[model.duties[i].series].isEmpty {
            steps.append {
                $0.dateSeries.append([])
                $0.duties[i].series = $0.dateSeries.count - 1
            }
            steps.append { model in
                let dates = model.dateSeries[model.duties[i].series].filter { $0 >= model.horizon.start }
                model.dateSeries.append(Array(dates.prefix((dates.count + 1) / 2)))
                model.duties[i].series = model.dateSeries.count - 1
            }
        }
        for i in model.tests.indices where !model.tests[i].clusters.isEmpty {
            steps.append { _ = $0.tests[i].clusters.popLast() }
        }
        for i in model.people.indices where model.people[i].learning != nil {
            steps.append { $0.people[i].learning = nil }
        }
        steps += simplificationsOfOpening
        if model.counts >= 0 { steps.append { $0.counts = -1 } }
        if !model.months.isEmpty { steps.append { $0.months = [] } }
        if model.numbering != nil { steps.append { $0.numbering = nil } }
        return steps
    }

    private func simplifications(ofLimit i: Int) -> [(inout Model) -> Void] {
        func change(_ change: @escaping (inout Limit) -> Void) -> (inout Model) -> Void {
            { if i < $0.limits.count { change(&$0.limits[i]) } }
        }
        let limit = model.limits[i]
        var steps: [(inout Model) -> Void] = []
        for s in limit.strata.indices {
            let stratum = limit.strata[s]
            func cut(_ change: @escaping (inout Limit.Stratum) -> Void) {
                steps.append { if i < $0.limits.count { change(&$0.limits[i].strata[s]) } }
            }
            if stratum.near != nil { cut { $0.near = nil } }
            switch stratum.length {
            case .length(.elapsed), .none: break
            case .earliest(let members):
                for member in members { cut { $0.length = member } }
            default:
                cut { $0.length = .length(.elapsed(Tick.hour)) }
                cut { $0.length = .solve }
            }
        }
        if limit.only >= 0 { steps.append(change { $0.only = -1 }) }
        if limit.stratum.code < 0 { steps.append(change { $0.stratum = .always(0) }) }
        guard let action = limit.ifLate else { return steps }
        steps.append(change { $0.ifLate = nil })
        if action.only >= 0 { steps.append(change { $0.ifLate?.only = -1 }) }
        if action.share != .none { steps.append(change { $0.ifLate?.share = .none }) }
        if action.becomeClears | action.becomeSets != 0 {
            steps.append(
                change {
                    $0.ifLate?.becomeClears = 0
                    $0.ifLate?.becomeSets = 0
                })
        }
        if action.jump >= 0 { steps.append(change { $0.ifLate?.jump = -1 }) }
        if action.starts >= 0 { steps.append(change { $0.ifLate?.starts = -1 }) }
        if let costs = action.costs {
            steps.append(change { $0.ifLate?.costs = nil })
            if costs.factor != .none { steps.append(change { $0.ifLate?.costs?.factor = .none }) }
        }
        if action.again != nil { steps.append(change { $0.ifLate?.again = nil }) }
        return steps
    }

    private var simplificationsOfOpening: [(inout Model) -> Void] {
        var steps: [(inout Model) -> Void] = []
        if model.opening.count > 3 {
            steps.append { $0.opening.removeLast($0.opening.count / 2) }
            steps.append { $0.opening.removeFirst($0.opening.count / 2) }
        }
        for i in model.opening.indices {
            steps.append { if i < $0.opening.count { $0.opening.remove(at: i) } }
            if !model.opening[i].clocks.isEmpty {
                steps.append { if i < $0.opening.count { _ = $0.opening[i].clocks.popLast() } }
            }
            if !model.opening[i].numbers.isEmpty {
                steps.append { if i < $0.opening.count { $0.opening[i].numbers = [] } }
            }
        }
        return steps
    }
}

extension Model {
    /// Own limits are named by their items and open cases' clocks by their limits: both move up.
    fileprivate func moved(_ limit: Int, without removed: Int) -> Int { limit > removed ? limit - 1 : limit }

    mutating func removeLimit(_ removed: Int) {
        limits.remove(at: removed)
        for i in ops.indices {
            ops[i].within = moved(ops[i].within, without: removed)
            ops[i].startsWithin = moved(ops[i].startsWithin, without: removed)
        }
        for i in opening.indices {
            opening[i].clocks.removeAll { $0.limit == removed }
            for k in opening[i].clocks.indices {
                opening[i].clocks[k].limit = moved(opening[i].clocks[k].limit, without: removed)
            }
        }
    }
}
