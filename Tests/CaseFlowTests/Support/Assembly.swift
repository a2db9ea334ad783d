import CaseFlow

/// What grows while names are resolved.
struct Assembly {
    let items: [Item]
    var ops: [Op] = []
    var outcomes: [Outcome] = []
    var teams: [Team] = []
    var tests: [Test] = []
    var limits: [Limit] = []
    var counters = 0
    private var inLoop: [Bool]

    init(items: [Item]) {
        self.items = items
        inLoop = Array(repeating: false, count: items.count)
        for (i, item) in items.enumerated() {
            for fork in item.outcomes {
                for way in [fork.way, fork.then] {
                    guard case .to(let name) = way else { continue }
                    let target = index(of: name)
                    if target <= i { for k in target...i { inLoop[k] = true } }
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

    func target(of way: Way) -> Int {
        switch way {
        case .on: -1
        case .to(let name): index(of: name)
        case .end: items.count
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
