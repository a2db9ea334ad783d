import CaseFlow
import SimKernel

/// Incidents that bring several cases, busy days, and traces to be replayed.
extension Compilation {
    /// What one arrival of the stream brings; nil: one case.
    func incident(_ stream: StreamSection) -> Incident? {
        guard let brings = stream.brings, let size = table(brings, dailyHours: Tick.day) else { return nil }
        let most = Incident.mostCases
        if tables.tables[size].mean > Double(most) * Double(Incident.millionths) {
            report(CompileFinding.incidentTooLarge(brings.value.text, most: most), at: brings.place)
            return nil
        }
        let delay = stream.over.flatMap { table($0, dailyHours: Tick.day) }
        return Incident(size: tables.tables[size], delay: delay.map { tables.tables[$0] })
    }

    /// The factor of a busy or quiet period, fine enough that nothing is lost in its mean.
    func factor(_ busyness: Located<StreamSection.Busyness>) -> QuantileTable? {
        do throws(DistributionProblem) {
            let distribution = try busyness.value.quantity.distribution()
            let table = tables.add(distribution, ticksPerUnit: 0x1p32)
            return tables.tables[table]
        } catch {
            report(CompileFinding.impossibleQuantity(busyness.value.text), at: busyness.place)
            return nil
        }
    }

    // MARK: - Traces

    /// In order; a line that is earlier than the one before it is told.
    func instants(_ trace: ArrivalTrace, _ time: TimeFrame) -> [Ticks] {
        var instants: [Ticks] = []
        for (index, row) in trace.instants.enumerated() {
            let instant = time.zone.instant(of: row)
            if let last = instants.last, instant < last {
                let (text, before) = (row.text, trace.instants[index - 1].text)
                report(
                    Problem.inDataFile(
                        trace.shown, line: row.line, .traceUnsorted(text, after: before)),
                    at: trace.file.place)
                return []
            }
            instants.append(instant)
        }
        let window = time.horizon.windowStart..<time.horizon.windowEnd
        if !instants.contains(where: window.contains) {
            report(Doubt.nothingToReplay(trace.shown), at: trace.file.place)
        }
        return instants
    }

    /// What the columns say that the model asks for.
    func given(_ stream: StreamSection, at index: Int, _ draws: Draws) -> GivenValues? {
        guard case .observed(let trace) = stream.process else { return nil }
        var given = GivenValues(words: [], numbers: [])
        for column in trace.columns {
            switch column {
            case .words(let list, let words, let rows):
                guard let draw = draws.index(of: list, stream: index) else { continue }
                let masks = words.map { self.words.mask($0) }
                given.words.append(GivenValues.Words(draw: draw, masks: rows.map { masks[$0] }))
            case .yesNo(let word, let rows):
                guard let draw = draws.ofEntry[word] else { continue }
                let mask = words.mask(word)
                given.words.append(GivenValues.Words(draw: draw, masks: rows.map { $0 ? mask : 0 }))
            case .number(let name, let rows):
                guard let number = numberIndex[name] else { continue }
                let ticks = ticksPerUnit(ofNumber: name)
                let values = rows.map { Int64(min($0 * ticks, Double(Tick.never)).rounded()) }
                given.numbers.append(GivenValues.Numbers(number: number, values: values))
            }
        }
        return given.words.isEmpty && given.numbers.isEmpty ? nil : given
    }

    func ticksPerUnit(ofNumber name: String) -> Double {
        let entry = scenario.caseEntries.first { $0.name.value == name }
        guard case .number(let quantities)? = entry?.kind else { return 1 }
        return ticksPerUnit(quantities.leaves.first?.value.unit, dailyHours: Tick.day)
    }
}

extension ZoneOffsets {
    func instant(of row: ArrivalTrace.Instant) -> Ticks {
        guard let date = CivilDate(year: row.date.year, month: row.date.month, day: row.date.day) else {
            preconditionFailure("dates are checked when they are read")
        }
        let clock = Ticks(row.seconds) * Tick.second
        guard let offset = row.offset else { return instant(of: LocalTime(date: date, timeOfDay: clock)) }
        return Ticks(date.daysSince1970) * Tick.day + clock - Ticks(offset) * Tick.second
    }
}

extension ArrivalTrace.Instant {
    /// `2027-03-01T09:30`, with what else was given.
    var text: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        var text = "\(date.text)T\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
        if seconds % 60 != 0 { text += ":\(two(seconds % 60))" }
        guard let offset else { return text }
        let minutes = offset.magnitude / 60
        return text + (offset < 0 ? "-" : "+") + "\(two(Int(minutes / 60))):\(two(Int(minutes % 60)))"
    }
}
