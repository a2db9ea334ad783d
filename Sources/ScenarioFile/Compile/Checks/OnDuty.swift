import CaseFlow
import SimKernel

/// How many people of a team's roles are on duty at one moment, at most.
struct OnDuty {
    /// People alike for the question: whose lines they serve, when, and in which pool.
    private struct Kind: Hashable {
        /// Members of the team that the person could be, one bit each.
        var members: UInt64
        var calendar: Int
        var pool: Int
    }

    private let model: Model
    private let team: Team
    private var counts: [Kind: Int] = [:]
    private let pools: Set<Int>

    init(_ model: Model, _ team: Team) {
        self.model = model
        self.team = team
        let divided = team.members.filter { model.roles[$0.role].pools != nil }.map(\.role)
        var pools: Set<Int> = []
        for person in model.people {
            var members: UInt64 = 0
            for (index, member) in team.members.enumerated()
            where person.roles >> UInt64(member.role) & 1 == 1 {
                members |= 1 << UInt64(index)
            }
            guard members != 0 else { continue }
            let pool = divided.contains(person.home) ? person.pool : -1
            if pool >= 0 { pools.insert(pool) }
            counts[Kind(members: members, calendar: person.calendar, pool: pool), default: 0] += 1
        }
        self.pools = pools
    }

    /// Sets of members that may have too few people between them, small ones first. More than a few
    /// roles hardly share people: then only single members, pairs and all together.
    var sets: [[Int]] {
        let all = Array(team.members.indices)
        let sets: [[Int]] =
            all.count <= 6
            ? (1..<1 << all.count).map { number in all.filter { number >> $0 & 1 == 1 } }
            : all.map { [$0] } + all.flatMap { i in all.filter { $0 > i }.map { [i, $0] } } + [all]
        return sets.sorted { $0.count < $1.count }
    }

    /// The most people who serve any of these members and are on duty at one moment; of one pool
    /// where people are divided, and of the one that has most.
    func most(of set: [Int]) -> Int {
        let mask = set.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        let kinds = counts.filter { $0.key.members & mask != 0 }
        let calendars = Set(kinds.keys.map(\.calendar)).sorted()
        let moments = calendars.count == 1 ? [nil] : calendars.flatMap { openings($0).map { Optional($0) } }
        var most = 0
        for moment in moments {
            let present = calendars.filter { calendar in
                moment.map { model.calendars[calendar].isOpen(at: $0) } ?? true
            }
            let here = kinds.filter { present.contains($0.key.calendar) }
            let shared = here.reduce(0) { $1.key.pool < 0 ? $0 + $1.value : $0 }
            let pooled = pools.map { pool in here.reduce(0) { $1.key.pool == pool ? $0 + $1.value : $0 } }
                .max()
            most = max(most, shared + (pooled ?? 0))
        }
        return most
    }

    /// When the calendar opens, in the counted window's first year or so: the most people are on duty
    /// when somebody has just come.
    private func openings(_ calendar: Int) -> [Ticks] {
        let table = model.calendars[calendar]
        if table.isAlways { return [model.horizon.windowStart] }
        let end = min(model.horizon.windowEnd, model.horizon.windowStart + 400 * Tick.day)
        var openings: [Ticks] = []
        var at = model.horizon.windowStart
        while true {
            let interval = table.interval(atOrAfter: at)
            guard interval.lowerBound < end else { return openings }
            openings.append(max(interval.lowerBound, at))
            at = interval.upperBound
        }
    }
}

/// Who is certainly among those who may not do an item.
struct Exclusions {
    private let model: Model
    /// For each thing excluded: a role, and how many of its people.
    private var sure: [(role: Int, people: Int)] = []

    init(_ op: Int, _ model: Model) {
        self.model = model
        var chosen: [Int] = []
        for reference in model.ops[op].notBy {
            switch reference {
            case .number(let number):
                // He may be one of those who did a step.
                if model.ops[op].notBy.count == 1, case .person(let role) = model.numbers[number].kind {
                    sure.append((role, 1))
                }
            case .last(let memory):
                guard let step = model.ops.firstIndex(where: { $0.memory == memory }) else { continue }
                let isApart = chosen.allSatisfy { isNotBy(step, $0) || isNotBy($0, step) }
                guard isApart else { continue }
                chosen.append(step)
                sure += least(step)
            }
        }
    }

    private func isNotBy(_ op: Int, _ other: Int) -> Bool {
        model.ops[op].notBy.contains(.last(memory: model.ops[other].memory))
    }

    /// The people of each role that every team of the step has.
    private func least(_ op: Int) -> [(role: Int, people: Int)] {
        let teams = op < 0 ? [] : teamsOf(model.ops[op].team)
        guard let first = teams.first, teams.allSatisfy({ $0.kind == .together }) else { return [] }
        return first.members.compactMap { member in
            let counts = teams.map { team in
                team.members.filter { $0.role == member.role }.reduce(0) { $0 + $1.people }
            }
            return counts.min().map { (member.role, $0) }
        }
    }

    private func teamsOf(_ selector: Selector) -> [Team] {
        if selector == .none { return [] }
        if selector.code >= 0 { return [model.teams[Int(selector.code)]] }
        return model.choices[Int(~selector.code)].rows.map { model.teams[Int($0.value)] }
    }

    /// People of the role that may be left: of the smallest pool that has any, where there are pools.
    func left(of role: Int) -> Int {
        let own = Set(model.roles[role].people)
        var gone = 0
        for (other, people) in sure {
            let elsewhere = model.roles[other].people.count { !own.contains($0) }
            gone += max(0, people - elsewhere)
        }
        var count = own.count
        if model.roles[role].pools != nil {
            var pools: [Int: Int] = [:]
            for person in own { pools[model.people[person].pool, default: 0] += 1 }
            count = pools.values.min() ?? 0
        }
        return max(0, count - gone)
    }
}
