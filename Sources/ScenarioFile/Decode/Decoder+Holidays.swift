import CaseFlow

extension Decoder {
    /// `holidays`: a file, or a list of them.
    func holidays(_ tree: Tree?) -> [HolidaysFile] {
        var files: [HolidaysFile] = []
        for entry in list(tree) {
            guard let name = file(entry) else { continue }
            do throws(Problem) {
                let read = try holidaysFile(name)
                if files.contains(where: { $0.shown == read.shown }) {
                    throw .holidays(.listedTwice(name.value))
                }
                files.append(read)
            } catch {
                report(error, at: name.place)
            }
        }
        reportDatesOfBothKinds(files)
        return files
    }

    private func holidaysFile(_ name: Located<String>) throws(Problem) -> HolidaysFile {
        let home = observedFiles.homes[name.place.file]
        guard let path = RelativePath.join(home.path, name.value) else { throw .fileOutside(name.value) }
        let shown = RelativePath.beside(home.shown, name.value)
        let (bytes, isShipped) = try holidayBytes(path, shown: shown, name: name.value)
        do throws(CalendarLine.Flaw) {
            let reading = try CalendarReading(bytes)
            return HolidaysFile(file: name, shown: shown, events: reading.events, isShipped: isShipped)
        } catch {
            throw .inDataFile(shown, line: error.line, error.problem)
        }
    }

    /// What lies beside the scenario comes before what comes with the program.
    private func holidayBytes(
        _ path: String, shown: String, name: String
    ) throws(Problem) -> ([UInt8], isShipped: Bool) {
        if let known = observedFiles.contents[path] { return (known, false) }
        var isShipped = false
        let bytes: [UInt8]
        do throws(FileReader.Failure) {
            bytes = try observedFiles.reader.read(path, HolidayProblem.mostBytes)
        } catch {
            switch error {
            case .missing:
                guard let shipped = ShippedHolidays.bytes(of: name) else {
                    throw .holidays(.missing(shown))
                }
                bytes = shipped
                isShipped = true
            case .unreadable(let why): throw .dataUnreadable(shown, why)
            case .tooLarge: throw .holidays(.tooLarge(shown))
            case .outside: throw .fileOutside(name)
            }
        }
        guard bytes.count <= HolidayProblem.mostBytes else { throw .holidays(.tooLarge(shown)) }
        observedFiles.contents[path] = bytes
        return (bytes, isShipped)
    }

    /// The first date that is a holiday by one event and a make-up day by another.
    private func reportDatesOfBothKinds(_ files: [HolidaysFile]) {
        let reach = CivilDate.firstOfCalendars.daysSince1970...CivilDate.lastOfCalendars.daysSince1970
        var makeUps: [Int: (file: Int, event: HolidayEvent)] = [:]
        for (index, file) in files.enumerated() {
            for event in file.events where event.isMakeUp {
                for day in event.spans(in: reach).joined() { makeUps[day] = makeUps[day] ?? (index, event) }
            }
        }
        guard !makeUps.isEmpty else { return }
        for (index, file) in files.enumerated() {
            for event in file.events where !event.isMakeUp {
                guard let day = event.spans(in: reach).joined().first(where: { makeUps[$0] != nil }),
                    let other = makeUps[day]
                else { continue }
                let isHere = (index, event.line) > (other.file, other.event.line)
                let (here, line) = isHere ? (file, event.line) : (files[other.file], other.event.line)
                let there = isHere ? (files[other.file], other.event.line) : (file, event.line)
                let problem = HolidayProblem.bothKinds(
                    date: CivilDate(daysSince1970: day).text, isMakeUp: !isHere,
                    other: there.0.shown == here.shown ? "line \(there.1)" : "\(there.0.shown):\(there.1)")
                report(.inDataFile(here.shown, line: line, .holidays(problem)), at: here.file.place)
                return
            }
        }
    }
}

extension CivilDate {
    /// The dates that a scenario can name.
    static var firstOfCalendars: CivilDate { CivilDate(DayDate(year: 1970, month: 1, day: 1)) }
    static var lastOfCalendars: CivilDate { CivilDate(DayDate(year: 2200, month: 12, day: 31)) }
}
