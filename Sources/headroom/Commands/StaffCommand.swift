import ArgumentParser
import CaseFlow
import Planning

/// `headroom staff FILE…`.
struct StaffCommand: StatusCommand {
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

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, markdown
    }

    @Argument(help: "The scenarios.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @OptionGroup var simulation: SimulationOptions

    @OptionGroup var asked: TargetOption

    @Option(
        name: .customLong("format"),
        help: "How to print the answers; markdown: one row of a table for each scenario.")
    var form = Form.text

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
        if simulation.json && form != .text {
            throw ValidationError(
                "--json and --format markdown both claim standard output: give one of the two")
        }
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

    func status() throws -> ExitStatus {
        let brakes = Brakes(timeout: simulation.timeout)
        if form == .markdown { try Output.write(StaffTable.head) }
        var statuses: [ExitStatus] = []
        var documents: [JSONValue] = []
        for file in files where brakes.halt.reason != .interrupted {
            do {
                let (plan, beside) = try answer(file, brakes)
                statuses.append(Self.status(of: plan))
                if simulation.json {
                    documents.append(beside.added(to: StaffJSON.document(plan, .current)))
                } else {
                    try Output.write(text(plan, beside, of: file, isFirst: statuses.count == 1))
                }
            } catch let failure as Failure where files.count > 1 {
                Output.note(failure.message)
                statuses.append(failure.status)
            }
        }
        if simulation.json, documents.count == files.count {
            try Output.write(files.count == 1 ? documents[0].text : JSONValue.array(documents).text)
        }
        return ExitStatus.worst(statuses)
    }

    private func text(_ plan: StaffPlan, _ beside: BesidePlan, of file: String, isFirst: Bool) -> String {
        if form == .markdown { return StaffTable.row(ReadScenario.id(of: file), plan) }
        return (isFirst ? "" : "\n") + StaffReport.text(plan) + beside.text
    }

    private func answer(_ file: String, _ brakes: Brakes) throws -> (StaffPlan, BesidePlan) {
        let read = try simulation.read(file)
        let model = asked.applied(to: read.model)
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
        if form == .markdown { return (plan, BesidePlan()) }
        return (plan, try beside(plan, read, model, file, brakes, progress))
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

    private static func status(of plan: StaffPlan) -> ExitStatus {
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
