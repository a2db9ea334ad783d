public import ArgumentParser
import CaseFlow
import Foundation
import Planning
public import ScenarioFile

extension Change: ExpressibleByArgument {
    /// `PATH=VALUE`.
    public init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
        let value = String(argument[argument.index(after: sign)...])
        if value.isEmpty { return nil }
        self.init(path: String(argument[..<sign]), value: value)
    }
}

/// `--set`, for every command that reads a scenario.
struct ChangeOptions: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Replace a value of the scenario, as in staff.clerk=3 (repeatable).", valueName: "path=value"))
    var changes: [Change] = []
}

/// What every simulating command takes.
struct SimulationOptions: ParsableArguments {
    @OptionGroup var change: ChangeOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Let so many more (or fewer) cases arrive in every stream, as in 10% or -20%.",
            valueName: "percentage"),
        transform: Growth.init)
    var grow: Growth?

    @Option(help: ArgumentHelp("The seed of all random numbers (default: the scenario's).", valueName: "n"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("A fixed number of replications.", valueName: "n"))
    var replications: Int?

    @Option(
        help: ArgumentHelp(
            "Replicate until every share on time is known to within this half-width, as in 1% or 0.01.",
            valueName: "p"))
    var precision: Precision?

    @Option(help: ArgumentHelp("The most replications a decision may use.", valueName: "n"))
    var budget = 1024

    @Option(
        help: ArgumentHelp("Stop after so many seconds and keep what was finished.", valueName: "seconds"))
    var timeout: Double?

    @Option(help: ArgumentHelp("Stop after so many events and keep what was finished.", valueName: "n"))
    var maxEvents: Int?

    @Option(help: ArgumentHelp("Threads to use (default: one for each core).", valueName: "n"))
    var jobs: Int?

    @Flag(help: "Print one JSON document and nothing else.")
    var json = false

    @Flag(help: "Print no progress and no notes.")
    var quiet = false

    func validate() throws {
        try require(
            replications.map { 1...1_000_000 ~= $0 }, "--replications takes a number from 1 to 1000000")
        try require(1...1_000_000 ~= budget, "--budget takes a number from 1 to 1000000")
        try require(timeout.map { $0 > 0 && $0 <= 1e9 }, "--timeout takes a number of seconds above 0")
        try require(maxEvents.map { $0 > 0 }, "--max-events takes a number above 0")
        try require(jobs.map { 1...1024 ~= $0 }, "--jobs takes a number of threads from 1 to 1024")
        if replications != nil && precision != nil {
            throw ValidationError(
                "--replications fixes their number, --precision finds it: give one of the two")
        }
    }

    private func require(_ holds: Bool?, _ sentence: String) throws {
        if holds == false { throw ValidationError(sentence) }
    }

    /// - Parameter otherwise: where neither a number nor a precision was typed.
    func sample(otherwise: Sample) -> Sample {
        if let replications { return .fixed(replications) }
        if let precision { return .precision(precision.halfWidth, budget: budget) }
        return otherwise
    }
}

/// One target for every limit, in place of those of the file.
struct TargetOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The share on time to ask of every limit but those with 'target: none', as in 95%.",
            valueName: "percentage"),
        transform: Target.init)
    var target: Target?

    /// The model with this target; as it is, where none was typed.
    func applied(to model: Model) -> Model { target.map { model.targeted($0.share) } ?? model }
}

/// A share on time, typed as a percentage.
struct Target {
    let share: Double

    init(_ text: String) throws {
        guard let percentage = Percentage.number(text) else {
            throw ValidationError("--target takes a percentage: write --target 95%")
        }
        guard percentage > 0, percentage <= 100 else {
            let found = percentage > 0 ? "above 100 %" : "not above 0 %"
            throw ValidationError(
                "a target \(found) says nothing: give --target a percentage above 0 % and at most 100 %")
        }
        share = percentage / 100
    }
}

/// A change of the level of all arrivals, typed as a percentage.
struct Growth {
    let factor: Double

    static let most = 1e6

    init(_ text: String) throws {
        guard let percentage = Percentage.number(text) else {
            throw ValidationError("--grow takes a percentage: write --grow 10% or --grow -20%")
        }
        guard percentage > -100, percentage <= Self.most else {
            throw ValidationError(
                "--grow takes a percentage above -100 % and at most \(Int(Self.most)) %: "
                    + "-20% leaves four cases of five")
        }
        factor = (100 + percentage) / 100
    }
}

private enum Percentage {
    /// Before a `%`; nil where it is none.
    static func number(_ text: String) -> Double? {
        guard text.hasSuffix("%"), let number = Double(text.dropLast()), number.isFinite else { return nil }
        return number
    }
}

/// A half-width of shares, typed as a percentage or as a fraction.
struct Precision: ExpressibleByArgument {
    let halfWidth: Double

    init?(argument: String) {
        let isPercentage = argument.hasSuffix("%")
        guard let number = Double(isPercentage ? String(argument.dropLast()) : argument) else { return nil }
        halfWidth = isPercentage ? number / 100 : number
        guard halfWidth > 0, halfWidth < 0.5 else { return nil }
    }
}

/// A share, typed as a percentage or as a fraction, from 0 to 1.
struct Share: ExpressibleByArgument {
    let value: Double

    init(_ value: Double) { self.value = value }

    init?(argument: String) {
        let isPercentage = argument.hasSuffix("%")
        guard let number = Double(isPercentage ? String(argument.dropLast()) : argument) else { return nil }
        value = isPercentage ? number / 100 : number
        guard value >= 0, value <= 1 else { return nil }
    }

    var defaultValueDescription: String { "\(Format.percent(value))" }
}

/// `NAME=NUMBER`.
struct Assignment<Value: LosslessStringConvertible & Sendable>: ExpressibleByArgument {
    let name: String
    let value: Value

    init?(argument: String) {
        guard let sign = argument.lastIndex(of: "="), sign != argument.startIndex,
            let value = Value(String(argument[argument.index(after: sign)...]))
        else { return nil }
        name = String(argument[..<sign])
        self.value = value
    }
}
