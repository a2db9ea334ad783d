import SimKernel

/// Hours a week that people have for the lines of some roles, absences taken off.
struct HoursOfPeople {
    /// Alike for all that is asked here.
    private struct Kind: Hashable {
        /// Roles whose lines the people may take, deputised ones included.
        var roles: UInt64
        /// Those that are their own.
        var own: UInt64
        var calendar: Int
        /// Share of the hours that absences leave.
        var presence: Double
        /// Since when they are there.
        var since: Ticks
    }

    private struct Question: Hashable {
        var calendar: Int
        var since: Ticks
        var lines: Set<Int>
    }

    private let model: Model
    private let kinds: [(kind: Kind, count: Int)]
    private let weeks: Double
    private var known: [Question: Double] = [:]

    init(_ model: Model) {
        self.model = model
        weeks = Double(model.horizon.windowEnd - model.horizon.windowStart) / Double(Tick.week)
        var counts: [Kind: Int] = [:]
        var order: [Kind] = []
        for person in model.people {
            var roles = person.roles
            for (index, role) in model.roles.enumerated() where role.deputy >= 0 {
                if person.roles >> UInt64(role.deputy) & 1 == 1 { roles |= 1 << UInt64(index) }
            }
            let kind = Kind(
                roles: roles, own: person.roles, calendar: person.calendar, presence: person.presence,
                since: model.joins(person))
            if counts[kind] == nil { order.append(kind) }
            counts[kind, default: 0] += 1
        }
        kinds = order.map { ($0, counts[$0] ?? 0) }
    }

    /// Sets of roles that some person serves.
    var capabilities: [UInt64] { kinds.map(\.kind.roles) }

    func people(of set: UInt64) -> Int {
        kinds.reduce(0) { $1.kind.roles & set != 0 ? $0 + $1.count : $0 }
    }

    /// Of everybody who serves any of the roles, while any of those lines runs.
    mutating func of(_ set: UInt64) -> Double {
        var sum = 0.0
        for (kind, count) in kinds where kind.roles & set != 0 {
            sum += Double(count) * kind.presence * open(kind.calendar, kind.since, kind.roles & set)
        }
        return sum
    }

    /// Of the role's own people.
    mutating func own(_ role: Int) -> Double {
        let bit: UInt64 = 1 << UInt64(role)
        var sum = 0.0
        for (kind, count) in kinds where kind.own & bit != 0 {
            sum += Double(count) * kind.presence * open(kind.calendar, kind.since, bit)
        }
        return sum
    }

    mutating func ofDeputies(_ role: Int) -> Double { of(1 << UInt64(role)) - own(role) }

    /// Of each pool's own people.
    mutating func byPool(_ role: Int) -> [Double] {
        guard let pools = model.roles[role].pools else { return [] }
        var sums = Array(repeating: 0.0, count: pools.count)
        for index in model.roles[role].people {
            let person = model.people[index]
            sums[person.pool] +=
                person.presence * open(person.calendar, model.joins(person), 1 << UInt64(role))
        }
        return sums
    }

    /// Hours a week in which a calendar is open and any of the roles' lines runs. Who joins while the run
    /// goes on has the hours of the weeks since then: the load is that of everybody there at the end.
    private mutating func open(_ calendar: Int, _ since: Ticks, _ set: UInt64) -> Double {
        let lines = Set(bits(of: set).map { model.roles[$0].calendar })
        let question = Question(calendar: calendar, since: since, lines: lines)
        if let hours = known[question] { return hours }
        var open = model.calendars[calendar]
        if !lines.contains(calendar) {
            let any = lines.sorted().reduce(WorkCalendar(intervals: [])) { $0.union(model.calendars[$1]) }
            open = open.intersection(any)
        }
        let span = countedSpan(since)
        let time = span.isEmpty ? 0 : open.between(span.lowerBound, span.upperBound)
        var weeks = weeks
        if since > model.horizon.windowStart && !span.isEmpty {
            weeks = Double(span.upperBound - span.lowerBound) / Double(Tick.week)
        }
        let hours = Double(time) / Double(Tick.hour) / weeks
        known[question] = hours
        return hours
    }

    /// The window, or the whole weeks at its end that come after an instant in it.
    private func countedSpan(_ since: Ticks) -> Range<Ticks> {
        let end = model.horizon.windowEnd
        if since <= model.horizon.windowStart { return model.horizon.windowStart..<end }
        if since >= end { return end..<end }
        let whole = (end - since) / Tick.week
        return whole > 0 ? end - whole * Tick.week..<end : since..<end
    }
}

extension Person {
    /// Share of the own hours that absences leave, which come and go independently.
    var presence: Double { absences.reduce(1) { $0 * (1 - Double($1.share) * 0x1p-53) } }
}
