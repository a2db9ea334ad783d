package import SimKernel

/// What one replication found. Plain data: counts, exact integer sums and log-binned counts.
///
/// Cases, limits and waits are those of the cohort (arrivals inside the counted window, each
/// followed to its end); use of people, lines and backlog are those of the window itself.
package struct ReplicationResult: Sendable {
    package var replication: UInt32
    package var events: Int
    /// Hash of the event trajectory: equal for equal histories.
    package var fingerprint: UInt64
    /// The run was cut off by the event brake or by the stop flag; its figures are incomplete.
    package var stopped: Bool
    /// Cohort cases.
    package var arrived: Int
    package var closed: Int
    /// Cohort cases that were still open at the bound of the tail.
    package var openAtEnd: Int
    /// From arrival to end, of the cohort cases that ended.
    package var turnaround: Observations
    package var backlog: Backlog
    /// Parallel to `Model.limits`; each has one entry per stratum.
    package var limits: [LimitCount]
    /// Parallel to `Model.roles`.
    package var roles: [RoleUse]
    /// Parallel to `Model.ops`.
    package var steps: [StepUse]
    /// Money of cohort cases, their side cases and duties.
    package var costs = Costs()
    /// Parallel to the spans between `Model.months`.
    package var months: [Month] = []
    /// Counted arrivals in each whole period of `Model.numbering`.
    package var numbered: [Int] = []
    /// Where the run began with a backlog.
    package var opening: Opening?

    /// In millionths of the model's currency.
    package struct Costs: Sendable, Equatable {
        /// Of outcomes: compensation.
        package var outcomes: Int128 = 0
        /// Of `if late`: fines.
        package var lateness: Int128 = 0
        package init() {}
    }

    /// One month of the window.
    package struct Month: Sendable, Equatable {
        /// Counted cases that arrived, and cohort cases that ended, in it.
        package var arrived = 0
        package var closed = 0
        /// Clocks of cohort cases that ended in it, and those that were late.
        package var ended = 0
        package var late = 0
        package init() {}
    }

    package struct Opening: Sendable, Equatable {
        package var cases = 0
        /// When the last of them ended; nil: some were still open at the bound.
        package var cleared: Ticks?
        /// Those still open at the end of each whole week of the window.
        package var weekly: [Int32] = []
        package init() {}
    }

    package struct Backlog: Sendable {
        /// Integral of the number of open cases over the window, in case-ticks.
        package var integral: Int128 = 0
        package var peak: Int = 0
        package var atWindowStart: Int = 0
        package var atWindowEnd: Int = 0
        /// Open cases at the end of each whole week of the window.
        package var weekly: [Int32] = []
        package init() {}
    }

    package struct LimitCount: Sendable {
        /// Parallel to `Limit.strata`.
        package var strata: [Stratum]
        /// Cohort cases with at least one clock that ended, and those of them with none late.
        package var cases: Int = 0
        package var casesNoneLate: Int = 0

        package struct Stratum: Sendable {
            /// Clocks that ended (or were past due at the bound), and those that were late.
            package var ended: Int = 0
            package var late: Int = 0
            /// Calendar time from start to end of each clock that ended.
            package var duration = Observations()
            /// Clocks that ended within the near end of a range.
            package var withinNear: Int = 0
            /// Cases whose last clock was of this stratum, and those of them with none late at all.
            package var cases: Int = 0
            package var casesNoneLate: Int = 0
            package init() {}
        }
        package init(strata: Int) { self.strata = Array(repeating: Stratum(), count: strata) }
    }

    package struct RoleUse: Sendable {
        /// Person-ticks of work inside the window, overtime included.
        package var busy: Int128 = 0
        /// Person-ticks on duty inside the window.
        package var onDuty: Int128 = 0
        /// Person-ticks of the roster inside the window, absences included.
        package var rostered: Int128 = 0
        /// Person-ticks of work beyond closing time (`at closing: finish`).
        package var overtime: Int128 = 0
        /// Waits of cohort visits in lines that this role serves.
        package var waiting = Observations()
        /// Integral over the window of the number of cases that wait for this role.
        package var queueIntegral: Int128 = 0
        package init() {}
    }

    package struct StepUse: Sendable {
        /// Cohort visits that were finished (people) or passed through (waits).
        package var visits: Int = 0
        package var waiting = Observations()
        package var workSum: Int128 = 0
        /// Cohort visits that stood in line in vain: a jump of `if late` took the case away.
        package var givenUp: Int = 0
        /// Parallel to `Model.classes`: count and sum of waits.
        package var classWaiting: [(count: Int, sum: Int128)] = []
        package init() {}
    }

    package init(
        replication: UInt32, events: Int, fingerprint: UInt64, stopped: Bool, arrived: Int,
        closed: Int, openAtEnd: Int, turnaround: Observations, backlog: Backlog,
        limits: [LimitCount], roles: [RoleUse], steps: [StepUse]
    ) {
        self.replication = replication
        self.events = events
        self.fingerprint = fingerprint
        self.stopped = stopped
        self.arrived = arrived
        self.closed = closed
        self.openAtEnd = openAtEnd
        self.turnaround = turnaround
        self.backlog = backlog
        self.limits = limits
        self.roles = roles
        self.steps = steps
    }
}
