import CaseFlow
import SimKernel

extension Compilation {
    /// What a case carries beside its words, as far as something asks for it: units first, since a
    /// person may be one of the case's unit.
    func makeNumbers() {
        for entry in scenario.caseEntries {
            guard case .oneOf(let count) = entry.kind, usedUnits.contains(entry.name.value) else { continue }
            add(entry, .unit(count: count))
        }
        for entry in scenario.caseEntries {
            switch entry.kind {
            case .number(let quantities) where isUsed(number: entry.name.value):
                addDrawn(entry, quantities)
            case .someone(let role) where usedPersons.contains(entry.name.value):
                if let index = roleIndex[role.value] { add(entry, .person(role: index)) }
            default: break
            }
        }
    }

    private func add(_ entry: CaseEntry, _ kind: CaseNumber.Kind, table: Selector = .none) {
        numberIndex[entry.name.value] = numbers.count
        numbers.append(
            CaseNumber(
                label: label(entry.name.value), key: NameKey.key32(entry.name.value), table: table,
                kind: kind))
    }

    private func addDrawn(_ entry: CaseEntry, _ quantities: Split<Quantity>) {
        for leaf in quantities.leaves where leaf.value.unit?.isWorking == true || leaf.value.unit == .month {
            report(CompileFinding.numberInWorkingTime(entry.name.value), at: leaf.place)
        }
        let table = selector(quantities) { self.table($0, dailyHours: Tick.day) }
        add(entry, .drawn, table: table)
    }
}
