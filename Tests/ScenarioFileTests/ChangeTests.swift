import ScenarioFile
import Testing

@Suite("Changes: by path, by 'change', by 'extends'")
struct ChangeTests {
    private func people(_ scenario: Scenario, _ role: String) -> String {
        guard let role = scenario.staff.first(where: { $0.name.value == role }) else { return "gone" }
        switch role.people {
        case .count(let n): return "\(n.value)"
        case .of(let n, let pool): return "\(n.value) of \(pool.value)"
        case .per(let n, let unit): return "\(n.value) per \(unit.value)"
        case .shifts(let shifts):
            return shifts.map { "\($0.shift.value) \($0.count.value)" }.joined(separator: ", ")
        case .split: return "split"
        }
    }

    private func work(_ scenario: Scenario, _ step: String) -> String {
        for item in scenario.allItems where item.name.value == step {
            if case .step(let part) = item.kind {
                return part.work?.leaves.map(\.value.text).joined(separator: " | ") ?? ""
            }
        }
        return "gone"
    }

    @Test("a role's people: alone, in a map, qualified, by shift")
    func staff() throws {
        let library = try read(Samples.library, changes: [("staff.clerk", "5"), ("staff.manager", "3")])
        #expect(people(library, "clerk") == "5")
        #expect(people(library, "manager") == "3")
        #expect(library.staff.first { $0.name.value == "manager" }?.away.count == 1)
        let clinic = try read(
            Samples.clinic,
            changes: [
                ("staff.nurse", "4"), ("staff.quality", "1"), ("staff.desk-clerk.night", "3"),
                ("staff.doctor.people", "8"),
            ])
        #expect(people(clinic, "nurse") == "4 per ward")
        #expect(people(clinic, "quality") == "1 of doctor")
        #expect(people(clinic, "desk-clerk") == "early 2, late 2, night 3")
        #expect(people(clinic, "doctor") == "8")
    }

    @Test("a role's key that was not typed")
    func roleKey() throws {
        let library = try read(Samples.library, changes: [("staff.clerk.hours", "always")])
        #expect(library.staff[0].hours?.value.isAlways == true)
        #expect(people(library, "clerk") == "2")
    }

