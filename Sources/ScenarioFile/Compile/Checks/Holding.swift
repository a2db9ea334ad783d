import CaseFlow
import SimKernel

extension Compilation {
    /// People who are held until a place that needs them itself.
    func checkHolding(_ op: Int, _ item: Item, _ step: StepPart, _ model: Model) {
        guard let place = model.ops[op].holdsUntil, let at = step.holdsUntil?.place else { return }
        let last = min(FlowPlace.lastNeeded(place, model), model.ops.count - 2)
        guard op < last else { return }
        for later in op + 1...last where model.ops[later].kind == .work && mayBoth(op, later, model) {
            let found = finding(op, later, item, model)
            guard let found else { continue }
            report(found, at: at)
            return
        }
    }

    private func finding(_ op: Int, _ later: Int, _ item: Item, _ model: Model) -> PeopleFinding? {
        let name = model.ops[later].label.id
        var doubt: PeopleFinding?
        for team in selected(model.ops[later].team, model).map({ model.teams[$0] }) {
            if case .same(let memory) = team.kind {
                guard sources(op, model).contains(memory) else { continue }
                return .holdsWhatIsNeeded(item: item.name.value, by: name, what: "the very people")
            }
            for held in selected(model.ops[op].team, model).flatMap({ model.teams[$0].members }) {
                for needed in team.members {
                    let people = Set(model.roles[needed.role].people)
                    let others = model.roles[held.role].people.count { !people.contains($0) }
                    guard others < model.roles[held.role].people.count else { continue }
                    let left = people.count - max(0, held.people - others)
                    if left < needed.people, team.kind == .together {
                        return .holdsWhatIsNeeded(
                            item: item.name.value, by: name, what: "the people of '\(label(needed.role))'")
                    }
                    doubt = doubt ?? .holdMayStick(item: item.name.value, by: name, role: label(needed.role))
                }
            }
        }
        return doubt
    }

    /// Memories that hold the people of the step: its own, and that of the step whose people it has.
    private func sources(_ op: Int, _ model: Model) -> Set<Int> {
        var memories: Set<Int> = [model.ops[op].memory]
        for team in selected(model.ops[op].team, model) {
            if case .same(let memory) = model.teams[team].kind { memories.insert(memory) }
        }
        return memories
    }

    /// Whether one case may do both items, as far as its class and their tests say.
    private func mayBoth(_ first: Int, _ second: Int, _ model: Model) -> Bool {
        let (a, b) = (model.ops[first].only, model.ops[second].only)
        if a >= 0, b >= 0 {
            let (left, right) = (model.tests[a], model.tests[b])
            let isContrary = left.yes & right.no != 0 || left.no & right.yes != 0
            if isContrary, !left.any, !right.any { return false }
        }
        return Facts.byClass(model).contains { $0.decide(a, model) != false && $0.decide(b, model) != false }
    }
}

extension FlowPlace {
    /// The last item that must still find its people while somebody is held until the place.
    fileprivate static func lastNeeded(_ place: Place, _ model: Model) -> Int {
        switch place {
        case .arrival: -1
        case .end: model.ops.count - 1
        case .item(let op), .starts(let op), .done(let op): op
        }
    }
}
