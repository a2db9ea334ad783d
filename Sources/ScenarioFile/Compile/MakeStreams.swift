import CaseFlow
import SimKernel

/// The draws of a model, with those that each stream makes.
struct Draws {
    var draws: [WordDraw] = []
    /// Parallel to the streams.
    var ofStream: [[Int]] = []
    /// The draw of each list and yes/no word of `case`, by its name.
    var ofEntry: [String: Int] = [:]
    /// The draw of each stream's `mix`.
    var ofMix: [Int?] = []

    /// The draw that a column of a stream's trace stands for; nil where it is not made.
    func index(of list: String, stream: Int) -> Int? { list == "mix" ? ofMix[stream] : ofEntry[list] }
}

extension Compilation {
    // MARK: - Sizes, before anything is laid out

    func refuseSizes(_ time: TimeFrame) {
        refuseTooManyCases(time)
        refuseTooManyPeople()
    }

    private func refuseTooManyCases(_ time: TimeFrame) {
        var sum = Double(scenario.run.opening?.rows.count ?? 0)
        for stream in scenario.streams {
            let (rate, place) = meanRate(stream)
            let incidents: Double =
                if case .observed(let trace) = stream.process {
                    Double(trace.instants.count)
                } else {
                    rate * Double(time.horizon.bound - time.horizon.start)
                }
            sum += incidents * (incident(stream)?.meanCases ?? 1)
            if !(sum <= SizeLimit.cases) {
                return report(
                    CompileFinding.tooManyCases(expected: sum, most: SizeLimit.cases), at: place)
            }
        }
    }

    private func refuseTooManyPeople() {
        let most = peopleAreNamed ? SizeLimit.persons : SizeLimit.people
        var sum = 0
        for role in scenario.staff {
            var count = role.count
            if case .of = role.people { continue }
            if case .per(_, let unit) = role.people {
                count *= units(of: unit.value)
            }
            sum += count
            guard count > most || sum > most else { continue }
            let finding: CompileFinding =
                peopleAreNamed ? .tooManyPersons(most: most) : .tooManyPeople(most: most)
            return report(finding, at: role.people.place ?? role.place)
        }
    }

    /// Arrivals per tick on average.
    private func meanRate(_ stream: StreamSection) -> (rate: Double, place: SourcePlace) {
        switch stream.process {
        case .mean(let phrase):
            return (phrase.value.number.value / phrase.value.period.ticks, phrase.place)
        case .every(let quantity):
            // Of the unit's order of magnitude at least: impossible figures are told elsewhere.
            let mean = (try? quantity.value.distribution())?.mean ?? 1
            let unit = Double(quantity.value.unit?.seconds ?? 60) * Double(Tick.second)
            return (mean > 0 ? 1 / (mean * unit) : .infinity, quantity.place)
        case .observed(let trace):
            return (0, trace.file.place)
        }
    }

    // MARK: - Streams

    func makeStreams(_ spec: CalendarSpec, _ time: TimeFrame, _ draws: Draws) -> [CaseFlow.Stream] {
        var keys: Set<UInt16> = []
        return scenario.streams.enumerated().map { index, stream in
            let name = stream.name?.value ?? "arrivals"
            var key = NameKey.key16(name)
            while !keys.insert(key).inserted { key &+= 1 }
            return CaseFlow.Stream(
                label: label(name), key: key, process: process(stream, spec, time),
                mask: words.mask(name), entry: stream.enters.map { op(named: $0.value) } ?? 0,
                draws: draws.ofStream[index], incident: incident(stream),
                given: given(stream, at: index, draws))
        }
    }

    private func process(
        _ stream: StreamSection, _ spec: CalendarSpec, _ time: TimeFrame
    ) -> ArrivalProcess {
        let span = time.horizon.start..<time.horizon.bound
        switch stream.process {
        case .mean(let phrase):
            let rates = rates(stream, spec)
            guard phrase.value.number.value > 0 else { return .none }
            guard rates.ordinaryAverage > 0 else {
                report(CompileFinding.neverArrives, at: stream.hours?.place ?? phrase.place)
                return .none
            }
            let mean = phrase.value.number.value / phrase.value.period.ticks
            guard let busyness = stream.busyness else {
                return .poisson(rates.profile(mean: mean, spec, over: span))
            }
            let profile = rates.profile(mean: mean, spec, over: span, busyness: busyness.value.period)
            guard let factor = factor(busyness) else { return .none }
            return .busy(profile, factor: factor)
        case .every(let quantity):
            refuseShapes(stream, "every")
            guard let table = table(quantity, dailyHours: Tick.day) else { return .none }
            return .renewal(tables.tables[table], from: time.horizon.start)
        case .observed(let trace):
            refuseShapes(stream, "observed")
            return .replay(instants(trace, time), from: time.horizon.start)
        }
    }

