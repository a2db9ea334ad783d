/// What can be wrong with a scenario as far as the file and its names tell. The values are those that its
/// sentences quote.
enum Problem: Error, Finding, Hashable {
    // Reading
    case fileUnreadable(String)
    case fileTooLarge(limit: Int)
    case notUTF8
    case controlCharacter(UInt32)
    case emptyFile
    case anchor, alias, tag, mergeKey, directive, severalDocuments, keyIsNoWord, tabInIndent, textOverLines,
        openQuote
    case openBrace(String)
    case commaMissing(String, line: Int)
    case tooDeep(limit: Int)
    case repeatedKey(String, firstLine: Int)
    case yaml(String)
    case fileOutside(String)
    case extendsMissing(String)
    case extendsCircle(String)

    // Files of holidays
    case holidays(HolidayProblem)

    // Files of values
    case dataUnreadable(String, String)
    case dataTooLarge(String, most: Int)
    indirect case inDataFile(String, line: Int, Problem)
    case dataTooMany(most: Int)
    case dataEmpty
    case dataCellEmpty
    case dataColumns(Int, expected: Int)
    case dataTooGreat(String)
    case dataUnitMissing(String)
    case dataUnitTwice(String, unit: String)
    case traceHeader(String)
    case traceColumnTwice(String)
    case traceCellEmpty(String)
    case traceUnsorted(String, after: String)
    /// In a cell of such a file, with its column.
    indirect case inColumn(Int, Problem)
    case openingColumnMissing(String)
    case openingAgeTwice
    case openingInFlow(String, flow: String)
    case openingInBranch(String, of: String)
    case openingAfterStart(String, start: String)
    case openingSince(String)
    case openingClock(String, limit: String)
    case openingClockFromArrival(limit: String)
    case openingClockNotHere(limit: String, place: String)

    // Shape
    case shape(found: String, wanted: String)
    case emptyValue
    case unknownKey(String, home: String, near: String?, known: [String])
    case misplacedKey(String, home: String, belongs: [String])
    case missingKey(String, home: Key.Home)
    case onlyOneOf([String])
    case newerLanguage(String)

    // Changes
    case changeWithoutExtends
    case unknownPath(String, near: [String])
    case cannotTakeAway(String)

    // Phrases
    case separatorInPhrase(String)
    case expects(String, found: String?, example: String)
    case leftOver(String)
    case unknownWord(String, what: String, choices: [String])
    case bareNumber(String, example: String)
    case signedNumber(String)
    case leadingZero(String)
    case exponent(String)
    case tooManyDigits(String)
    case notWhole(String)
    case outOfRange(String, least: Int, most: Int)
    case gluedUnit(String, better: String)
    case unknownUnit(String, better: String?)
    case vagueUnit(String, better: String)
    case unitNotHere(String, key: String, allowed: String)
    case rangeSign(String, better: String)
    case rangeNotHere(String, what: String)
    case rangeEnds(String, wanted: Int, example: String)
    case spaceInRange(example: String)
    case notAscending(String, String)
    case shareNeedsPercent(String, better: String)
    case shareNotHere(String)
    case shareAboveWhole(String)
    case clockTimeNotHere(String)
    case unknownFamily(String, near: String?, example: String)
    case factorForm(example: String)
    case perNotHere(String)
    case meanNotPositive(String)
    case cvNotAboveOne(String)
    case cvTooLarge(String)
    case p95NotAboveMean(p95: String, mean: String)
    case p95TooFar(family: String, p95: String, mean: String, ratio: Double)
    case mixedUnits(String, String)
    case otherUnit(String, name: String, unit: String)
    case tooLong(String)
    case mixedJoiners
    case daysMissing(String)
    case noSuchTime(String)
    case noSuchDate(String)
    case emptySpan(String)
    case unknownQueueRule(String)

    // Names and splits
    case badName(String, better: String?)
    case nameTooLong
    case reservedName(String)
    case nameIsKey(String)
    case nameTwice(String, is: String, line: Int)
    case namedTwice(String)
    case unknownName(String, noun: String, home: String, near: String?)
    case otherKind(String, is: String, wanted: String)
    case splitTooDeep
    case wordTwice(String)
    case othersNotLast
    case mixedLists(String, String)
    case othersMissing(String?)
    case circle(String, what: String)

