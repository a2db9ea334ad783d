import CaseFlow
import SimKernel

extension Compilation {
    func test(of phrase: TestPhrase) -> Test {
        var test = Test(
            any: phrase.joiner == .or && phrase.terms.count > 1, yes: 0, no: 0, numbers: [],
            text: phrase.text)
        for term in phrase.terms {
            switch term.kind {
            case .word(let word):
                if term.negated { test.no |= words.mask(word) } else { test.yes |= words.mask(word) }
            case .number(let name, let comparison, let amount):
                if let number = numberIndex[name] {
                    test.numbers.append(numberTerm(number, comparison, amount, negated: term.negated))
                }
            case .whileOpen: if term.negated { test.closed = true } else { test.open = true }
            case .whileClosed: if term.negated { test.open = true } else { test.closed = true }
            case .cluster(let count, let same, let within):
                if let value = clusterValue(same.value), let within = length(within, nil, at: term.place) {
                    test.clusters.append(
                        Test.ClusterTerm(count: count, value: value, within: within, negated: term.negated))
                }
            }
        }
        return test
    }

    /// What cases of a cluster have in common; nil where nothing of the kind is known.
    private func clusterValue(_ name: String) -> Test.ClusterTerm.Value? {
        if let unit = numberIndex[name] { return .number(unit) }
        let mask = words.mask(scenario.names.words(of: .entry(name)))
        return mask == 0 ? nil : .words(mask)
    }

    private func numberTerm(
        _ number: Int, _ comparison: TestTerm.Comparison, _ amount: Amount, negated: Bool
    ) -> Test.NumberTerm {
        let bound = millionths(amount)
        let (least, most): (Int64, Int64) =
            switch comparison {
            case .atLeast: (bound, .max)
            case .above: (bound + 1, .max)
            case .atMost: (.min, bound)
            case .below: (.min, bound - 1)
            }
        return Test.NumberTerm(number: number, least: least, most: most, negated: negated)
    }

    /// An amount as a case carries it: a length in ticks, anything else in millionths of its unit.
    func millionths(_ amount: Amount) -> Int64 {
        let seconds = amount.unit.flatMap(\.seconds) ?? 1
        if let exact = amount.number.millionths {
            let (product, overflow) = exact.multipliedReportingOverflow(by: Int64(seconds))
            if !overflow { return min(product, .max - 1) }
        }
        return Int64(min(amount.value * Double(seconds) * 1e6, 9e18).rounded())
    }
}
