/// What is wrong with the words that ask for a sweep. The command line turns it into exit status 64.
package enum SweepProblem: Error, Sendable, Equatable {
    case notAVariation(String)
    case noValues(path: String)
    case emptyValue(path: String)
    case unclosed(path: String, sign: Character)
    case repeatedValue(path: String, value: String)
    case reversed(path: String, range: String)
    case noStep(path: String, range: String, unit: String)
    case zeroStep(path: String, range: String)
    case notARange(path: String, values: String)
    case nothingVaried
    case repeatedPath(String)
    case tooManyPoints(Int)
    case tooManyPaths(Int)
    case unknownDesign(String)
    case pointCount(String)
    case shard(String)

    package var message: String {
        switch self {
        case .notAVariation(let text): "--vary \(Self.safe(text)) has no path and values"
        case .noValues(let path): "--vary \(Self.safe(path)) has no values"
        case .emptyValue(let path): "--vary \(Self.safe(path)) has an empty value between two commas"
        case .unclosed(let path, let sign): "--vary \(Self.safe(path)): \(sign) is never closed"
        case .repeatedValue(let path, let value):
            "--vary \(Self.safe(path)) has the value \(Self.safe(value)) twice"
        case .reversed(let path, let range):
            "--vary \(Self.safe(path)): there is nothing between the ends of \(Self.safe(range))"
        case .noStep(let path, let range, _):
            "--vary \(Self.safe(path)): a grid cannot tell which values \(Self.safe(range)) stands for"
        case .zeroStep(let path, let range): "--vary \(Self.safe(path)): the step of \(Self.safe(range)) is 0"
        case .notARange(let path, let values):
            "--vary \(Self.safe(path)): \(Self.safe(values)) is no range of numbers, which --design sobol needs"
        case .nothingVaried: "nothing is varied"
        case .repeatedPath(let path): "--vary \(Self.safe(path)) is given twice"
        case .tooManyPoints(let count):
            "that makes \(count == .max ? "far too many" : Format.grouped(Double(count))) points; "
                + "a sweep has at most \(Format.grouped(Double(SweepPlan.mostPoints)))"
        case .tooManyPaths(let count):
            "--design sobol varies at most \(SweepPlan.mostSobolPaths) paths, not \(count)"
        case .unknownDesign(let text): "there is no design '\(Self.safe(text))'"
        case .pointCount(let text): "--design sobol takes a number of points, not '\(Self.safe(text))'"
        case .shard(let text): "--shard takes K/N with K from 1 to N, not '\(Self.safe(text))'"
        }
    }

    package var remedy: String {
        switch self {
        case .notAVariation, .noValues, .nothingVaried:
            "give --vary PATH=VALUES, as in --vary staff.clerk=4..10 or --vary answer.work=\"5 min,10 min\""
        case .emptyValue: "leave out one of the commas; a value that has commas stands in quotes"
        case .unclosed(_, let sign): "close it, or put the whole value in other quotes than \(sign)"
        case .repeatedValue: "leave out one of the two: both would be the same point"
        case .reversed: "the smaller end comes first, as in 4..10; a single value stands alone"
        case .noStep(let path, let range, let unit):
            "give a step, as in \(path)=\(range)..1\(unit == "%" ? "%" : ""), or a list of values; "
                + "a range that is itself the value stands in quotes"
        case .zeroStep: "the step is a number above 0, as in 4..10..2"
        case .notARange(let path, _):
            "give the two ends, as in \(path)=10%..30%, 1..3 h or 4..10; lists are for --design grid"
        case .repeatedPath: "put all its values into one --vary"
        case .tooManyPoints: "take fewer values or larger steps, or spread points with --design sobol N"
        case .tooManyPaths: "leave out those that matter least"
        case .unknownDesign, .pointCount:
            "give --design grid or, as in --design sobol 128, up to 10000 points; "
                + "the scenario's file comes before it"
        case .shard: "as in --shard 2/5 for the second of five machines"
        }
    }

    private static func safe(_ text: String) -> String { TerminalText.cut(TerminalText.safe(text), to: 80) }
}
