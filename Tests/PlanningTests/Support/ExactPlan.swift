import CaseFlow
import ExactAnswers
import Foundation
import ScenarioFile
import Testing

/// An office whose cheapest staff is known exactly: the shares on time of every staff have a closed form
/// or are those of a Markov chain, and lie at least 0.01 away from the targets.
struct ExactPlan: Sendable, CustomTestStringConvertible {
    var name: String
    private var yaml: String
    /// Of one more person of each role.
    var costs: [Double]
    var targets: [Double]
    /// Shares on time of the limits with a target, by the staff.
    var shares: @Sendable ([Int]) -> [Double]
    /// The cheapest staff that meets all targets.
    var cheapest: [Int]

    var testDescription: String { name }

    init(
        _ name: String, costs: [Double] = [1], targets: [Double], cheapest: [Int], top: String,
        staff: [String] = ["clerk"], flow: String, run: String = "warm-up: 2 days, length: 1 week",
        shares: @escaping @Sendable ([Int]) -> [Double]
    ) {
        self.name = name
        self.costs = costs
        self.targets = targets
        self.cheapest = cheapest
        self.shares = shares
        let people = zip(staff, zip(cheapest, costs)).map { role, of in
            "  \(role): { people: \(of.0), costs: \(of.1) yuan per hour }\n"
        }
        yaml = """
            scenario: \(name)
            \(top)
            staff:
            \(people.joined())
            flow:
            \(flow)
            run: { start: 2027-01-04, \(run), seed: 1 }

            """
    }

    var model: Model {
        get throws { try Scenario(yaml: Array(yaml.utf8), file: "plan.yaml").compiled() }
    }

    func cost(_ people: [Int]) -> Double { zip(people, costs).reduce(0) { $0 + Double($1.0) * $1.1 } }

    func meets(_ people: [Int]) -> Bool { zip(shares(people), targets).allSatisfy { $0 >= $1 } }

    /// How far the shares are from deciding otherwise: the nearest where all are met, the farthest of
    /// those missed.
    func margin(_ people: [Int]) -> Double {
        let distances = zip(shares(people), targets).map { $0 - $1 }
        let missed = distances.filter { $0 < 0 }
        return missed.isEmpty ? distances.min() ?? 0 : -(missed.min() ?? 0)
    }

    /// All staffs that cost no more than that, with one person of each role at least.
    func vectors(upTo most: Double) -> [[Int]] {
        costs.reduce([[]]) { found, cost in
            let others = costs.reduce(0, +) - cost
            return found.flatMap { head in
                (1...max(1, Int((most - others) / cost + 1e-9))).map { head + [$0] }
            }
        }.filter { cost($0) <= most + 1e-9 }
    }
}

/// 1 - the share late, or 0 where the people cannot keep up.
private func onTime(_ arrivals: Double, _ service: Double, _ people: Int, late: () -> Double) -> Double {
    arrivals >= Double(people) * service - 1e-9 ? 0 : 1 - late()
}

extension ExactPlan {
    static let all = [oneLine, network, priorities, officeHours, twoTiers, patience]

    private static let always = "calendar: { timezone: UTC, hours: always }\n"

    /// M/M/c: a share of waits.
    static let oneLine = ExactPlan(
        "One line", targets: [0.85], cheapest: [5],
        top: always + "arrivals: { mean: 6 per hour }\ntarget: 85% on time",
        flow: "  - { step: serve, by: clerk, work: exponential 30 min, starts within: 15 min }"
    ) { people in
        [
            onTime(6, 2, people[0]) {
                Exact.waitTail(0.25, arrivals: 6, service: 2, people: people[0])
            }
        ]
    }

