import Planning
import ScenarioFile

/// What `check` found of one file, and its form as text, annotations and JSON.
struct FileCheck: Sendable {
    enum Outcome: Sendable {
        /// The comparison is with an earlier result, where one was given.
        case decided(StudyResult, BaselineComparison?, Scenario)
        case failed(Failure)
    }
    let file: String
    let outcome: Outcome
    /// For standard error: warnings, or why there is no result.
    var notes = ""

    var targets: TargetCheck? {
        if case .decided(let result, _, _) = outcome { TargetCheck(result) } else { nil }
    }

    func status(undecided: CheckCommand.Undecided?) -> ExitStatus {
        switch outcome {
        case .failed(let failure):
            return failure.status
        case .decided(let result, let comparison, _):
            let decision: ExitStatus =
                switch TargetCheck(result).outcome {
                case .met: .done
                case .missed: .missed
                case .undecided: Self.status(of: undecided)
                }
            let change = comparison.map { $0.isWorse ? ExitStatus.missed : .done } ?? .done
            return .worst([decision, change, result.stopStatus ?? .done])
        }
    }

    private static func status(of undecided: CheckCommand.Undecided?) -> ExitStatus {
        switch undecided {
        case .pass: .done
        case .fail: .missed
        case nil: .undecided
        }
    }

    /// The file with its outcome, a line for each target, and what changed.
    var text: String {
        let file = TerminalText.safe(file)
        guard case .decided(let result, let comparison, _) = outcome, let targets else {
            return "\(file): no result\n"
        }
        let judged = targets.items.map {
            "  \(TerminalText.safe(TargetCheck.name($0))): \(TargetCheck.sentence($0))\n"
        }
        let changes = (comparison?.sentences ?? []).map { "  \(TerminalText.safe($0))\n" }
        let gone = (comparison?.unmatched ?? []).map {
            "  \(TerminalText.safe($0)): nothing to compare with\n"
        }
        return "\(file): \(summary(targets, result))\n" + (judged + changes + gone).joined()
    }

    private func summary(_ targets: TargetCheck, _ result: StudyResult) -> String {
        func count(_ verdict: Verdict) -> Int { targets.items.count { $0.verdict == verdict } }
        var text = "\(count(.met)) met, \(count(.missed)) missed, \(count(.undecided)) undecided"
        if targets.items.isEmpty { text = "no target to decide" }
        text += " after \(result.replications) replications"
        if result.method == .strict { text += ", by the mean of their shares (strict)" }
        if let stopped = result.stopped { text += ", stopped (\(stopped.rawValue))" }
        return text
    }

    /// As annotations of a GitHub workflow.
    var annotations: String {
        switch outcome {
        case .decided(let result, _, let scenario):
            GitHubReport.text(TargetCheck(result), file: file) { limit in
                scenario.typedPlace(ofLimit: limit.id, className: limit.className)
            }
        case .failed(.scenario(let diagnostics, _)):
            diagnostics.map(WorkflowAnnotation.text).joined()
        case .failed:
            ""
        }
    }

    /// The run's document with the method of the decisions, and with `against` where an earlier result
    /// was given.
    var document: JSONValue? {
        guard case .decided(let result, let comparison, _) = outcome,
            case .object(var members) = JSONReport.document(result, .current)
        else { return nil }
        members.append(JSONValue.Member(key: "method", value: .string(result.method.rawValue)))
        guard let comparison else { return .object(members) }
        let items = comparison.items.map { item in
            JSONValue.members([
                "id": .string(item.id), "class": .optional(item.className),
                "difference": JSONReport.quantity(item.difference), "verdict": .string(item.verdict.rawValue),
            ])
        }
        return .object(members + [JSONValue.Member(key: "against", value: .array(items))])
    }
}
