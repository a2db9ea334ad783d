/// Money that a case costs: a fine, compensation.
package struct Cost: Sendable, Equatable {
    /// Drawn, in millionths: an index into `Model.tables`, possibly by class; `.none`: `number` says it.
    package var table: Selector
    /// What the draw is multiplied by: an index into `Model.factors`, possibly by class; `.none`: one.
    package var factor: Selector
    /// Index into `Model.numbers`; -1: drawn.
    package var number: Int

    package init(table: Selector = .none, factor: Selector = .none, number: Int = -1) {
        self.table = table
        self.factor = factor
        self.number = number
    }
}

/// What a person of a role costs, in millionths of the model's currency.
package struct RoleCost: Sendable, Equatable {
    /// For each hour of the roster, absences included.
    package var perHour: Int64
    /// For each hour of overtime, beside it.
    package var perOvertimeHour: Int64
    /// For each month (a twelfth of 365.25 days).
    package var perMonth: Int64

    package init(perHour: Int64 = 0, perOvertimeHour: Int64 = 0, perMonth: Int64 = 0) {
        self.perHour = perHour
        self.perOvertimeHour = perOvertimeHour
        self.perMonth = perMonth
    }
}

extension RoleCost {
    /// What some people cost, in the model's currency.
    ///
    /// - Parameters:
    ///   - rostered: seconds of their rosters; `overtime`: seconds beside them.
    ///   - months: of all of them.
    package func money(rostered: Double, overtime: Double, months: Double) -> Double {
        (Double(perHour) * rostered / 3600 + Double(perOvertimeHour) * overtime / 3600
            + Double(perMonth) * months) / 1e6
    }
}

/// An amount that may be spent in each period; a case that no longer fits passes by.
package struct Budget: Sendable, Equatable {
    /// Index into `Model.numbers`: what a case draws down.
    package var number: Int
    /// In millionths.
    package var amount: Int64
    /// Index into `Model.dateSeries`: the instants at which a period begins.
    package var series: Int

    package init(number: Int, amount: Int64, series: Int) {
        self.number = number
        self.amount = amount
        self.series = series
    }
}

/// What one draw is multiplied by.
package enum Factor: Sendable, Equatable {
    /// A number of the case, in millionths: an index into `Model.numbers`.
    case number(Int)
    /// Cases that are open (duties only); of the duty's unit where it has one.
    case openCases
    /// Cases that have ended since the duty fell due last, or since the run's start.
    case closedCases
}