    /// Jackson's network of three roles, with rework: each visit finds the line as it is on average, so
    /// that every role is an M/M/c with five visits an hour (J. R. Jackson, doi:10.1287/opre.5.4.518; what
    /// arrivals find: K. C. Sevcik and I. Mitrani, doi:10.1145/322248.322257).
    static let network = ExactPlan(
        "Three roles with rework", costs: [1, 2, 3], targets: [0.9, 0.9, 0.9], cheapest: [4, 6, 3],
        top: always + "arrivals: { mean: 4 per hour }\ntarget: 90% on time",
        staff: ["clerk", "investigator", "manager"],
        flow: """
              - { step: register, by: clerk, work: exponential 20 min, starts within: 6 min }
              - { step: investigate, by: investigator, work: exponential 40 min, starts within: 12 min }
              - step: decide
                by: manager
                work: exponential 15 min
                starts within: 6 min
                outcomes: { again: { share: 20%, back to: register }, others: { } }
            """
    ) { people in
        let stations = [(3.0, 0.1), (1.5, 0.2), (4, 0.1)]
        return zip(stations, people).map { station, people in
            onTime(5, station.0, people) {
                Exact.waitTail(station.1, arrivals: 5, service: station.0, people: people)
            }
        }
    }

    /// A pool that takes urgent cases first, without leaving work in hand.
    static let priorities = ExactPlan(
        "A pool with priorities", targets: [0.93], cheapest: [5],
        top: always + """
            arrivals: { mean: 6 per hour, mix: { urgent: 30%, ordinary: 70% } }
            queue: urgent before ordinary
            """,
        flow: """
              - step: serve
                by: clerk
                work: exponential 30 min
                starts within: { urgent: 15 min, ordinary: solve }
                target: { urgent: 93% on time, ordinary: none }
            """
    ) { people in
        [
            onTime(6, 2, people[0]) {
                Exact.waitTailOfFirst(0.25, arrivals: 6, ofFirst: 1.8, service: 2, people: people[0])
            }
        ]
    }

    /// Everything happens in office hours and is counted in them: on the office's clock an M/M/c, since
    /// what is left of exponential work overnight has the law of all of it.
    static let officeHours = ExactPlan(
        "Office hours", targets: [0.9], cheapest: [6],
        top: """
            calendar: { timezone: Asia/Shanghai, hours: Mon..Fri 09:00..12:00 13:00..18:00 }
            arrivals: { mean: 280 per week, hours: as staff }
            target: 90% on time
            """,
        flow: "  - { step: serve, by: clerk, work: exponential 30 min, starts within: 15 working min }",
        run: "warm-up: 1 week, length: 4 weeks"
    ) { people in
        [
            onTime(7, 2, people[0]) {
                Exact.waitTail(0.25, arrivals: 7, service: 2, people: people[0])
            }
        ]
    }

    /// Who has waited too long at the branch goes to headquarters, which has the target. Where the branch
    /// is smallest, headquarters must be large: the smallest branch is not on the cheapest staff.
    static let twoTiers = ExactPlan(
        "Two tiers", costs: [1, 2.5], targets: [0.8], cheapest: [4, 2],
        top: always + """
            arrivals: { mean: 3 per hour }
            case: { patience: exponential 60 min }
            """,
        staff: ["branch", "headquarters"],
        flow: """
              - step: locally
                by: branch
                work: exponential 60 min
                starts within: patience
                target: none
                if late: { skip to: above }
                outcomes: { settled: { skip to: end } }
              - step: above
                by: headquarters
                work: exponential 60 min
                starts within: 30 min
                target: 80% on time
            """, run: "warm-up: 2 days, length: 2 weeks"
    ) { people in
        let first = patient(arrivals: 3, service: 1, people: people[0], patience: 1)
        return [
            onTime(3 * first.leaves, 1, people[1]) {
                ExactEscalation(arrivals: 3, service: 1, patience: 1, people: (people[0], people[1]))
                    .secondWaitTail(0.5)
            }
        ]
    }

    /// Erlang A: cases leave after an exponential time.
    static let patience = ExactPlan(
        "Customers who leave", targets: [0.95], cheapest: [5],
        top: always + """
            arrivals: { mean: 6 per hour }
            case: { patience: exponential 60 min }
            target: 95% on time
            """,
        flow: """
              - step: serve
                by: clerk
                work: exponential 30 min
                starts within: patience
                if late: { skip to: end }
            """
    ) { people in [1 - patient(arrivals: 6, service: 2, people: people[0], patience: 1).leaves] }

    private static func patient(
        arrivals: Double, service: Double, people: Int, patience: Double
    ) -> ExactPatience {
        ExactPatience(
            arrivals: arrivals, service: service, people: people, corners: [],
            survival: { exp(-$0 / patience) }, hazard: { patience * (1 - exp(-$0 / patience)) })
    }
}
