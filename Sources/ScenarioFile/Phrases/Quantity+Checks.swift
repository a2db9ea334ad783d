extension Words {
    /// What no distribution can be: ends out of order, a spread that the family cannot have.
    func check(_ quantity: Quantity) throws(Misfit) {
        switch quantity.family {
        case .constant, .observed: break
        case .exponential(let mean), .erlang(_, let mean): try checkPositive(mean)
        case .uniform(let a, let b): try checkAscending(a, b, strictly: false)
        case .triangular(let a, let b, let c):
            try checkAscending(a, b, strictly: false)
            try checkAscending(b, c, strictly: false)
            try checkAscending(a, c, strictly: true)
        case .lognormal(let spread): try check(spread, family: "lognormal", mostRatio: 3.8681)
        case .gamma(let spread): try check(spread, family: "gamma", mostRatio: 5.8269)
        case .weibull(let spread): try check(spread, family: "weibull", mostRatio: 4.6741)
        case .hyperexponential(let mean, let cv):
            try checkPositive(mean)
            guard cv.value > 1 else { throw Misfit(.cvNotAboveOne(cv.number.text), at: cv.place) }
            try checkScatter(cv)
        }
    }

    private func checkPositive(_ amount: Amount) throws(Misfit) {
        guard amount.value > 0 else { throw Misfit(.meanNotPositive(amount.number.text), at: amount.place) }
    }

    private func checkScatter(_ cv: Amount) throws(Misfit) {
        guard cv.value <= 100 else { throw Misfit(.cvTooLarge(cv.number.text), at: cv.place) }
    }

    private func checkAscending(_ a: Amount, _ b: Amount, strictly: Bool) throws(Misfit) {
        guard strictly ? a.value < b.value : a.value <= b.value else {
            throw Misfit(.notAscending(a.number.text, b.number.text), at: b.place)
        }
    }

    /// `mostRatio` is the largest p95/mean that the family reaches (for a lognormal exp(1.645²/2)).
    private func check(_ spread: Quantity.Spread, family: String, mostRatio: Double) throws(Misfit) {
        switch spread {
        case .cv(let cv):
            try checkScatter(cv)
        case .meanAndCv(let mean, let cv):
            try checkPositive(mean)
            try checkScatter(cv)
        case .meanAndP95(let mean, let p95):
            try checkPositive(mean)
            guard let a = mean.inBaseUnits, let b = p95.inBaseUnits, mean.unit?.base == p95.unit?.base else {
                throw Misfit(.mixedUnits(mean.unit?.text ?? "", p95.unit?.text ?? ""), at: p95.place)
            }
            guard b > a else {
                throw Misfit(.p95NotAboveMean(p95: p95.text, mean: mean.text), at: p95.place)
            }
            guard b <= a * mostRatio else {
                throw Misfit(
                    .p95TooFar(family: family, p95: p95.text, mean: mean.text, ratio: mostRatio),
                    at: p95.place)
            }
        }
    }
}

extension Amount {
    /// `14 h`.
    var text: String { unit.map { number.text + " " + $0.text } ?? number.text }

    /// Seconds for units of a fixed length, the number itself otherwise.
    var inBaseUnits: Double? { unit?.seconds.map { value * Double($0) } ?? value }
}

extension Unit {
    /// Units that can be compared with each other share a base.
    var base: Unit {
        switch self {
        case .second, .minute, .hour, .day, .week: .second
        case .workingMinute, .workingHour: .workingMinute
        default: self
        }
    }
}
