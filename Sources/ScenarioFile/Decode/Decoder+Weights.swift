/// What WEIGHTS are given for.
enum WeightScale {
    case month, weekday, day, hour

    static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    var count: Int {
        switch self {
        case .month: 12
        case .weekday: 7
        case .day: 31
        case .hour: 24
        }
    }
    var noun: String {
        switch self {
        case .month: "month"
        case .weekday: "weekday"
        case .day: "day of the month"
        case .hour: "hour"
        }
    }
    var example: String {
        switch self {
        case .month: "Mar..May"
        case .weekday: "Mon..Fri"
        case .day: "1..5"
        case .hour: "08..12"
        }
    }

    func name(_ index: Int) -> String {
        switch self {
        case .month: Self.months[index]
        case .weekday: DayOfWeek.names[index]
        case .day: "\(index + 1)"
        case .hour: index < 10 ? "0\(index)" : "\(index)"
        }
    }

    /// The number of a month, weekday, day or hour, from 0; hours may be 24, as an end.
    func index(of text: String) -> Int? {
        switch self {
        case .month: return Self.months.firstIndex(of: text)
        case .weekday: return DayOfWeek.names.firstIndex(of: text)
        case .day: return Self.digits(text).flatMap { (1...31).contains($0) ? $0 - 1 : nil }
        case .hour: return Self.digits(text).flatMap { $0 <= 24 ? $0 : nil }
        }
    }

    private static func digits(_ text: String) -> Int? {
        text.count <= 2 && text.unicodeScalars.allSatisfy(Words.isDigit) ? Int(text) : nil
    }
}

extension Decoder {
    /// WEIGHTS: complete, or with `others`.
    func weights(_ tree: Tree?, _ scale: WeightScale) -> Located<WeightsPhrase>? {
        guard let tree else { return nil }
        var values = [Double?](repeating: nil, count: scale.count)
        var closed: Double?
        var others: Double?
        var isWhole = true
        for pair in entries(tree, "{ range: number }") {
            guard let weight = weight(pair.value) else {
                isWhole = false
                continue
            }
            if pair.key.value == "others" {
                others = weight
            } else if pair.key.value == "closed", scale == .weekday {
                closed = weight
            } else if let range = range(pair.key, scale) {
                for i in range {
                    if values[i] != nil {
                        report(.weightTwice(scale.name(i)), at: pair.key.place)
                        isWhole = false
                        break
                    }
                    values[i] = weight
                }
            } else {
                isWhole = false
            }
        }
        guard isWhole else { return nil }
        if others == nil, let missing = values.firstIndex(of: nil) {
            report(.weightMissing(scale.name(missing)), at: tree.place)
            return nil
        }
        let weights = values.map { $0 ?? others ?? 0 }
        guard weights.contains(where: { $0 > 0 }) else {
            report(.weightsAllZero, at: tree.place)
            return nil
        }
        return Located(WeightsPhrase(values: weights, closed: closed), at: tree.place)
    }

    private func weight(_ tree: Tree) -> Double? {
        phrase(tree) { (words) throws(Misfit) in try words.number("a weight", example: "1.4") }?.value.value
    }

    private func range(_ key: Located<String>, _ scale: WeightScale) -> [Int]? {
        let word = Words.Word(text: key.value, place: key.place, isExact: true)
        let ends = word.ends
        var numbers: [Int] = []
        for end in ends {
            guard let number = scale.index(of: end.text) else {
                let near =
                    scale == .weekday
                    ? Words.nearestDay(end.text)
                    : Nearest.to(end.text, among: (0..<scale.count).map(scale.name))
                report(
                    .unknownWord(end.text, what: scale.noun, choices: near.map { [$0] } ?? [scale.example]),
                    at: end.place)
                return nil
            }
            numbers.append(number)
        }
        let first = numbers[0]
        guard numbers.count <= 2 else {
            report(.rangeEnds(key.value, wanted: 2, example: scale.example), at: key.place)
            return nil
        }
        guard numbers.count == 2 else {
            guard first < scale.count else {
                report(.unknownWord(key.value, what: scale.noun, choices: [scale.example]), at: key.place)
                return nil
            }
            return [first]
        }
        // A range of hours ends when its last hour begins; all others include their last day or month.
        let last = scale == .hour ? numbers[1] - 1 : numbers[1]
        if scale == .weekday, last < first { return Array(first..<7) + Array(0...last) }
        guard first <= last else {
            report(.notAscending(ends[0].text, ends[1].text), at: ends[1].place)
            return nil
        }
        return Array(first...last)
    }
}
