import CaseFlow
import Planning
import SimKernel
import Testing

/// Studies of a real model with a known answer: one clerk, exponential work, Poisson arrivals.
@Suite("Studies of M/M/1")
struct EngineStudyTests {
    /// Load 0.7, mean work 1 hour, within 3 hours; started empty.
    static func model(load: Double = 0.7, weeks: Int = 20) throws -> Model {
        let start: Ticks = 20_822 * Tick.day
        let windowStart = start + 2 * Tick.week
        let windowEnd = windowStart + Ticks(weeks) * Tick.week
        let bound = windowEnd + 20 * Tick.week
        let rate = RateProfile(rate: load / Double(Tick.hour), from: start, to: bound)
        let work = QuantileTable(try .exponential(mean: 1), ticksPerUnit: Double(Tick.hour))
        return Model(
            title: "M/M/1", digest: "", seed: 1,
            horizon: Horizon(start: start, windowStart: windowStart, windowEnd: windowEnd, bound: bound),
            dueCalendar: .always, calendars: [.always], words: [], classes: [],
            streams: [
                Stream(
                    label: Label("cases"), key: 1, process: .poisson(rate), mask: 0, entry: 0, draws: [])
            ],
            draws: [], numbers: [],
            roles: [Role(label: Label("clerk"), staff: 1, calendar: 0, discipline: 0, atClosing: .pause)],
            teams: [
                Team(
                    members: [Team.Member(role: 0, people: 1)], gathers: false, calendar: 0,
                    atClosing: .pause, discipline: 0)
            ],
            disciplines: [Discipline(rules: [], text: "first come")],
            ops: [
                Op(
                    label: Label("answer"), kind: .work, key: NameKey.key32("answer"), team: .always(0),
                    table: .always(0), within: 0),
                Op(label: Label("end"), kind: .end, key: 0),
            ],
            outcomes: [], choices: [], tests: [], tables: [work],
            limits: [
                Limit(
                    label: Label("answer-limit"), kind: .step(0), from: .item(0), until: .item(0), only: -1,
                    stratum: .always(0),
                    strata: [
                        .init(name: nil, length: .length(.elapsed(3 * Tick.hour)), text: "3 hours", rule: nil)
                    ],
                    startsOver: false, rule: nil, target: 0.6)
            ],
            target: 0.6, counters: 0)
    }

    @Test("find the exact values")
    func exact() throws {
        let result = Study(try Self.model(), sample: .fixed(64)).result()
        func expect(_ q: Quantity, _ truth: Double) {
            let z = ((q.estimate ?? .nan) - truth) / (q.standardError ?? 0)
            #expect(abs(z) < 4, "\(q) for \(truth), z = \(z)")
        }
        // Turnaround is exponential with mean 1 / (1 - 0.7) hours.
        expect(result.limit("answer-limit").onTime, 1 - 0.4065696597405991)
        expect(result.turnaround.mean, 3600 / 0.3)
        expect(result.turnaround.p50, 3600 / 0.3 * 0.6931471805599453)
        expect(result.turnaround.p95, 3600 / 0.3 * 2.995732273553991)
        expect(result.roles[0].utilisation, 0.7)
        expect(result.roles[0].waitingMean, 3600 * 0.7 / 0.3)
        expect(result.roles[0].queueMean, 0.49 / 0.3)
        expect(result.roles[0].requiredHoursPerWeek, 0.7 * 168)
        expect(result.backlog.mean, 0.7 / 0.3)
        expect(result.cases.arrived, 0.7 * 168 * 20)
        #expect(!result.isOverloaded && result.limit("answer-limit").achievable == true)
        #expect(result.backlog.weekly.count == 20)
    }

    @Test("recognise overload in the runs")
    func overload() throws {
        let result = Study(try Self.model(load: 1.3), sample: .fixed(8)).result()
        #expect(result.isOverloaded && result.turnaround.mean.estimate == nil)
        let growth = result.backlog.growthPerWeek
        #expect((growth.low ?? 99) < 0.3 * 168 && (growth.high ?? 0) > 0.3 * 168 - 3)
    }

    @Test("give the same bytes for any number of threads, and pair unlimited people with the seeds")
    func threads() throws {
        let model = try Self.model(weeks: 4)
        let texts = [1, 2, 4].map { jobs in
            var study = Study(model, sample: .fixed(9))
            study.options.jobs = jobs
            return JSONReport.document(study.result(), Stamp(program: "0", tzdata: "0")).text
        }
        #expect(texts[0] == texts[1] && texts[0] == texts[2])
        let study = Study(model, sample: .fixed(9))
        let data = study.collect()
        let unlimited = try #require(study.unlimited(after: data))
        #expect(unlimited.summaries.map(\.arrived) == data.summaries.prefix(8).map(\.arrived))
    }
}
