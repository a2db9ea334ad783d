import CaseFlow
import SimKernel

extension Explanation {
    /// The flow as a numbered list with its jumps spelt out, then limits and roles.
    package var text: String {
        var lines = [title, "", "flow (\(decimals(casesPerWeek, 2)) cases per week)"]
        for (index, step) in steps.enumerated() { lines += step.lines(number: index + 1, in: self) }
        lines.append("\(number(steps.count + 1))  end")
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
        return lines.joined(separator: "\n") + "\n"
    }

    /// The number of an item in the list, as jumps name it.
    fileprivate func position(_ id: String) -> String {
        let index = steps.firstIndex { $0.id == id } ?? steps.count
        return "\(index + 1) \(id)"
    }
}

extension Explanation.Step {
    fileprivate func lines(number index: Int, in explanation: Explanation) -> [String] {
        var head = "\(number(index))  \(kindText)\(id)"
        if let who { head += ", \(who)" }
        if let time { head += ", \(time)" }
        var lines = [head]
        let indent = String(repeating: " ", count: 6)
        var facts = ["\(decimals(visits, 4)) visits"]
        if time != nil { facts.append("mean \(ScenarioFile.text(ofTicks: Ticks(meanSeconds * 1e6)))") }
        lines.append(indent + facts.joined(separator: ", "))
        if let only { lines.append(indent + "only \(only); others go on to \(index + 1)") }
        if let share { lines.append(indent + "share \(share)") }
        lines += conditions.map { indent + $0 }
        lines += limits.map { indent + $0 }
        lines += outcomes.map { indent + $0.line(next: index + 1, in: explanation) }
        return lines
    }

    private var kindText: String {
        switch kind {
        case .wait: "wait "
        case .decision: "decision "
        case .work, .end: ""
        }
    }
}

extension Explanation.Outcome {
    fileprivate func line(next: Int, in explanation: Explanation) -> String {
        var line = "\(id) (\(share))"
        if let only { line += " only \(only)" }
        if let become { line += ", becomes \(become)" }
        line += " -> " + (to.map { explanation.position($0) } ?? "\(next)")
        if let atMost, let then {
            line += ", at most \(atMost) times, then \(explanation.position(then))"
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

// MARK: - Mermaid

extension Explanation {
    /// The flow as a Mermaid flowchart; passing by is a dotted arrow.
    package var mermaid: String {
        var lines = ["flowchart TD"]
        for (index, step) in steps.enumerated() { lines.append("    s\(index)\(step.shape)") }
        lines.append("    s\(steps.count)([end])")
        for (index, step) in steps.enumerated() { lines += arrows(of: step, index) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func arrows(of step: Step, _ index: Int) -> [String] {
        var lines: [String] = []
        func arrow(_ label: String?, to id: String?) {
            let target = id.map { id in steps.firstIndex { $0.id == id } ?? steps.count } ?? index + 1
            lines.append("    s\(index) -->" + (label.map { "|\(quoted($0))|" } ?? "") + " s\(target)")
        }
        for outcome in step.outcomes {
            guard let to = outcome.to else { continue }
            var label = "\(outcome.id) \(outcome.share)"
            if let atMost = outcome.atMost { label += ", at most \(atMost)" }
            arrow(label, to: to)
            if let then = outcome.then, steps.firstIndex(where: { $0.id == then }) != index + 1 {
                arrow("\(outcome.id) after \(outcome.atMost ?? 0)", to: then)
            }
        }
        if !step.outcomes.contains(where: \.takesAll) { arrow(nil, to: nil) }
        if step.share != nil { lines.append("    s\(index) -.->|\"the others\"| s\(index + 1)") }
        if let only = step.only {
            lines.append("    s\(index) -.->|\(quoted("not: " + only))| s\(index + 1)")
        }
        return lines
    }
}

extension Explanation.Outcome {
    /// No case goes on past the outcome.
    fileprivate var takesAll: Bool {
        to != nil && only == nil && atMost == nil && ["all", "the rest", "100%"].contains(share)
    }
}

extension Explanation.Step {
    fileprivate var shape: String {
        var label = id
        if let who { label += "<br/>\(who)" }
        if let time { label += "<br/>\(time)" }
        for condition in conditions { label += "<br/>\(condition)" }
        for limit in limits { label += "<br/>\(limit)" }
        return switch kind {
        case .wait: "[/\(quoted(label))/]"
        case .decision: "{\(quoted(label))}"
        case .work, .end: "[\(quoted(label))]"
        }
    }
}

/// Mermaid ends a text at a quotation mark; its entity stands for one inside.
private func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "#quot;") + "\""
}
