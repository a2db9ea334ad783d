/// The answer to "how few people keep the targets?": numbers of people, and how far they are certain.
public struct StaffPlan: Sendable, Equatable {
    public enum Verdict: String, Sendable, Equatable {
        /// Every target is met, at the stated confidence.
        case met
        /// No number of people within the bounds keeps every target.
        case infeasible
        /// Not known within the budget, or stopped before it could be.
        case undecided
    }

    package var title: String
    /// SHA-256 of the resolved scenario, in hexadecimal.
    package var digest: String
    /// The scenario's seed; those of the search and of the certificate are made from it.
    package var seed: UInt64
    /// `headroom run --seed` with it gives the replications behind the certificate again; nil where
    /// nothing was put to the test.
    package var certificateSeed: UInt64?
    public var verdict: Verdict
    /// People by role. Of an infeasible scenario those that were tried last.
    public var staff: Staffing
    /// The same by number that may be changed: those of shifts, units and classes apart.
    package var headcounts: [Row]
    /// Cost of the headcounts, in `currency`; people, where nothing has a price.
    public var cost: Double
    /// The same of the staffing as given.
    package var givenCost: Double
    /// What the search's replications say of the staffing as given; nil where they were not run.
    package var givenKeeps: Keeping?
    package var currency: String?
    /// The target that all judged limits share; nil where they differ.
    package var target: Double?
    package var rule: DecisionRule
    /// What is known of each limit on the certificate's seeds.
    public var limits: [LimitResult]
    /// Roles on the certificate's seeds.
    package var roles: [RoleResult]
    package var neighbours: [Neighbour]
    /// By headcount, the fewest that keep up with the work that arrives, where that can be told.
    package var fewestInPace: [Int?]
    /// What no number of people mends, where a target is out of reach.
    package var blame: [OutOfReach]
    /// Whether all cheaper staffings were looked at.
    package var cheaper: Cheaper
    /// Staffings that were looked at.
    package var examined: Int
    /// Replications in all: those of the search, of every attempt to certify, and with unlimited people.
    package var replications: Int
    /// Candidates that were put to the test.
    package var attempts: Int
    public var stopped: StopReason?
    /// By the search's replications this staffing keeps every target, certified or not.
    package var seemsToKeep = false

    /// The staffing itself was put to the test and keeps every target.
    package var isCertified: Bool { verdict == .met }

    /// One number of people.
    package struct Row: Sendable, Equatable {
        /// As behind `staff.` in the file: `clerk`, `clerk.early`.
        package var path: String
        package var role: String
        /// Shift, unit or class; nil where the role has one number.
        package var hours: String?
        package var given: Int
        package var people: Int
        /// People that one more of the number brings.
        package var copies: Int
        /// Of one more of the number.
        package var cost: Double
        package var isFixed: Bool
        package var maximum: Int?
    }

    /// One person fewer, or one more.
    package struct Neighbour: Sendable, Equatable {
        /// Index into `headcounts`.
        package var headcount: Int
        /// -1 or +1.
        package var change: Int
        package var verdict: NeighbourVerdict
        /// Index into `limits`: what fails first.
        package var failing: Int?
        /// Its share on time by the replications at hand; nil where there are none.
        package var share: Double?
        package var wouldSettle: Int?
    }

    package enum NeighbourVerdict: String, Sendable, Equatable {
        case meets, fails, undecided
    }

    /// Of a staffing that was looked at but not certified.
    package enum Keeping: String, Sendable, Equatable {
        case keeps, fails, close
    }

    package enum Cheaper: String, Sendable, Equatable {
        /// Every cheaper staffing that can keep up with its work was simulated, and none keeps the targets.
        case allExamined = "all examined"
        /// Those that seemed to have a chance.
        case someExamined = "some examined"
    }

    /// Where the time of a limit goes that cannot be kept.
    package struct OutOfReach: Sendable, Equatable {
        /// Index into `limits`.
        package var limit: Int
        /// The share on time that the people in question reach.
        package var reached: Double
        /// With how many people.
        package var bound: Bound
        /// The largest parts of its late cases' time, the largest first.
        package var parts: [Blame.Part]

        package enum Bound: String, Sendable, Equatable {
            /// Nobody ever waits for people.
            case unlimited
            /// The most people that the options allow.
            case maximum
        }
    }
}

/// People by role, in the order of the file.
public struct Staffing: Sendable, Equatable, CustomStringConvertible {
    public struct Role: Sendable, Equatable {
        public var id: String
        public var people: Int
    }
    public var roles: [Role]

    /// nil: no such role.
    public subscript(id: String) -> Int? { roles.first { $0.id == id }?.people }

    public var description: String {
        roles.map { "\($0.id) \($0.people)" }.joined(separator: ", ")
    }
}
