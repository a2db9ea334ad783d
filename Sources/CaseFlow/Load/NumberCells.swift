import SimKernel

/// Cuts the range of every number that a test asks for at the tests' bounds. Inside a cell all
/// tests give the same answer, so a way depends on a number only through its cell.
struct NumberCells {
    /// A value of each cell, per number of the model; one cell where no test asks.
    private var cells: [[Int64]]
    /// All combinations of cells, as a mixed radix number: profile = Σ cell(i) · radix(i).
    private var radix: [Int]
    private let model: Model

    init(_ model: Model) {
        self.model = model
        var bounds = Array(repeating: Set<Int64>(), count: model.numbers.count)
        for term in model.tests.lazy.flatMap(\.numbers) {
            if term.least > .min { bounds[term.number].insert(term.least) }
            if term.most < .max { bounds[term.number].insert(term.most + 1) }
        }
        cells = bounds.map { [Int64.min] + $0.sorted() }
        radix = []
        var product = 1
        for cell in cells {
            radix.append(product)
            product = product.multipliedReportingOverflow(by: cell.count).partialValue
        }
    }

    /// Word bits on which the numbers' distributions depend.
    var bitsNeeded: UInt64 {
        model.numbers.indices.reduce(0) {
            cells[$1].count > 1 ? $0 | selectorBits(model.numbers[$1].table, model) : $0
        }
    }

    func holds(_ term: Test.NumberTerm, _ profile: Int32) -> Bool {
        let cell = Int(profile) / radix[term.number] % cells[term.number].count
        let value = cells[term.number][cell]
        return (term.least <= value && value <= term.most) != term.negated
    }

    /// The cell of a number in which a value lies.
    func cell(of value: Int64, number: Int) -> Int {
        (cells[number].firstIndex { $0 > value } ?? cells[number].count) - 1
    }

    /// The profiles a case with these words may have, with their probabilities; of numbers that are
    /// not drawn the cells are given.
    func profiles(
        for mask: UInt64, given: [Int: Int], _ value: (Selector, UInt64) -> Int?
    ) -> [(profile: Int32, chance: Double)] {
        var result: [(profile: Int32, chance: Double)] = [(0, 1)]
        for index in cells.indices where cells[index].count > 1 {
            if let cell = given[index] {
                result = result.map { ($0.profile + Int32(cell * radix[index]), $0.chance) }
                continue
            }
            guard let table = value(model.numbers[index].table, mask) else { continue }
            let view = model.tables[table]
            var upTo = cells[index].dropFirst().map { chanceBelow($0, view) }
            upTo.append(1)
            var next: [(profile: Int32, chance: Double)] = []
            for (profile, chance) in result {
                var below = 0.0
                for (cell, bound) in upTo.enumerated() where bound > below {
                    next.append((profile + Int32(cell * radix[index]), chance * (bound - below)))
                    below = bound
                }
            }
            result = next
        }
        return result
    }

    /// Probability that a draw of the table lies below `value`, exactly as the table draws: the
    /// draw grows with its 53 random bits, so halving finds the first that reaches the value.
    private func chanceBelow(_ value: Int64, _ table: QuantileTable) -> Double {
        var low: UInt64 = 0
        var high: UInt64 = 1 << 53
        while low < high {
            let middle = (low + high) / 2
            if table.view.draw(middle) < value { low = middle + 1 } else { high = middle }
        }
        return Double(low) * 0x1p-53
    }
}
