import CaseFlow
import SimKernel

extension Compilation {
    /// Contradictions in the rules themselves. They need no model.
    func checkRuleBook() {
        guard let book = RuleBook(scenario) else { return }
        checkNestedWindows(book)
        checkUnlimitedClasses(book)
        checkLeadChains(book)
    }
}

/// The limits of a scenario as its author wrote them, with the part of the flow that each one spans: for
/// contradictions that lie in the rules and in no figure.
struct RuleBook {
    struct Window {
        var name: Located<String>
        var within: Split<WithinPhrase>
        /// What the limit asks for.
        var only: TestPhrase?
        /// What its item asks of the cases that do it.
        var gate: TestPhrase?
        /// From the place before the item to the place after it: item i takes 2i and 2i + 1.
        var from: Int
        var until: Int
        var flow: String?
        var tests: [TestPhrase] { [only, gate].compactMap { $0 } }
    }

    /// Where an item lies: numbers in the order of the file, those of its branches included.
    struct Spot {
        var item: Item
        var first: Int
        var last: Int
        var flow: String?
        /// Of the branch in which it lies; items of the lists themselves have none.
        var branch: String?
    }

    let scenario: Scenario
    private(set) var spots: [Spot] = []
    private(set) var windows: [Window] = []
    private let worlds: CaseWorlds
    /// Of the calendar's ordinary day.
    let dailyHours: Ticks
    private var spotOf: [String: Int] = [:]

    /// A limit that asks for so many kinds of case that they cannot be looked at one by one is left out.
    private static let mostWorlds = 2000
    /// Kinds of case looked at in all: some seconds, which no real rule book comes near.
    private let patience = Patience(kinds: 300_000)
    private static let mostItems = 1000

    /// Nil where there is more than any rule book has.
    init?(_ scenario: Scenario) {
        self.scenario = scenario
        guard scenario.allItems.count <= Self.mostItems, scenario.limits.count <= SizeLimit.limits else {
            return nil
        }
        worlds = CaseWorlds(
            names: scenario.names, streams: scenario.streams, entries: scenario.caseEntries,
            become: Self.becomes(scenario))
        dailyHours = Ticks(HoursSpec(scenario.calendar.hours.value).dailySeconds) * Tick.second
        var order = 0
        place(scenario.flow, flow: nil, branch: nil, &order)
        for flow in scenario.flows { place(flow.items, flow: flow.name.value, branch: nil, &order) }
        for (index, spot) in spots.enumerated() { spotOf[spot.item.name.value] = index }
        windows = spots.flatMap(ownWindows) + scenario.limits.compactMap(window)
        guard windows.count <= SizeLimit.limits else { return nil }
    }

    private static func becomes(_ scenario: Scenario) -> [String] {
        let ofItems = scenario.allItems.flatMap { item in
            item.outcomes.map(\.action) + [item.limit?.ifLate, item.startLimit?.ifLate].compactMap { $0 }
        }
        return (ofItems + scenario.limits.compactMap(\.ifLate)).compactMap { $0.become?.value }
    }

    private mutating func place(_ items: [Item], flow: String?, branch: String?, _ order: inout Int) {
        for item in items {
            let index = spots.count
            spots.append(Spot(item: item, first: order, last: order, flow: flow, branch: branch))
            order += 1
            guard case .together(let branches) = item.kind else { continue }
            for inner in branches {
                place(inner.items, flow: flow, branch: item.name.value + " " + inner.name.value, &order)
            }
            spots[index].last = order - 1
        }
    }

    // MARK: - Windows

    private func ownWindows(_ spot: Spot) -> [Window] {
        func window(_ terms: LimitTerms, until: Int) -> Window {
            Window(
                name: spot.item.name, within: terms.within, only: nil, gate: spot.item.only?.value,
                from: 2 * spot.first, until: until, flow: spot.flow)
        }
        return [
            spot.item.limit.map { window($0, until: 2 * spot.last + 1) },
            spot.item.startLimit.map { window($0, until: 2 * spot.first) },
        ].compactMap { $0 }
    }

    private func window(_ section: LimitSection) -> Window? {
        guard case .within(let within) = section.measure else { return nil }
        let flow = flow(of: section)
        let from = section.from.map { start($0.value, flow) } ?? start(.arrival, flow)
        let until = section.until.map { end($0.value, flow) } ?? end(.end, flow)
        guard let from, let until, from <= until else { return nil }
        let last = section.until?.value.itemName.flatMap { spot($0)?.item.only?.value }
        return Window(
            name: section.name, within: within, only: section.only?.value, gate: last, from: from,
            until: until, flow: flow)
    }

    func spot(_ name: String) -> Spot? { spotOf[name].map { spots[$0] } }

    func flow(of section: LimitSection) -> String? {
        (section.from?.value.itemName ?? section.until?.value.itemName).flatMap { spot($0)?.flow }
    }

    private func start(_ place: PlacePhrase, _ flow: String?) -> Int? {
        switch place {
        case .arrival: spots.first { $0.flow == flow }.map { 2 * $0.first }
        case .end: nil
        case .item(let name), .starts(let name): spot(name).map { 2 * $0.first }
        case .done(let name): spot(name).map { 2 * $0.last + 2 }
        }
    }

