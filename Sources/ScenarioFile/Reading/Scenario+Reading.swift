extension Scenario {
    /// Reads a scenario file, with the files it extends and the changes made to it.
    ///
    /// Throws everything that is wrong with it, with places. Costs less than a second for the largest
    /// file that is allowed (1 MB).
    public init(contentsOf path: String, changes: [Change] = []) throws(ScenarioError) {
        let bytes: [UInt8]
        do throws(FileReader.Failure) {
            bytes = try DiskFile.contents(of: path, limit: SourceReading.largestFile)
        } catch {
            throw ScenarioError(unreadable: path, error)
        }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try self.init(
            yaml: bytes, file: path, changes: changes, files: .disk(folder: folder.isEmpty ? "/" : folder))
    }

    /// Reads a scenario from memory. `file` is how messages call it; `files` finds what it extends.
    package init(
        yaml bytes: [UInt8], file: String, changes: [Change] = [], files: FileReader = .none
    ) throws(ScenarioError) {
        try self.init(origin: Origin(bytes: bytes, file: file, changes: changes, files: files))
    }

    /// The same scenario with one more value changed.
    public func changing(_ path: String, to value: String) throws(ScenarioError) -> Scenario {
        try changing([Change(path: path, value: value)])
    }

    public func changing(_ path: String, to value: Int) throws(ScenarioError) -> Scenario {
        try changing(path, to: String(value))
    }

    public func changing(_ changes: [Change]) throws(ScenarioError) -> Scenario {
        var origin = origin
        origin.changes += changes
        return try Scenario(origin: origin)
    }

    /// The paths of all values, in the order of the file: what changes and sweeps may speak of.
    package var paths: [String] { origin.root.map { Paths.all(of: $0) } ?? [] }

    /// The text that stands at a path of `paths`; nil where there is none.
    package func value(at path: String) -> String? {
        origin.root.flatMap { root in Paths.values(of: root).first { $0.path == path }?.text }
    }

    /// Up to five paths that could have been meant.
    package func paths(near path: String) -> [String] {
        origin.root.map { Paths.near(path, in: $0) } ?? []
    }

    init(origin: Origin) throws(ScenarioError) {
        let assembly = Assembly(origin)
        guard let root = assembly.root else {
            throw ScenarioError(assembly.misfits, uncounted: 0, sources: assembly.sources)
        }
        let outline = Outline(root)
        let decoder = Decoder(
            root: root, outline: outline,
            observedFiles: ObservedFiles(reader: origin.files, homes: assembly.homes))
        for misfit in assembly.misfits + outline.misfits { decoder.report(misfit) }
        var parts = decoder.parts()
        if parts == nil || decoder.hasErrors {
            throw ScenarioError(decoder.found, uncounted: decoder.uncounted, sources: assembly.sources)
        }
        let canonical = root.canonical + decoder.observedFiles.canonical
        parts?.finish(
            sources: assembly.sources, found: decoder.found, canonical: canonical,
            origin: origin.resolved(root))
        guard let scenario = parts else { preconditionFailure("a scenario without parts has errors") }
        self = scenario
    }

    private mutating func finish(
        sources: [SourceText], found: [Misfit], canonical: String, origin: Origin
    ) {
        self.sources = sources
        warnings = sources.diagnostics(found)
        canonicalText = canonical
        digest = SHA256.hexadecimal(of: Array(canonical.utf8))
        self.origin = origin
    }
}

extension [SourceText] {
    /// The diagnostics of the misfits by place, each said once.
    func diagnostics(_ misfits: [Misfit]) -> [Diagnostic] {
        var seen: Set<Misfit> = []
        let unique = misfits.filter { seen.insert($0).inserted }
        let sorted = unique.enumerated().sorted {
            ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
        }
        return sorted.map { diagnostic($0.element.problem, at: $0.element.place) }
    }
}

extension ScenarioError {
    init(_ misfits: [Misfit], uncounted: Int, sources: [SourceText]) {
        diagnostics = sources.diagnostics(misfits)
        inputFailed = false
        self.uncounted = uncounted
    }

    init(unreadable path: String, _ failure: FileReader.Failure) {
        let problem: Problem =
            switch failure {
            case .missing: .fileUnreadable("no such file")
            case .tooLarge(let limit): .fileTooLarge(limit: limit)
            case .outside: .fileOutside(path)
            case .unreadable(let why): .fileUnreadable(why)
            }
        diagnostics = [
            Diagnostic(
                severity: .error, file: path, line: 1, column: 1, message: problem.message,
                remedy: problem.remedy,
                sourceLine: "")
        ]
        inputFailed = if case .tooLarge = failure { false } else { true }
        uncounted = 0
    }
}
