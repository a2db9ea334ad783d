import CaseFlow
import SimKernel

extension Explanation {
    /// What happens when a clock falls due, beside another line that takes the case.
    package struct Late: Sendable {
        /// Whom it is for: `only major`, `share 25%`; nil: all cases.
        package var whom: String?
        /// `becomes major`, `costs 300 yuan`, `starts notice`, `again every 2 days`.
        package var acts: [String]
        /// Id of the item it leads to, `end`; nil: the case stays.
        package var to: String?
        /// The side flow that begins.
        package var starts: String?
    }

    /// Work of the calendar.
    package struct DutyLine: Sendable {
        package var id: String
        package var names: [String: String]
        /// As typed: `every 25th of month 08:30`.
        package var on: String
        package var who: String
        package var time: String
        /// Of one piece of work in seconds; nil where it depends on how many cases there are.
        package var meanSeconds: Double?
        package var limits: [String]
        package var late: Late?
    }

    /// Cases that are open when the run begins.
    package struct Opening: Sendable {
        package var file: String
        package var cases: Int
        /// How many are where, by item id in the order of the flow.
        package var places: [(id: String, cases: Int)]
    }

    /// Items, outcomes, limits and duties that start a side flow.
    func starters(of flow: String) -> [String] {
        let items = steps.flatMap { step in
            (step.starts == flow ? [step.id] : [])
                + step.outcomes.filter { $0.starts == flow }.map { "\(step.id) \($0.id)" }
                + (step.late?.starts == flow ? [step.id + " late"] : [])
        }
        return items + limits.filter { $0.late?.starts == flow }.map { $0.id + " late" }
            + duties.filter { $0.late?.starts == flow }.map { $0.id + " late" }
    }
}

extension Explanation.Late {
    /// Nil where the case only goes to another line.
    init?(_ action: Action) {
        guard !action.onlyMoves else { return nil }
        let share = action.share.map { "share " + ScenarioFile.text(of: $0) { $0.text } }
        let whom = [action.only.map { "only " + $0.value.text }, share].compactMap { $0 }
        self.whom = whom.isEmpty ? nil : whom.joined(separator: ", ")
        acts = []
        if let become = action.become { acts.append("becomes \(become.value)") }
        if let costs = action.costs { acts.append("costs " + ScenarioFile.text(of: costs) { $0.text }) }
        if let starts = action.starts { acts.append("starts \(starts.value)") }
        if let by = action.by { acts.append("before its work begins to \(by.value)") }
        if let again = action.againEvery { acts.append("again every \(again.value.text)") }
        to = action.skipTo?.value
        starts = action.starts?.value
    }

    /// `if late (only major): becomes major -> escalate`.
    package var text: String { line { $0 } }

    /// With the target as the list shows it.
    func line(_ target: (String) -> String) -> String {
        var line = "if late" + (whom.map { " (\($0))" } ?? "") + ":"
        if !acts.isEmpty { line += " " + acts.joined(separator: ", ") }
        if let to { line += " -> " + target(to) }
        return line
    }
}

extension Explanation.DutyLine {
    init(_ duty: Duty, _ op: Op, _ model: Model) {
        id = op.label.id
        names = op.label.names
        on = "every " + duty.on.value.text
        who = text(of: duty.by) { $0.text }
        time = text(of: duty.work) { $0.text }
        meanSeconds =
            op.factor == .none && op.table.code >= 0
            ? model.tables[Int(op.table.code)].mean / Double(Tick.second) : nil
        limits = duty.limit.map { ["within " + text(of: $0.within) { $0.text }] } ?? []
        late = duty.limit?.ifLate.flatMap { Explanation.Late($0) }
    }

    var line: String {
        var line = "\(id), \(on), \(who), \(time)"
        for limit in limits { line += ", " + limit }
        return line
    }
}

extension Explanation.Opening {
    init?(_ scenario: Scenario, _ model: Model) {
        guard let section = scenario.run.opening else { return nil }
        file = section.file.value
        cases = model.opening.count
        let counts = Dictionary(grouping: model.opening, by: \.op).mapValues(\.count)
        places = counts.sorted { $0.key < $1.key }.map { (model.ops[$0.key].label.id, $0.value) }
    }
}

extension CostTerm {
    /// As typed.
    var text: String {
        switch self {
        case .quantity(let quantity): quantity.text
        case .number(let name): name
        }
    }
}
