extension ArrivalProcess {
    /// The process with so many times as many arrivals: the same ones, by the same random numbers, sooner
    /// or later. Busy and quiet periods keep their factors. Nil for a trace.
    ///
    /// - Parameter factor: above 0; intervals must stay longer than a tick on average.
    package func scaled(by factor: Double) -> ArrivalProcess? {
        precondition(factor > 0 && factor.isFinite, "a rate is multiplied by more than zero")
        switch self {
        case .poisson(let profile): return .poisson(profile.scaled(by: factor))
        case .busy(let profile, let table): return .busy(profile.scaled(by: factor), factor: table)
        case .renewal(let table, let from):
            return .renewal(
                QuantileTable(table.distribution, ticksPerUnit: table.ticksPerUnit / factor), from: from)
        case .replay: return nil
        case .none: return ArrivalProcess.none
        }
    }

    /// Arrivals within so many ticks from the process's start, of a process that goes on all the time; of
    /// a renewal process as many as there are mean intervals.
    package func expected(in span: Double) -> Double {
        switch self {
        case .poisson(let profile), .busy(let profile, _): profile.expected
        case .renewal(let table, _): span / table.mean
        case .replay(let instants, let from): Double(instants.count { $0 >= from })
        case .none: 0
        }
    }
}
