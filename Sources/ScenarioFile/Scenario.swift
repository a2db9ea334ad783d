/// A scenario as typed, after `extends`, `change` and all further changes: every value with its place.
///
/// A value of this type has passed all checks that need only the file and its names.
public struct Scenario: Sendable {
    package var title: Located<String>
    package var source: Located<String>?
    /// Share on time that is wanted of every limit without its own.
    package var target: Located<TargetPhrase>?
    package var queue: QueuePhrase?
    package var calendar: CalendarSection
    /// At least one.
    package var streams: [StreamSection]
    package var caseEntries: [CaseEntry]
    package var staff: [StaffRole]
    package var flow: [Item]
    package var flows: [SideFlow]
    package var duties: [Duty]
    package var limits: [LimitSection]
    package var statistics: StatisticsSection?
    package var run: RunSection
    /// `names`: display names by language, of anything named.
    package var translations: [Translation]
    /// Who is called what: roles, words, numbers, items, limits, flows, duties.
    package var names: NameTable

    /// What was read: the file itself first, then the files it extends, then the changes.
    package var sources: [SourceText]
    /// Warnings of the reading, by place.
    package var warnings: [Diagnostic]
    /// The resolved scenario in one fixed spelling, with the digests of the files whose values it
    /// draws from: the same for files that differ only in comments and spacing.
    package var canonicalText: String
    /// SHA-256 of `canonicalText`, in hexadecimal.
    package var digest: String
    /// What it was made of, so that it can be made again with more changes.
    var origin: Origin

    package struct Translation: Sendable, Hashable {
        package var language: String
        package var name: Located<String>
        package var text: String
    }

    /// Every item of the flow and of all side flows, branches included, in the order of the file.
    package var allItems: [Item] {
        func walk(_ items: [Item]) -> [Item] {
            items.flatMap { item -> [Item] in
                if case .together(let branches) = item.kind {
                    return [item] + branches.flatMap { walk($0.items) }
                }
                return [item]
            }
        }
        return walk(flow) + flows.flatMap { walk($0.items) }
    }

    /// Display names of anything named, by language: `names` and the thing's own `name`.
    package func displayNames(of name: String, own: [DisplayName] = []) -> [String: String] {
        var result: [String: String] = [:]
        for entry in own { result[entry.language] = entry.text }
        for entry in translations where entry.name.value == name { result[entry.language] = entry.text }
        return result
    }
}
