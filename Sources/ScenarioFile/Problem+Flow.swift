extension Problem {
    /// Items, outcomes and late clocks.
    var flowSentences: (String, String?)? {
        switch self {
        case .itemWithoutKind(let name):
            (
                "an item begins with 'step', 'wait' or 'together'",
                name.map { "write '- step: \($0)', with all keys on one level" }
            )
        case .itemWithTwoKinds(let a, let b): ("an item cannot be a '\(a)' and a '\(b)'", "make it two items")
        case .kindNotFirst(let kind): ("'\(kind)' must be the first key of its item", nil)
        case .workMissing: ("'by' without 'work': nothing says how long it takes", "write 'work: 20 min'")
        case .byMissing:
            (
                "'work' without 'by': nothing says who does it",
                "write 'by: ROLE'; time without people is a 'wait'"
            )
        case .needsPeople(let key):
            ("'\(key)' needs people: this step has neither 'by' nor 'work'", "add both")
        case .perCaseOutsideDuty:
            (
                "'per open case' and 'per closed case' belong to duties",
                "multiply by a number of the case, or make it a duty"
            )
        case .everyOutsideDuty(let role):
            ("'every \(role)' belongs to a duty", "write '{ \(role): all }' for everyone together")
        case .sameAsInDuty: ("a duty has no steps before it", "write 'by: ROLE'")
        case .sameAsLater(let step):
            ("'same as' must name an earlier step; '\(step)' does not come earlier", nil)
        case .stepWithoutPeople(let step): ("'\(step)' has no people", "name a step with 'by'")
        case .holdsUntilEarlier(let name):
            (
                "the people are held until a later place; '\(name)' does not come later",
                "name a later item, or 'end'"
            )
        case .waitWithoutEnd:
            ("nothing says how long to wait", "write 'for: exponential 2 days' or 'until: next 1st of month'")
        case .waitForPlace(let name):
            (
                "a wait ends at a date or after a time, not at '\(name)'",
                "write 'for:', 'until: next …' or a length of the case"
            )
        case .oneBranch: ("one branch alone is just a list", "put its items into the flow itself")
        case .togetherInBranch(let name):
            (
                "a branch holds steps and waits; '\(name)' has branches of its own",
                "write all branches side by side, or make this one a flow and 'start' it"
            )
        case .returnToBranch(let name):
            (
                "a case that comes back cannot enter inside a branch, at '\(name)'",
                "name the 'together' itself"
            )
        case .returnInSideFlow:
            ("a side case is no arrival: it cannot come back", "use 'back to' after a wait")
        case .shareAlwaysZero: ("a share of 0% for every case: nobody ever comes here", nil)
        case .neverTrue(let text): ("no case can be '\(text)'", nil)
        case .unreachable(let name):
            ("no case can reach '\(name)'", "the item before it sends every case elsewhere")
        case .endlessLoop(let outcome, let item):
            (
                "'\(outcome)' sends every case back: none ever gets past '\(item)'",
                "give it a 'share' or an 'only', or bound it with 'at most'"
            )
        case .noWayBack(let name): ("no way leads back to '\(name)'", "'on return' does nothing here")
        case .noClockRuns(let name): ("no limit runs during '\(name)'", "'clock: stops' does nothing here")
        case .flowUnused(let name):
            ("nothing starts the flow '\(name)'", "name it in a 'starts', or delete it")
        case .othersWithShare: ("the outcome 'others' takes the rest", "delete its 'share' and 'only'")
        case .sharesAboveWhole(let item, let sum, let cases):
            ("the shares of '\(item)' sum to \(sum)\(Self.forCases(cases))", "100 % are the most")
        case .sharesOverlap(let item, let sum, let cases):
            (
                "the shares of '\(item)' sum to \(sum)\(Self.forCases(cases))",
                "the first of them in the file go first; add 'only: not …' to be exact"
            )
        case .twoOutcomesFit(let a, let b, let cases):
            ("'\(a)' and '\(b)' both take every case\(Self.forCases(cases))", "add 'only: not …' or shares")
        case .backToLater(let name, let isEnd):
            (
                "'back to' must name an earlier step; '\(name)' comes later",
                isEnd ? "use 'skip to: end'" : "use 'skip to: \(name)' to go forward"
            )
        case .skipToEarlier(let name, let key, let isItself):
            (
                "'\(key)' must name a later step; '\(name)' \(isItself ? "is this one" : "comes earlier")",
                key == "skip to" ? "use 'back to: \(name)' to go back" : nil
            )
        case .jumpLeavesList(let name, let isFlow):
            (
                "a jump stays in its \(isFlow ? "flow" : "branch"); '\(name)' is outside",
                isFlow
                    ? nil : "'skip to: end' ends the whole case; whatever follows stands behind the branches"
            )
        case .jumpIntoBranch(let name, let together):
            ("no jump leads into a branch; '\(name)' is inside '\(together)'", "jump to '\(together)' itself")
        case .thenAlone: ("'then' needs 'at most'", nil)
        case .atMostWithoutJump: ("'at most' counts jumps, but this outcome makes none", "add 'back to: …'")
        case .becomeFixed(let word, let what): ("a case cannot become '\(word)': it is \(what)", nil)
        case .lateWithoutLength:
            ("no clock can be late here: there is no length", "delete 'if late', or give 'within' a length")
        case .lateByOutsideStep:
            ("'by' acts where people have not begun their work", "use it with the limit of a step")
        case .lateSkipNotBeyond(let name, let until):
            ("the jump must lie beyond '\(until)'; '\(name)' does not", "'skip to: end' ends the case")
        case .lateAtArrival:
            (
                "a clock that ends at arrival is never late while it runs",
                "delete 'if late', or let it end later"
            )
        case .lateDoesNothing:
            ("'if late' does not say what happens", "write it, as in 'skip to: end' or 'starts: reminder'")
        case .againAtOnce:
            ("after no time the next one would follow at once, for ever", "write a length above 0")
        case .againWithoutAction:
            ("'again every' repeats 'starts' and 'costs', and there is neither", "add one of them")
        case .againWithJump: ("'again every' cannot go with a jump", nil)
        case .dutyCannotBecome: ("a duty is no case: it has no class words to change", nil)
        case .dutyByClass(let key):
            (
                "a duty is no case: '\(key)' cannot be split by class",
                "write one value, or a duty for each of them"
            )
        case .numberInDuty(let name): ("a duty is no case: it has no '\(name)'", nil)
        case .dutyCannotJump: ("a duty is no case: it cannot jump", nil)
        default: nil
        }
    }

    private static func forCases(_ text: String) -> String { text.isEmpty ? "" : " (for \(text))" }

    /// Limits.
    var limitSentences: (String, String?) {
        switch self {
        case .twoLimitsOnStep: ("a step bears one limit", "put the second one under 'limits'")
        case .needsLimit(let key): ("'\(key)' needs a 'within'", nil)
        case .nothingCounted: ("'counted' without working days", "delete it")
        case .emptyLimit: ("a limit of 0 is always late", "write 'none' where there is no limit")
        case .targetNotProvable: ("100 % can be refuted, but never be shown", "99% or 99.9% can")
        case .limitWithoutLength:
            ("nothing says how long the limit is", "write 'within: 2 working days', or 'solve' for a blank")
        case .atLeastWithoutBefore: ("'at least' needs 'before': a length of the case", nil)
        case .beforeWithoutAtLeast: ("'before' needs 'at least'", nil)
        case .limitOrder(let from, let until):
            ("the limit ends at '\(until)' before it begins at '\(from)'", "exchange 'from' and 'until'")
        case .limitAcrossFlows(let from, let until): ("'\(from)' and '\(until)' are in different flows", nil)
        case .placeNeedsWork(let name):
            ("no work starts at '\(name)', a wait", "write '\(name)' or '\(name) done'")
        case .noWorkStarts(let name, let isTogether):
            (
                "no work starts at '\(name)': it \(isTogether ? "has branches" : "needs no people")",
                "write '\(name)' or '\(name) done'"
            )
        case .ruleTwice(let id, let first): ("'\(id)' is the rule of '\(first)' already", nil)
        default: ("something is wrong here", nil)
        }
    }
}
