import CaseFlow
import SimKernel

extension Compilation {
    /// Steps whose people some step asks for later, each with the most people it takes.
    func makeMemories() {
        for step in scenario.allItems where stepsAskedFor.contains(step.name.value) {
            memoryIndex[step.name.value] = memoryIndex.count
        }
        memories = Array(repeating: 1, count: memoryIndex.count)
        for (name, index) in memoryIndex { memories[index] = mostPeople(of: name) }
    }

    private func mostPeople(of step: String) -> Int {
        let leaves = self.step(named: step)?.by?.leaves ?? []
        return leaves.map { leaf -> Int in
            switch leaf.value {
            case .role, .person, .either, .every: 1
            case .sameAs(let other): mostPeople(of: other.value)
            case .together(let members): members.reduce(0) { $0 + most($1) }
            }
        }.max() ?? 1
    }

    private func most(_ member: ByPhrase.Member) -> Int {
        switch member.count {
        case .people(let count): count
        case .all: role(named: member.name.value).flatMap { StaffChecks.people(of: $0) } ?? 1
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
        step.meets.map { calendar(meetingCalendar($0.value, spec, time)) } ?? -1
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