    func end(_ place: PlacePhrase, _ flow: String?) -> Int? {
        switch place {
        case .arrival: nil
        case .end: spots.last { $0.flow == flow }.map { 2 * $0.last + 1 }
        case .item(let name), .done(let name): spot(name).map { 2 * $0.last + 1 }
        case .starts(let name): spot(name).map { 2 * $0.first - 1 }
        }
    }

    // MARK: - Kinds of case

    /// The kinds of case that these tests and words distinguish; nil where there are too many.
    func kinds(tests: [TestPhrase], words: [String]) -> [CaseWorld]? {
        guard patience.left > 0 else { return nil }
        let kinds = worlds.all(tests: tests, splitWords: words, most: Self.mostWorlds)
        patience.left -= kinds?.count ?? Self.mostWorlds
        return kinds
    }

    func kinds(of windows: [Window], words: [String] = []) -> [CaseWorld]? {
        kinds(tests: windows.flatMap(\.tests), words: windows.flatMap(\.within.words) + words)
    }

    func holds(_ test: TestPhrase?, _ world: CaseWorld) -> Bool {
        test.map { world.holds($0, scenario.names) } ?? true
    }

    /// False also where the kind does not tell.
    func surelyHolds(_ test: TestPhrase?, _ world: CaseWorld) -> Bool {
        guard let test else { return true }
        let isKnown = test.terms.allSatisfy { term in
            guard case .word(let word) = term.kind else { return false }
            return scenario.names.lists(of: word).allSatisfy { world.words[$0] != nil }
        }
        return isKnown && world.holds(test, scenario.names)
    }

    /// What the limit says for such a case; nil where it is not for them.
    func leaf(_ window: Window, _ world: CaseWorld) -> Located<WithinPhrase>? {
        guard holds(window.only, world), holds(window.gate, world) else { return nil }
        return window.within.leaf(in: world, scenario.names)
    }

    /// The words that tell the offending kinds from the others; empty where all offend.
    func text(of offending: [CaseWorld], among all: [CaseWorld]) -> String {
        guard let first = offending.first, offending.count < all.count else { return "" }
        // The fewest words of the first kind that only offending ones have.
        let words = scenario.names.entries.compactMap { name, entry -> String? in
            if case .word(let list) = entry.kind, first.words[list] == name { name } else { nil }
        }
        for word in words {
            let having = all.filter { $0.has(word, scenario.names) }
            if having.count == offending.count, offending.allSatisfy({ $0.has(word, scenario.names) }) {
                return word
            }
        }
        return words.joined(separator: ", ")
    }

    // MARK: - Lengths

    /// What a limit allows, in the clock it runs on; a working day is the daily hours. A range is judged
    /// at its far end. Nil where it depends on the case or on a date.
    func allowed(_ phrase: WithinPhrase, isStage: Bool) -> Allowance? {
        switch phrase.kind {
        case .length(let length), .range(_, let length): Allowance(length, dailyHours, isStage: isStage)
        default: nil
        }
    }
}

/// A length as people add it up.
struct Allowance {
    var time: Ticks
    var isWorking: Bool
    /// The least that passes on the wall meanwhile.
    var elapsed: Ticks
    var text: String
    var unit: Unit

    /// A month is 28 to 31 days: no side of a comparison may gain by it.
    init?(_ length: LengthPhrase, _ dailyHours: Ticks, isStage: Bool) {
        func ticks(_ one: Ticks) -> Ticks { Ticks((length.number.value * Double(one)).rounded()) }
        text = length.text
        unit = length.unit
        isWorking = length.unit.isWorking
        switch length.unit {
        case .workingDay:
            time = ticks(dailyHours)
            elapsed = max(min(time, dailyHours), Ticks((length.number.value - 1) * Double(Tick.day)))
        case .month:
            time = ticks((isStage ? 28 : 31) * Tick.day)
            elapsed = time
        case .year:
            time = ticks((isStage ? 365 : 366) * Tick.day)
            elapsed = time
        default:
            guard let seconds = length.unit.seconds else { return nil }
            time = ticks(Ticks(seconds) * Tick.second)
            elapsed = time
        }
    }

    /// The same on the clock of another; nil where time by the wall would have to be working time.
    func on(_ other: Allowance) -> Ticks? {
        switch (isWorking, other.isWorking) {
        case (true, true), (false, false): time
        case (true, false): elapsed
        case (false, true): nil
        }
    }

    func sumText(_ sum: Ticks, dailyHours: Ticks) -> String {
        func amount(_ one: Ticks, _ unit: String) -> String {
            decimals(Double(sum) / Double(one), 1) + " " + unit
        }
        switch unit {
        case .workingDay: return amount(dailyHours, "working days")
        case .workingHour, .workingMinute: return amount(Tick.hour, "working hours")
        case .day, .week, .month, .year: return amount(Tick.day, "days")
        default: return ScenarioFile.text(ofTicks: sum)
        }
    }
}

/// What a check may still look at.
private final class Patience {
    var left: Int

    init(kinds: Int) { left = kinds }
}

extension Split {
    /// The value for such a case with its place; nil where no row fits it.
    func leaf(in world: CaseWorld, _ names: NameTable) -> Located<Value>? {
        switch self {
        case .one(let value): return value
        case .byWord(let rows, _):
            let row = rows.first { row in
                row.isOthers || row.words.contains { world.has($0.value, names) }
            }
            return row?.value.leaf(in: world, names)
        }
    }
}
