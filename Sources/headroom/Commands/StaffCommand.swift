import ArgumentParser
import CaseFlow
import Planning

/// `headroom staff FILE`.
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

    @Argument(help: "The scenario.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @OptionGroup var simulation: SimulationOptions

    @OptionGroup var asked: TargetOption

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

    func validate() throws {
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
        let read = try simulation.read(file)
        let model = asked.applied(to: read.model)
        let progress = Progress(quiet: simulation.quiet)
        let plan: StaffPlan
        do {
            var options = try options(model, brakes)
            options.progress = { progress.show(Self.text($0)) }
            plan = try StaffingSearch(model, options: options).plan()
        } catch {
            throw Failure.usage(error.message, remedy: error.remedy)
        }
        progress.clear()
        try Output.write(
            simulation.json ? StaffJSON.document(plan, .current).text : StaffReport.text(plan))
        return Self.status(of: plan)
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
        case .unlimited: "trying unlimited people"
        case .searching: "searching: \(so)"
        case .certifying(let attempt): "certifying, attempt \(attempt), after \(so)"
        }
    }
}

extension Assignment {
    fileprivate var choice: StaffingOptions.Choice<Value> { .init(name, value) }
}
