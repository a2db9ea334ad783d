/// Which units a quantity may have, and how the key is called in messages.
struct QuantityRule: Sendable, Hashable {
    enum Units: Sendable {
        /// Hands-on time: s, min, h.
        case work
        /// Any unit of time, working time included.
        case time
        /// Units of time that always run.
        case clock
        /// A unit of any kind, which must be there.
        case any
        /// A currency.
        case money
        /// A count, without a unit.
        case count
        /// A factor of mean 1: `gamma cv 0.3`.
        case factor
    }
    var key: String
    var units: Units
    var example: String
    var allowsPer = false

    static let work = QuantityRule(key: "work", units: .work, example: "20 min", allowsPer: true)
    static let travel = QuantityRule(key: "travel", units: .work, example: "uniform 10..40 min")
    static let wait = QuantityRule(key: "for", units: .time, example: "exponential 2 days", allowsPer: true)
    static let number = QuantityRule(key: "case", units: .any, example: "lognormal mean 1500 yuan cv 2")
    static let every = QuantityRule(key: "every", units: .clock, example: "constant 10 min")
    static let over = QuantityRule(key: "over", units: .clock, example: "exponential 6 h")
    static let brings = QuantityRule(key: "brings", units: .count, example: "uniform 5..40")
    static let returns = QuantityRule(key: "returns after", units: .time, example: "exponential 20 days")
    static let costs = QuantityRule(
        key: "costs", units: .money, example: "uniform 500..10000 yuan", allowsPer: true)
    static let spells = QuantityRule(key: "away", units: .time, example: "8% in spells of 2 hours")
    static let busyness = QuantityRule(key: "busyness", units: .factor, example: "gamma cv 0.3 per day")
}

extension QuantityRule {
    /// The units that may stand here, as messages say it; nil where this one may.
    func allowed(insteadOf unit: Unit) -> String? {
        let (allowed, text): (Set<Unit>, String) =
            switch units {
            case .work: ([.second, .minute, .hour], "s, min or h")
            case .clock: ([.second, .minute, .hour, .day, .week], "s, min, h, days or weeks")
            case .time:
                (
                    [.second, .minute, .hour, .day, .week, .workingMinute, .workingHour, .workingDay],
                    "s, min, h, days, weeks or working time"
                )
            case .money: (unit.isTime ? [] : [unit], "a currency, such as yuan")
            case .any, .count, .factor: ([unit], "")
            }
        return allowed.contains(unit) ? nil : text
    }
}

extension Words {
    private static let families = [
        "constant", "exponential", "uniform", "triangular", "lognormal", "gamma", "weibull",
        "hyperexponential", "erlang", "observed",
    ]

    /// QUANTITY. Reads as far as the quantity goes.
    mutating func quantity(_ rule: QuantityRule) throws(Misfit) -> Quantity {
        let start = position
        let family = try family(rule)
        var per: Quantity.Per?
        if rule.allowsPer, first?.text == "per" { per = try perClause() }
        if !rule.allowsPer, rule.units != .factor, let word = first, word.text == "per" {
            throw Misfit(.perNotHere(rule.key), at: word.place)
        }
        let quantity = Quantity(text: text(from: start), family: family, per: per)
        try checkUnits(of: quantity, rule, from: start)
        try check(quantity)
        return quantity
    }

    private mutating func family(_ rule: QuantityRule) throws(Misfit) -> Quantity.Family {
        guard let word = first else { throw missing("a quantity", example: rule.example) }
        if startsWithNumber { return .constant(try amount(rule)) }
        guard Self.families.contains(word.text) else {
            let near = Nearest.to(word.text, among: Self.families)
            throw Misfit(.unknownFamily(word.text, near: near, example: rule.example), at: word.place)
        }
        _ = pop()
        switch word.text {
        case "constant": return .constant(try amount(rule))
        case "exponential": return .exponential(mean: try amount(rule))
        case "uniform":
            let ends = try range(2, rule, example: "uniform 5..15 min")
            return .uniform(least: ends[0], greatest: ends[1])
        case "triangular":
            let ends = try range(3, rule, example: "triangular 5..10..30 min")
            return .triangular(least: ends[0], likely: ends[1], greatest: ends[2])
        case "lognormal": return .lognormal(try spread(rule, "lognormal"))
        case "gamma": return .gamma(try spread(rule, "gamma"))
        case "weibull": return .weibull(try spread(rule, "weibull"))
        case "hyperexponential":
            let example = "hyperexponential mean 20 min cv 2"
            try require("mean", example: example)
            let mean = try amount(rule)
            try require("cv", example: example)
            return .hyperexponential(mean: mean, cv: try plain(example: example))
        case "erlang":
            let example = "erlang 3 mean 20 min"
            let stages = try whole("the number of stages", in: 1...1000, example: example)
            try require("mean", example: example)
            return .erlang(stages: stages.value, mean: try amount(rule))
        default:
            let file = try name("a file", example: "observed durations.csv min")
            return .observed(Quantity.Observed(file: file, unit: try unitOfFile(rule)))
        }
    }