    // Calendar, arrivals, case, run
    case alwaysAndMore
    case hoursOverlap(String)
    case openAndClosed(String)
    case emptyRun
    case openingAndWarmUp
    case monthDoesNotClose(String)
    case workingDaysRunMissing
    case streamWithoutName
    case streamWithoutProcess
    case overAlone
    case entryInside(String)
    case sharesOffWhole(String, sum: String)
    case weightTwice(String)
    case weightMissing(String)
    case weightsAllZero
    case listOfForeignWords(String)
    case neverUsed(String)
    case numberNeedsComparison(String)
    case numberIsNoLength(String, unit: String)
    case numberIsNoMoney(String, unit: String)
    case numberIsNoFactor(String, unit: String)
    case numberIsNoBudget(String, unit: String)

    // Staff
    case hoursAndShifts
    case awayAlways
    case moreThanPool(Int, of: String, has: Int)
    case roleUnused(String)
    case roleEmpty(String)
    case ownDeputy(String)
    case teamAboveRole(Int, role: String, has: Int)
    case onePersonOnly(String)
    case peopleTogether(String)

    // Flow
    case itemWithoutKind(String?)
    case itemWithTwoKinds(String, String)
    case kindNotFirst(String)
    case workMissing
    case byMissing
    case needsPeople(String)
    case perCaseOutsideDuty
    case everyOutsideDuty(String)
    case sameAsInDuty
    case sameAsLater(String)
    case stepWithoutPeople(String)
    case holdsUntilEarlier(String)
    case waitWithoutEnd
    case waitForPlace(String)
    case oneBranch
    case togetherInBranch(String)
    case returnToBranch(String)
    case returnInSideFlow
    case shareAlwaysZero
    case neverTrue(String)
    case unreachable(String)
    /// An outcome that takes every case back, and the item that none gets past.
    case endlessLoop(String, past: String)
    case noWayBack(String)
    case noClockRuns(String)
    case flowUnused(String)

    // Outcomes and late clocks
    case othersWithShare
    case sharesAboveWhole(String, sum: String, cases: String)
    case sharesOverlap(String, sum: String, cases: String)
    case twoOutcomesFit(String, String, cases: String)
    case backToLater(String, isEnd: Bool)
    case skipToEarlier(String, key: String, isItself: Bool)
    case jumpLeavesList(String, isFlow: Bool)
    case jumpIntoBranch(String, of: String)
    case thenAlone
    case atMostWithoutJump
    case becomeFixed(String, what: String)
    case lateWithoutLength
    case lateByOutsideStep
    case lateSkipNotBeyond(String, until: String)
    case lateAtArrival
    case lateDoesNothing
    case againWithJump
    case againAtOnce
    case againWithoutAction
    case dutyCannotJump
    case dutyCannotBecome
    case dutyByClass(String)
    /// A number or person of the case, which a duty has not.
    case numberInDuty(String)

    // Limits
    case twoLimitsOnStep
    case needsLimit(String)
    case nothingCounted
    case emptyLimit
    case targetNotProvable
    case limitWithoutLength
    case atLeastWithoutBefore
    case beforeWithoutAtLeast
    case limitOrder(from: String, until: String)
    case limitAcrossFlows(from: String, until: String)
    case placeNeedsWork(String)
    case noWorkStarts(String, isTogether: Bool)
    case ruleTwice(String, first: String)

    var severity: Diagnostic.Severity {
        switch self {
        case .targetNotProvable, .neverUsed, .roleUnused, .flowUnused, .neverTrue, .noWayBack, .noClockRuns,
            .ruleTwice, .sharesOverlap, .oneBranch:
            .warning
        default: .error
        }
    }

    var message: String { sentences.0 }
    var remedy: String? { sentences.1 }

    private var sentences: (String, String?) {
        if case .holidays(let problem) = self { return problem.sentences }
        return readingSentences ?? dataSentences ?? openingSentences ?? phraseSentences ?? nameSentences
            ?? partSentences
            ?? flowSentences
            ?? limitSentences
    }
}
