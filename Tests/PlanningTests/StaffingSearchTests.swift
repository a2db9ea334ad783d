import CaseFlow
import Foundation
import Planning
import Testing

/// Made-up landscapes: the share late is a plain function of the numbers of people, so that the cheapest
/// staffing is known, and every replication costs nothing.
@Suite("Search for people", .enabled(if: heavyTestsRun))
struct StaffingSearchTests {
    /// Three roles and one judged limit, late with a chance that `late` gives.
    private func search(
        jobs: Int = 2, seed: UInt64 = 1, _ change: (inout StaffingOptions) -> Void = { _ in },
        late: @escaping @Sendable ([Int]) -> Double
    ) -> StaffingSearch {
        var options = StaffingOptions(Landscape.model)
        options.study.jobs = jobs
        options.seed = seed
        options.simulate = Landscape.simulation(late)
        change(&options)
        return StaffingSearch(Landscape.model, options: options)
    }

    /// Each role for itself: 5 %, wanted, only where every role has enough.
    private static func apart(_ least: [Int]) -> @Sendable ([Int]) -> Double {
        { people in zip(people, least).allSatisfy { $0 >= $1 } ? 0.02 : 0.2 }
    }

    @Test(
        "finds the fewest of each role, and that one fewer of any fails",
        arguments: [[1, 2, 1], [3, 9, 2], [14, 2, 31]])
    func apart(least: [Int]) throws {
        let plan = try search(late: Self.apart(least)).plan()
        #expect(plan.verdict == .met)
        #expect(plan.headcounts.map(\.people) == least)
        #expect(plan.staff.roles.map(\.id) == ["clerk", "investigator", "manager"])
        #expect(plan.cost == Double(least.reduce(0, +)))
        let fewer = plan.neighbours.filter { $0.change < 0 }
        // Two investigators work together.
        #expect(fewer.count == zip(least, [1, 2, 1]).filter { $0 > $1 }.count)
        #expect(fewer.allSatisfy { $0.verdict == .fails && $0.failing == 0 })
        #expect(plan.neighbours.filter { $0.change > 0 }.allSatisfy { $0.verdict == .meets })
    }

    @Test("the same answer and the same bytes with any number of threads")
    func threads() throws {
        let late: @Sendable ([Int]) -> Double = { people in 0.6 / Double(people[0] * people[1] + people[2]) }
        let texts = try [1, 2, 5].map { jobs in
            StaffJSON.document(try search(jobs: jobs, late: late).plan(), Landscape.stamp).text
        }
        #expect(texts[0] == texts[1] && texts[1] == texts[2])
    }

    @Test("the fewest people of the first role are not on the cheapest staffing")
    func swapped() throws {
        // One dear manager does what three cheap clerks do.
        let late: @Sendable ([Int]) -> Double = { $0[0] + 3 * $0[2] >= 13 ? 0.02 : 0.2 }
        let cheapClerks = try search({ $0.costs = [1, 1, 5] }, late: late).plan()
        #expect(cheapClerks.headcounts.map(\.people) == [10, 2, 1])
        #expect(cheapClerks.cost == 17)
        let cheapManagers = try search({ $0.costs = [2, 1, 5] }, late: late).plan()
        #expect(cheapManagers.headcounts.map(\.people) == [1, 2, 4])
        #expect(cheapManagers.cost == 24)
    }

    @Test("more people upstream may hurt: the cheapest lies where the search would not climb")
    func hurting() throws {
        // Few clerks and few investigators do, or many of both; nothing between.
        let late: @Sendable ([Int]) -> Double = { people in
            let many = people[0] >= 5 && people[1] >= 6
            let few = people[0] <= 3 && (3...4).contains(people[1]) && people[2] <= 3
            return many || (few && people != [2, 3, 2]) ? 0.02 : 0.3
        }
        let plan = try search(late: late).plan()
        #expect(plan.headcounts.map(\.people) == [1, 3, 1])
        #expect(plan.cheaper == .allExamined)
    }

    @Test("what one more spoils is said")
    func surprise() throws {
        let late: @Sendable ([Int]) -> Double = { $0 == [1, 2, 1] || $0[2] > 3 ? 0.02 : 0.2 }
        let plan = try search(late: late).plan()
        #expect(plan.headcounts.map(\.people) == [1, 2, 1])
        #expect(plan.neighbours.contains { $0.change == 1 && $0.headcount == 1 && $0.verdict == .fails })
        #expect(StaffReport.text(plan).contains("One more investigator hurts: it fails classify."))
    }

    @Test("fixed numbers stay, largest numbers bind")
    func bounds() throws {
        let late: @Sendable ([Int]) -> Double = { $0[0] + $0[1] >= 9 ? 0.02 : 0.2 }
        let fixed = try search({ $0.fixed = [4, nil, nil] }, late: late).plan()
        #expect(fixed.headcounts.map(\.people) == [4, 5, 1])
        #expect(!fixed.neighbours.contains { $0.headcount == 0 })
        let bound = try search(
            {
                $0.maximum = [2, nil, nil]; $0.costs = [1, 9, 1]
            }, late: late
        ).plan()
        #expect(bound.headcounts.map(\.people) == [2, 7, 1])
    }

