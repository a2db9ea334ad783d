import CaseFlow
import ExactAnswers
import SimKernel

/// Flows of several steps and people with office hours, whose figures are known. Unit: hours.
enum Flows {
    static let all: [Oracle] = [
        threeRoles, tandem, nightPauses, nightHandsOver, nightOvertime, gathered, freeAtOnce,
    ]

    /// A Jackson network: intake, investigation, approval, a tenth of the approvals going back to the
    /// investigators. Classes change who waits, not the number of cases (all work is alike).
    static func threeRoleModel(until end: Ticks? = nil, warmUp: Double = 2_000, window: Double = 4_000)
        -> Model
    {
        var builder = ModelBuilder()
        builder.run(warmUp: warmUp, window: window)
        for (role, people) in [("intake", 4), ("investigator", 12), ("approver", 3)] {
            builder.role(role, people, queue: [.first("high")])
        }
        builder.poisson(perHour: 1, until: end)
        builder.mix([("high", 0.2), ("normal", 0.8)])
        builder.step("register", by: "intake", work: .exponential(hours: 4 * 0.85))
        builder.step("investigate", by: "investigator", work: .exponential(hours: 12 * 0.85 * 0.9))
        builder.step(
            "approve", by: "approver", work: .exponential(hours: 3 * 0.85 * 0.9),
            outcomes: [Fork("again", share: 0.1, .to("investigate"))])
        return builder.build()
    }

    static let threeRoles: Oracle = {
        let model = threeRoleModel()
        let atIntake = Exact.priorityWaits(
            rest: Exact.probabilityOfWaiting(arrivals: 1, service: 1 / 3.4, people: 4) * 3.4 / 4,
            loads: [0.2 * 0.85, 0.8 * 0.85])
        return Oracle(
            name: "three roles with rework", model: { model },
            numbers: [
                .mean("turnaround", 26.990515109) { $0.turnaround },
                .timeAverage("open cases", 26.990515109, of: model) { $0.backlog.integral },
                .timeAverage("line of intake", 3.90613, of: model) { $0.roles[0].queueIntegral },
                .timeAverage("line of investigators", 2.79559, of: model) { $0.roles[1].queueIntegral },
                .timeAverage("line of approvers", 4.13880, of: model) { $0.roles[2].queueIntegral },
                .ratio("visits to approvers", 1 / 0.9) { (Double($0.steps[2].visits), Double($0.arrived)) },
                .timeAverage("busy investigators", 0.85 * 12, of: model) { $0.roles[1].busy },
                .ratio("wait of high cases at intake", atIntake[0]) { result in
                    let waiting = result.steps[0].classWaiting[0]
                    return (Double(waiting.sum) / Double(Tick.hour), Double(waiting.count))
                },
            ])
    }()

    /// Turnarounds at two stations in a row are independent exponentials (E. Reich,
    /// doi:10.1214/aoms/1177706889), so the share beyond a deadline is known.
    static let tandem: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 1_000, window: 3_000)
        builder.role("first", 1)
        builder.role("second", 1)
        builder.poisson(perHour: 0.7)
        builder.step("one", by: "first", work: .exponential(hours: 1))
        builder.step("two", by: "second", work: .exponential(hours: 0.8))
        builder.limit("whole", .length(.elapsed(12 * Tick.hour)))
        builder.limit("second", from: .item("two"), until: .done("two"), .length(.elapsed(4 * Tick.hour)))
        let model = builder.build()
        return Oracle(
            name: "tandem with a deadline", model: { model },
            numbers: [
                .late("whole beyond 12 h", Exact.hypoexponentialTail(12, rates: [0.3, 0.55]), limit: 0),
                .late("second beyond 4 h", Exact.hypoexponentialTail(4, rates: [0.55]), limit: 1),
                .mean("turnaround", 1 / 0.3 + 1 / 0.55) { $0.turnaround },
            ])
    }()

    // MARK: A night in every day

    private static func day(_ name: String, _ atClosing: AtClosing) -> Oracle {
        var builder = ModelBuilder()
        builder.run(warmUp: 70 * 24, window: 112 * 24)
        builder.role("clerk", 3, hours: Hours.daily.table, atClosing: atClosing)
        builder.poisson(perHour: 0.8)
        builder.step("serve", by: "clerk", work: .exponential(hours: 1))
        let model = builder.build()
        let exact = ExactDay(
            arrivals: 0.8, service: 1, people: 3, open: 8, beforeMidnight: 7,
            closing: atClosing == .finish ? .finishes : .stops)
        var numbers: [Oracle.Number] = [
            .timeAverage("open cases", exact.meanOpen, of: model) { $0.backlog.integral },
            .mean("turnaround", exact.meanOpen / 0.8) { $0.turnaround },
            .ratio("open at midnight", exact.openAtMidnight) { result in
                let weekly = result.backlog.weekly
                return (Double(weekly.reduce(0) { $0 + Int($1) }), Double(weekly.count))
            },
            .timeAverage("busy", 0.8, of: model) { $0.roles[0].busy },
        ]
        switch atClosing {
        case .pause:
            numbers.append(.timeAverage("line", exact.meanWaiting, of: model) { $0.roles[0].queueIntegral })
        case .finish:
            numbers.append(.timeAverage("line", exact.meanWaiting, of: model) { $0.roles[0].queueIntegral })
            numbers.append(
                .timeAverage("overtime", exact.overtime / 24, of: model) { $0.roles[0].overtime })
        case .handOver: break
        }
        return Oracle(name: name, model: { model }, numbers: numbers)
    }

    static let nightPauses = day("nights, work pauses", .pause)
    static let nightHandsOver = day("nights, work is handed over", .handOver)
    static let nightOvertime = day("nights, work is finished", .finish)

    // MARK: Joint work beside single work

    private static func jointWork(_ name: String, _ partners: ExactJointWork.Partners) -> Oracle {
        var builder = ModelBuilder()
        builder.run(warmUp: 400, window: 2_000)
        builder.role("member", 3, queue: [.first("joint")])
        builder.poisson(perHour: 1.6)
        builder.mix([("joint", 0.075), ("single", 0.925)])
        builder.step(
            "sit", by: .together([("member", 3)], gathers: partners == .gathered),
            work: .all(.exponential(hours: 1)), only: .has("joint"))
        builder.step(
            "hear", by: .one("member"), work: .all(.exponential(hours: 1)), only: .has("single"))
        let model = builder.build()
        let exact = ExactJointWork(singles: 1.48, joint: 0.12, partners: partners)
        return Oracle(
            name: name, model: { model },
            numbers: [
                .mean("wait of joint cases", exact.meanWaitJoint) { $0.steps[0].waiting },
                .mean("wait of single cases", exact.meanWaitSingle) { $0.steps[1].waiting },
                .timeAverage("busy", 1.84, of: model) { $0.roles[0].busy },
            ])
    }

    static let gathered = jointWork("joint work, gathered", .gathered)
    static let freeAtOnce = jointWork("joint work, free at once", .freeAtOnce)
}
