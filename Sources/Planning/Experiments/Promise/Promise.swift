public import CaseFlow

/// The shortest length of a limit that is kept with a wanted share, given the staff.
///
/// ```swift
/// print(try await Promise(model, limit: "whole-case", share: 0.95).shortest())
/// ```
public struct Promise: Sendable {
    private let search: PromiseSearch
    private let halt: Halt

    /// - Parameters:
    ///   - limit: a blank (`within: solve`), or a limit with a length, which keeps its unit.
    ///   - name: of a limit with lengths by class, the class as results name it.
    ///   - share: of its clocks, to be on time; nil: the limit's own target, else the file's.
    ///   - seed: nil takes the scenario's own.
    /// - Throws: `PromiseProblem`, with a remedy.
    public init(
        _ model: Model, limit: String, class name: String? = nil, share: Double? = nil,
        seed: UInt64? = nil
    ) throws {
        var options = Study.Options()
        options.offered = OfferedLoad(model).roles.map(\.utilisation)
        let search = try PromiseSearch(model, limit: limit, share: share, seed: seed, options: options)
        let known = search.classes.compactMap { $0 }
        if let name, !known.contains(name) {
            throw PromiseProblem.unknownClass(name, limit: limit, known: known)
        }
        if name == nil && search.classes.count > 1 {
            throw PromiseProblem.severalClasses(limit: limit, known: known)
        }
        self.search = name.map { search.of(class: $0) } ?? search
        halt = options.halt
    }

    /// Searches on threads of its own. A cancelled task ends it at once.
    public func shortest() async throws -> PromisedLimit {
        let search = search
        return try await onOwnThread(haltedBy: halt) { search.result() }.promises[0]
    }
}
