import CaseFlow
import SimKernel

extension Explanation {
    /// The flow as a numbered list with its jumps spelt out, then limits and roles.
    package var text: String {
        var lines = [title, "", "flow (\(decimals(casesPerWeek, 2)) cases per week)"]
        lines += listing(ofFlow: nil)
        for flow in flows {
            lines += ["", "flow \(flow.id), begun by \(starters(of: flow.id).joined(separator: ", "))"]
            lines += listing(ofFlow: flow.id)
        }
        if !streams.allSatisfy(\.isPlain) { lines += ["", "arrivals"] + streams.map { "  " + $0.line } }
        if !limits.isEmpty {
            lines += ["", "limits"]
            let width = limits.map(\.id.count).max() ?? 0
            for limit in limits {
                var line = "  " + padded(limit.id, width) + "  from \(limit.from) until \(limit.until)"
                line += ", within \(limit.within)"
                if let only = limit.only { line += ", only \(only)" }
                lines.append(line)
            }
        }
        lines += ["", "load"]
        let width = roles.map(\.id.count).max() ?? 0
        for role in roles {
            lines.append("  " + role.line(width: width))
            let indent = String(repeating: " ", count: width + 4)
            lines += role.people.map { indent + $0 }
        }
        if !isExact {
            lines += ["", "too many states to solve: visits and load are estimates from sampled ways"]
        }
        lines += approximations.flatMap { ["", $0.text] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func listing(ofFlow flow: String?) -> [String] {
        var lines: [String] = []
        var branch: String?
        for step in steps where step.flow == flow {
            if let inside = step.inside, inside.branch != branch {
                lines.append("      branch \(inside.branch)")
            }
            branch = step.inside?.branch
            lines += step.lines(in: self)
        }
        return lines + ["\(ScenarioFile.number(position("end", inFlow: flow)))  end"]
    }

    /// Items and outcomes that start a side flow.
    private func starters(of flow: String) -> [String] {
        steps.flatMap { step in
            (step.starts == flow ? [step.id] : [])
                + step.outcomes.filter { $0.starts == flow }.map { "\(step.id) \($0.id)" }
        }
    }

    /// The number of an item in the list of its flow; `end` comes last.
    fileprivate func position(_ id: String, inFlow flow: String?) -> Int {
        let list = steps.filter { $0.flow == flow }
        return (list.firstIndex { $0.id == id } ?? list.count) + 1
    }
}

extension OfferedLoad.Approximation {
    fileprivate var text: String {
        switch self {
        case .hours:
            "the load is approximate: tests ask whether the calendar is open, and the share of open time"
                + " stands for the instant"
        case .endingBranches:
            "the load is approximate: a branch may end the case, and the others are counted to their ends"
        case .manyWays:
            "the load is approximate: branches leave too many combinations of words, the rarest are left out"
        case .openCases:
            "the load leaves out the duties per open case: only a run can tell how many cases are open"
        case .budgets:
            "the load is an upper bound: a step with a budget counts as done by all who come to it"
        case .lateness:
            "the load is approximate: what 'if late' changes, begins or leaps over counts as not happening"
        }
    }
}

extension Explanation.Step {
    fileprivate func lines(in explanation: Explanation) -> [String] {
        var head = "\(kindText)\(id)"
        if let who { head += ", \(who)" }
        if let time { head += ", \(time)" }
        let inner = inside == nil ? "" : "  "
        let number = ScenarioFile.number(explanation.position(id, inFlow: flow))
        var lines = ["\(number)  \(inner)\(head)"]
        let indent = inner + String(repeating: " ", count: 6)
        var facts = ["\(decimals(visits, 4)) visits"]
        if time != nil, meanSeconds > 0 {
            facts.append("mean \(ScenarioFile.text(ofTicks: Ticks(meanSeconds * 1e6)))")
        }
        lines.append(indent + facts.joined(separator: ", "))
        let next = next.map { "\(explanation.position($0, inFlow: flow))" } ?? "the end of the branch"
        if let only { lines.append(indent + "only \(only); others go on to \(next)") }
        if let share { lines.append(indent + "share \(share)") }
        lines += conditions.map { indent + $0 }
        lines += limits.map { indent + $0 }
        if let starts { lines.append(indent + "starts \(starts)") }
        lines += outcomes.map { indent + $0.line(next: next, of: self, in: explanation) }
        return lines
    }

    private var kindText: String {
        switch kind {
        case .wait: "wait "
        case .decision: "decision "
        case .fork: "together "
        case .work, .join, .end, .sideEnd: ""
        }
    }
}

extension Explanation.Outcome {
    fileprivate func line(next: String, of step: Explanation.Step, in explanation: Explanation) -> String {
        func position(_ id: String) -> String { "\(explanation.position(id, inFlow: step.flow)) \(id)" }
        var line = "\(id) (\(share))"
        if let only { line += " only \(only)" }
        if let become { line += ", becomes \(become)" }
        if let starts { line += ", starts \(starts)" }
        line += " -> " + (to.map(position) ?? next)
        if let returnsAfter { line += " as a new arrival after \(returnsAfter)" }
        if let atMost {
            line += ", at most \(atMost) times, then \(then.map(position) ?? "the end of the branch")"
        }
        return line
    }
}

extension Explanation.StreamLine {
    fileprivate var line: String {
        var line = id.map { $0 + ": " } ?? ""
        line += process
        if let casesPerIncident { line += " (\(decimals(casesPerIncident, 3)) on average)" }
        if let enters { line += ", enters \(enters)" }
        return line + "; \(decimals(casesPerWeek, 2)) cases per week"
    }
}

extension Explanation.RoleLine {
    fileprivate func line(width: Int) -> String {
        "\(padded(id, width))  \(decimals(load.personsBusy, 2)) of \(staff) busy"
            + " (\(decimals(100 * load.utilisation, 1)) %),"
            + " \(decimals(load.requiredHoursPerWeek, 1)) h of work in \(decimals(load.openHoursPerWeek, 1)) h a week"
            + (load.leastPeople.map { ", at least \($0) needed" } ?? "") + "; \(queue)"
    }
}

private func number(_ index: Int) -> String {
    let text = "\(index)"
    return String(repeating: " ", count: max(0, 4 - text.count)) + text
}

private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}
