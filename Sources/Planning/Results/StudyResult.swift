package import CaseFlow

/// What a study found: plain data that any report can read.
///
/// Times are seconds of the calendar clock. "Per replication" means over one counted window.
public struct StudyResult: Sendable, Equatable {
    package var title: String
    /// SHA-256 of the resolved scenario, in hexadecimal.
    package var digest: String
    package var seed: UInt64
    /// How the shares on time of the limits are bounded; by `strict` they are means of the replications'
    /// shares.
    package var method: DecisionRule.Method
    /// Replications that count.
    package var replications: Int
    /// Events of these replications: how much was simulated.
    package var events: Int
    /// Why it ended early; nil where it did all it was asked.
    public var stopped: StopReason?
    package var window: Window
    package var cases: Cases
    /// One entry per class of a split limit, and one for all before them (class nil).
    public var limits: [LimitResult]
    package var roles: [RoleResult]
    package var steps: [StepResult]
    package var turnaround: Turnaround
    package var backlog: Backlog
    /// At most five a limit, the largest first.
    package var whyLate: [Cause]
    /// The split of all turnaround; empty where no replication was split.
    package var timeByCause: [CauseShare]
    package var periodsMeetingTarget: Periods
    package var cost: Cost
    /// Empty where the scenario has no months.
    package var months: [MonthResult]
    package var numbers: NumbersResult?
    package var archive: ArchiveResult?
    /// True where the backlog grows without end, so that long-run means do not exist.
    package var isOverloaded: Bool
    package var advice: [String]
    package var warnings: [String]

    /// The entry of a limit, or of one class of it.
    ///
    /// - Precondition: the model has such a limit.
    public func limit(_ id: String, class name: String? = nil) -> LimitResult {
        guard let found = limits.first(where: { $0.id == id && $0.className == name }) else {
            let known = limits.map(\.id).joined(separator: ", ")
            preconditionFailure("no limit '\(id)' with class '\(name ?? "all")'; known: \(known)")
        }
        return found
    }

    package struct Window: Sendable, Equatable {
        package var warmUpWeeks: Double
        package var weeks: Double
        package init(warmUpWeeks: Double, weeks: Double) {
            self.warmUpWeeks = warmUpWeeks
            self.weeks = weeks
        }
    }

    /// Cases of the counted window, per replication.
    package struct Cases: Sendable, Equatable {
        package var arrived: Quantity
        package var closed: Quantity
        /// Still open when the tail of the run was cut off: above zero only under overload.
        package var openAtEnd: Quantity
        /// Over all replications.
        package var total: Int
    }

    /// Open cases in the window.
    package struct Backlog: Sendable, Equatable {
        package var mean: Quantity
        package var max: Quantity
        /// At the end of the window.
        package var now: Quantity
        package var growthPerWeek: Quantity
        package var weekly: [Week]
        /// Of a run that begins with a backlog.
        package var cleared: ClearedResult?
    }

    /// Open cases at the end of a week of the window, over the replications.
    package struct Week: Sendable, Equatable {
        package var week: Int
        package var p10: Double
        package var p50: Double
        package var p90: Double
    }

    package struct Turnaround: Sendable, Equatable, Codable {
        package var mean: Quantity
        package var p50: Quantity
        package var p90: Quantity
        package var p95: Quantity
        package var p99: Quantity
    }

    /// Where the time of a limit's late clocks went, as a share of all of it.
    package struct Cause: Sendable, Equatable, Codable {
        package var limit: String
        package var step: String
        /// nil: nobody's.
        package var role: String?
        package var cause: TimeCause
        package var share: Quantity

        package init(limit: String, step: String, role: String?, cause: TimeCause, share: Quantity) {
            self.limit = limit
            self.step = step
            self.role = role
            self.cause = cause
            self.share = share
        }
    }

    /// A part of the turnaround of all cases.
    package struct CauseShare: Sendable, Equatable {
        package var cause: TimeCause
        package var share: Quantity
        /// A case, in seconds.
        package var mean: Quantity
    }

