internal import CaseFlow

/// What takes the time of clocks that are late even where nobody waits for people: what no headcount can
/// mend on these hours.
package struct Blame: Sendable, Equatable, Codable {
    package struct Part: Sendable, Equatable, Codable {
        package var cause: StudyResult.Cause
        /// How often an average case comes to the step.
        package var visits: Double
    }

    /// Index into `LimitEntry.all(of:)`.
    package var entry: Int
    /// The share on time with unlimited people; the upper end of its interval lies below the target.
    package var onTime: Quantity
    /// No number of people can do better on these hours; else only: unlimited people do not.
    package var isProof: Bool
    /// At most five, the largest first; of all classes of the limit together. Empty where no time was
    /// split.
    package var parts: [Part]

    /// The targets that are missed with unlimited people, in the model's order.
    ///
    /// - Parameter unlimited: replications of `Model.withUnlimitedPeople`, explained.
    package static func of(_ unlimited: StudyData, confidence: Double = 0.95) -> [Blame] {
        let maker = ResultMaker(unlimited, confidence: confidence, offered: [])
        let missed = unlimited.entries.indices.filter { index in
            guard let target = unlimited.entries[index].target else { return false }
            return (unlimited.onTime(index, maker.method).high ?? 1) < target
        }
        let causes = missed.isEmpty ? [] : maker.whyLate()
        return missed.map { index in
            let entry = unlimited.entries[index]
            return Blame(
                entry: index, onTime: unlimited.onTime(index, maker.method),
                isProof: unlimited.model.isBoundByUnlimitedPeople(unlimited.model.limits[entry.limit]),
                parts: causes.filter { $0.limit == entry.id }.map(maker.part))
        }
    }

    /// What takes the time of a limit's late cases, of all its classes together.
    package static func parts(ofLimit id: String, in data: StudyData) -> [Part] {
        let maker = ResultMaker(data, confidence: 0.95, offered: [])
        return maker.whyLate().filter { $0.limit == id }.map(maker.part)
    }

    /// "the late cases then spend 62 % of the time that counts being worked on at investigate …": the largest
    /// parts. Nil where no time was split.
    static func sentence(_ parts: [Part]) -> String? {
        if parts.isEmpty { return nil }
        let time = TextReport.parts(parts.map(\.cause))
        let again = parts.first { $0.visits > 1.05 }.map {
            "; an average case comes to \($0.cause.step) \(Format.fixed($0.visits, 1)) times"
        }
        return "the late cases then spend \(time)\(again ?? "")"
    }
}

extension ResultMaker {
    fileprivate func part(_ cause: StudyResult.Cause) -> Blame.Part {
        let step = model.ops.firstIndex { $0.label.id == cause.step }
        let cases = data.summaries.reduce(0) { $0 + Double($1.arrived) }
        let visits = step.map { step in data.summaries.reduce(0) { $0 + $1.steps[step].visits } } ?? 0
        return Blame.Part(cause: cause, visits: cases > 0 ? visits / cases : 0)
    }
}
