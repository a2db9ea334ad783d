import CaseFlow
import SimKernel

/// A small model drawn at random, with the calendar its limits run on.
///
/// Times are coarse (quarters of an hour and more) so that many events share an instant.
struct RandomModel {
    let seed: UInt64
    var model: Model
    let calendar: CalendarSpec

    /// - Parameters:
    ///   - named: With persons and everything that needs them.
    ///   - rare: What may occur besides.
    init(seed: UInt64, named: Bool = false, rare: RareMechanics = .chosen) {
        var dice = ModelDice(seed: seed)
        dice.rare = rare
        self.seed = seed
        model = dice.model(named: named)
        calendar = dice.calendar
    }

    /// The instants that calendars are built for: some months beyond everything that can fall due.
    static func span(of horizon: Horizon) -> (from: Ticks, to: Ticks) {
        (horizon.start - 25 * Tick.day, horizon.bound + 75 * Tick.day)
    }
}

/// Draws the parts of a model one after the other; each part refers to those before it.
struct ModelDice {
    var choices: SeededChoices
    var calendar = CalendarSpec(zone: .utc, hours: .always)
    var horizon = Horizon(start: 0, windowStart: 0, windowEnd: 0, bound: 0)
    var calendars: [WorkCalendar] = []
    var words: [Word] = []
    /// The words of the mix, of a second list, and all other words.
    var mix: [UInt64] = []
    var matter: [UInt64] = []
    var classes: [CaseClass] = []
    var draws: [WordDraw] = []
    var numbers: [CaseNumber] = []
    var streams: [CaseFlow.Stream] = []
    var roles: [Role] = []
    var people: [Person] = []
    var memories: [Int] = []
    var disciplines: [Discipline] = []
    var teams: [Team] = []
    var ops: [Op] = []
    /// Of items between which jumps are made; the first is that of the main flow.
    var lists: [List] = []
    var flows: [SideFlow] = []
    var dateSeries: [[Ticks]] = []
    var outcomes: [Outcome] = []
    var splits: [Choice] = []
    var tests: [Test] = []
    var tables: [QuantileTable] = []
    var limits: [Limit] = []
    var counters = 0
    var rare: RareMechanics = []
    var factors: [Factor] = []
    var budgets: [Budget] = []
    var duties: [Duty] = []
    var opening: [OpeningCase] = []
    var counts = -1
    var months: [Ticks] = []
    var numbering: Numbering?
    let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
        choices = SeededChoices(seed: seed)
    }

    mutating func model(named: Bool) -> Model {
        drawTimes()
        drawWords()
        drawPeople()
        drawItems()
        drawLimits()
        drawStreams()
        if named { namePeople() }
        drawRareMechanics(named: named)
        var model = Model(
            title: "random", digest: "", seed: 1, horizon: horizon, dueCalendar: dueCalendar(),
            calendars: calendars, words: words, classes: classes, streams: streams, draws: draws,
            numbers: numbers, roles: roles, teams: teams, disciplines: disciplines, ops: ops,
            outcomes: outcomes, choices: splits, tests: tests, tables: tables, limits: limits, target: nil,
            counters: counters, people: people, memories: memories, flows: flows, dateSeries: dateSeries)
        model.factors = factors
        model.budgets = budgets
        model.duties = duties
        model.opening = opening
        model.counts = counts
        model.months = months
        model.numbering = numbering
        return model
    }

    // MARK: Dice

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &choices) < percent }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &choices) }

    mutating func one<T>(of things: [T]) -> T { things[number(0...things.count - 1)] }

    mutating func share(atMost most: Double) -> UInt64 {
        threshold(most * Double(number(0...8)) / 8)
    }

    mutating func word(_ name: String) -> UInt64 {
        words.append(Word(label: Label(name), bit: words.count))
        return words[words.count - 1].mask
    }

    /// One of `count` values: the same for all cases, or by class.
    mutating func selector(_ count: Int) -> Selector {
        if !chance(35) || words.isEmpty { return .always(number(0...count - 1)) }
        var rows = (1...number(1...3)).map { _ in
            let mask = chance(75) ? one(of: mix) : one(of: words).mask
            return Choice.Row(mask: mask, value: 0)
        }
        rows.append(Choice.Row(mask: 0, value: 0))
        for i in rows.indices { rows[i].value = Int32(number(0...count - 1)) }
        splits.append(Choice(rows: rows))
        return .choice(splits.count - 1)
    }

    /// Index of a test, -1 for all cases.
    mutating func test(_ percent: Int, mayAskHours: Bool = true) -> Int {
        if !chance(percent) { return -1 }
        var test = Test(any: chance(40), yes: 0, no: 0, numbers: [], text: "")
        for _ in 0..<number(1...2) {
            let kind = number(0...5)
            if kind == 0 && !numbers.isEmpty {
                let edges = [0, 1, 2, 3, 4].map { Int64($0) * Tick.hour }
                test.numbers.append(
                    Test.NumberTerm(
                        number: number(0...numbers.count - 1), least: .min, most: one(of: edges),
                        negated: chance(50)))
            } else if kind < 3 {
                test.no |= one(of: words).mask
            } else {
                test.yes |= one(of: words).mask
            }
        }
        test.no &= ~test.yes
        if mayAskHours && chance(12) {
            test.open = chance(50)
            test.closed = !test.open
        }
        tests.append(test)
        return tests.count - 1
    }

    /// A table of lengths of time about `unit`, mostly a few exact values.
    mutating func table(_ unit: Ticks, canBeNothing: Bool = true) -> Int {
        let quantity: Quantity
        switch number(0...11) {
        case 0: quantity = .exponential(hours: Double(unit) / Double(Tick.hour))
        case 1: quantity = .uniform(hours: 0, 2 * Double(unit) / Double(Tick.hour))
        case 2...4: quantity = .constant(unit * Ticks(number((canBeNothing ? 0 : 1)...3)))
        default:
            var values = (0...number(1...4)).map { _ in Double(unit) * Double(number(0...4)) }
            if !canBeNothing { values.append(Double(unit)) }
            quantity = .observed(values)
        }
        tables.append(quantity.table)
        return tables.count - 1
    }

    /// Tables of lengths of time, possibly by class.
    mutating func table(byClass unit: Ticks) -> Selector {
        let found = selector(2)
        let (first, second) = (table(unit), table(unit))
        func chosen(_ value: Int32) -> Int32 { Int32(value == 0 ? first : second) }
        if found.code >= 0 { return Selector(code: chosen(found.code)) }
        for i in splits[Int(~found.code)].rows.indices {
            splits[Int(~found.code)].rows[i].value = chosen(splits[Int(~found.code)].rows[i].value)
        }
        return found
    }
}
