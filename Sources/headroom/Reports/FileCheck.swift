import Planning

/// What `check` found of one file.
struct FileCheck {
    enum Outcome {
        /// - changes: beside an earlier result, where one was given.
        case decided(StudyResult, changes: [LimitChange]?)
        case failed(Failure)
    }
    let file: String
    let outcome: Outcome

    var result: StudyResult? {
        if case .decided(let result, _) = outcome { result } else { nil }
    }

    var changes: [LimitChange] {
        if case .decided(_, let changes?) = outcome { changes } else { [] }
    }

    /// The limits that have a target, with its classes after a limit as a whole.
    var judged: [LimitResult] { result?.limits.filter { $0.target != nil } ?? [] }

    func status(undecided: CheckCommand.Undecided?) -> ExitStatus {
        guard case .decided(let result, _) = outcome else {
            if case .failed(let failure) = outcome { return failure.status }
            return .done
        }
        var statuses = judged.map { limit -> ExitStatus in
            switch limit.verdict {
            case .met, .none: .done
            case .missed: .missed
            case .undecided: undecided == .pass ? .done : undecided == .fail ? .missed : .undecided
            }
        }
        if changes.contains(where: { $0.verdict == .worse }) { statuses.append(.missed) }
        if let stopped = result.stopStatus { statuses.append(stopped) }
        return .worst(statuses)
    }

    /// The run's document, with `against` where an earlier result was given.
    var document: JSONValue? {
        guard case .decided(let result, let changes) = outcome else { return nil }
        let document = JSONReport.document(result, .current)
        guard let changes, case .object(let members) = document else { return document }
        return .object(members + [.init(key: "against", value: .array(changes.map(\.json)))])
    }
}

extension LimitResult {
    /// `investigate`, or `investigate (major)` for one class of it.
    var title: String { className.map { "\(id) (\($0))" } ?? id }
}
