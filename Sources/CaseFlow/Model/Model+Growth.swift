internal import SimKernel

/// Why a model's arrivals cannot be brought to another level.
package enum GrowthProblem: Error, Sendable, Equatable {
    /// The cases of that stream are those of a trace.
    case replayed(stream: String)
    case tooManyCases(expected: Double)

    package var message: String {
        switch self {
        case .replayed(let stream): "the arrivals of '\(stream)' are replayed from a trace, which cannot grow"
        case .tooManyCases: "so many cases are more than one run can have"
        }
    }

    package var remedy: String {
        switch self {
        case .replayed: "give the stream a 'mean' or 'every' in place of 'observed'"
        case .tooManyCases: "let arrivals grow less, or shorten 'run'"
        }
    }
}

extension Model {
    /// More cases than one run may expect.
    package static let mostCases = 1e9

    /// The same model in which cases of all streams arrive so many times as often: rates are multiplied,
    /// intervals divided. Incidents bring as many cases as before, and cases that are open when the run
    /// begins stay as they are.
    ///
    /// Arrivals keep their random numbers, so that the same cases come, sooner or later: a model and the
    /// grown one are paired.
    ///
    /// - Parameters:
    ///   - factor: above 0.
    ///   - stream: Only of that stream, an index into `streams`; nil: of all.
    package func growing(by factor: Double, stream: Int? = nil) throws(GrowthProblem) -> Model {
        precondition(factor > 0 && factor.isFinite, "a level of arrivals is above zero")
        if factor == 1 { return self }
        let growing = stream.map { $0..<$0 + 1 } ?? streams.indices
        let span = Double(horizon.bound - horizon.start)
        let expected = streams.indices.reduce(0) { sum, stream in
            let cases =
                streams[stream].process.expected(in: span) * (streams[stream].incident?.meanCases ?? 1)
            return sum + (growing.contains(stream) ? factor : 1) * cases
        }
        guard expected <= Self.mostCases else { throw .tooManyCases(expected: expected) }
        var model = self
        for stream in growing {
            guard let process = streams[stream].process.scaled(by: factor) else {
                throw .replayed(stream: streams[stream].label.id)
            }
            model.streams[stream].process = process
        }
        return model
    }
}
