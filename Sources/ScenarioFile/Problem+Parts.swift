extension Problem {
    /// Names and splits.
    var nameSentences: (String, String?)? {
        switch self {
        case .badName(let name, let better):
            (
                "'\(name)' cannot be a name",
                better.map { "write '\($0)': letters and digits, joined by single hyphens" }
                    ?? "letters and digits, joined by single hyphens"
            )
        case .nameTooLong:
            ("the name is longer than 100 characters", "give it a short one, and a display name with 'name'")
        case .reservedName(let name):
            ("'\(name)' is a word of the language and cannot be a name", "choose another one")
        case .nameIsKey(let name):
            ("'\(name)' is a key of the file and cannot be a name", "choose another one")
        case .nameTwice(let name, let kind, let line):
            ("'\(name)' is already \(kind) (line \(line))", "one name, one thing: choose another one")
        case .namedTwice(let name): ("'\(name)' has its display name in 'name' already", "keep one of them")
        case .unknownName(let name, let noun, let home, let near):
            ("no \(noun) '\(name)' \(home)", Self.didYouMean(near))
        case .otherKind(let name, let kind, let wanted):
            ("'\(name)' is \(kind), not \(wanted.hasPrefix("i") ? "an" : "a") \(wanted)", nil)
        case .splitTooDeep:
            ("a split may hold another split, once", "give one part a name of its own under 'case'")
        case .wordTwice(let word): ("'\(word)' stands twice in this split", "keep one of them")
        case .othersNotLast: ("'others' must come last", nil)
        case .mixedLists(let a, let b):
            (
                "'\(a)' and '\(b)' are not of one list",
                "all words of a split come from one list; a split may hold another one"
            )
        case .othersMissing(let word):
            (
                word.map { "the split leaves out '\($0)'" } ?? "the split says nothing of the other cases",
                "add 'others: …'"
            )
        case .circle(let name, let what): ("'\(name)' \(what), over a circle", "break the circle")
        default: nil
        }
    }

    /// Calendar, arrivals, case, run and staff.
    var partSentences: (String, String?)? {
        switch self {
        case .alwaysAndMore: ("'always' leaves nothing to add", "write 'always' alone")
        case .hoursOverlap(let text): ("the hours '\(text)' overlap others of the same day", "join them")
        case .openAndClosed(let date): ("\(date) is open and closed", "take it out of one list")
        case .emptyRun: ("the counted window is empty", "write 'length: 52 weeks'")
        case .openingAndWarmUp: ("with 'opening' there is no warm-up", "delete 'warm-up'")
        case .monthDoesNotClose(let text):
            ("'\(text)' is no month", "it ends the day before it begins: 25..24")
        case .workingDaysRunMissing:
            (
                "this counts working days, but the calendar does not say how",
                "write 'working days run: from the next day' in 'calendar', or 'from the same day', 'by the hour', "
                    + "'to the same time'"
            )
        case .streamWithoutName: ("each stream of a list begins with 'stream: NAME'", nil)
        case .streamWithoutProcess: ("nothing says when cases arrive", "write 'mean: 20 per week'")
        case .overAlone:
            (
                "'over' needs 'brings'",
                "write how many cases one incident brings, as in 'brings: uniform 5..40'"
            )
        case .entryInside(let name):
            ("cases cannot enter at '\(name)', inside a branch or a side flow", "enter at an item of 'flow'")
        case .sharesOffWhole(let list, let sum): ("the shares of '\(list)' sum to \(sum), not 100 %", nil)
        case .weightTwice(let name): ("\(name) has a weight already", nil)
        case .weightMissing(let name): ("\(name) has no weight", "add it, or 'others: …'")
        case .weightsAllZero: ("all weights are 0", nil)
        case .listOfForeignWords(let name):
            (
                "all words of '\(name)' belong to another list",
                "a yes/no word needs 'others: …'; a list needs words of its own"
            )
        case .neverUsed(let name): ("nothing uses '\(name)'", "delete it, or use it in a test or a split")
        case .numberNeedsComparison(let name):
            ("'\(name)' is a number, not a yes/no word", "write '\(name) at least …' or 'below …'")
        case .numberIsNoLength(let name, let unit): ("'\(name)' is measured in \(unit), not in time", nil)
        case .numberIsNoMoney(let name, let unit): ("'\(name)' is measured in \(unit), not in money", nil)
        case .numberIsNoFactor(let name, let unit):
            (
                "'\(name)' is measured in \(unit): nothing says how often that is",
                "multiply by a number of another unit, such as 3 persons"
            )
        case .numberIsNoBudget(let name, let unit):
            (
                "'\(name)' is measured in \(unit): a budget is an amount of something else",
                "time of people is limited by how many there are"
            )
        case .hoursAndShifts: ("people by shift work in the hours of their shifts", "delete 'hours'")
        case .awayAlways: ("nobody can be away all the time", "the shares must stay below 100%")
        case .moreThanPool(let count, let role, let most):
            (
                "\(count) of '\(role)' cannot be: there \(most == 1 ? "is" : "are") \(most)",
                "ask for fewer, or raise 'staff.\(role)'"
            )
        case .roleUnused(let role): ("nobody asks for the role '\(role)'", "name it in a 'by', or delete it")
        case .roleEmpty(let role): ("the role '\(role)' has no people, but work to do", nil)
        case .ownDeputy(let role):
            ("'\(role)' cannot be its own deputy", "name another role, or leave 'deputy' out")
        case .teamAboveRole(let count, let role, let most):
            (
                "\(count) of '\(role)' are wanted together, but there \(most == 1 ? "is" : "are") \(most)",
                "ask for fewer, or raise 'staff.\(role)'"
            )
        case .onePersonOnly(let name): ("'\(name)' is one person", "write '\(name): 1'")
        case .peopleTogether(let name):
            ("'and' cannot join people here", "write '{ \(name): 1, …: 1 }' for people together")
        default: nil
        }
    }
}
