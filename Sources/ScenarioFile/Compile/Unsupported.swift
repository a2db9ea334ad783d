/// A construct of the language that this version reads but cannot simulate.
struct Unsupported: Finding, Hashable {
    var construct: String
    var remedy: String?

    var severity: Diagnostic.Severity { .error }
    var message: String { "this version does not simulate \(construct) yet" }
}

/// One function for each construct; when the engine learns one, its function goes.
extension Compilation {
    func refuseUnsupported() {
        refuse("a holidays file", "list the dates under 'closed'", scenario.calendar.holidays?.place)
        for role in scenario.staff {
            refuse("'standard'", "keep the figure in a comment", role.standard?.place)
        }
    }

    private func refuse(_ construct: String, _ remedy: String?, _ place: SourcePlace?) {
        guard let place else { return }
        report(Unsupported(construct: construct, remedy: remedy), at: place)
    }
}
