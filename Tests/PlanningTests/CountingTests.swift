import CaseFlow
import Foundation
import Planning
import SimKernel
import Testing

/// Money, months, numbers, files kept, an opening backlog: made-up replications with known figures.
@Suite("Costs and counting")
struct CountingTests {
    /// The office with what `change` makes of its model and of each replication.
    private func result(
        _ replications: Int = 4, model change: (inout Model) -> Void = { _ in },
        run fill: @escaping @Sendable (inout ReplicationResult) -> Void = { _ in }
    ) -> StudyResult {
        var model = Office.model
        change(&model)
        let simulation = Office.simulation(.tiny)
        return Study(model, sample: .fixed(replications)) { model, seed, replication, brake in
            var found = simulation(model, seed, replication, brake)
            fill(&found)
            return found
        }.result()
    }

    private func json(_ result: StudyResult) throws -> [String: Any] {
        let text = JSONReport.document(result, Stamp(program: "0", tzdata: "0")).text
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func estimate(_ value: Any?) -> Double? { (value as? [String: Any])?["estimate"] as? Double }

    // MARK: Money

    @Test("people cost their roster, overtime beside it, and months; what cases cost comes on top")
    func money() throws {
        let found = result {
            $0.currency = "yuan"
            $0.roles[0].cost = RoleCost(perHour: 80_000_000, perOvertimeHour: 120_500_000)
            $0.roles[1].cost = RoleCost(perMonth: 10_000_000_000)
        } run: { run in
            run.roles[0].rostered = Int128(100 * Tick.hour)
            run.roles[0].overtime = Int128(2 * Tick.hour)
            run.costs.outcomes = 500_000_000
            run.costs.lateness = run.replication % 2 == 0 ? 0 : 200_000_000
        }
        // Eight investigators for 52 weeks of 364 days, a month being 30.4375 days.
        let months = 8 * 10_000 * 364 / 30.4375
        #expect(found.cost.byRole.map(\.id) == ["clerk", "investigator", "manager"])
        #expect(found.cost.byRole[0].cost.estimate == 8241)
        #expect(abs((found.cost.byRole[1].cost.estimate ?? 0) - months) < 1e-6)
        #expect(found.cost.byRole[2].cost.estimate == 0)
        #expect(found.cost.outcomes.estimate == 500 && found.cost.lateness.estimate == 100)
        #expect(abs((found.cost.total.estimate ?? 0) - months - 8241 - 600) < 1e-6)
        #expect((found.cost.total.low ?? 0) < (found.cost.total.estimate ?? 0))
        let cost = try #require(try json(found)["cost"] as? [String: Any])
        #expect(cost["currency"] as? String == "yuan" && estimate(cost["outcomes"]) == 500)
        #expect(
            TextReport.text(found).contains(
                "\nCost        965,556 yuan in the window: people 964,956, outcomes 500, lateness 100\n"))
    }

    @Test("without costs the people are counted, and there is no currency")
    func people() throws {
        let found = result()
        #expect(found.cost.total.estimate == 13 && found.cost.total.low == 13)
        #expect(found.cost.byRole.map(\.cost.estimate) == [2, 8, 3])
        let cost = try #require(try json(found)["cost"] as? [String: Any])
        #expect(cost["currency"] is NSNull && estimate(cost["outcomes"]) == nil)
        #expect(TextReport.text(found).contains("\nCost        13 people; no costs are given\n"))
    }

    // MARK: The opening backlog

    private func opened(_ count: Int = 120, runs: Int = 20) -> StudyResult {
        result(
            runs,
            run: { run in
                // Cleared on 5, 6, 7 … January 2027; the last run never clears.
                let day = Ticks(run.replication) + 1
                run.opening = ReplicationResult.Opening()
                run.opening?.cases = count
                let isLast = Int(run.replication) == runs - 1
                run.opening?.cleared = isLast ? nil : Office.monday + day * Tick.day
                run.opening?.weekly = (1...4).map { week in
                    !isLast && day * Tick.day <= Ticks(week) * Tick.week ? 0 : 7
                }
            })
    }