    /// What shapes a rate has nothing to shape where intervals or instants are given.
    private func refuseShapes(_ stream: StreamSection, _ given: String) {
        let shapes = [
            ("month", stream.month?.place), ("weekday", stream.weekday?.place), ("day", stream.day?.place),
            ("hour", stream.hour?.place), ("busyness", stream.busyness?.place),
            ("hours", stream.hours?.place),
        ]
        for (key, place) in shapes {
            guard let place else { continue }
            report(CompileFinding.shapeWithoutMean(key, given: given), at: place)
        }
    }

    private func rates(_ stream: StreamSection, _ spec: CalendarSpec) -> ArrivalRates {
        var rates = ArrivalRates()
        if let month = stream.month { rates.month = month.value.values }
        if let weekday = stream.weekday {
            rates.weekday = weekday.value.values
            rates.closed = weekday.value.closed
        }
        if let day = stream.day { rates.day = day.value.values }
        if let hour = stream.hour { rates.hour = hour.value.values }
        switch stream.hours?.value {
        case .asStaff: rates.hours = spec.hours
        case .hours(let hours): rates.hours = HoursSpec(hours)
        case nil: break
        }
        return rates
    }

    // MARK: - What is drawn at arrival

    func makeDraws() -> Draws {
        var draws = Draws(
            ofStream: scenario.streams.map { _ in [] }, ofMix: scenario.streams.map { _ in nil })
        for (index, stream) in scenario.streams.enumerated() where !stream.mix.isEmpty {
            // A dot cannot stand in a NAME: no entry of `case` has this key.
            let label = Label("arrivals.mix")
            draws.ofMix[index] = draws.draws.count
            draws.ofStream[index].append(draws.draws.count)
            draws.draws.append(
                WordDraw(
                    label: label, key: NameKey.key32(label.id), row: .always(0), rows: [row(stream.mix)]))
        }
        for entry in entriesInOrder() {
            guard let draw = draw(entry) else { continue }
            draws.ofEntry[entry.name.value] = draws.draws.count
            for index in scenario.streams.indices { draws.ofStream[index].append(draws.draws.count) }
            draws.draws.append(draw)
        }
        return draws
    }

    private func row(_ list: [WordShare]) -> WordDraw.Row {
        var sum: Int64 = 0
        let thresholds = list.map { line in
            sum += line.share.value.billionths
            return threshold(sum)
        }
        return WordDraw.Row(thresholds: thresholds, masks: list.map { words.mask($0.word.value) })
    }

    private func draw(_ entry: CaseEntry) -> WordDraw? {
        guard entry.words.contains(where: words.isUsed) else { return nil }
        var rows: [WordDraw.Row] = []
        let selector: Selector
        switch entry.kind {
        case .list(let list):
            rows = [row(list)]
            selector = .always(0)
        case .dependentList(let lists):
            selector = self.selector(lists) { list in
                rows.append(row(list.value))
                return rows.count - 1
            }
        case .yesNo(let shares):
            let mask = words.mask(entry.name.value)
            selector = self.selector(shares) { share in
                rows.append(
                    WordDraw.Row(
                        thresholds: [threshold(share.value.billionths), wholeThreshold], masks: [mask, 0]))
                return rows.count - 1
            }
        case .number, .oneOf, .someone:
            return nil
        }
        return WordDraw(
            label: label(entry.name.value), key: NameKey.key32(entry.name.value), row: selector, rows: rows)
    }

    /// Lists come after those that their shares depend on, otherwise in the order of the file.
    private func entriesInOrder() -> [CaseEntry] {
        var waiting = scenario.caseEntries
        var ordered: [CaseEntry] = []
        while !waiting.isEmpty {
            let open = Set(waiting.flatMap(\.words))
            guard
                let next = waiting.firstIndex(where: { entry in
                    entry.wordsAskedFor.allSatisfy { !open.contains($0) }
                })
            else { break }
            ordered.append(waiting.remove(at: next))
        }
        return ordered
    }
}

extension CaseEntry {
    /// The words that its shares depend on.
    var wordsAskedFor: [String] {
        func words<Value>(_ split: Split<Value>) -> [String] {
            guard case .byWord(let rows, _) = split else { return [] }
            return rows.flatMap { $0.words.map(\.value) + words($0.value) }
        }
        switch kind {
        case .dependentList(let lists): return words(lists)
        case .yesNo(let shares): return words(shares)
        default: return []
        }
    }
}

extension RatePhrase.Period {
    /// A month is a twelfth of a year of 365.2425 days.
    var ticks: Double {
        switch self {
        case .hour: Double(Tick.hour)
        case .day: Double(Tick.day)
        case .week: Double(Tick.week)
        case .month: Double(Tick.day) * 365.2425 / 12
        case .year: Double(Tick.day) * 365.2425
        }
    }
}
