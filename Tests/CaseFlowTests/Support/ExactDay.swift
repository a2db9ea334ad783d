import ExactAnswers
import Foundation

/// The exact periodic law of the number of open cases where people work some hours of each day and
/// cases arrive round the clock (M/M/c with a night), found by iterating one day until it repeats.
///
/// Exponential work forgets its past, so work that pauses overnight and work that another person
/// goes on with next day have the same law. Within hours the chain is solved by uniformization
/// (A. Jensen, doi:10.1080/03461238.1953.10419459); at night arrivals pile up.
struct ExactDay {
    enum Closing { case stops, finishes }

    private static let states = 400
    private let arrivals: Double
    private let service: Double
    private let people: Int
    private let open: Double
    private let closed: Double
    private let closing: Closing

    /// Mean number of open cases, and of those that wait, over the whole day.
    private(set) var meanOpen = 0.0
    private(set) var meanWaiting = 0.0
    /// Mean number of open cases at midnight, `beforeMidnight` hours after closing.
    private(set) var openAtMidnight = 0.0
    /// Person-hours of work beyond closing per day.
    private(set) var overtime = 0.0
    /// Mean number of people at work over the whole day.
    private(set) var meanBusy = 0.0

    init(
        arrivals: Double, service: Double, people: Int, open: Double, beforeMidnight: Double,
        closing: Closing
    ) {
        self.arrivals = arrivals
        self.service = service
        self.people = people
        self.open = open
        self.closing = closing
        closed = 24 - open
        let morning = steadyMorning()
        measure(morning, beforeMidnight: beforeMidnight)
    }

    private func steadyMorning() -> [Double] {
        var morning = [Double](repeating: 0, count: Self.states)
        morning[0] = 1
        var mean = -1.0
        while true {
            morning = night(after: day(from: morning).evening)
            let last = mean
            mean = expectation(morning) { Double($0) }
            if abs(mean - last) < 1e-12 { return morning }
        }
    }

    private mutating func measure(_ morning: [Double], beforeMidnight: Double) {
        let (evening, daytime) = day(from: morning)
        let busyAtClosing = expectation(evening) { Double(min($0, people)) }
        let atClosing = expectation(evening) { Double($0) }
        let piledUp = arrivals * closed * closed / 2
        meanOpen = expectation(daytime) { Double($0) } + atClosing * closed + piledUp
        meanWaiting =
            expectation(daytime) { Double(max($0 - people, 0)) }
            + (atClosing - busyAtClosing) * closed + piledUp
        openAtMidnight = atClosing + arrivals * beforeMidnight
        meanBusy = expectation(daytime) { Double(min($0, people)) } / 24
        if closing == .finishes {
            let ended = 1 - exp(-service * beforeMidnight)
            overtime = busyAtClosing * (1 - exp(-service * closed)) / service
            // At night those in hand are done and gone.
            meanOpen += overtime - busyAtClosing * closed
            openAtMidnight -= busyAtClosing * ended
            meanBusy += overtime / 24
        }
        meanOpen /= 24
        meanWaiting /= 24
    }

    private func expectation(_ law: [Double], _ value: (Int) -> Double) -> Double {
        law.indices.reduce(0) { $0 + law[$1] * value($1) }
    }

    /// The law at closing and the time spent in each state over the open hours.
    private func day(from morning: [Double]) -> (evening: [Double], time: [Double]) {
        let rate = arrivals + Double(people) * service
        let events = rate * open
        var law = morning
        var evening = [Double](repeating: 0, count: Self.states)
        var time = evening
        var term = exp(-events)
        var beyond = 1.0
        for k in 0..<Int(events + 12 * events.squareRoot() + 40) {
            if k > 0 {
                law = jump(law, rate)
                term *= events / Double(k)
            }
            beyond -= term
            for n in law.indices {
                evening[n] += term * law[n]
                time[n] += max(beyond, 0) / rate * law[n]
            }
        }
        return (evening, time)
    }

    private func jump(_ law: [Double], _ rate: Double) -> [Double] {
        var next = [Double](repeating: 0, count: Self.states)
        for n in law.indices where law[n] > 0 {
            let leaving = Double(min(n, people)) * service / rate
            let coming = n + 1 < Self.states ? arrivals / rate : 0
            next[n] += law[n] * (1 - leaving - coming)
            if n > 0 { next[n - 1] += law[n] * leaving }
            if coming > 0 { next[n + 1] += law[n] * coming }
        }
        return next
    }

    private func night(after evening: [Double]) -> [Double] {
        let news = Exact.poisson(arrivals * closed, upTo: 120)
        var morning = [Double](repeating: 0, count: Self.states)
        for n in evening.indices where evening[n] > 1e-18 {
            let left = closing == .finishes ? n - min(n, people) : n
            for k in news.indices where left + k < Self.states { morning[left + k] += evening[n] * news[k] }
        }
        return morning
    }
}
