import CaseFlow
import SimKernel

extension Compilation {
    /// Stage limits one after the other that allow more than the limit around them: whoever keeps
    /// every stage may still be late in all.
    func checkStages(_ model: Model) {
        for (index, limit) in model.limits.enumerated()
        where limit.kind == .span && !liesInBranch(limit, model) {
            for (number, stratum) in limit.strata.enumerated() {
                guard case .length(let length) = stratum.length,
                    let whole = nominal(length, model, isStage: false)
                else { continue }
                let classes = Facts.byClass(model).filter {
                    $0.values(limit.stratum, model) == [number] && $0.decide(limit.only, model) != false
                }
                for facts in classes {
                    let (chain, sum) = longestChain(
                        inside: index, stages(facts, model, working: whole.working), model)
                    guard chain.count > 1 || chain.first.map({ $0 != index }) ?? false, sum > whole.time
                    else { continue }
                    report(
                        Doubt.stagesAboveWhole(
                            limit: limit.label.id, text: stratum.text,
                            stages: chain.map { model.limits[$0].label.id },
                            sum: sumText(sum, like: length, model)),
                        at: limitOrigins[index].strata[number].place)
                    break
                }
            }
        }
    }

    private struct Stage {
        var limit: Int
        var from: Int
        var until: Int
        var time: Ticks
    }

    /// What each limit allows such cases, in the clock of the whole.
    private func stages(_ facts: Facts, _ model: Model, working: Bool) -> [Stage] {
        model.limits.indices.compactMap { index in
            let limit = model.limits[index]
            if case .stepStarts = limit.kind { return nil }
            if case .step(let op) = limit.kind, !facts.alwaysDo(model.ops[op], model) { return nil }
            guard facts.decide(limit.only, model) == true, !liesInBranch(limit, model) else { return nil }
            let strata = facts.values(limit.stratum, model)
            guard strata.count == 1, case .length(let length) = limit.strata[strata[0]].length,
                let allowed = nominal(length, model, isStage: true)
            else { return nil }
            let time: Ticks
            switch (allowed.working, working) {
            case (true, true), (false, false): time = allowed.time
            case (true, false): time = leastElapsed(length, allowed.time)
            case (false, true): return nil
            }
            let (from, until) = span(limit, model)
            return from < until ? Stage(limit: index, from: from, until: until, time: time) : nil
        }
    }

    /// Branches go on side by side: their stages do not add up.
    private func liesInBranch(_ limit: Limit, _ model: Model) -> Bool {
        [limit.from, limit.until].contains { place in
            guard case .item(let op) = place else { return false }
            return model.ops.lazy.flatMap(\.branches).contains { $0.contains(op) }
        }
    }

    /// Positions: an item takes the two numbers 2i and 2i + 1.
    private func span(_ limit: Limit, _ model: Model) -> (Int, Int) {
        (
            2 * FlowPlace(limit.from, model, flow: limit.flow).firstItem,
            2 * FlowPlace(limit.until, model, flow: limit.flow).lastItem + 1
        )
    }

    /// Disjoint stages within a limit with the greatest sum, in the order of the flow.
    private func longestChain(
        inside whole: Int, _ stages: [Stage], _ model: Model
    ) -> (limits: [Int], sum: Ticks) {
        let (from, until) = span(model.limits[whole], model)
        let inner = stages.filter {
            $0.limit != whole && from <= $0.from && $0.until <= until && ($0.from, $0.until) != (from, until)
        }.sorted { ($0.until, $0.limit) < ($1.until, $1.limit) }
        var best: [(limits: [Int], sum: Ticks)] = []
        for (i, stage) in inner.enumerated() {
            var chain: (limits: [Int], sum: Ticks) = ([], 0)
            for j in 0..<i where inner[j].until < stage.from && best[j].sum > chain.sum { chain = best[j] }
            best.append((chain.limits + [stage.limit], chain.sum + stage.time))
        }
        return best.max { $0.sum < $1.sum } ?? ([], 0)
    }

    /// A limit in the time of its clock as people add it up: a working day is the daily hours.
    private func nominal(
        _ length: Length, _ model: Model, isStage: Bool
    ) -> (time: Ticks, working: Bool)? {
        switch length {
        case .elapsed(let time): (time, false)
        case .working(let time): (time, true)
        case .workingDays(let days, _):
            (Ticks((days * Double(model.dueCalendar.dailyHours)).rounded()), true)
        case .days(let days, _): (Ticks((days * Double(Tick.day)).rounded()), false)
        // A month is 28 to 31 days: neither side of the comparison may gain by it.
        case .months(let months): (Ticks((isStage ? 28 : 31) * months) * Tick.day, false)
        }
    }

    /// Working time takes at least as long on the wall; N working days at least N - 1 nights more.
    private func leastElapsed(_ length: Length, _ working: Ticks) -> Ticks {
        if case .workingDays(let days, _) = length {
            return max(working, Ticks((days - 1) * Double(Tick.day)))
        }
        return working
    }

    private func sumText(_ sum: Ticks, like length: Length, _ model: Model) -> String {
        switch length {
        case .workingDays:
            decimals(Double(sum) / Double(model.dueCalendar.dailyHours), 1) + " working days"
        case .days, .months: decimals(Double(sum) / Double(Tick.day), 1) + " days"
        case .working: decimals(Double(sum) / Double(Tick.hour), 1) + " working hours"
        case .elapsed: text(ofTicks: sum)
        }
    }
}
