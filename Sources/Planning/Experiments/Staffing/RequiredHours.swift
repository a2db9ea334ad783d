package import CaseFlow
internal import Foundation
internal import SimKernel

/// The people that the work of a model needs by hour of the week, if nobody ever had to wait for people:
/// from runs with unlimited people, in which all work is done as soon as it may be. Waiting makes the real
/// work come later, never less.
package struct RequiredHours: Sendable, Equatable {
    package struct Role: Sendable, Equatable {
        package var id: String
        /// Person-hours of work, ways out and back included.
        package var perWeek: Quantity
        /// Hours that one person has, absences taken off; nil where there is nobody.
        package var hoursPerPerson: Double?
        /// People at work on average, by hour of the local week from Monday 00:00 on: 168 of them.
        package var byHour: [Double]

        /// People whose hours the work fills: the full-time equivalents, without any time to spare.
        package var fullTime: Double? {
            guard let hoursPerPerson, hoursPerPerson > 0 else { return nil }
            return perWeek.estimate.map { $0 / hoursPerPerson }
        }
    }
    /// Roles that have people of their own or work.
    package var roles: [Role]
    package var replications: Int
    package var stopped: StopReason?

    /// - Parameters:
    ///   - model: As staffed; its own hours and absences tell what one person has.
    ///   - options: Threads and brakes.
    package init(_ model: Model, replications: Int = 8, seed: UInt64, options: Study.Options) {
        let runs = WorkRuns()
        var study = Study(
            model.withUnlimitedPeople, sample: .fixed(replications), seed: seed, options: options,
            simulate: { runs.run($0, $1, $2, $3) })
        study.options.progress = nil
        let data = study.collect()
        let n = data.summaries.count
        let found = runs.first(n)
        let method = IntervalMethod(n: n, confidence: options.confidence)
        let window = model.horizon.windowEnd - model.horizon.windowStart
        let weeks = Double(window) / Double(Tick.week)
        let lengths = WorkByHour.lengths(model).map(Double.init)
        self.replications = n
        stopped = data.stopped
        roles = model.roles.indices.compactMap { role in
            let hours = model.hoursPerPerson(role)
            let perWeek = method.mean(found.map { Double($0.work(role: role)) / Double(Tick.hour) / weeks })
            if hours == nil && perWeek.estimate ?? 0 == 0 { return nil }
            return Role(
                id: model.roles[role].label.id, perWeek: perWeek, hoursPerPerson: hours,
                byHour: lengths.enumerated().map { hour, length in
                    let sum = found.reduce(0) { $0 + Double($1.work(role: role, hour: hour)) }
                    return length > 0 && n > 0 ? sum / length / Double(n) : 0
                })
        }
    }

    // MARK: - In reports

    /// Rows of `required_hours`.
    package var json: JSONValue {
        .array(
            roles.map { role in
                .members([
                    "role": .string(role.id), "per_week": JSONReport.quantity(role.perWeek),
                    "fte": .optional(role.fullTime), "by_hour": .array(role.byHour.map { .number($0) }),
                ])
            })
    }

    /// A line for each role: hours a week, full-time equivalents and the busiest hour.
    package var lines: [String] {
        var table = TextTable(columns: [
            .init(title: "Required hours"), .init(title: "per week", isRight: true),
            .init(title: "full-time", isRight: true), .init(title: "busiest hour"),
            .init(title: "people then", isRight: true),
        ])
        table.rows = roles.map { role in
            let most = role.byHour.max() ?? 0
            return [
                TerminalText.safe(role.id), role.perWeek.estimate.map(Format.amount) ?? "–",
                role.fullTime.map(Format.amount) ?? "–",
                most > 0 ? Self.name(ofHour: role.byHour.firstIndex(of: most) ?? 0) : "–",
                Format.amount(most),
            ]
        }
        return table.lines
    }

    /// `Mon 09..10`.
    private static func name(ofHour hour: Int) -> String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return "\(days[hour / 24]) \(two(hour % 24))..\(two(hour % 24 + 1))"
    }
}

/// Keeps the work of replications that several threads run.
private final class WorkRuns: @unchecked Sendable {
    private let lock = NSLock()
    // Read and written under `lock` only.
    private var work: [UInt32: WorkByHour] = [:]

    func run(_ model: Model, _ seed: UInt64, _ replication: UInt32, _ brake: Brake) -> ReplicationResult {
        let found = measureWork(model, seed: seed, replication: replication, brake: brake)
        lock.withLock { work[replication] = found.work }
        return found.result
    }

    /// Of the first n replications, in order.
    func first(_ n: Int) -> [WorkByHour] {
        lock.withLock { (0..<n).compactMap { work[UInt32($0)] } }
    }
}