    /// The share of whole runs in which every target was kept.
    package struct Periods: Sendable, Equatable {
        package var period: String
        package var share: Quantity
    }

    /// Per replication. Without a currency what is counted is people.
    package struct Cost: Sendable, Equatable, Codable {
        package var total: Quantity
        package var byRole: [RoleCost]
        /// Compensation and the like, of outcomes.
        package var outcomes: Quantity
        /// Fines and the like, of limits that were late.
        package var lateness: Quantity
        package var currency: String?
    }

    package struct RoleCost: Sendable, Equatable, Codable {
        package var id: String
        package var cost: Quantity
    }
}

/// What the interval of a share on time says about its target.
public enum Verdict: String, Sendable, Equatable, Codable {
    case met
    case missed
    /// The interval holds the target.
    case undecided
    /// There is no target, or no clock ever ran.
    case none
}

/// A limit, or one class of a split limit.
public struct LimitResult: Sendable, Equatable, Codable {
    public var id: String
    package var rule: String?
    /// As written in the file; "by class" where the classes differ.
    package var within: String
    /// nil: all classes together.
    public var className: String?
    public var target: Double?
    /// Share of clocks that ended in time; without estimate for a blank (`within: solve`).
    public var onTime: Quantity
    /// Share of cases that had a clock and none late.
    public var casesWithNoneLate: Quantity
    public var verdict: Verdict
    /// Whether unlimited people on the same hours would reach the target; nil where there is none, or
    /// where a few such runs cannot tell.
    public var achievable: Bool?
    /// Where `achievable` is false: what takes the time, and how sure it is that no headcount can mend it.
    package var blame: Blame?
    /// Replications that would settle an undecided verdict, should the estimate stay.
    public var wouldSettle: Int?
    /// From the start of the clock to its end.
    package var p90: Quantity
    package var p95: Quantity
    /// Of a range, the share of clocks that ended within its near end; nil where there is none.
    package var nearEnd: Quantity?
    /// `within: solve`: durations are recorded, nothing is judged.
    package var isBlank: Bool
    /// The role that its cases wait for most, and the part of their waiting that is for it.
    package var waitsFor: String?
    package var waitsForShare: Double
}

extension [LimitResult] {
    /// The judged limit whose share on time is the nearest to its target, or the farthest below.
    package var tightest: LimitResult? {
        let judged = filter { $0.target != nil && $0.onTime.estimate != nil }
        func margin(_ limit: LimitResult) -> Double { (limit.onTime.estimate ?? 1) - (limit.target ?? 0) }
        return judged.min { margin($0) < margin($1) }
    }
}

/// How a role is used.
package struct RoleResult: Sendable, Equatable, Codable {
    package var id: String
    package var staff: Int
    /// Work over time on duty, as a ratio of totals; overtime can bring it above 1.
    package var utilisation: Quantity
    /// From the traffic equations: work offered over time on duty; nil where not known.
    package var offered: Double?
    package var waitingMean: Quantity
    package var waitingP50: Quantity
    package var waitingP95: Quantity
    /// Time average of the cases that wait.
    package var queueMean: Quantity
    /// Hours of work a week that the arriving cases ask for.
    package var requiredHoursPerWeek: Quantity
    /// Hours beyond closing time, per replication.
    package var overtimeHours: Quantity
    /// The most people one step asks of it at once.
    package var largestTeam: Int
    /// The least number of people that keep up; nil where no number of this role alone says it.
    package var leastPeople: Int?
    /// Whether one more or one fewer changes this role alone: its people have the same hours, serve no
    /// other line and are not divided by unit or class.
    package var isOneNumber: Bool
}

package struct StepResult: Sendable, Equatable {
    package var id: String
    /// Per replication.
    package var visits: Quantity
    /// Visits that stood in line in vain, per replication.
    package var givenUp: Quantity
    package var waitingMean: Quantity
    package var waitingP95: Quantity
    package var workMean: Quantity
    package var classes: [ClassWaiting]

    package struct ClassWaiting: Sendable, Equatable {
        package var className: String
        package var waitingMean: Quantity
    }
}
