extension Decoder {
    /// Reads all parts of the file and checks them together. Nil where a part is missing or broken
    /// beyond use; then errors were reported. What only the reading of the whole knows is left empty.
    func parts() -> Scenario? {
        checkTopKeys()
        let calendar = calendar()
        let entries = caseEntries()
        let streams = streams()
        let staff = staff()
        let flow = items(root["flow"])
        let flows = flows()
        let limits = limits()
        let duties = duties()
        let queue = queue(root["queue"])
        let statistics = statistics()
        let run = run()
        let target = fileTarget()
        let translations = translations()
        let title = text(root["scenario"])
        let source = text(root["source"])
        let items = flow.flattened + flows.flatMap(\.items.flattened)

        let checks = LimitChecks(
            decoder: self, items: items, limits: limits, duties: duties, counts: statistics?.counts)
        checks.checkCounting()
        checks.checkRules()
        checkCircles(entries)
        checkTranslations(translations, own: displayNames(staff, items, limits, duties))
        let staffChecks = StaffChecks(decoder: self, staff: staff)
        staffChecks.run(items: items, duties: duties)
        if !hasErrors {
            staffChecks.checkAreUsed()
            checkWhole(entries, streams, flow, flows, limits, duties, counts: statistics?.counts)
        }
        guard let calendar, let run, let title, !streams.isEmpty, !flow.isEmpty else { return nil }
        return Scenario(
            title: title, source: source, target: target, queue: queue, calendar: calendar, streams: streams,
            caseEntries: entries, staff: staff, flow: flow, flows: flows, duties: duties, limits: limits,
            statistics: statistics, run: run, translations: translations, names: names, sources: [],
            warnings: [],
            canonicalText: "", digest: "", origin: .empty)
    }

    private func checkTopKeys() {
        _ = Fields(root, home: .top, self)
        for key in Key.required(in: .top) where root[key] == nil {
            report(.missingKey(key, home: .top), at: root.place)
        }
        if let language = text(root["language"]), language.value != "1" {
            report(.newerLanguage(language.value), at: language.place)
        }
    }

    private func displayNames(
        _ staff: [StaffRole], _ items: [Item], _ limits: [LimitSection], _ duties: [Duty]
    ) -> [(String, [DisplayName])] {
        staff.map { ($0.name.value, $0.displayNames) } + items.map { ($0.name.value, $0.displayNames) }
            + limits.map { ($0.name.value, $0.displayNames) }
            + duties.map { ($0.name.value, $0.displayNames) }
    }

    /// Checks that mean something only where every value could be read.
    private func checkWhole(
        _ entries: [CaseEntry], _ streams: [StreamSection], _ flow: [Item], _ flows: [SideFlow],
        _ limits: [LimitSection], _ duties: [Duty], counts: Located<TestPhrase>?
    ) {
        let items = flow.flattened + flows.flatMap(\.items.flattened)
        let actions =
            items.flatMap {
                $0.outcomes.map(\.action) + [$0.limit?.ifLate, $0.startLimit?.ifLate].compactMap { $0 }
            }
            + limits.compactMap(\.ifLate)
        let worlds = CaseWorlds(
            names: names, streams: streams, entries: entries, become: actions.compactMap { $0.become?.value })
        let checks = FlowChecks(
            decoder: self, worlds: worlds, flow: flow, flows: flows, limits: limits, streams: streams)
        checks.run()
        let late = duties.compactMap { $0.limit?.ifLate?.only }
        for test in limits.map(\.only) + limits.map(\.ifLate?.only) + late + [counts] {
            if let test { checks.checkTest(test) }
        }
        checkCaseIsUsed(entries)
        for side in flows where !used.contains(side.name.value) {
            report(.flowUnused(side.name.value), at: side.name.place)
        }
    }
}
