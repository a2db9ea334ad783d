import CaseFlow
import SimKernel

/// One row of a split with its words joined: nested splits come out flat.
struct FlatRow<Value> {
    /// All of these the case must have.
    var mask: UInt64
    var words: [String]
    /// None of these it has: rows that are tried before ask for them.
    var without: [String] = []
    /// `general`, `error or attitude`, `complaint and major`, `others`; nil where nothing is split.
    var text: String?
    var value: Located<Value>
}

extension Split {
    var isSplit: Bool { if case .byWord = self { true } else { false } }
}

extension Compilation {
    /// The rows of a split in the order in which they are tried; a row `A or B` comes out twice.
    func rows<Value>(_ split: Split<Value>) -> [FlatRow<Value>] {
        switch split {
        case .one(let value):
            return [FlatRow(mask: 0, words: [], text: nil, value: value)]
        case .byWord(let splitRows, _):
            var before: [String] = []
            return splitRows.flatMap { row in
                let keys = row.isOthers ? [[]] : row.words.map { [$0.value] }
                let without = before
                before += row.words.map(\.value)
                return keys.flatMap { words in
                    self.rows(row.value).map { inner in
                        FlatRow(
                            mask: self.words.mask(words) | inner.mask, words: words + inner.words,
                            without: without + inner.without,
                            text: inner.text.map { "\(row.text) and \($0)" } ?? row.text,
                            value: inner.value)
                    }
                }
            }
        }
    }

    /// Chooses by class an index that `index` gives for each value; nil values are errors already told.
    func selector<Value>(_ split: Split<Value>, _ index: (Located<Value>) -> Int?) -> Selector {
        refuseGaps(split)
        if case .one(let value) = split { return index(value).map { .always($0) } ?? .none }
        let rows = rows(split).compactMap { row in
            index(row.value).map { Choice.Row(mask: row.mask, value: Int32($0)) }
        }
        return choice(rows)
    }

    /// A split without `others` is complete only if every case has one of its words: outcomes come
    /// later, and a stream may bring cases without the list.
    func refuseGaps<Value>(_ split: Split<Value>) {
        guard case .byWord(let rows, let place) = split else { return }
        rows.forEach { refuseGaps($0.value) }
        guard !rows.contains(where: \.isOthers), let word = rows.first?.words.first?.value else { return }
        let lists = scenario.names.lists(of: word)
        let named = Set(rows.flatMap(\.words).map(\.value))
        let complete = lists.contains { list in
            everyCaseHas(list) && named.isSuperset(of: scenario.names.words(of: list))
        }
        if !complete { report(CompileFinding.splitWithGaps(word: word), at: place) }
    }

    private func everyCaseHas(_ list: WordList) -> Bool {
        switch list {
        case .mix: scenario.streams.allSatisfy { !$0.mix.isEmpty }
        case .streams: scenario.streams.allSatisfy { $0.name != nil }
        case .entry: true
        case .yesNo, .outcomes: false
        }
    }

    /// Share tables of an item or an outcome: the selector's value is an index into the shares.
    func shares(_ split: Split<Share>?) -> (selector: Selector, shares: [UInt64]) {
        guard let split else { return (.always(0), [wholeThreshold]) }
        var shares: [UInt64] = []
        let selector = selector(split) { share in
            let threshold = threshold(share.value.billionths)
            if let known = shares.firstIndex(of: threshold) { return known }
            shares.append(threshold)
            return shares.count - 1
        }
        return (selector, shares)
    }
}

/// 100 % as a threshold for 53 random bits.
let wholeThreshold: UInt64 = 1 << 53

/// A share in billionths as a threshold for 53 random bits, rounded to the nearest.
func threshold(_ billionths: Int64) -> UInt64 {
    let scaled = UInt128(billionths) << 53 + UInt128(Share.whole / 2)
    return UInt64(scaled / UInt128(Share.whole))
}
