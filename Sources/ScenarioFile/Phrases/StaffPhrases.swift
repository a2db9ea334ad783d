extension Words {
    static let mostPeople = 100_000

    /// `people` in one phrase: `6`, `6 of ROLE`, `2 per UNIT`.
    mutating func people() throws(Misfit) -> PeoplePhrase {
        let count = try whole("a number of people", in: 0...Self.mostPeople, example: "clerk: 2")
        if take("of") { return .of(count, role: try name("a role", example: "6 of business-staff")) }
        if take("per") { return .per(count, unit: try name("a unit of 'case'", example: "2 per office")) }
        try end()
        return .count(count)
    }

    /// One absence: `40% in spells of 2 hours`, `1 on 2027-08-02..2027-08-13`.
    mutating func away() throws(Misfit) -> Away {
        let example = "8% in spells of 3 working days"
        if first?.text.hasSuffix("%") == true {
            let share = try share(example: example)
            guard share.billionths < Share.whole else { throw Misfit(.awayAlways, at: place) }
            try require("in", "spells", "of", example: example)
            return .spells(share, try quantity(.spells))
        }
        let planned = "1 on 2027-08-02..2027-08-13"
        let count = try whole("a share or a number of people", in: 1...Self.mostPeople, example: example)
        try require("on", example: planned)
        if let word = first, word.text.first?.isNumber == true, word.text.contains("-") {
            return .planned(count.value, try dateRange())
        }
        return .recurring(count.value, try dates())
    }

    /// `80 yuan per hour and 120 yuan per overtime hour`.
    mutating func cost() throws(Misfit) -> CostPhrase {
        let example = "80 yuan per hour and 120 yuan per overtime hour"
        let amount = try money(example: example)
        try require("per", example: example)
        let period = try choice(CostPhrase.Period.self, "period", example: example)
        var overtime: Amount?
        if take("and") {
            let start = position
            let more = try money(example: example)
            guard more.unit == amount.unit else {
                throw Misfit(
                    .mixedUnits(amount.unit?.text ?? "", more.unit?.text ?? ""), at: place(from: start))
            }
            try require("per", "overtime", "hour", example: example)
            overtime = more
        }
        return CostPhrase(text: text, amount: amount, period: period, overtime: overtime)
    }

    /// `2 on 2027-03-01 at 50% for 8 weeks`.
    mutating func joins() throws(Misfit) -> JoinsPhrase {
        let example = "2 on 2027-03-01 at 50% for 8 weeks"
        let count = try whole("a number of people", in: 1...Self.mostPeople, example: example)
        try require("on", example: example)
        let date = try Self.date(in: word("a date", example: example))
        guard take("at") else { return JoinsPhrase(count: count.value, date: date, speed: nil, during: nil) }
        let speed = try share(example: example)
        try require("for", example: example)
        return JoinsPhrase(count: count.value, date: date, speed: speed, during: try length(example: example))
    }

    /// `by` in one phrase. Whether a single name is a role or a person is decided by the caller.
    mutating func by() throws(Misfit) -> ByPhrase {
        let example = "by: clerk"
        if take("same", "as") { return .sameAs(try name("a step", example: "same as investigate")) }
        if take("every") { return .every(try name("a role", example: "every clerk")) }
        var names = [try name("a role", example: example)]
        while take("or") { names.append(try name("a role", example: "clerk or manager")) }
        if first?.text == "and" {
            throw Misfit(.peopleTogether(names[0].value), at: first?.place ?? place)
        }
        return names.count == 1 ? .role(names[0].value) : .either(names)
    }
}
