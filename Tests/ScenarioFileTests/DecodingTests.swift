import ScenarioFile
import Testing

@Suite("What was typed is what is read")
struct DecodingTests {
    @Test(
        "all samples are read without a warning",
        arguments: [Samples.library, Samples.clinic, Samples.chinese])
    func samples(_ text: String) {
        #expect(messages(text) == "")
    }

    private func item(_ name: String) throws -> Item {
        try #require(try read(Samples.clinic).allItems.first { $0.name.value == name })
    }

    private func step(_ name: String) throws -> StepPart {
        guard case .step(let step) = try item(name).kind else { throw Missing(what: "no step") }
        return step
    }

    private struct Missing: Error { var what: String }

    @Test("the calendar")
    func calendar() throws {
        let calendar = try read(Samples.clinic).calendar
        #expect(calendar.hours.value.blocks.count == 2)
        #expect(calendar.hours.value.blocks[0].days == .weekdays([.mon, .tue, .wed, .thu]))
        #expect(calendar.hours.value.blocks[0].spans.map(\.from.text) == ["08:00", "12:30"])
        #expect(calendar.shifts.map(\.name.value) == ["early", "late", "night"])
        #expect(calendar.shifts[2].hours.value.blocks[0].spans[0].passesMidnight)
        #expect(calendar.closed.map(\.value.last.text) == ["2027-01-06", "2027-12-31"])
        #expect(calendar.open.map(\.value.hours).prefix(2) == [.likeFirstDay, .like(.fri)])
        #expect(calendar.workingDaysRun?.value == .toTheSameTime)
        #expect(calendar.daysRun?.value == .toMidnightRollingForward)
        #expect(calendar.atClosing?.value == .handOver)
    }

    @Test("the streams")
    func streams() throws {
        let streams = try read(Samples.clinic).streams
        #expect(streams.map(\.name?.value) == ["desk", "mail", "outage"])
        #expect(streams[0].hours?.value == .asStaff)
        #expect(streams[1].month?.value.values == [1.5] + Array(repeating: 1, count: 10) + [0.5])
        #expect(streams[1].hour?.value.values.prefix(9) == [0, 0, 0, 0, 0, 0, 0, 0, 1])
        #expect(streams[1].day?.value.values.prefix(6) == [2, 2, 2, 2, 2, 1])
        #expect(streams[1].busyness?.value.period == .day)
        #expect(streams[2].brings?.value.text == "uniform 5..40")
        #expect(streams[2].enters?.value == "register")
        #expect(streams[0].mix.map(\.share.value.fraction) == [0.7, 0.3])
    }

