import CaseFlow

extension Compilation {
    /// Tests that wait for a calendar to close that never does.
    func checkHoursOfTests(_ model: Model) {
        guard model.dueCalendar.hours.isAlways else { return }
        for (_, item) in layout.items {
            for phrase in [item.only] + item.outcomes.map(\.action.only) {
                guard let phrase, phrase.value.waitsForClosing else { continue }
                report(Doubt.neverClosed(phrase.value.text), at: phrase.place)
            }
        }
    }
}

extension TestPhrase {
    /// Cannot hold while the calendar is open.
    fileprivate var waitsForClosing: Bool {
        func needsClosed(_ term: TestTerm) -> Bool {
            term.kind == .whileClosed && !term.negated || term.kind == .whileOpen && term.negated
        }
        return joiner == .and ? terms.contains(where: needsClosed) : terms.allSatisfy(needsClosed)
    }
}
