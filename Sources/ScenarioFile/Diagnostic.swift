/// One thing that is wrong or doubtful in a scenario, said to its author.
public struct Diagnostic: Sendable, Hashable {
    public enum Severity: String, Sendable { case error, warning }

    public var severity: Severity
    /// As the user named it; control characters are still in it.
    public var file: String
    /// From 1.
    public var line: Int
    /// From 1, in characters.
    public var column: Int
    public var message: String
    /// What to do, where there is something to say.
    public var remedy: String?
    /// The line of the file that it speaks of.
    public var sourceLine: String

    package init(
        severity: Severity, file: String, line: Int, column: Int, message: String, remedy: String?,
        sourceLine: String
    ) {
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
        self.sourceLine = sourceLine
    }
}

/// Everything that is wrong with a scenario. At least one diagnostic is an error; warnings may
/// stand beside it.
public struct ScenarioError: Error, Sendable {
    /// By place; warnings among them.
    public var diagnostics: [Diagnostic]
    /// True where the file itself could not be read: nothing is known of the scenario.
    public var inputFailed: Bool
    /// Further problems that were counted, but not kept.
    public var uncounted: Int

    package init(diagnostics: [Diagnostic], inputFailed: Bool = false, uncounted: Int = 0) {
        self.diagnostics = diagnostics
        self.inputFailed = inputFailed
        self.uncounted = uncounted
    }
}

/// What is wrong, as a value; its sentences are made from it and from nothing else.
package protocol Finding: Sendable {
    var severity: Diagnostic.Severity { get }
    /// Without a capital and without a full stop.
    var message: String { get }
    /// What to do; nil where the message says it all.
    var remedy: String? { get }
}

extension Scenario {
    /// The diagnostic of a finding at a place of this scenario.
    package func diagnostic(_ finding: some Finding, at place: SourcePlace) -> Diagnostic {
        sources.diagnostic(finding, at: place)
    }
}

extension [SourceText] {
    func diagnostic(_ finding: some Finding, at place: SourcePlace) -> Diagnostic {
        let source = self[place.file]
        return Diagnostic(
            severity: finding.severity, file: source.file, line: place.line, column: place.column,
            message: finding.message, remedy: finding.remedy, sourceLine: source.line(place.line))
    }
}
