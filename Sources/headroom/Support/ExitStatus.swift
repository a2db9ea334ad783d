/// What the program says to the shell. The numbers are a contract with users' scripts.
enum ExitStatus: Int32, CaseIterable {
    /// Done; for `check`: every target met.
    case done = 0
    /// A target missed, or worse than the result compared with.
    case missed = 1
    /// Undecided within the budget, or stopped by a brake.
    case undecided = 2
    case usage = 64
    case scenario = 65
    case io = 74
    case interrupted = 130

    /// Of several files the worst counts: wrong scenarios before failed output, before missed
    /// targets, before undecided ones. An interruption or wrong usage ends everything at once.
    private static let worstFirst: [ExitStatus] = [
        .interrupted, .usage, .scenario, .io, .missed, .undecided, .done,
    ]

    static func worst(_ statuses: [ExitStatus]) -> ExitStatus {
        worstFirst.first(where: statuses.contains) ?? .done
    }
}