    /// The unit of all values of a file; without one each has its own.
    private mutating func unitOfFile(_ rule: QuantityRule) throws(Misfit) -> Located<Unit>? {
        guard isUnitNext, rule.units != .count, rule.units != .factor else { return nil }
        let start = position
        let unit = try unit(rule, after: "")
        return unit.map { Located($0, at: place(from: start)) }
    }

    /// A number that needs no unit.
    private mutating func plain(example: String) throws(Misfit) -> Amount {
        let word = first
        let number = try number("the coefficient of variation", example: example)
        return Amount(number: number, unit: nil, place: word?.place ?? place)
    }

    private mutating func spread(_ rule: QuantityRule, _ family: String) throws(Misfit) -> Quantity.Spread {
        let example = "\(family) mean 6 h p95 14 h"
        if rule.units == .factor {
            if let word = first, word.text == "mean" {
                throw Misfit(.factorForm(example: rule.example), at: word.place)
            }
            try require("cv", example: rule.example)
            return .cv(try plain(example: rule.example))
        }
        try require("mean", example: example)
        let mean = try amount(rule)
        if take("p95") { return .meanAndP95(mean: mean, p95: try amount(rule)) }
        if take("cv") { return .meanAndCv(mean: mean, cv: try plain(example: example)) }
        throw missing("'p95' or 'cv'", example: example)
    }

    private mutating func amount(_ rule: QuantityRule) throws(Misfit) -> Amount {
        let start = position
        let number = try number("a number", example: rule.example)
        return Amount(number: number, unit: try unit(rule, after: number.text), place: place(from: start))
    }

    mutating func unit(_ rule: QuantityRule, after number: String) throws(Misfit) -> Unit? {
        switch rule.units {
        case .work, .time, .clock: return try timeUnit(after: number, example: rule.example)
        case .count:
            if let word = first, !Self.connectives.contains(word.text) {
                throw Misfit(.leftOver(word.text), at: word.place)
            }
            return nil
        case .factor: return nil
        case .any, .money:
            if let unit = try anyUnit() { return unit }
            var copy = self
            copy.stepBack()
            throw Misfit(.bareNumber(number, example: rule.example), at: copy.first?.place ?? place)
        }
    }

    /// `5..10..30 min`: `count` ends with one unit behind them.
    private mutating func range(_ count: Int, _ rule: QuantityRule, example: String) throws(Misfit)
        -> [Amount]
    {
        let word = try word("a range", example: example)
        if first?.text.hasPrefix("..") == true || word.text.hasSuffix("..") {
            throw Misfit(.spaceInRange(example: example), at: word.place)
        }
        let ends = word.ends
        guard ends.count > 1 else {
            _ = try Self.number(in: word, what: "a range", example: example)
            throw Misfit(.expects("a range", found: word.text, example: example), at: word.place)
        }
        guard ends.count == count else {
            throw Misfit(.rangeEnds(word.text, wanted: count, example: example), at: word.place)
        }
        var numbers: [(Number, SourcePlace)] = []
        for end in ends {
            guard !end.text.isEmpty, !end.text.hasPrefix(".") else {
                throw Misfit(.expects("a range", found: word.text, example: example), at: word.place)
            }
            numbers.append((try Self.number(in: end, what: "a number", example: example), end.place))
        }
        let unit = try unit(rule, after: word.text)
        return numbers.map { Amount(number: $0.0, unit: unit, place: $0.1) }
    }

    private mutating func perClause() throws(Misfit) -> Quantity.Per {
        _ = pop()
        if take("open", "case") { return .openCase }
        if take("closed", "case") { return .closedCase }
        return .number(try name("a number of the case", example: "2 min per open case"))
    }

    private func checkUnits(of quantity: Quantity, _ rule: QuantityRule, from start: Int) throws(Misfit) {
        for unit in quantity.units {
            if let allowed = rule.allowed(insteadOf: unit.value) {
                throw Misfit(.unitNotHere(unit.value.text, key: rule.key, allowed: allowed), at: unit.place)
            }
        }
        if rule.units == .factor {
            switch quantity.family {
            case .gamma(.cv), .lognormal(.cv), .weibull(.cv): break
            default: throw Misfit(.factorForm(example: rule.example), at: place(from: start))
            }
        }
    }
}
