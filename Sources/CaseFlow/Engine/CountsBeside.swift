internal import SimKernel

/// What only some models count beside the plain figures: all open and ended cases, by unit where
/// duties look at units; budgets; the opening backlog.
struct CountsBeside {
    /// Arrivals and ends of cases have to be told here.
    let isUsed: Bool
    /// Items from this one on are duties.
    let firstDuty: Int32
    /// Index into `Model.dateSeries` entries: the date of each duty that comes next.
    var nextDates: [Int]
    /// Cases of the main flow that are open, counted or not, and those that have ended: all of them,
    /// then those of each unit of each number.
    private(set) var open: [Int]
    private(set) var closed: [Int]
    /// Numbers of kind `unit` that duties look at, where their first unit stands, and how many there are.
    private let units: [(number: Int, first: Int, count: Int)]
    /// By duty: `closed` at its date before this one.
    private var closedBefore: [[Int]]
    /// By budget: the period that runs, as the place of the instant that ends it, and what is left of it.
    private var budgets: [(period: Int, left: Int64)]
    /// Counted cases of the opening backlog, those still open, and when one of them ended last.
    var openingCases = 0
    var openingLeft = 0
    var openingEnd: Ticks?
    var openingWeekly: [Int32] = []
    /// The opening case that is being placed where it is; -1: none.
    var placing = -1

    init(_ model: Model) {
        let looksAtCases = model.factors.contains { factor in
            switch factor {
            case .openCases, .closedCases: true
            case .number: false
            }
        }
        isUsed = looksAtCases || model.counts >= 0 || !model.opening.isEmpty
        firstDuty = Int32(model.duties.map(\.op).min() ?? model.ops.count)
        nextDates = model.duties.map { duty in
            model.dateSeries[duty.series].firstIndex { $0 >= model.horizon.start }
                ?? model.dateSeries[duty.series].count
        }
        var first = 1
        var units: [(number: Int, first: Int, count: Int)] = []
        for case .perUnit(let number, let count) in model.duties.map(\.kind)
        where !units.contains(where: { $0.number == number }) {
            units.append((number, first, count))
            first += count
        }
        self.units = units
        open = Array(repeating: 0, count: first)
        closed = open
        closedBefore = model.duties.map { _ in Array(repeating: 0, count: first) }
        budgets = model.budgets.map { (-1, $0.amount) }
    }

    // MARK: - Open and ended cases

    mutating func caseArrives(_ numbers: UnsafeMutablePointer<Int64>) {
        forEachCount(of: numbers) { counts, place in counts.open[place] += 1 }
    }

    mutating func caseEnds(_ numbers: UnsafeMutablePointer<Int64>) {
        forEachCount(of: numbers) { counts, place in
            counts.open[place] -= 1
            counts.closed[place] += 1
        }
    }

    private mutating func forEachCount(
        of numbers: UnsafeMutablePointer<Int64>, _ body: (inout Self, Int) -> Void
    ) {
        body(&self, 0)
        for unit in units {
            let value = Int(numbers[unit.number])
            if value >= 0 && value < unit.count { body(&self, unit.first + value) }
        }
    }

    /// Where the cases of a unit are counted.
    func place(ofNumber number: Int, value: Int64) -> Int {
        units.first { $0.number == number }.map { $0.first + Int(value) } ?? 0
    }

    /// Cases that have ended since the duty's last date.
    func closed(at place: Int, sinceLastDateOf duty: Int) -> Int { closed[place] - closedBefore[duty][place] }

    mutating func dateHasPassed(of duty: Int) { closedBefore[duty] = closed }

    // MARK: - Budgets

    /// Draws the amount down; false where it does not fit in what is left of the period.
    mutating func spend(_ amount: Int64, of index: Int, _ budget: Budget, period: Int) -> Bool {
        if budgets[index].period != period { budgets[index] = (period, budget.amount) }
        let amount = max(0, amount)
        if amount > budgets[index].left { return false }
        budgets[index].left -= amount
        return true
    }
}
