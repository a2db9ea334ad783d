import CaseFlow

extension Explanation {
    /// The flow as a Mermaid flowchart; passing by is a dotted arrow, and so is what begins or comes
    /// back as a case of its own. Branches and side flows are boxes.
    package var mermaid: String {
        var lines = ["flowchart TD"]
        lines += nodes(ofFlow: nil, indent: "    ")
        lines.append("    \(endNode(ofFlow: nil))([end])")
        for (number, flow) in flows.enumerated() {
            lines.append("    subgraph f\(number)[\(quoted(flow.id))]")
            lines += nodes(ofFlow: flow.id, indent: "        ")
            lines += ["        \(endNode(ofFlow: flow.id))([end])", "    end"]
        }
        lines += dutyNodes
        for (index, step) in steps.enumerated() { lines += arrows(of: step, index) }
        lines += arrowsOfLimits
        return lines.joined(separator: "\n") + "\n"
    }

    private func endNode(ofFlow flow: String?) -> String {
        guard let number = flows.firstIndex(where: { $0.id == flow }) else { return "s\(steps.count)" }
        return "e\(number)"
    }

    /// Duties stand in a box of their own.
    private var dutyNodes: [String] {
        if duties.isEmpty { return [] }
        let nodes = duties.enumerated().map { number, duty in
            let label = [duty.id, duty.on, duty.who, duty.time] + duty.limits
            return "        d\(number)[\(quoted(label.joined(separator: "<br/>")))]"
        }
        return ["    subgraph duties"] + nodes + ["    end"]
    }

    /// What limits and duties do when late, from the item at which their clocks start.
    private var arrowsOfLimits: [String] {
        var lines: [String] = []
        for limit in limits {
            let words = limit.from.split(separator: " ").first.map(String.init)
            guard let late = limit.late,
                let first = steps.indices.first(where: { steps[$0].id == words }) ?? steps.indices.first
            else { continue }
            if let to = late.to {
                lines.append(
                    "    s\(first) -.->|\(quoted(limit.id + " late"))| \(node(to, after: steps[first]))")
            }
            if let starts = late.starts {
                lines.append(
                    "    s\(first) -.->|\(quoted(limit.id + " late starts"))| \(self.first(of: starts))")
            }
        }
        for (number, duty) in duties.enumerated() {
            guard let starts = duty.late?.starts else { continue }
            lines.append("    d\(number) -.->|\(quoted("late starts"))| \(first(of: starts))")
        }
        return lines
    }

    private func nodes(ofFlow flow: String?, indent: String) -> [String] {
        var lines: [String] = []
        for (index, step) in steps.enumerated() where step.flow == flow && step.inside == nil {
            lines.append("\(indent)s\(index)\(step.shape)")
            for (number, branch) in step.branches.enumerated() {
                lines.append("\(indent)subgraph b\(index)x\(number)[\(quoted(branch.id))]")
                for id in branch.steps {
                    guard let inner = steps.firstIndex(where: { $0.id == id }) else { continue }
                    lines.append("\(indent)    s\(inner)\(steps[inner].shape)")
                }
                lines.append("\(indent)end")
            }
            if !step.branches.isEmpty {
                lines.append("\(indent)j\(index){{\(quoted(step.id + " done"))}}")
            }
        }
        return lines
    }

    /// The node of an item or of the end; nil: where a case goes on after the step.
    private func node(_ id: String?, after step: Step) -> String {
        if let id = id ?? step.next {
            return steps.firstIndex { $0.id == id }.map { "s\($0)" } ?? endNode(ofFlow: step.flow)
        }
        return "j\(steps.firstIndex { $0.id == step.inside?.together } ?? 0)"
    }

    private func arrows(of step: Step, _ index: Int) -> [String] {
        var lines: [String] = []
        func arrow(_ kind: String, _ label: String?, to target: String, from source: String? = nil) {
            let text = label.map { "|\(quoted($0))|" } ?? ""
            lines.append("    \(source ?? "s\(index)") \(kind)\(text) \(target)")
        }
        for outcome in step.outcomes {
            if let to = outcome.to {
                var label = "\(outcome.id) \(outcome.share)"
                if let atMost = outcome.atMost { label += ", at most \(atMost)" }
                if let after = outcome.returnsAfter { label += ", returns after \(after)" }
                arrow(outcome.returnsAfter == nil ? "-->" : "-.->", label, to: node(to, after: step))
                if let then = outcome.then, then != step.next {
                    arrow("-->", "\(outcome.id) after \(outcome.atMost ?? 0)", to: node(then, after: step))
                }
            }
            if let starts = outcome.starts { arrow("-.->", "\(outcome.id) starts", to: first(of: starts)) }
        }
        if step.branches.isEmpty {
            if !step.outcomes.contains(where: \.takesAll) { arrow("-->", nil, to: node(nil, after: step)) }
        } else {
            for branch in step.branches { arrow("-->", nil, to: node(branch.steps.first, after: step)) }
            arrow("-->", nil, to: node(nil, after: step), from: "j\(index)")
        }
        if let late = step.late {
            if let to = late.to { arrow("-.->", "late", to: node(to, after: step)) }
            if let starts = late.starts { arrow("-.->", "late starts", to: first(of: starts)) }
        }
        if let starts = step.starts { arrow("-.->", "starts", to: first(of: starts)) }
        if step.share != nil { arrow("-.->", "the others", to: node(nil, after: step)) }
        if let only = step.only { arrow("-.->", "not: " + only, to: node(nil, after: step)) }
        return lines
    }

    private func first(of flow: String) -> String {
        "s\(flows.first { $0.id == flow }?.steps.first ?? 0)"
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
        case .fork: "[[\(quoted(label))]]"
        case .work, .join, .end, .sideEnd: "[\(quoted(label))]"
        }
    }
}

/// Mermaid ends a text at a quotation mark; its entity stands for one inside.
private func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "#quot;") + "\""
}