    @Test("an opening backlog is cleared with a chance each week, and by dates with intervals")
    func cleared() throws {
        let cleared = try #require(opened().backlog.cleared)
        #expect(cleared.cases.estimate == 120)
        #expect(cleared.weekly.map(\.estimate) == [0.35, 0.7, 0.95, 0.95])
        let (low, high) = (cleared.weekly[2].low ?? 0, cleared.weekly[2].high ?? 0)
        #expect(abs(low - 0.7513) < 1e-3 && abs(high - 0.9987) < 1e-3, "exact binomial ends")
        #expect(cleared.dates.map(\.share) == [0.5, 0.8, 0.95])
        // The tenth, sixteenth and nineteenth of twenty; of the median the 6th and the 15th hold it.
        #expect(cleared.dates.map(\.date) == ["2027-01-14", "2027-01-20", "2027-01-23"])
        #expect(cleared.dates[0].low == "2027-01-10" && cleared.dates[0].high == "2027-01-19")
        #expect(cleared.dates[2].high == nil)
        let backlog = try #require(try json(opened())["backlog"] as? [String: Any])
        let told = try #require(backlog["cleared"] as? [String: Any])
        #expect((told["weekly"] as? [[String: Any]])?.count == 4)
        #expect((told["dates"] as? [[String: Any]])?[1]["date"] as? String == "2027-01-20")
    }

