package import CaseFlow

/// What a search for people may do, and how sure it has to be.
package struct StaffingOptions: Sendable {
    /// Parallel to `Model.headcounts`: never more than so many; nil: as many as it takes.
    package var maximum: [Int?]
    /// Parallel to `Model.headcounts`: exactly so many; nil: to be found.
    package var fixed: [Int?]
    /// Parallel to `Model.headcounts`: of one more, at least 0.
    package var costs: [Double]
    /// Whether these are amounts of the model's currency, as the file gives them.
    package private(set) var isPriced: Bool
    package var rule = DecisionRule()
    /// nil takes the scenario's own.
    package var seed: UInt64?
    /// Threads, brakes, and most events of all replications together.
    package var study = Study.Options()
    /// Called after each staffing that the search looked at, and each replication of a test.
    package var progress: (@Sendable (StaffingProgress) -> Void)?
    /// Takes the place of the engine.
    package var simulate: Study.Simulation?

    package init(_ model: Model) {
        let headcounts = model.headcounts
        maximum = headcounts.map { _ in nil }
        fixed = maximum
        costs = model.headCosts
        isPriced = model.currency != nil && model.roles.contains { $0.cost != nil }
    }

    /// A number that belongs to a role (`clerk`) or to one of its headcounts (`clerk.early`).
    package struct Choice<Value: Sendable>: Sendable {
        package var name: String
        package var value: Value

        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// Takes what was asked by name. What names a role with several headcounts holds for each of them; but
    /// `fixed` has to name one.
    package mutating func take(
        maximum: [Choice<Int>] = [], fixed: [Choice<Int>] = [], costs: [Choice<Double>] = [],
        of model: Model
    ) throws(StaffingProblem) {
        let headcounts = model.headcounts
        for choice in maximum {
            for index in try Self.find(choice.name, model) { self.maximum[index] = choice.value }
        }
        for choice in costs {
            for index in try Self.find(choice.name, model) { self.costs[index] = choice.value }
            isPriced = false
        }
        for choice in fixed {
            let found = try Self.find(choice.name, model)
            guard found.count == 1 else {
                throw .several(role: choice.name, paths: found.map { headcounts[$0].path })
            }
            self.fixed[found[0]] = choice.value
        }
        try check(headcounts)
    }

    private func check(_ headcounts: [Headcount]) throws(StaffingProblem) {
        for (index, headcount) in headcounts.enumerated() {
            for people in [fixed[index], maximum[index]].compactMap({ $0 }) where people < headcount.least {
                throw .tooFew(path: headcount.path, people: people, least: headcount.least)
            }
            if let fixed = fixed[index], let maximum = maximum[index], fixed > maximum {
                throw .fixedAboveMaximum(path: headcount.path, fixed: fixed, maximum: maximum)
            }
        }
    }

    /// The headcounts of that path, or of the role of that name.
    private static func find(_ name: String, _ model: Model) throws(StaffingProblem) -> [Int] {
        let headcounts = model.headcounts
        if let index = headcounts.firstIndex(where: { $0.path == name }) { return [index] }
        let found = headcounts.indices.filter { model.roles[headcounts[$0].role].label.id == name }
        if !found.isEmpty { return found }
        let roles = model.roles.indices.filter { role in headcounts.contains { $0.role == role } }
        let known = roles.map { model.roles[$0].label.id } + headcounts.map(\.path)
        throw .unknown(name, among: known.enumerated().filter { !known[..<$0].contains($1) }.map(\.element))
    }
}

/// How far a search is.
package struct StaffingProgress: Sendable, Equatable {
    package enum Phase: Sendable, Equatable {
        case searching
        /// Whether a target is out of reach.
        case deciding
        /// Attempt from 1.
        case certifying(attempt: Int)
    }
    package var phase: Phase
    /// Staffings looked at so far.
    package var examined: Int
    /// Replications so far; of an attempt to certify, of the staffing at hand.
    package var replications: Int
}
