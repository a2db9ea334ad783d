package import CaseFlow
import SimKernel

/// The compiled flow with its jumps, people, times, limits, expected visits and load, as plain data.
package struct Explanation: Sendable {
    /// One item of the flow, in order; the end is not among them.
    package struct Step: Sendable {
        package var id: String
        package var kind: Op.Kind
        /// Display names by language.
        package var names: [String: String]
        /// As typed, such as `major` or `not urgent`; nil: all cases.
        package var only: String?
        package var share: String?
        /// `clerk`, `2 investigator + lawyer`, by class where it is split; nil without people.
        package var who: String?
        /// What else is asked of the people: `not by classify`, `travel 20 min`, `holds until end`.
        package var conditions: [String]
        /// Work or waiting time as typed; nil for a decision.
        package var time: String?
        /// Mean time of a visit in seconds, over the cases that come.
        package var meanSeconds: Double
        package var limits: [String]
        /// What happens when its own limit falls due.
        package var late: Late?
        package var outcomes: [Outcome]
        /// Of a `together`.
        package var branches: [Branch]
        /// The `together` and the branch in which the item stands.
        package var inside: (together: String, branch: String)?
        /// The side flow to which the item belongs; nil: the main flow.
        package var flow: String?
        /// The side flow that begins when the item is done.
        package var starts: String?
        /// The item to which a case goes on that does this one, or lets it pass by; `end`; nil inside a
        /// branch whose last item it is.
        package var next: String?
        /// How often an average case does the item.
        package var visits: Double
    }

    package struct Outcome: Sendable {
        package var id: String
        package var only: String?
        package var share: String
        package var become: String?
        /// Id of the item it leads to, `end`; nil: it goes on to the next item.
        package var to: String?
        package var goesBack: Bool
        package var atMost: Int?
        /// The side flow that begins.
        package var starts: String?
        /// Money that it costs, as typed.
        package var costs: String?
        /// After how long the case comes back as a new arrival, to `to`; as typed.
        package var returnsAfter: String?
        /// Where it leads past the bound.
        package var then: String?
    }

    package struct RoleLine: Sendable {
        package var id: String
        package var names: [String: String]
        package var staff: Int
        /// Who they are, as typed: `the first 6 of business-staff`, `away 20% in spells of 2 hours`.
        package var people: [String]
        package var load: OfferedLoad.RoleLoad
        package var queue: String
    }

    /// A side flow.
    package struct Flow: Sendable {
        package var id: String
        package var names: [String: String]
        /// Its items, as positions in `Explanation.steps`.
        package var steps: [Int]
    }

    /// A branch of a `together`.
    package struct Branch: Sendable {
        package var id: String
        /// Its items, by id.
        package var steps: [String]
    }

    /// An entry of `limits`.
    package struct Span: Sendable {
        package var id: String
        package var from: String
        package var until: String
        package var within: String
        package var only: String?
        package var late: Late?
    }

    /// One stream of arrivals.
    package struct StreamLine: Sendable {
        /// Nil where the file has only one, without a name.
        package var id: String?
        /// As typed: `mean 20 per week, by weekday, brings uniform 5..40`.
        package var process: String
        package var casesPerWeek: Double
        /// Mean number of cases of an incident; nil where each arrival is one case.
        package var casesPerIncident: Double?
        /// Id of the item where its cases begin, if it is not the first.
        package var enters: String?
    }

    package var title: String
    package var casesPerWeek: Double
    package var streams: [StreamLine]
    package var steps: [Step]
    package var roles: [RoleLine]
    package var limits: [Span]
    /// False where visits and load are estimates from sampled ways.
    package var isExact: Bool
    /// Side flows in the order of the file; their items stand behind those of the main flow.
    package var flows: [Flow]
    package var duties: [DutyLine]
    /// Cases that are open when the run begins; nil: none.
    package var opening: Opening?
    /// What the load can only say about.
    package var approximations: [OfferedLoad.Approximation]

    /// - Parameters:
    ///   - model: compiled from this scenario.
    ///   - load: the model's; it is solved here if there is none yet.
    package init(_ scenario: Scenario, _ model: Model, load: OfferedLoad? = nil) {
        let load = load ?? OfferedLoad(model)
        title = model.title
        casesPerWeek = load.casesPerWeek
        isExact = load.isExact
        streams = scenario.streams.indices.map { index in
            StreamLine(
                scenario.streams[index], model.streams[index],
                casesPerWeek: load.casesPerWeekByStream[index])
        }
        approximations = load.approximations
        let layout = FlowLayout(scenario)
        steps = layout.items.map { op, item in Step(item, model.ops[op], model, load, at: op, layout) }
        flows = model.flows.map { flow in
            Flow(id: flow.label.id, names: flow.label.names, steps: [])
        }
        for (index, (op, _)) in layout.items.enumerated() {
            if let flow = model.flows.firstIndex(where: { $0.items.contains(op) }) {
                flows[flow].steps.append(index)
            }
        }
        roles = model.roles.indices.map { index in
            let role = model.roles[index]
            return RoleLine(
                id: role.label.id, names: role.label.names, staff: role.staff,
                people: scenario.peopleText(of: scenario.staff[index]), load: load.roles[index],
                queue: model.disciplines[role.discipline].text)
        }
        limits = scenario.limits.map { Span($0) }
        duties = zip(scenario.duties, model.duties).map { DutyLine($0, model.ops[$1.op], model) }
        opening = Opening(scenario, model)
    }
}

