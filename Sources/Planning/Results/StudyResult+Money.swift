internal import CaseFlow
internal import SimKernel

/// What people and lateness cost.
extension ResultMaker {
    func cost() -> StudyResult.Cost {
        guard let currency = model.currency else { return peopleCount() }
        let byRole = model.roles.indices.map { role in
            StudyResult.RoleCost(id: model.roles[role].label.id, cost: mean { cost(of: role, $0) })
        }
        return StudyResult.Cost(
            total: mean(totalCost), byRole: byRole, outcomes: mean { $0.costs.outcomes },
            lateness: mean { $0.costs.lateness },
            currency: currency)
    }

    /// Of one replication, in the model's currency; without one, the number of people.
    func totalCost(_ summary: ReplicationSummary) -> Double {
        if model.currency == nil { return allPeople }
        let people = model.roles.indices.reduce(0) { $0 + cost(of: $1, summary) }
        return people + summary.costs.outcomes + summary.costs.lateness
    }

    /// Hours of the roster, overtime beside them, and months of the window.
    private func cost(of role: Int, _ summary: ReplicationSummary) -> Double {
        guard let rate = model.roles[role].cost else { return 0 }
        let totals = summary.roles[role]
        return rate.money(
            rostered: totals.rostered, overtime: totals.overtime,
            months: model.horizon.months * people(of: role))
    }

    /// Without any costs each person costs one.
    private func peopleCount() -> StudyResult.Cost {
        let nothing = Quantity.nothing(confidence: method.confidence, n: method.n)
        let byRole = model.roles.indices.map { role in
            StudyResult.RoleCost(id: model.roles[role].label.id, cost: mean { _ in people(of: role) })
        }
        return StudyResult.Cost(
            total: mean(totalCost), byRole: byRole, outcomes: nothing, lateness: nothing, currency: nil)
    }

    private var allPeople: Double { model.roles.indices.reduce(0) { $0 + people(of: $1) } }

    /// Whoever serves several roles counts in the own one.
    private func people(of role: Int) -> Double {
        model.people.isEmpty
            ? Double(model.roles[role].staff) : Double(model.people.count { $0.home == role })
    }
}
