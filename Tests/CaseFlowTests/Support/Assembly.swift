import CaseFlow
import SimKernel

/// What grows while names are resolved.
struct Assembly {
    /// Every op: items, joins behind each branch, and the ends of all flows.
    let items: [Item]
    var branches: [Int: [Range<Int>]] = [:]
    var flows: [SideFlow] = []
    var ops: [Op] = []
    var outcomes: [Outcome] = []
    var teams: [Team] = []
    var tests: [Test] = []
    var limits: [Limit] = []
    var dateSeries: [[Ticks]] = []
    var counters = 0
    private var inLoop: [Bool]

    init(items: [Item], flows: [(name: String, items: [Item])]) {
        var layout = Layout()
        layout.add(items)
        layout.all.append(Item(name: "end", kind: .end))
        for flow in flows {
            let first = layout.all.count
            layout.add(flow.items)
            self.flows.append(
                SideFlow(
                    label: Label(flow.name), key: NameKey.key32(flow.name), items: first..<layout.all.count))
            layout.all.append(Item(name: "end of \(flow.name)", kind: .sideEnd))
        }
        self.items = layout.all
        branches = layout.branches
        inLoop = Array(repeating: false, count: layout.all.count)
        for (i, item) in layout.all.enumerated() {
            for fork in item.outcomes {
                for way in [fork.way, fork.then] {
                    guard case .to(let name) = way else { continue }
                    let target = index(of: name)
                    if target <= i { for k in target...i { inLoop[k] = true } }
                }
            }
        }
    }

    private struct Layout {
        var all: [Item] = []
        var branches: [Int: [Range<Int>]] = [:]

        mutating func add(_ items: [Item]) {
            for item in items {
                let fork = all.count
                all.append(item)
                for branch in item.branches {
                    let first = all.count
                    add(branch)
                    branches[fork, default: []].append(first..<all.count)
                    all.append(Item(name: "join \(all.count)", kind: .join))
                }
            }
        }
    }

    mutating func newCounter() -> Int {
        counters += 1
        return counters - 1
    }

    mutating func loopCounter(of i: Int) -> Int { inLoop[i] ? newCounter() : -1 }

    func index(of name: String) -> Int {
        guard let index = items.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("no item \(name)")
        }
        return index
    }

    func flow(named name: String?) -> Int { flows.firstIndex { $0.label.id == name } ?? -1 }

    /// Where an outcome of item `i` leads.
    func target(of way: Way, from i: Int) -> Int {
        switch way {
        case .on: -1
        case .to(let name): index(of: name)
        case .end, .returns: items[i...].firstIndex { $0.kind == .end || $0.kind == .sideEnd } ?? -1
        }
    }

    func place(_ spot: Spot) -> Place {
        switch spot {
        case .arrival: .arrival
        case .end: .end
        case .item(let name): .item(index(of: name))
        case .starts(let name): .starts(index(of: name))
        case .done(let name): .done(index(of: name))
        }
    }
}
