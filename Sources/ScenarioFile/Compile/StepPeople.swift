import CaseFlow
import SimKernel

extension Compilation {
    /// Steps whose people some step asks for later.
    func makeMemories() {
        for step in scenario.allItems where stepsAskedFor.contains(step.name.value) {
            memoryIndex[step.name.value] = memoryIndex.count
        }
    }

    /// Steps that a `same as`, a `not by` or an `on return` speaks of.
    private var stepsAskedFor: Set<String> {
        var names: Set<String> = []
        for item in scenario.allItems {
            guard let step = item.stepPart else { continue }
            if step.onReturn?.value == .samePeople { names.insert(item.name.value) }
            names.formUnion(step.notBy.map(\.value))
            for leaf in step.by?.leaves ?? [] {
                if case .sameAs(let other) = leaf.value { names.insert(other.value) }
            }
        }
        return names
    }

    /// Index of the calendar in which work of the step begins; -1: at any time.
    func meetings(of step: StepPart, _ spec: CalendarSpec, _ time: TimeFrame) -> Int {
        step.meets.map { calendars.place(of: meetingCalendar($0.value, spec, time)) } ?? -1
    }

    /// Who never does the step, who does it again, and how long they stay.
    func fillPeople(_ op: inout Op, _ name: String, _ step: StepPart) {
        if let travel = step.travel { op.travel = selector(travel) { self.table($0, dailyHours: Tick.day) } }
        op.notBy = step.notBy.compactMap { name in
            if let memory = memoryIndex[name.value] { return .last(memory: memory) }
            return numberIndex[name.value].map { .number($0) }
        }
        op.memory = memoryIndex[name] ?? -1
        op.samePeople = step.onReturn?.value == .samePeople
        op.holdsUntil = step.holdsUntil.map { place($0.value) }
    }
}