    @Test("infeasible: within the largest numbers, or with any")
    func infeasible() throws {
        let late = Self.apart([3, 9, 2])
        let bound = try search({ $0.maximum = [nil, 8, nil] }, late: late).plan()
        #expect(bound.verdict == .infeasible)
        #expect(bound.blame.map(\.bound) == [.maximum] && bound.blame[0].limit == 0)
        let never = try search(late: { _ in 1 }).plan()
        #expect(never.verdict == .infeasible && never.blame.map(\.bound) == [.unlimited])
        #expect(never.examined == 0)
        #expect(abs(never.blame[0].reached - 0.9) < 0.02)
    }

    @Test("a staffing on its target is not called certain")
    func boundary() throws {
        let late: @Sendable ([Int]) -> Double = { $0[0] >= 4 ? 0.02 : $0[0] == 3 ? 0.05 : 0.2 }
        let plan = try search({ $0.rule.budget = 256 }, late: late).plan()
        #expect(plan.verdict == .met && plan.headcounts[0].people == 4)
        let fewer = plan.neighbours.first { $0.headcount == 0 && $0.change < 0 }
        #expect(fewer?.verdict == .undecided)
    }

    @Test("the best so far where it is stopped, and not certified")
    func stopped() throws {
        let late = Self.apart([3, 9, 2])
        let halt = Halt()
        let plan = try search(
            { options in
                options.study.halt = halt
                options.progress = { if $0.examined == 12 { halt.stop(.interrupted) } }
            }, late: late
        ).plan()
        #expect(plan.stopped == .interrupted && plan.verdict == .undecided && !plan.isCertified)
        #expect(zip(plan.headcounts.map(\.people), [3, 9, 2]).allSatisfy { $0 >= $1 })
        #expect(StaffReport.text(plan).contains("NOT certified"))
    }

    @Test("a bound on events ends it")
    func events() throws {
        let plan = try search({ $0.study.maxEvents = 20_000 }, late: Self.apart([3, 9, 2])).plan()
        #expect(plan.stopped == .events && plan.verdict == .undecided)
    }

    @Test("a model without targets has nothing to search for")
    func noTarget() throws {
        var model = Landscape.model
        for index in model.limits.indices { model.limits[index].target = nil }
        #expect(throws: StaffingProblem.noTarget) { try StaffingSearch(model).plan() }
    }

    @Test("runs in a task, and ends when it is cancelled")
    func task() async throws {
        let found = try await search(late: Self.apart([2, 2, 2])).cheapest()
        #expect("\(found.staff)" == "clerk 2, investigator 2, manager 2" && found.staff["clerk"] == 2)
        let long = search({ $0.rule.budget = 1_000_000 }, late: { _ in 0.05 })
        let task = Task { try await long.cheapest() }
        try await Task.sleep(for: .milliseconds(30))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}

@Suite("Choices of a search for people")
struct StaffingOptionsTests {
    private typealias Count = StaffingOptions.Choice<Int>

    @Test("go to the role that they name")
    func named() throws {
        var options = StaffingOptions(Landscape.model)
        try options.take(
            maximum: [Count("clerk", 7)], fixed: [Count("manager", 2)], costs: [.init("investigator", 2.5)],
            of: Landscape.model)
        #expect(options.maximum == [7, nil, nil] && options.fixed == [nil, nil, 2])
        #expect(options.costs == [1, 2.5, 1])
    }

    @Test("what makes no sense is refused, with a remedy")
    func refused() {
        func problem(_ maximum: [Count], _ fixed: [Count]) -> StaffingProblem? {
            var options = StaffingOptions(Landscape.model)
            do {
                try options.take(maximum: maximum, fixed: fixed, of: Landscape.model)
                return nil
            } catch {
                return error
            }
        }
        let unknown = problem([Count("clark", 3)], [])
        #expect(unknown?.message == "no role and no number of people is called 'clark'")
        #expect(unknown?.remedy == "did you mean 'clerk'?")
        #expect(problem([], [Count("xyzzy", 3)])?.remedy == "known: clerk, investigator, manager")
        #expect(
            problem([Count("clerk", 2)], [Count("clerk", 3)])
                == .fixedAboveMaximum(path: "clerk", fixed: 3, maximum: 2))
        // Two investigators work together.
        #expect(
            problem([Count("investigator", 1)], [])
                == .tooFew(path: "investigator", people: 1, least: 2))
        #expect(problem([], [Count("clerk", 0)])?.remedy == "give clerk at least 1")
    }
}

/// The small office with one limit, whose lateness is made up.
private enum Landscape {
    static let model: Model = {
        var model = Office.model
        for index in model.limits.indices.dropFirst() { model.limits[index].target = nil }
        return model
    }()
    static let stamp = Stamp(program: "0.1.0", tzdata: "2026a")

    static func simulation(_ late: @escaping @Sendable ([Int]) -> Double) -> Study.Simulation {
        { model, seed, replication, brake in
            let share = late(model.roles.map(\.staff))
            let fate = Office.Fate(late: [share, 0, 0], cases: 100)
            return Office.simulation(fate)(model, seed, replication, brake)
        }
    }
}
