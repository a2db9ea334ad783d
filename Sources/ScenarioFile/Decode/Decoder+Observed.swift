/// Files of values that a scenario names, as far as they have been read.
struct ObservedFiles {
    /// Where a source of the scenario lies: its path from the scenario's folder, and as the user named it.
    struct Home {
        var path: String
        var shown: String
    }
    let reader: FileReader
    /// Parallel to the sources.
    let homes: [Home]
    var contents: [String: [UInt8]] = [:]
    fileprivate var values: [Key: ObservedFile] = [:]
    /// Rows of all traces, and of open cases, together.
    var traceRows = 0

    fileprivate struct Key: Hashable {
        var path: String
        var unit: Unit?
        var rule: String
    }

    init(reader: FileReader, homes: [Home]) {
        self.reader = reader
        self.homes = homes
    }

    /// One line for each file, so that a scenario's digest depends on what its files contain.
    var canonical: String {
        contents.sorted { $0.key < $1.key }
            .map { "\nobserved \($0.key) \(SHA256.hexadecimal(of: $0.value))" }.joined()
    }
}

extension Decoder {
    /// The quantity with the values of its file, and their unit; nil where something is wrong (told).
    func filled(
        _ quantity: Located<Quantity>, _ observed: Quantity.Observed, _ rule: QuantityRule
    ) -> Located<Quantity>? {
        guard checkedFile(observed.file) else { return nil }
        let name = observed.file.value
        let home = observedFiles.homes[observed.file.place.file]
        do throws(Problem) {
            guard let path = RelativePath.join(home.path, name) else { throw .fileOutside(name) }
            let shown = RelativePath.beside(home.shown, name)
            let file = try values(
                ObservedFiles.Key(path: path, unit: observed.unit?.value, rule: rule.key), rule,
                bytes: try contents(path, shown: shown, name: name), shown: shown)
            var filled = observed
            filled.values = file.values
            filled.unit = observed.unit ?? file.unit.map { Located($0, at: observed.file.place) }
            var result = quantity
            result.value.family = .observed(filled)
            return result
        } catch {
            report(error, at: observed.file.place)
            return nil
        }
    }

    /// The trace of arrivals in a file; nil where something is wrong (told).
    ///
    /// - Parameter mix: the words of the stream's `mix`.
    func trace(_ file: Located<String>, mix: [String]) -> ArrivalTrace? {
        var reading = TraceReading(decoder: self, mix: mix, most: roomForValues)
        guard let shown = dataFile(file, { (bytes) throws(ObservedFile.Flaw) in try reading.read(bytes) })
        else { return nil }
        observedFiles.traceRows += reading.instants.count
        return ArrivalTrace(
            file: file, shown: shown, instants: reading.instants, columns: reading.columns)
    }

    /// Reads a file and gives its name as messages show it; nil where something is wrong (told).
    func dataFile(
        _ file: Located<String>, _ read: ([UInt8]) throws(ObservedFile.Flaw) -> Void
    ) -> String? {
        let name = file.value
        let home = observedFiles.homes[file.place.file]
        do throws(Problem) {
            guard let path = RelativePath.join(home.path, name) else { throw .fileOutside(name) }
            let shown = RelativePath.beside(home.shown, name)
            let bytes = try contents(path, shown: shown, name: name)
            do throws(ObservedFile.Flaw) {
                try read(bytes)
            } catch {
                throw .inDataFile(shown, line: error.line, error.problem)
            }
            return shown
        } catch {
            report(error, at: file.place)
            return nil
        }
    }

    var roomForValues: Int {
        let drawn = observedFiles.values.values.reduce(0) { $0 + $1.values.count }
        return ObservedFile.mostValues - drawn - observedFiles.traceRows
    }

    private func contents(_ path: String, shown: String, name: String) throws(Problem) -> [UInt8] {
        if let known = observedFiles.contents[path] { return known }
        let most = ObservedFile.mostBytes - observedFiles.contents.values.reduce(0) { $0 + $1.count }
        let bytes: [UInt8]
        do throws(FileReader.Failure) {
            bytes = try observedFiles.reader.read(path, most)
        } catch {
            switch error {
            case .missing: throw .dataUnreadable(shown, "no such file")
            case .unreadable(let why): throw .dataUnreadable(shown, why)
            case .tooLarge: throw .dataTooLarge(shown, most: ObservedFile.mostBytes)
            case .outside: throw .fileOutside(name)
            }
        }
        observedFiles.contents[path] = bytes
        return bytes
    }

    private func values(
        _ key: ObservedFiles.Key, _ rule: QuantityRule, bytes: [UInt8], shown: String
    ) throws(Problem) -> ObservedFile {
        if let known = observedFiles.values[key] { return known }
        do throws(ObservedFile.Flaw) {
            let file = try ObservedFile(bytes, rule, unit: key.unit, most: roomForValues)
            observedFiles.values[key] = file
            return file
        } catch {
            throw .inDataFile(shown, line: error.line, error.problem)
        }
    }
}
