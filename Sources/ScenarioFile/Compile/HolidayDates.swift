import CaseFlow

extension Compilation {
    /// What the files of holidays say of the dates in the reach. `closed` of the scenario itself wins
    /// over a make-up day; that its `open` wins over a holiday is a rule of every calendar.
    func holidays(
        in reach: ClosedRange<CivilDate>, closed own: [ClosedRange<CivilDate>]
    ) -> (closed: [ClosedRange<CivilDate>], makeUps: [CaseFlow.OpenDay]) {
        let events = scenario.calendar.holidays.flatMap(\.events)
        guard !events.isEmpty else { return ([], []) }
        let days = reach.lowerBound.daysSince1970...reach.upperBound.daysSince1970
        // Marks by date: repeated events of many years overlap.
        var isClosed = [Bool](repeating: false, count: days.count)
        var isMakeUp = isClosed
        for event in events {
            for span in event.spans(in: days) {
                for day in span {
                    if event.isMakeUp {
                        isMakeUp[day - days.lowerBound] = true
                    } else {
                        isClosed[day - days.lowerBound] = true
                    }
                }
            }
        }
        for range in own {
            let span = range.lowerBound.daysSince1970...range.upperBound.daysSince1970
            guard span.overlaps(days) else { continue }
            for day in span.clamped(to: days) { isMakeUp[day - days.lowerBound] = false }
        }
        func date(_ index: Int) -> CivilDate { CivilDate(daysSince1970: days.lowerBound + index) }
        let closed = isClosed.indices.filter { isClosed[$0] }.map { date($0)...date($0) }
        return (closed, isMakeUp.indices.filter { isMakeUp[$0] }.map { CaseFlow.OpenDay(date: date($0)) })
    }
}
