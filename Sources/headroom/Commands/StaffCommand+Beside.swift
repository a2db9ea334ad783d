import CaseFlow
import Planning
import ScenarioFile

/// What `staff` tells beside the plan and its certificate.
struct BesidePlan {
    var hours: RequiredHours?
    var robustness: RobustnessResult?

    var text: String {
        let lines = (hours.map { [""] + $0.lines } ?? []) + (robustness.map { [""] + $0.lines } ?? [])
        return lines.map { $0 + "\n" }.joined()
    }

    func added(to document: JSONValue) -> JSONValue {
        guard case .object(var members) = document else { return document }
        if let hours { members.append(.init(key: "required_hours", value: hours.json)) }
        if let robustness { members.append(.init(key: "robustness", value: robustness.json)) }
        return .object(members)
    }
}

extension StaffCommand {
    /// Nothing where the search was stopped, or has no staffing to speak of.
    func beside(
        _ plan: StaffPlan, _ read: ReadScenario, _ model: Model, _ file: String, _ brakes: Brakes,
        _ progress: Progress
    ) throws -> BesidePlan {
        guard plan.stopped == nil, plan.verdict != .infeasible else { return BesidePlan() }
        let people = plan.headcounts.map(\.people)
        var found = BesidePlan()
        progress.show("counting required hours")
        found.hours = RequiredHours(
            model.staffed(people), seed: simulation.seed ?? model.seed, options: simulation.options(brakes))
        guard !uncertain.isEmpty else { return found }
        var robustness = try robustness(read, people)
        robustness.seed = simulation.seed
        robustness.options = simulation.options(brakes)
        let sets = robustness.sets
        robustness.progress = { progress.show("uncertain inputs: \($0) of \(sets) sets") }
        do {
            found.robustness = try robustness.run()
        } catch let problem as RobustnessProblem {
            throw Failure.usage(problem.message, remedy: problem.remedy)
        } catch let error as ScenarioError {
            throw Failure(error, path: file)
        }
        return found
    }

    /// Checked before the search begins, too: wrong words are told at once.
    func robustness(_ read: ReadScenario, _ people: [Int]) throws(Failure) -> Robustness {
        let (growth, target) = (simulation.grow?.factor ?? 1, asked.target?.share)
        do throws(RobustnessProblem) {
            var inputs: [UncertainInput] = []
            for argument in uncertain { inputs.append(try UncertainInput(argument)) }
            return try Robustness(read.scenario, inputs) { (model) throws(GrowthProblem) in
                let grown = try model.growing(by: growth)
                return (target.map { grown.targeted($0) } ?? grown).staffed(people)
            }
        } catch {
            throw Failure.usage(error.message, remedy: error.remedy)
        }
    }
}