extension Explanation.Step {
    fileprivate init(
        _ item: Item, _ op: Op, _ model: Model, _ load: OfferedLoad, at index: Int, _ layout: FlowLayout
    ) {
        id = op.label.id
        kind = op.kind
        names = op.label.names
        only = item.only?.value.text
        share = item.share.map { text(of: $0) { $0.text } }
        visits = load.visits[index]
        meanSeconds = load.meanTime[index] / Double(Tick.second)
        conditions = item.stepPart?.conditionTexts ?? []
        if let overflow = item.overflow {
            conditions.append("late before its work begins: by \(overflow.value)")
        }
        switch item.kind {
        case .step(let step):
            who = step.by.map { text(of: $0) { $0.text } }
            if step.partners?.value == .gather { who = who.map { $0 + ", gathered" } }
            time = step.work.map { text(of: $0) { $0.text } }
        case .wait(let wait):
            switch wait.duration {
            case .for(let quantities): time = text(of: quantities) { $0.text }
            case .until(let end): time = "until " + text(of: end) { $0.text }
            }
            if wait.clock?.value == .stops { time = time.map { $0 + ", clocks stop" } }
        case .together:
            break
        }
        limits = []
        if let limit = item.limit { limits.append("within " + text(of: limit.within) { $0.text }) }
        if let limit = item.startLimit {
            limits.append("starts within " + text(of: limit.within) { $0.text })
        }
        late = (item.limit ?? item.startLimit)?.ifLate.flatMap { Explanation.Late($0) }
        outcomes = zip(item.outcomes, op.outcomes).map { section, number in
            Explanation.Outcome(section, model.outcomes[number], model, from: index)
        }
        branches = []
        if case .together(let inner) = item.kind {
            branches = inner.map { branch in
                Explanation.Branch(id: branch.name.value, steps: branch.items.map(\.name.value))
            }
        }
        inside = layout.branch(of: index).map { ($0.together, $0.branch) }
        let flow = layout.flow(ofItem: id)
        self.flow = flow < 0 ? nil : model.flows[flow].label.id
        starts = item.starts?.value
        next = layout.name(op.next(index))
    }
}

extension WaitEnd {
    /// As typed.
    var text: String {
        switch self {
        case .next(let dates): "next " + dates.text
        case .number(let name): name.value
        case .before(let length, let name): "\(length.text) before \(name.value)"
        }
    }
}

extension FlowLayout {
    /// The item or `end`; nil for the end of a branch.
    fileprivate func name(_ op: Int) -> String? {
        switch entries[op] {
        case .item(let item, _): item.name.value
        case .join: nil
        case .end, .duty: "end"
        }
    }

    fileprivate func branch(of op: Int) -> (together: String, branch: String)? {
        for (fork, ranges) in branches {
            guard let range = ranges.first(where: { $0.contains(op) }), let together = item(fork),
                case .join(let branch) = entries[range.upperBound]
            else { continue }
            return (together.name.value, branch)
        }
        return nil
    }
}

extension Explanation.Outcome {
    fileprivate init(
        _ section: OutcomeSection, _ outcome: CaseFlow.Outcome, _ model: Model, from index: Int
    ) {
        let action = section.action
        id = section.name.value
        only = action.only?.value.text
        share = action.share.map { text(of: $0) { $0.text } } ?? (section.takesRest ? "the rest" : "all")
        become = action.become?.value
        to = outcome.jump < 0 ? nil : model.ops[outcome.jump].label.id
        goesBack = outcome.jump >= 0 && outcome.jump <= index
        atMost = action.atMost?.value
        // Past the bound the last item of a branch leads nowhere but to the branch's end.
        let past = outcome.then < 0 ? index + 1 : outcome.then
        then = action.atMost == nil || model.ops[past].kind == .join ? nil : model.ops[past].label.id
        starts = action.starts?.value
        returnsAfter = action.returnsAfter.map { text(of: $0) { $0.text } }
        costs = action.costs.map { text(of: $0) { $0.text } }
        if let way = outcome.returns {
            let entry = way.entry >= 0 ? way.entry : model.streams.first?.entry ?? 0
            to = model.ops[entry].label.id
            goesBack = true
        }
    }
}

extension Explanation.Span {
    fileprivate init(_ section: LimitSection) {
        id = section.name.value
        from = section.from?.value.text ?? "arrival"
        until = section.until?.value.text ?? "end"
        within = text(of: section.lengths) { $0.text }
        only = section.only?.value.text
        late = section.ifLate.flatMap { Explanation.Late($0) }
    }
}

extension Explanation.StreamLine {
    fileprivate init(_ section: StreamSection, _ stream: CaseFlow.Stream, casesPerWeek: Double) {
        id = section.name?.value
        self.casesPerWeek = casesPerWeek
        casesPerIncident = stream.incident?.meanCases
        enters = section.enters?.value
        var parts = [section.process.text]
        let weights = [
            ("month", section.month), ("weekday", section.weekday), ("day", section.day),
            ("hour", section.hour),
        ]
        parts += weights.filter { $0.1 != nil }.map { "by \($0.0)" }
        if let hours = section.hours {
            parts.append(hours.value == .asStaff ? "hours as staff" : "hours of its own")
        }
        if let busyness = section.busyness { parts.append("busyness \(busyness.value.text)") }
        if let brings = section.brings {
            parts.append(
                "brings \(brings.value.text)" + (section.over.map { " over \($0.value.text)" } ?? ""))
        }
        process = parts.joined(separator: ", ")
    }

    /// There is nothing to say but how many cases come.
    var isPlain: Bool { id == nil && enters == nil && process.hasPrefix("mean ") && !process.contains(",") }
}

extension StreamSection.Process {
    fileprivate var text: String {
        switch self {
        case .mean(let rate): "mean \(rate.value.text)"
        case .every(let quantity): "every \(quantity.value.text)"
        case .observed(let trace): "observed \(trace.file.value), \(trace.instants.count) arrivals"
        }
    }
}
