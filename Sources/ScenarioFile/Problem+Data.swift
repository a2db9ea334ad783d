extension Problem {
    /// Files of values.
    var dataSentences: (String, String?)? {
        switch self {
        case .dataUnreadable(let file, let why):
            ("the file '\(file)' cannot be read: \(why)", "the path is relative to the file that names it")
        case .dataTooLarge(let file, let most):
            (
                "the file '\(file)' is too large",
                "\(most / 1_000_000) MB are the most, for all such files together"
            )
        case .inDataFile(let file, let line, .inColumn(let column, let problem)):
            ("\(file):\(line):\(column): \(problem.message)", problem.remedy)
        case .inDataFile(let file, let line, let problem):
            ("\(file):\(line): \(problem.message)", problem.remedy)
        case .inColumn(let column, let problem):
            ("column \(column): \(problem.message)", problem.remedy)
        case .dataTooMany(let most):
            ("here are too many values", "\(most) are the most, for all such files together")
        case .dataEmpty: ("the file has no values", "write one in each line")
        case .dataCellEmpty: ("the first column is empty", "give it a value, or take the line out")
        case .dataColumns(let found, let expected):
            (
                "this line has \(found) columns where \(expected) should be",
                expected == 1
                    ? "write decimals with a point; several columns need a header line"
                    : "write decimals with a point, and quotes around texts with commas"
            )
        case .dataTooGreat(let text):
            ("'\(text)' is beyond all measure", "a million thousand million is the most")
        case .dataUnitMissing(let number):
            (
                "'\(number)' has no unit",
                "write one for all behind the file's name, as in 'observed durations.csv min'"
            )
        case .dataUnitTwice(let cell, let unit):
            ("'\(cell)' has a unit of its own", "take it out here, or '\(unit)' behind the file's name")
        case .traceHeader(let text):
            (
                "the first column is headed '\(text)', not 'arrival'",
                "begin the file with a line such as 'arrival,mix,amount'"
            )
        case .traceColumnTwice(let name): ("two columns are headed '\(name)'", "keep one of them")
        case .traceCellEmpty(let column):
            ("nothing stands under '\(column)'", "give it a value, or take the line or the column out")
        case .traceUnsorted(let text, let before):
            (
                "\(text) comes after \(before), but is earlier",
                "sort the lines by 'arrival'; where the clock is put back write offsets, as in "
                    + "'2027-10-31T02:30+01:00'"
            )
        default: nil
        }
    }
}

extension Problem {
    /// Files of open cases.
    var openingSentences: (String, String?)? {
        switch self {
        case .openingColumnMissing(let name):
            (
                name == "place"
                    ? "no column says where the cases are" : "no column says how old the cases are",
                "begin the file with a line such as 'place,age' or 'place,arrived,stream'"
            )
        case .openingAgeTwice: ("'age' and 'arrived' say the same", "keep one of them")
        case .openingInFlow(let name, let flow):
            ("'\(name)' is an item of the flow '\(flow)'", "open cases are at items of the main flow")
        case .openingInBranch(let name, let together):
            (
                "'\(name)' is inside a branch of '\(together)'",
                "write '\(together)': all its branches then begin anew"
            )
        case .openingAfterStart(let text, let start):
            ("\(text) lies after the run's start, \(start)", "such a case arrives in the run by itself")
        case .openingSince(let text):
            ("the case came to its place \(text), which is not between its arrival and the run's start", nil)
        case .openingClock(let text, let limit):
            (
                "the clock of '\(limit)' started \(text), which is not between the arrival and the run's start",
                nil
            )
        case .openingClockFromArrival(let limit): ("'\(limit)' starts at arrival", "take the column out")
        case .openingClockNotHere(let limit, let place):
            ("the clock of '\(limit)' cannot run at '\(place)'", "leave the cell empty")
        default: nil
        }
    }
}