    @Test("quantities whole and by parameter")
    func quantities() throws {
        let changes = [
            ("classify.work", "exponential 12 min"), ("investigate.work.mean", "8 h"),
            ("investigate.work.p95", "20 h"),
            ("answer.work.mean", "20 min"), ("case.amount.cv", "3"),
        ]
        let library = try read(Samples.library, changes: changes)
        #expect(work(library, "classify") == "exponential 12 min")
        #expect(work(library, "investigate") == "lognormal mean 8 h p95 20 h")
        #expect(work(library, "answer") == "exponential 20 min")
        #expect(
            try work(read(Samples.library, changes: [("classify.work.likely", "20")]), "classify")
                == "triangular 5..20..30 min")
        let clinic = try read(Samples.clinic, changes: [("examine.work.others.mean", "3 h")])
        #expect(work(clinic, "examine") == "10 min | gamma mean 3 h cv 1")
    }

    @Test("outcomes, limits, arrivals, run, target, queue")
    func others() throws {
        let library = try read(
            Samples.library,
            changes: [
                ("answer.dissatisfied.share", "25%"), ("limits.whole-case.within", "10 working days"),
                ("arrivals.mean", "30 per week"), ("arrivals.mix", "{ general: 60%, major: 40% }"),
                ("run.length", "4 weeks"),
                ("run.seed", "9"), ("target", "90% on time"), ("queue", "oldest case"),
                ("classify.within", "2 hours"),
            ])
        #expect(library.flow[4].outcomes[0].action.share?.leaves[0].value.text == "25%")
        #expect(library.limits[0].text == "10 working days")
        #expect(library.streams[0].mix[1].share.value.text == "40%")
        #expect(library.run.length?.value.text == "4 weeks")
        #expect(library.run.seed?.value == 9)
        #expect(library.queue?.text == "oldest case")
        let clinic = try read(Samples.clinic, changes: [("arrivals.desk.mean", "50 per week")])
        guard case .mean(let rate) = clinic.streams[0].process else { Issue.record("no mean"); return }
        #expect(rate.value.text == "50 per week")
    }

    @Test("'none' takes away an item, a role, a limit")
    func removal() throws {
        let library = try read(
            Samples.library,
            changes: [("approve", "none"), ("staff.manager", "none"), ("limits.leaves", "none")])
        #expect(library.flow.map(\.name.value) == ["classify", "reply", "investigate", "answer"])
        #expect(people(library, "manager") == "gone")
        #expect(library.limits.map(\.name.value) == ["whole-case"])
    }

    @Test("what speaks of something taken away is an error")
    func danglingRemoval() {
        #expect(
            messages(Samples.library, changes: [("investigate", "none")]).contains(
                "no item 'investigate' in flow"))
    }

    @Test("a path that does not exist names those near it")
    func unknownPath() {
        #expect(
            messages(Samples.library, changes: [("staff.clark", "3")]) == """
                --set:1:1: error: no value has the path 'staff.clark'
                    1 | staff.clark=3
                      | ^ did you mean 'staff.clerk'?

                """)
        #expect(
            messages(Samples.library, changes: [("investigate.work.least", "3")]).contains(
                "near it: investigate.work, investigate.work.mean, investigate.work.p95")
                || messages(Samples.library, changes: [("investigate.work.least", "3")]).contains(
                    "did you mean")
        )
        #expect(messages(Samples.library, changes: [("", "3")]).contains("no value has the path ''"))
        #expect(messages(Samples.library, changes: [("flow", "3")]).contains("no value has the path 'flow'"))
    }

    @Test("a wrong value is said at its place in the change")
    func wrongValue() {
        #expect(
            messages(Samples.library, changes: [("investigate.within", "3 d")]) == """
                --set:1:22: error: 'd' could mean two things
                    1 | investigate.within=3 d
                      |                      ^ write days, or working days

                """)
        #expect(
            messages(Samples.library, changes: [("arrivals.mix", "{ general: 60%, major: 30% }")]) == """
                --set:1:14: error: the shares of 'mix' sum to 90 %, not 100 %
                    1 | arrivals.mix={ general: 60%, major: 30% }
                      |              ^

                """)
        #expect(messages(Samples.library, changes: [("staff.clerk", "two")]).contains("--set:1:13: error"))
        #expect(messages(Samples.library, changes: [("staff.clerk", "[2")]).contains("--set:1:13: error"))
    }

    @Test("a scenario can be changed again and again")
    func changing() throws {
        let first = try read(Samples.library)
        let second = try first.changing("staff.clerk", to: 3).changing("staff.investigator", to: "6")
        #expect(people(second, "clerk") == "3")
        #expect(people(second, "investigator") == "6")
        #expect(people(first, "clerk") == "2")
        #expect(second.digest != first.digest)
        #expect(
            try second.changing("staff.clerk", to: 2).changing("staff.investigator", to: 4).digest
                == first.digest)
    }

    @Test(
        "the paths of a scenario, a fifth of them tried, can be changed",
        arguments: [
            Samples.library, Samples.clinic,
        ])
    func manyPaths(_ text: String) throws {
        let paths = try read(text).paths
        #expect(paths.count > 30)
        #expect(Set(paths).count == paths.count)
        for path in paths.enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) where path != "language"
        {
            let said = messages(text, changes: [(path, "wrong value !")])
            #expect(!said.contains("no value has the path"), "\(path)")
        }
    }

    // MARK: extends

    private let child = """
        extends: ../base.yaml
        scenario: More people
        change:
          staff.clerk: 3
          approve: none
          staff.manager: none
        """

    @Test("a scenario extends another one")
    func extends() throws {
        let scenario = try read(child, files: ["../base.yaml": Samples.library])
        #expect(scenario.title.value == "More people")
        #expect(people(scenario, "clerk") == "3")
        #expect(scenario.flow.count == 4)
        let plain = try read(
            Samples.library.replacing("Complaints of a library", with: "More people"),
            changes: [("staff.clerk", "3"), ("approve", "none"), ("staff.manager", "none")])
        #expect(scenario.digest == plain.digest)
    }

    @Test("over several files, from folder to folder")
    func chain() throws {
        let files = [
            "rules/middle.yaml": "extends: ../../base.yaml\nchange: { staff.clerk: 4 }\n",
            "../base.yaml": Samples.library,
        ]
        let scenario = try read(
            "extends: rules/middle.yaml\nchange: { staff.investigator: 9 }\n", files: files)
        #expect(people(scenario, "clerk") == "4")
        #expect(people(scenario, "investigator") == "9")
    }

    @Test("errors of the extended file are said there")
    func brokenBase() {
        let broken = Samples.library.replacing("1 working hour", with: "1 d")
        let said = messages(child, files: ["../base.yaml": broken])
        #expect(said.hasPrefix("../base.yaml:28:15: error: 'd' could mean two things"))
    }

    @Test("missing files, circles, and files out of reach")
    func extendsErrors() {
        #expect(
            messages("extends: gone.yaml\n") == """
                library.yaml:1:10: error: the file 'gone.yaml' cannot be read
                    1 | extends: gone.yaml
                      |          ^ 'extends' takes a path relative to this file

                """)
        #expect(messages("extends: library.yaml\n").contains("'library.yaml' extends this file: a circle"))
        let circle = ["a.yaml": "extends: b.yaml\n", "b.yaml": "extends: a.yaml\n"]
        #expect(
            messages("extends: a.yaml\n", files: circle).contains(
                "b.yaml:1:10: error: 'a.yaml' extends this file"))
        for path in ["/etc/passwd", "../../up.yaml", "..", "a/../../../b.yaml"] {
            #expect(messages("extends: \(path)\n").contains("is not under the scenario's folder"), "\(path)")
        }
    }

    @Test("a path of 'change' that does not exist")
    func changePath() {
        let said = messages(
            "extends: base.yaml\nchange: { staff.clarks: 3 }\n", files: ["base.yaml": Samples.library])
        #expect(said.contains("library.yaml:2:11: error: no value has the path 'staff.clarks'"))
        #expect(said.contains("did you mean 'staff.clerk'?"))
    }
}

extension LimitSection {
    fileprivate var text: String {
        if case .within(let within) = measure { within.leaves[0].value.text } else { "" }
    }
}
