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
        case .inDataFile(let file, let line, let problem):
            ("\(file):\(line): \(problem.message)", problem.remedy)
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
