import CaseFlow

/// Which op stands where: the items of the main flow, those of branches right behind their
/// `together`, each branch closed by a join, then the end; then each side flow with an end of its own;
/// then each duty with one.
struct FlowLayout {
    enum Entry {
        /// `flow` is an index into the side flows; -1: the main flow.
        case item(Item, flow: Int)
        case join(of: String)
        /// `flow` as above; `noFlow` behind a duty.
        case end(flow: Int)
        /// Index into the duties.
        case duty(Int)
    }
    private(set) var entries: [Entry] = []
    /// Position of each item, by name.
    private(set) var position: [String: Int] = [:]
    /// Branches of each `together`, by its position.
    private(set) var branches: [Int: [Range<Int>]] = [:]
    /// Items of each side flow.
    private(set) var flows: [Range<Int>] = []
    private(set) var end = 0
    static let mainFlow = -1
    static let noFlow = -2

    init(_ scenario: Scenario) {
        add(scenario.flow, flow: -1)
        end = entries.count
        entries.append(.end(flow: -1))
        for (index, flow) in scenario.flows.enumerated() {
            let first = entries.count
            add(flow.items, flow: index)
            flows.append(first..<entries.count)
            entries.append(.end(flow: index))
        }
        for (index, duty) in scenario.duties.enumerated() {
            position[duty.name.value] = entries.count
            entries.append(.duty(index))
            entries.append(.end(flow: Self.noFlow))
        }
    }

    private mutating func add(_ items: [Item], flow: Int) {
        for item in items {
            let place = entries.count
            position[item.name.value] = place
            entries.append(.item(item, flow: flow))
            guard case .together(let inner) = item.kind else { continue }
            for branch in inner {
                let first = entries.count
                add(branch.items, flow: flow)
                branches[place, default: []].append(first..<entries.count)
                entries.append(.join(of: branch.name.value))
            }
        }
    }

    /// Where `end` leads in that flow.
    func end(ofFlow flow: Int) -> Int { flow < 0 ? end : flows[flow].upperBound }

    /// Each item with its op.
    var items: [(op: Int, item: Item)] {
        entries.enumerated().compactMap { op, entry in
            if case .item(let item, _) = entry { (op, item) } else { nil }
        }
    }

    /// The item of an op; nil for joins, ends and duties.
    func item(_ op: Int) -> Item? {
        guard entries.indices.contains(op), case .item(let item, _) = entries[op] else { return nil }
        return item
    }

    func flow(ofItem name: String) -> Int {
        guard let op = position[name], case .item(_, let flow) = entries[op] else { return -1 }
        return flow
    }
}
