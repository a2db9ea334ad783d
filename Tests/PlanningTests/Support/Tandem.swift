import CaseFlow
import Foundation
import SimKernel

/// Queues in a row with exponential work, each with its own people and a limit on the wait in its line.
///
/// What leaves M/M/c in the long run is Poisson again, so that each is M/M/c for itself (Burke 1956,
/// doi:10.1287/opre.4.6.699), and the least number of people of each is known.
struct Tandem {
    struct Queue {
        /// Mean work and limit on the wait, in hours.
        var work: Double
        var limit: Double
        var target: Double
    }
    /// Per hour.
    var arrivals: Double
    var queues: [Queue]

    /// The fewest people that keep each target.
    var fewest: [Int] {
        queues.map { queue in
            let load = arrivals * queue.work
            var people = Int(load) + 1
            while shareOnTime(queue, people) < queue.target { people += 1 }
            return people
        }
    }

    /// By Erlang's C.
    func shareOnTime(_ queue: Queue, _ people: Int) -> Double {
        let load = arrivals * queue.work
        var blocked = 1.0
        for k in 1...people { blocked = load * blocked / (Double(k) + load * blocked) }
        let use = load / Double(people)
        let waits = blocked / (1 - use + use * blocked)
        return 1 - waits * exp(-(Double(people) / queue.work - arrivals) * queue.limit)
    }

    func model(weeks: Int, people: Int = 1) throws -> Model {
        let start = Office.monday
        let windowStart = start + Tick.week
        let windowEnd = windowStart + Ticks(weeks) * Tick.week
        let bound = windowEnd + 8 * Tick.week
        let rate = RateProfile(rate: arrivals / Double(Tick.hour), from: start, to: bound)
        let end = Op(label: Label("end"), kind: .end, key: 0)
        return Model(
            title: "Queues in a row", digest: "", seed: 1,
            horizon: Horizon(start: start, windowStart: windowStart, windowEnd: windowEnd, bound: bound),
            dueCalendar: .always, calendars: [.always], words: [], classes: [],
            streams: [
                Stream(label: Label("cases"), key: 1, process: .poisson(rate), mask: 0, entry: 0, draws: [])
            ],
            draws: [], numbers: [], roles: queues.indices.map { role($0, people) },
            teams: queues.indices.map(team), disciplines: [Discipline(rules: [], text: "first come")],
            ops: queues.indices.map(step) + [end], outcomes: [], choices: [], tests: [],
            tables: try queues.map {
                QuantileTable(try .exponential(mean: $0.work), ticksPerUnit: Double(Tick.hour))
            }, limits: queues.indices.map(limit), target: nil, counters: 0)
    }

    private func role(_ index: Int, _ people: Int) -> Role {
        Role(label: Label("role-\(index)"), staff: people, calendar: 0, discipline: 0, atClosing: .pause)
    }

    private func team(_ index: Int) -> Team {
        Team(
            members: [Team.Member(role: index, people: 1)], gathers: false, calendar: 0, atClosing: .pause,
            discipline: 0)
    }

    private func step(_ index: Int) -> Op {
        Op(
            label: Label("step-\(index)"), kind: .work, key: NameKey.key32("step-\(index)"),
            team: .always(index), table: .always(index), startsWithin: index)
    }

    private func limit(_ index: Int) -> Limit {
        let length = LimitLength.length(.elapsed(Ticks(queues[index].limit * Double(Tick.hour))))
        return Limit(
            label: Label("limit-\(index)"), kind: .stepStarts(index), from: .item(index),
            until: .starts(index), only: -1, stratum: .always(0),
            strata: [.init(name: nil, length: length, text: "\(queues[index].limit) hours", rule: nil)],
            startsOver: false, rule: nil, target: queues[index].target)
    }
}
