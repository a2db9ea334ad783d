import ArgumentParser
import CaseFlow
import Planning

/// `headroom staff FILE…`.
struct StaffCommand: AnsweringCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff",
        abstract: "Find the cheapest staffing that keeps every target, and certify it.",
        discussion: """
            Searches for the fewest people, or the cheapest where people have costs, with which every \
            limit keeps its target, puts the answer to the test on fresh seeds, and says what one person \
            fewer or more of each role would do. ROLE is a role, or one of its shifts, units or classes as \
            in clerk.early.

            Exit codes: 0 certified, 1 no staffing keeps every target, 2 undecided within the budget or \
            stopped.
            """)

    @Argument(help: "The scenarios.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @OptionGroup var simulation: SimulationOptions

    @OptionGroup var asked: TargetOption

    @Option(
        name: .customLong("format"),
        help: "How to print the answers; markdown: one row of a table for each scenario.")
    var form = AnswerForm.text

    @Option(help: ArgumentHelp("How certain the answer has to be.", valueName: "p"))
    var confidence = Share(0.95)

    @Flag(help: "Certify for any number of replications, by betting; takes more of them.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "Half the width of a zone around a target in which undecided is an answer.", valueName: "p"))
    var indifference = Share(0)

    @Option(
        name: .customLong("max"),
        help: ArgumentHelp("Never more people of a role (repeatable).", valueName: "role=n"))
    var maximum: [Assignment<Int>] = []

    @Option(help: ArgumentHelp("Exactly so many people of a role (repeatable).", valueName: "role=n"))
    var fix: [Assignment<Int>] = []

    @Option(
        help: ArgumentHelp(
            "What one more person of a role costs (default: the file's costs, else 1; repeatable).",
            valueName: "role=c"))
    var cost: [Assignment<Double>] = []

    @Option(
        help: ArgumentHelp(
            "How the staffing fares where an input is known only roughly, as in work.mean=±15% of a step or "
                + "\"arrivals.mean=from 480 cases in 24 weeks\" (repeatable).", valueName: "path=spread"))
    var uncertain: [String] = []

    func validate() throws {
        try checkForm()
        if simulation.replications != nil || simulation.precision != nil {
            throw ValidationError(
                "staff decides by as many replications as it takes: leave out --replications and --precision, "
                    + "and give --budget for the most of one staffing")
        }
        if !(confidence.value > 0.5 && confidence.value < 1) {
            throw ValidationError("--confidence takes a share above 50% and below 100%, as in 95%")
        }
        if indifference.value >= 0.5 {
            throw ValidationError("--indifference takes a share below 50%, as in 0.2%")
        }
        for choice in maximum + fix where !(0...100_000 ~= choice.value) {
            throw ValidationError("--max and --fix take a number of people from 0 to 100000")
        }
        for choice in cost where !(choice.value >= 0 && choice.value <= 1e12) {
            throw ValidationError("--cost takes an amount from 0 to 1e12")
        }
    }

    static var tableHead: String { StaffTable.head }

    /// What there is to say of one of the files.
    enum Answer {
        case found(StaffPlan, BesidePlan)
        /// One of several files asks for nothing.
        case noTarget(Model)
    }

    func document(_ answer: Answer) -> JSONValue {
        switch answer {
        case .found(let plan, let beside): beside.added(to: StaffJSON.document(plan, .current))
        case .noTarget(let model): StaffJSON.noTarget(model, .current)
        }
    }

    func text(_ answer: Answer) -> String {
        switch answer {
        case .found(let plan, let beside): StaffReport.text(plan) + beside.text
        case .noTarget(let model): StaffReport.noTarget(model)
        }
    }

    func row(_ id: String, _ answer: Answer) -> String {
        switch answer {
        case .found(let plan, _): StaffTable.row(id, plan)
        case .noTarget(let model): StaffTable.noTarget(id, model)
        }
    }

    func answer(_ file: String, _ brakes: Brakes) throws -> Answer {
        let read = try simulation.read(file)
        let model = asked.applied(to: read.model)
        if files.count > 1 && !model.hasTarget { return .noTarget(model) }
        _ = try robustness(read, [])
        let progress = Progress(quiet: simulation.quiet)
        defer { progress.clear() }
        let plan: StaffPlan
        do {
            var options = try options(model, brakes)
            options.progress = { progress.show(Self.text($0)) }
            plan = try StaffingSearch(model, options: options).plan()
        } catch {
            throw Failure.usage(error.message, remedy: error.remedy)
        }
        if form == .markdown { return .found(plan, BesidePlan()) }
        return .found(plan, try beside(plan, read, model, file, brakes, progress))
    }

    private func options(_ model: Model, _ brakes: Brakes) throws(StaffingProblem) -> StaffingOptions {
        var options = StaffingOptions(model)
        try options.take(
            maximum: maximum.map(\.choice), fixed: fix.map(\.choice), costs: cost.map(\.choice), of: model)
        options.rule = DecisionRule(
            confidence: confidence.value, method: strict ? .strict : .asymptotic,
            indifference: indifference.value, budget: simulation.budget)
        options.seed = simulation.seed
        options.study = simulation.options(brakes)
        return options
    }

    func status(of answer: Answer) -> ExitStatus {
        guard case .found(let plan, _) = answer else { return .done }
        if let stopped = plan.stopped { return stopped.status }
        return switch plan.verdict {
        case .met: .done
        case .infeasible: .missed
        case .undecided: .undecided
        }
    }

    private static func text(_ progress: StaffingProgress) -> String {
        let so = "\(progress.examined) staffings, \(progress.replications) replications"
        return switch progress.phase {
        case .searching: "searching: \(so)"
        case .deciding: "looking at the largest numbers: \(so)"
        case .certifying(let attempt): "certifying, attempt \(attempt): \(so)"
        }
    }
}

extension Assignment {
    fileprivate var choice: StaffingOptions.Choice<Value> { .init(name, value) }
}
