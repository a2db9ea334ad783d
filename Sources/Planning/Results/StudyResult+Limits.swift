internal import CaseFlow
internal import SimKernel

extension ResultMaker {
    func limit(_ index: Int, unlimited: StudyData?, blames: [Blame]) -> LimitResult {
        let entry = data.entries[index]
        let share = data.onTime(index, method)
        let blame = blames.first { $0.entry == index }
        let verdict = verdict(index, share, blame)
        let noneLate = method.shareOnTime(
            late: data.summaries.map { $0.limits[index].cases - $0.limits[index].casesNoneLate },
            ended: data.summaries.map { entry.isBlank ? 0 : $0.limits[index].cases },
            designEffect: data.designEffect(index))
        let limit = model.limits[entry.limit]
        let grows = grows(limit)
        let pooled = data.pooled?.limits[index]
        let best = unlimited.map { $0.onTime(index, $0.method(confidence: method.confidence)) }
        let culprit = mostWaitedFor(entry)
        return LimitResult(
            id: entry.id, rule: entry.rule, within: entry.within, className: entry.className,
            target: entry.target, onTime: share, casesWithNoneLate: noneLate, verdict: verdict,
            achievable: achievable(verdict, best, target: entry.target),
            blame: verdict == .met ? nil : blame,
            wouldSettle: verdict == .undecided ? data.wouldSettle(index, share) : nil,
            p90: lasting(
                quantile(0.9, 0, of: pooled) { $0.limits[index].duration }, ifFor: grows),
            p95: lasting(
                quantile(0.95, 1, of: pooled) { $0.limits[index].duration }, ifFor: grows),
            nearEnd: nearEnd(index), isBlank: entry.isBlank,
            waitsFor: culprit.map { model.roles[$0.role].label.id },
            waitsForShare: culprit?.share ?? 0)
    }

    /// Whether its cases stand in a line that grows without end.
    func grows(_ limit: Limit) -> Bool {
        lines(of: limit).contains { roles(of: $0).contains(where: isOverloaded) }
    }

    /// What unlimited people cannot keep is missed, however close the runs with the present people come to
    /// deciding it.
    private func verdict(_ index: Int, _ share: Quantity, _ blame: Blame?) -> Verdict {
        let verdict = data.verdict(index, share)
        return verdict == .undecided && blame?.isProof == true ? .missed : verdict
    }

    private func nearEnd(_ index: Int) -> Quantity? {
        if data.entries[index].ranged.isEmpty { return nil }
        return method.shareOnTime(
            late: data.summaries.map { $0.limits[index].ranged - $0.limits[index].withinNear },
            ended: data.summaries.map { $0.limits[index].ranged }, designEffect: data.designEffect(index))
    }

    /// False only where the interval of the runs with unlimited people lies below the target; nil
    /// where these few runs cannot tell. What is met with the present people can be met.
    private func achievable(_ verdict: Verdict, _ best: Quantity?, target: Double?) -> Bool? {
        guard let target else { return nil }
        if verdict == .met { return true }
        guard let best, let estimate = best.estimate else { return nil }
        if estimate >= target { return true }
        return (best.high ?? 1) < target ? false : nil
    }

    /// The steps in whose lines a case may wait while the limit's clock runs, by their place in the
    /// flow: where the clock starts with a step's work or its end, that step's line lies behind.
    func lines(of limit: Limit) -> Range<Int> {
        switch limit.kind {
        case .step(let step), .stepStarts(let step):
            return step..<step + 1
        case .span:
            let flow = limit.flow < 0 ? 0..<model.end : model.flows[limit.flow].items
            let last = place(limit.until)
            var first =
                switch limit.from {
                case .arrival, .end: flow.lowerBound
                case .item(let step): step
                case .starts(let step), .done(let step): step + 1
                }
            if !limit.startsOver,
                let back = earliestReturn(
                    from: place(limit.from) ?? flow.lowerBound, to: last ?? flow.upperBound)
            {
                first = min(first, back)
            }
            return first..<max(first, last.map { $0 + 1 } ?? flow.upperBound)
        }
    }

    private func place(_ place: Place) -> Int? {
        switch place {
        case .arrival, .end: nil
        case .item(let step), .starts(let step), .done(let step): step
        }
    }

    /// The earliest item that a case may be sent back to on its way; outcomes of the last item come
    /// when the clock has ended.
    private func earliestReturn(from first: Int, to last: Int) -> Int? {
        var earliest: Int?
        var item = last - 1
        while item >= min(first, earliest ?? first) {
            for outcome in model.outcomes[model.ops[item].outcomes] where outcome.jump >= 0 {
                earliest = min(earliest ?? outcome.jump, outcome.jump)
            }
            item -= 1
        }
        return earliest
    }

    /// The role with the most waiting while a limit's clock runs. A team's waiting is put down to each
    /// of its roles in proportion to how busy they are: the idle ones are not who it waits for.
    private func mostWaitedFor(_ entry: LimitEntry) -> (role: Int, share: Double)? {
        var waits = model.roles.map { _ in 0.0 }
        for step in lines(of: model.limits[entry.limit]) {
            let roles = roles(of: step)
            let load = roles.map(load)
            let all = load.reduce(0, +)
            let waiting = data.summaries.reduce(0) { $0 + $1.steps[step].waiting.sum }
            for (role, load) in zip(roles, load) where all > 0 { waits[role] += waiting * load / all }
        }
        let total = waits.reduce(0, +)
        guard total > 0, let role = waits.indices.max(by: { waits[$0] < waits[$1] }) else { return nil }
        return (role, waits[role] / total)
    }

    private func load(_ role: Int) -> Double {
        let onDuty = data.summaries.reduce(0) { $0 + $1.roles[role].onDuty }
        return onDuty > 0 ? data.summaries.reduce(0) { $0 + $1.roles[role].busy } / onDuty : 0
    }

    func warnings() -> [String] {
        var sentences: [String] = []
        if let overload {
            let names = overload.roles.sorted().map { model.roles[$0].label.id }
            let where_ = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
            sentences.append(
                "Overload\(where_): the backlog grows by \(Format.amount(overload.growth)) cases a week "
                    + "without end, so long-run means and quantiles are not given.")
        }
        sentences += stopWarnings()
        if data.summaries.count == 1 {
            sentences.append("One replication has no interval: nothing here is certain.")
        }
        for (index, entry) in data.entries.enumerated() where entry.target != nil {
            if data.summaries.allSatisfy({ $0.limits[index].ended == 0 }) && !data.summaries.isEmpty {
                let who = entry.className.map { " for class \($0)" } ?? ""
                sentences.append("Limit \(entry.id)\(who) was never put to the test: no case ran its clock.")
            }
        }
        let open = data.summaries.reduce(0) { $0 + $1.openAtEnd }
        if open > 0 && overload == nil {
            sentences.append(
                "\(Format.count(open, "case was", "cases were")) still open when the run's tail was cut "
                    + "off; what was past due counts as late.")
        }
        return sentences
    }

    private func stopWarnings() -> [String] {
        guard let reason = data.stopped else { return [] }
        let cause =
            switch reason {
            case .time: "The time allowed was over"
            case .events: "The events allowed were used up"
            case .interrupted: "The run was interrupted"
            }
        let rest =
            data.summaries.isEmpty
            ? "before one replication was finished: nothing can be said."
            : "after \(Format.count(data.summaries.count, "replication", "replications")); "
                + "what follows rests on these."
        return ["\(cause) \(rest)"]
    }
}