    @Test("the entries of 'case', told apart by their shape")
    func caseEntries() throws {
        let entries = try read(Samples.clinic).caseEntries
        #expect(
            entries.map(\.words) == [
                [], [], ["treatment", "behaviour", "bill"], ["minor", "serious"], ["lawyer-writes"], [], [],
                [],
            ])
        let names = try read(Samples.clinic).names
        #expect(names.kind(of: "ward") == .unit)
        #expect(names.kind(of: "involved") == .person)
        #expect(names.kind(of: "damage") == .number)
        #expect(names.lists(of: "minor") == [.entry("severity")])
        #expect(names.words(of: .mix) == ["light", "grave"])
        #expect(names.words(of: .outcomes(of: "answer")) == ["appeal", "again"])
    }

    @Test("who does it: roles, teams, splits of teams, the same people")
    func by() throws {
        #expect(try step("register").by?.leaves.map(\.value) == [.role("desk-clerk")])
        guard case .byWord(let rows, _)? = try step("examine").by else { throw Missing(what: "no split") }
        #expect(rows.map(\.text) == ["serious", "others"])
        guard case .together(let team) = rows[0].value.leaves[0].value,
            case .either(let either) = rows[1].value.leaves[0].value
        else { throw Missing(what: "no team") }
        #expect(team.map(\.name.value) == ["doctor", "nurse"])
        #expect(team.map(\.count) == [.people(2), .people(1)])
        #expect(either.map(\.value) == ["nurse", "doctor"])
        guard case .sameAs(let same)? = try step("answer").by?.leaves[0].value else {
            throw Missing(what: "not same")
        }
        #expect(same.value == "examine")
    }

    @Test("limits in all their forms")
    func limits() throws {
        let scenario = try read(Samples.clinic)
        #expect(try item("register").startLimit?.within.leaves[0].value.text == "20 min")
        #expect(try item("register").startLimit?.ifLate?.againEvery?.value.text == "2 working days")
        let kinds = try item("examine").limit?.within.leaves.map(\.value.kind)
        guard case .range(let low, let high)? = kinds?.last else { throw Missing(what: "no range") }
        #expect(low.text == "2 working days" && high.text == "4 working days")
        guard case .untilNext(let dates)? = try item("answer").limit?.within.leaves[0].value.kind else {
            throw Missing(what: "no dates")
        }
        #expect(dates.days == .day(25, of: .month))
        #expect(scenario.limits.map(\.until?.value) == [nil, .starts("answer"), .item("answer"), nil])
        #expect(scenario.limits[1].from?.value == .done("examine"))
        guard case .atLeast(let lengths, let before) = scenario.limits[2].measure else {
            throw Missing(what: "no lead")
        }
        #expect(lengths.leaves[0].value.unit == .workingDay && before.value == "hearing")
        #expect(scenario.limits[0].rule?.leaves[0].value == ["C-2", "C-3"])
        #expect(scenario.limits[0].target?.leaves.count == 2)
    }

    @Test("numbers are exact and quantities keep their units")
    func quantities() throws {
        let work = try #require(try step("medical-opinion").work?.leaves[0].value)
        guard case .hyperexponential(let mean, let cv) = work.family else {
            throw Missing(what: "another family")
        }
        #expect(mean.number.millionths == 40_000_000)
        #expect(mean.unit == .minute)
        #expect(cv.value == 2)
        let scenario = try read(Samples.library.replacing("share: 12%", with: "share: 33.333333%"))
        #expect(scenario.flow[4].outcomes[0].action.share?.leaves[0].value.billionths == 333_333_330)
    }

    @Test("places are those of the file")
    func places() throws {
        let scenario = try read(Samples.library)
        #expect(scenario.staff[1].name.place == SourcePlace(file: 0, line: 21, column: 3, length: 12))
        let work = try #require(scenario.allItems[2].step?.work)
        #expect(work.leaves[0].place == SourcePlace(file: 0, line: 35, column: 11, length: 27))
        #expect(
            work.leaves[0].value.amounts[1].place == SourcePlace(file: 0, line: 35, column: 34, length: 4))
    }

    @Test("display names come from 'name' and from 'names'")
    func displayNames() throws {
        let clinic = try read(Samples.clinic)
        #expect(clinic.displayNames(of: "light") == ["de": "leicht"])
        let clerk = try #require(clinic.staff.first)
        #expect(clinic.displayNames(of: "desk-clerk", own: clerk.displayNames) == ["de": "Anmeldung"])
    }

    @Test("texts that other readers of YAML turn into something else")
    func yamlTraps() throws {
        let text = Samples.library
            .replacing("09:00..12:00 13:00..17:00", with: "9:00..12:00 13:00..17:00")
            .replacing("rule: L-1", with: "rule: no")
            .replacing("scenario: Complaints of a library", with: "scenario: 1e400")
        let scenario = try read(text)
        #expect(scenario.title.value == "1e400")
        #expect(scenario.flow[0].limit?.rule?.leaves[0].value == ["no"])
        #expect(scenario.calendar.hours.value.blocks[0].spans[0].from.minutes == 540)
    }

    @Test("the table of keys has each key of the language once for each place")
    func keys() {
        #expect(Set(Key.all.map(\.name)).count == 91)
        for home in Key.Home.allCases {
            let names = Key.names(in: home)
            #expect(!names.isEmpty && Set(names).count == names.count)
        }
        #expect(Key.all.allSatisfy { !$0.meaning.isEmpty && $0.example.contains($0.name + ":") })
    }
}

extension Item {
    fileprivate var step: StepPart? {
        if case .step(let step) = kind { step } else { nil }
    }
}
