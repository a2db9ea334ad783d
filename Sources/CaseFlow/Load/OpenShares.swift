import SimKernel

/// How often the calendar is open when a test is asked: `while open` and `while closed` depend on the
/// instant, which the traffic equations do not know. An approximation, by what comes before the item:
///
/// - nothing that takes time: the share of arrivals that come in open hours;
/// - work: the share of the people's hours in which the calendar is open, for work ends in them;
/// - a wait, or something that only some cases do: the share of all time that is open.
struct OpenShares {
    /// By op; asked for those whose tests ask the hours.
    private var shares: [Double]
    private let asks: [Bool]

    init(_ model: Model) {
        asks = model.ops.map { op in
            let tests = [op.only] + model.outcomes[op.outcomes].map(\.only)
            return tests.contains { $0 >= 0 && model.tests[$0].asksHours }
        }
        shares = []
        guard asks.contains(true) else { return }
        let window = model.horizon.windowStart..<model.horizon.windowEnd
        let hours = model.dueCalendar.hours
        let ofAllTime = hours.share(of: window)
        let ofArrivals = model.openShareOfArrivals
        shares = model.ops.indices.map { op in
            guard asks[op] else { return ofAllTime }
            switch model.lastTime(before: op) {
            case .entry: return ofArrivals
            case .work(let team):
                let own = model.calendars[model.teams[team].calendar]
                if own.isAlways { return ofAllTime }
                let worked = own.between(window.lowerBound, window.upperBound)
                let open = own.intersection(hours).between(window.lowerBound, window.upperBound)
                return worked > 0 ? Double(open) / Double(worked) : ofAllTime
            case .other: return ofAllTime
            }
        }
    }

    var isAsked: Bool { asks.contains(true) }

    /// Nil where the op's tests do not ask.
    func share(at op: Int) -> Double? { asks[op] ? shares[op] : nil }
}

private enum LastTime {
    case entry
    case work(team: Int)
    case other
}

extension WorkCalendar {
    fileprivate func share(of window: Range<Ticks>) -> Double {
        Double(between(window.lowerBound, window.upperBound))
            / Double(window.upperBound - window.lowerBound)
    }
}

extension Model {
    /// What the case did last that takes time, on its way down the list to an item.
    fileprivate func lastTime(before op: Int) -> LastTime {
        for i in ops.indices[..<op].reversed() {
            let item = ops[i]
            switch item.kind {
            case .decision: break
            case .work where item.only < 0 && item.share == .none && item.team.code >= 0:
                return .work(team: Int(item.team.code))
            // A branch begins when the case comes to its `together`.
            case .fork where item.branches.contains { $0.contains(op) }: break
            default: return .other
            }
            if streams.contains(where: { $0.entry == i }) { return .entry }
        }
        return .entry
    }

    /// Over the counted window, of all Poisson streams; the share of time for others.
    fileprivate var openShareOfArrivals: Double {
        var open = 0.0
        var all = 0.0
        let window = horizon.windowStart..<horizon.windowEnd
        for stream in streams {
            switch stream.process {
            case .poisson(let profile), .busy(let profile, _):
                let expected = profile.expected(in: window)
                all += expected
                open += openPart(of: profile, window, expected)
            case .renewal(let gaps, _):
                let expected = gaps.mean > 0 ? Double(window.upperBound - window.lowerBound) / gaps.mean : 0
                all += expected
                open += expected * dueCalendar.hours.share(of: window)
            case .replay(let instants, _):
                let inside = instants.filter { window.contains($0) }
                all += Double(inside.count)
                open += Double(inside.count { dueCalendar.hours.isOpen(at: $0) })
            case .none: break
            }
        }
        return all > 0 ? open / all : dueCalendar.hours.share(of: window)
    }

    private func openPart(of profile: RateProfile, _ window: Range<Ticks>, _ expected: Double) -> Double {
        if dueCalendar.hours.isAlways { return expected }
        var open = 0.0
        var at = window.lowerBound
        while at < window.upperBound {
            let interval = dueCalendar.hours.interval(atOrAfter: at).clamped(to: window)
            if interval.isEmpty { break }
            open += profile.expected(in: interval)
            at = interval.upperBound
        }
        return open
    }
}