    @Test("a manager reads by when the opening backlog is worked off")
    func clearedInWords() {
        #expect(
            TextReport.text(opened()).contains(
                """
                Opening     The 120 cases of the opening backlog are worked off by 14 January 2027 with 50 %
                            probability, by 20 January 2027 with 80 % probability, by 23 January 2027 with 95 %
                            probability
                """))
        let never = result(run: { $0.opening = ReplicationResult.Opening() })
        #expect(!TextReport.text(never).contains("Opening "), "no case, no sentence")
        let hopeless = result(run: { run in
            run.opening = ReplicationResult.Opening()
            run.opening?.cases = 1
        })
        #expect(
            TextReport.text(hopeless).contains(
                "The one case of the opening backlog is not worked off within the run in more than 50 %"
            ))
        #expect(result().backlog.cleared == nil)
    }

    @Test("ranks of quantiles hold the quantile with the stated confidence")
    func ranks() {
        let method = IntervalMethod(n: 20)
        #expect(method.ranks(ofQuantile: 0.5) == (10, 6, 15))
        #expect(method.ranks(ofQuantile: 0.95).high == nil)
        #expect(IntervalMethod(n: 1).ranks(ofQuantile: 0.5) == (1, nil, nil))
        #expect(IntervalMethod(n: 100).ranks(ofQuantile: 0.95).estimate == 95)
    }

    // MARK: Months, numbers, files

    @Test("months have their own arrivals, ends and shares on time")
    func months() throws {
        let found = result {
            $0.months = [0, 31, 59].map { Office.monday + Ticks($0) * Tick.day }
        } run: { run in
            run.months = [10, 30].map { arrived in
                var month = ReplicationResult.Month()
                (month.arrived, month.closed, month.ended, month.late) = (arrived, 5, 20, arrived / 10)
                return month
            }
        }
        #expect(found.months.map(\.arrived.estimate) == [10, 30])
        #expect(found.months.map(\.onTime.estimate) == [0.95, 0.85])
        #expect(found.months.map(\.from) == ["2027-01-04", "2027-02-04"])
        #expect(found.months.map(\.to) == ["2027-02-03", "2027-03-03"])
        #expect(try #require(try json(found)["months"] as? [[String: Any]]).count == 2)
        let files = ResultStore.files(found, Stamp(program: "0", tzdata: "0"))
        let csv = try #require(files.first { $0.name == "months.csv" })
        let lines = String(decoding: csv.bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines[0] == "scenario,month,from,to,arrived,closed,on_time")
        #expect(lines[2] == "Complaints of a small office,2,2027-02-04,2027-03-03,30,5,0.85")
        #expect(
            !ResultStore.files(result(), Stamp(program: "0", tzdata: "0")).contains {
                $0.name == "months.csv"
            })
    }

    private func numbered(_ counts: @escaping @Sendable (UInt32) -> [Int]) -> StudyResult {
        result(20) {
            $0.numbering = Numbering(
                ceiling: 99, text: "99 per month",
                bounds: [0, 31, 59].map { Office.monday + Ticks($0) * Tick.day })
        } run: {
            $0.numbered = counts($0.replication)
        }
    }

    @Test("numbers that do not suffice: chance a period and a run, exact where it never happened")
    func numbers() throws {
        let found = try #require(numbered { $0 < 4 ? [100, $0 < 2 ? 120 : 99] : [99, 90] }.numbers)
        #expect(abs((found.perPeriod.estimate ?? 0) - 0.15) < 1e-12)
        #expect(found.perRun.estimate == 0.2 && found.periods.map(\.chance.estimate) == [0.2, 0.1])
        #expect(abs((found.perRun.low ?? 0) - 0.0573) < 1e-4 && abs((found.perRun.high ?? 0) - 0.4366) < 1e-4)
        #expect(found.periods.map(\.from) == ["2027-01-04", "2027-02-04"])
        #expect(found.most.estimate == 101.2, "twice 120, twice 100, else 99")
        let never = numbered { _ in [99, 0] }
        #expect(never.numbers?.perPeriod.estimate == 0 && (never.numbers?.perPeriod.high ?? 0) > 0.1)
        #expect(
            TextReport.text(never).contains(
                "Numbers     99 per month are passed in 0.0 % (at most "))
        let told = try #require(try json(never)["numbers"] as? [String: Any])
        #expect(told["ceiling"] as? Int == 99 && estimate(told["per_run"]) == 0)
    }

    @Test("files kept for years are a stock, files kept for ever a growth")
    func archive() throws {
        let year = 365.25 * Double(Tick.day)
        let kept = result {
            $0.archive = .kept(text: "5 years", Ticks(5 * year))
        } run: {
            $0.closed = 1040
        }
        let perYear = 1040 / (364 / 365.25)
        #expect(abs((kept.archive?.closedPerYear.estimate ?? 0) - perYear) < 1e-9)
        #expect(abs((kept.archive?.stock?.estimate ?? 0) - 5 * perYear) < 1e-6)
        #expect(
            TextReport.text(kept).contains(
                "\nArchive     5,218 files, each kept 5 years: 1,044 come and go each year\n"))
        let forever = result {
            $0.archive = .forever
        } run: {
            $0.closed = 1040
        }
        #expect(forever.archive?.stock == nil)
        #expect(
            TextReport.text(forever).contains(
                "\nArchive     grows by 1,044 files a year, kept for ever\n"))
        #expect(try json(result())["archive"] is NSNull)
    }

    // MARK: Limits

    @Test("the near end of a range is reported and never judged")
    func nearEnd() throws {
        let found = result {
            $0.limits[1].strata[0].near = .elapsed(Tick.minute)
        } run: { run in
            for stratum in 0..<2 { run.limits[1].strata[stratum].ended = 40 }
            run.limits[1].strata[0].withinNear = 30
        }
        let whole = found.limit("answer")
        #expect(whole.nearEnd?.estimate == 0.75, "of the clocks with a range")
        #expect(found.limit("answer", class: "general").nearEnd?.estimate == 0.75)
        #expect(found.limit("answer", class: "major").nearEnd == nil)
        #expect(found.limit("classify").nearEnd == nil)
        #expect(
            TextReport.text(found).contains(
                "\nWithin the near end of the range: answer 75.0 %, answer for general 75.0 %\n"))
        let limits = try #require(try json(found)["limits"] as? [[String: Any]])
        #expect(estimate(limits[1]["near_end"]) == 0.75 && limits[0]["near_end"] is NSNull)
    }

    @Test("with targets by class each class is judged for itself, and all together are not")
    func targetsByClass() {
        let found = result(16) {
            $0.limits[1].targetIsSplit = true
            $0.limits[1].target = 0.5
            $0.limits[1].strata[0].target = 0.9
            $0.limits[1].strata[1].target = nil
        } run: { run in
            for stratum in 0..<2 {
                run.limits[1].strata[stratum].ended = 40
                run.limits[1].strata[stratum].late = 10
            }
        }
        #expect(found.limit("answer").target == nil && found.limit("answer").verdict == .none)
        #expect(found.limit("answer", class: "general").verdict == .missed)
        #expect(found.limit("answer", class: "major").verdict == .none)
        #expect(TargetCheck(found).items.map(TargetCheck.name) == ["classify", "answer (general)"])
        #expect(TextReport.text(found).contains("by class\n  general"))
    }

    @Test("visits given up are counted by step")
    func givenUp() throws {
        let found = result(run: { $0.steps[2].givenUp = 12 })
        #expect(found.steps.map(\.givenUp.estimate) == [0, 0, 12, 0])
        #expect(
            TextReport.text(found).contains(
                "\nGiven up    visits that stood in line in vain: investigate 12.0 in the window\n"))
        let steps = try #require(try json(found)["steps"] as? [[String: Any]])
        #expect(estimate(steps[2]["given_up"]) == 12)
    }
}
