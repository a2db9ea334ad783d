package import CaseFlow

/// What one person more, and one fewer, of each headcount changes: a comparison whose designs are the
/// baseline with one number of people changed.
package struct MarginalValue: Sendable, Equatable {
    package var comparison: ComparedDesigns
    /// Parallel to `Model.headcounts`.
    package var rows: [Row]

    package struct Row: Sendable, Equatable {
        /// Behind `staff.`.
        package var path: String
        package var role: String
        package var people: Int
        package var oneMore: Effect
        /// nil where fewer could not do some step at all.
        package var oneFewer: Effect?
    }

    package struct Effect: Sendable, Equatable {
        /// Index into `ComparedDesigns.designs`.
        package var design: Int
        /// What the people cost more in the counted window; below zero for one fewer.
        package var cost: Double
        /// Late cases fewer in the counted window; below zero: more.
        package var avoided: Quantity
        /// Cost of people for each late case avoided; of one fewer, saved for each further late case. nil
        /// where the interval of `avoided` does not show that any is avoided (that any is added).
        package var costPerLateCase: Quantity?
    }

    /// The comparison to run, with a design for each change, in the order of the headcounts.
    package static func comparison(
        of model: Model, sample: Sample = .fixed(64), seed: UInt64? = nil,
        options: Study.Options = Study.Options(), simulate: Study.Simulation? = nil
    ) -> Comparison {
        let designs = changes(of: model).map { change in
            var people = model.headcounts.map(\.people)
            people[change.headcount] += change.by
            let path = model.headcounts[change.headcount].path
            return Comparison.Design(
                model.staffed(people), change: "one \(change.by > 0 ? "more" : "fewer") of \(path)")
        }
        return Comparison(
            Comparison.Design(model), designs, sample: sample, seed: seed, options: options,
            simulate: simulate)
    }

    /// - Parameter result: of `comparison(of:)`, of the same model.
    package init(_ result: ComparedDesigns, of model: Model) {
        let changes = Self.changes(of: model)
        precondition(changes.count == result.designs.count, "a design for each change")
        let costs = model.headCosts
        comparison = result
        rows = model.headcounts.enumerated().compactMap { index, headcount in
            func effect(_ by: Int) -> Effect? {
                changes.firstIndex { $0 == (index, by) }.map {
                    Effect(design: $0, cost: Double(by) * costs[index], late: result.designs[$0].lateCases)
                }
            }
            guard let oneMore = effect(1) else { return nil }
            return Row(
                path: headcount.path, role: model.roles[headcount.role].label.id, people: headcount.people,
                oneMore: oneMore, oneFewer: effect(-1))
        }
    }

    /// By headcount: one more, then one fewer where that can work.
    private static func changes(of model: Model) -> [(headcount: Int, by: Int)] {
        model.headcounts.enumerated().flatMap { index, headcount in
            headcount.people > headcount.least ? [(index, 1), (index, -1)] : [(index, 1)]
        }
    }
}

extension MarginalValue.Effect {
    init(design: Int, cost: Double, late: Quantity) {
        self.design = design
        self.cost = cost
        avoided = late.negated
        let gained = cost > 0 ? avoided : late
        costPerLateCase = gained.dividing(abs(cost))
    }
}

extension Quantity {
    /// With the other sign.
    package var negated: Quantity {
        var other = self
        other.estimate = estimate.map { -$0 }
        other.low = high.map { -$0 }
        other.high = low.map { -$0 }
        return other
    }

    /// A fixed amount over this quantity; nil where its interval does not lie above zero.
    ///
    /// The interval holds the ratio wherever that of the quantity holds the quantity: for an amount that
    /// does not vary it is Fieller's (1954, doi:10.1111/j.2517-6161.1954.tb00159.x).
    package func dividing(_ amount: Double) -> Quantity? {
        guard let estimate, let low, let high, low > 0 else { return nil }
        return Quantity(
            estimate: amount / estimate,
            standardError: standardError.map { amount * $0 / (estimate * estimate) },
            low: amount / high, high: amount / low, confidence: confidence, n: n)
    }
}
