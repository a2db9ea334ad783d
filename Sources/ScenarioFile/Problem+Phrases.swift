extension Problem {
    /// Numbers, units, ranges, quantities, times.
    var phraseSentences: (String, String?)? {
        switch self {
        case .separatorInPhrase(let sign):
            (
                "'\(sign)' cannot stand in a phrase",
                "write words and numbers only, such as 'triangular 5..10..30 min'"
            )
        case .expects(let what, let found, let example):
            (
                found.map { "'\($0)' stands where \(what) should" } ?? "\(what) is missing at the end",
                "write it as in '\(example)'"
            )
        case .leftOver(let text): ("'\(text)' has no meaning here", "delete it")
        case .unknownWord(let word, let what, let choices):
            (
                "'\(word)' is no \(what)",
                choices.count == 1
                    ? Self.didYouMean(choices[0]) : "write \(enumeration(choices.map { "'\($0)'" }))"
            )
        case .bareNumber(let number, let example): ("'\(number)' has no unit", "write it as in '\(example)'")
        case .signedNumber(let text): ("'\(text)' has a sign", "numbers are 0 or above, without a sign")
        case .leadingZero(let text): ("'\(text)' begins with a needless 0", "write it without")
        case .exponent(let text): ("'\(text)' has an exponent", "write the number out")
        case .tooManyDigits(let text):
            ("'\(text)' has too many digits", "15 digits before the point and 6 behind it are the most")
        case .notWhole(let text): ("'\(text)' is not a whole number", nil)
        case .outOfRange(let text, let least, let most):
            ("'\(text)' is out of range", "\(least) to \(most) can stand here")
        case .gluedUnit(let text, let better):
            ("'\(text)' needs a space before the unit", "write '\(better)'")
        case .unknownUnit(let unit, let better):
            (
                "'\(unit)' is no unit",
                Self.didYouMean(better)
                    ?? "units of time are \(Words.clockUnits), \(Words.workingUnits)"
            )
        case .vagueUnit(let unit, let better): ("'\(unit)' could mean two things", "write \(better)")
        case .unitNotHere(let unit, let key, let allowed):
            ("'\(key)' cannot be measured in \(unit)", "use \(allowed)")
        case .rangeSign(_, let better): ("'..' is the only range sign", "write '\(better)'")
        case .rangeNotHere(let text, let what):
            ("the range '\(text)' stands where \(what) should", "write one number")
        case .rangeEnds(let text, let wanted, let example):
            ("'\(text)' should have \(wanted) ends", "write it as in '\(example)'")
        case .spaceInRange(let example): ("no spaces can stand around '..'", "write it as in '\(example)'")
        case .notAscending(let low, let high):
            ("'\(high)' comes before '\(low)'", "a range begins with its lower end")
        case .shareNeedsPercent(let text, let better): ("the share '\(text)' has no %", "write '\(better)'")
        case .shareNotHere(let text): ("the share '\(text)' stands where an amount should", nil)
        case .shareAboveWhole(let text): ("a share cannot be \(text)", "100% are the most")
        case .clockTimeNotHere(let text):
            ("the time of day '\(text)' stands where an amount should", "write a number and a unit")
        case .unknownFamily(let word, let near, let example):
            ("'\(word)' is no quantity", Self.didYouMean(near) ?? "write it as in '\(example)'")
        case .perNotHere(let key):
            (
                "'per' does not multiply '\(key)'",
                "'work', 'for' and 'costs' can be per something: write the whole quantity here"
            )
        case .factorForm(let example): ("'busyness' is a factor of mean 1", "write it as in '\(example)'")
        case .meanNotPositive(let text): ("'\(text)' must be above 0", nil)
        case .cvNotAboveOne(let text):
            (
                "a hyperexponential needs a cv above 1, not \(text)",
                "up to 1 use lognormal or gamma; 1 is exponential"
            )
        case .cvTooLarge(let text): ("a cv of \(text) is beyond all measure", "100 is the most")
        case .p95NotAboveMean(let p95, let mean):
            ("the p95 of \(p95) is not above the mean of \(mean)", "19 of 20 values lie below the p95")
        case .p95TooFar(let family, let p95, let mean, let ratio):
            (
                "no \(family) of mean \(mean) has a p95 of \(p95)",
                "its p95 is at most \(Self.rounded(ratio)) times the mean"
            )
        case .mixedUnits(let a, let b): ("'\(a)' and '\(b)' cannot be compared", "use one unit")
        case .otherUnit(let own, let name, let unit):
            ("'\(name)' is measured in \(unit), not in \(own)", "write the amount in \(unit)")
        case .tooLong(let text): ("'\(text)' is longer than 1000 years", nil)
        case .mixedJoiners: ("'and' and 'or' cannot be mixed", "give one part a name of its own under 'case'")
        case .daysMissing(let text):
            ("the days are missing before '\(text)'", "write 'Mon..Fri \(text)' or 'daily \(text)'")
        case .noSuchTime(let text): ("there is no time \(text)", "00:00 to 24:00")
        case .noSuchDate(let text): ("there is no date \(text)", nil)
        case .emptySpan(let text): ("the span '\(text)' is empty", nil)
        case .unknownQueueRule(let text):
            (
                "'\(text)' is no order of a line",
                "write 'A before B', 'A interrupts B', 'earliest due', 'least slack', 'oldest case', 'largest NAME', "
                    + "'smallest NAME', 'first come', 'last come' or 'random'"
            )
        default: nil
        }
    }

    private static func rounded(_ ratio: Double) -> String {
        let hundredths = Int((ratio * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
