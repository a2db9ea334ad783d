import CaseFlow
import SimKernel

/// Branches, side flows and waits until an instant.
extension ModelBuilder {
    /// Each branch is what its closure adds.
    mutating func together(
        _ name: String, only: Only? = nil, within: LimitLength? = nil,
        _ branches: ((inout ModelBuilder) -> Void)...
    ) {
        var item = Item(name: name, kind: .fork, only: only, within: within.map { .all($0) })
        for branch in branches { item.branches.append(added(by: branch)) }
        items.append(item)
    }

    mutating func flow(_ name: String, _ body: (inout ModelBuilder) -> Void) {
        flows.append((name, added(by: body)))
    }

    private mutating func added(by body: (inout ModelBuilder) -> Void) -> [Item] {
        let before = items
        items = []
        body(&self)
        defer { items = before }
        return items
    }

    /// The item added last begins that side flow when it is done.
    mutating func starts(_ flow: String) { items[items.count - 1].starts = flow }

    mutating func wait(_ name: String, until: Until, stopsClock: Bool = false) {
        items.append(Item(name: name, kind: .wait, stopsClock: stopsClock, until: until))
    }
}
