import CaseFlow
import SimKernel

/// Who does a step, before equal ones are put together.
struct TeamRequest: Equatable {
    var members: [Team.Member]
    var kind = Team.Kind.together
    var gathers = false
    var meets = -1

    /// One person alone has nobody to wait for.
    mutating func settle() {
        let isAlone = members.map(\.people) == [1] && members[0].everybody == nil
        if kind != .together || isAlone { gathers = false }
    }
}

extension Compilation {
    /// The teams of a step by class. A role whose people are divided by class has as many people in
    /// `all` as the pool of the case.
    func teams(of step: StepPart, _ by: Split<ByPhrase>, time: TimeFrame, meets: Int) -> Selector {
        refuseGaps(by)
        let gathers = step.partners?.value == .gather
        if case .one(let phrase) = by, pools(ofAllIn: phrase.value) == nil {
            return team(phrase, pool: nil, gathers, time, meets).map { .always($0) } ?? .none
        }
        return choice(
            rows(by).flatMap { row -> [Choice.Row] in
                let pools = pools(ofAllIn: row.value.value) ?? [(mask: 0, pool: nil)]
                return pools.compactMap { mask, pool in
                    team(row.value, pool: pool, gathers, time, meets).map {
                        Choice.Row(mask: row.mask | mask, value: Int32($0))
                    }
                }
            })
    }

    /// Index of the team that `by` asks for; every distinct `by` has one line. Nil: told.
    private func team(
        _ by: Located<ByPhrase>, pool: Int?, _ gathers: Bool, _ time: TimeFrame, _ meets: Int
    ) -> Int? {
        guard var request = request(by.value, pool: pool) else { return nil }
        request.gathers = gathers
        request.meets = meets
        return team(request, at: by.place, time)
    }

    /// The team of a duty.
    func team(_ by: Located<ByPhrase>, _ time: TimeFrame) -> Int? {
        team(by, pool: nil, false, time, -1)
    }

    /// The same team twice is one.
    func team(_ request: TeamRequest, at place: SourcePlace, _ time: TimeFrame) -> Int? {
        var request = request
        request.settle()
        if let known = teams.firstIndex(where: { $0.request == request }) { return known }
        return add(request, at: place, time.horizon)
    }

    /// The team to whose line a case moves that is late before work has begun; -1: none.
    func overflow(of item: Item, _ time: TimeFrame, meets: Int) -> Int {
        guard let role = item.overflow else { return -1 }
        let by = Located(ByPhrase.role(role.value), at: role.place)
        return team(by, pool: nil, false, time, meets) ?? -1
    }

    // MARK: - Members

    /// Nil where some name has no people (told).
    func request(_ by: ByPhrase, pool: Int? = nil) -> TeamRequest? {
        switch by {
        case .role(let name), .person(let name):
            return member(name, .people(1)).map { TeamRequest(members: [$0]) }
        case .together(let together):
            let members = together.compactMap { member($0.name.value, $0.count, pool: pool) }
            guard members.count == together.count else { return nil }
            return TeamRequest(members: members.sorted { ($0.role, $0.person) < ($1.role, $1.person) })
        case .either(let names):
            let members = names.compactMap { member($0.value, .people(1)) }
            return TeamRequest(members: members, kind: .either)
        case .sameAs(let step):
            guard let memory = memoryIndex[step.value], let members = membersOfAll(step.value)
            else { return nil }
            return TeamRequest(members: members, kind: .same(memory: memory))
        case .every:
            return nil
        }
    }

    private func member(
        _ name: String, _ count: ByPhrase.Member.Count, pool: Int? = nil
    ) -> Team.Member? {
        if let number = numberIndex[name], case .person(let role) = numbers[number].kind {
            return Team.Member(role: role, people: 1, person: number)
        }
        guard let role = roleIndex[name] else { return nil }
        switch count {
        case .people(let count): return Team.Member(role: role, people: count)
        // Their number is that of the roster, when the model is seated.
        case .all:
            return Team.Member(role: role, people: 0, everybody: pool.map { .ofPool($0) } ?? .ofRole)
        }
    }

    /// Where `all` of a role depends on the class: its pools as rows.
    private func pools(ofAllIn by: ByPhrase) -> [(mask: UInt64, pool: Int?)]? {
        guard case .together(let members) = by else { return nil }
        for member in members where member.count == .all {
            guard let role = role(named: member.name.value), case .split(let split) = role.people
            else { continue }
            let places = split.flatMap(\.value.leaves).map(\.place)
            return rows(Split.byWord(split, at: role.place)).map { row in
                (row.mask, places.firstIndex(of: row.value.place))
            }
        }
        return nil
    }

    /// Everybody who may do a step, over all its teams: each role once, with the most people asked of it.
    private func membersOfAll(_ step: String) -> [Team.Member]? {
        guard let item = scenario.allItems.first(where: { $0.name.value == step }), let by = item.stepPart?.by
        else { return nil }
        let overflow = item.overflow.map { ByPhrase.role($0.value) }
        let requests = (by.leaves.map(\.value) + [overflow].compactMap { $0 }).compactMap { request($0) }
        guard let first = requests.first else { return nil }
        if requests.allSatisfy({ $0.members == first.members }) { return first.members }
        let all = requests.flatMap(\.members)
        return Set(all.map(\.role)).sorted().map { role in
            let own = all.filter { $0.role == role }
            var most = Team.Member(
                role: role, people: own.map(\.people).max() ?? 0,
                everybody: own.lazy.compactMap(\.everybody).first)
            if most.everybody != nil { most.atLeast = most.people }
            return most
        }
    }

    func step(named name: String) -> StepPart? {
        scenario.allItems.first { $0.name.value == name }?.stepPart
    }

    // MARK: - What a team shares

    private func add(_ request: TeamRequest, at place: SourcePlace, _ horizon: Horizon) -> Int? {
        guard linesAreFew(request) else {
            report(CompileFinding.tooManyLines(most: SizeLimit.lines), at: place)
            return nil
        }
        let own = request.members.map { roles[$0.role] }
        if Set(own.map(\.atClosing)).count > 1 {
            report(
                CompileFinding.closingDiffers(own.map(\.label.id), together: request.kind == .together),
                at: place)
        }
        let asked = request.kind == .together ? own : [own[0]]
        let calendar = calendars.common(asked.map(\.calendar))
        guard calendars[calendar].between(horizon.windowStart, horizon.windowEnd) > 0 else {
            report(CompileFinding.noCommonHours(own.map(\.label.id)), at: place)
            return nil
        }
        // Where roles differ, a joint line follows the order that the file gives for all.
        let disciplines = Set(own.map(\.discipline))
        teams.append(
            Team(
                members: request.members, kind: request.kind, gathers: request.gathers, calendar: calendar,
                atClosing: own[0].atClosing,
                discipline: disciplines.count == 1 ? own[0].discipline : discipline(scenario.queue),
                meets: request.meets))
        teamPlaces.append(place)
        return teams.count - 1
    }

    /// Each combination of the pools of its roles and their deputies is a line.
    private func linesAreFew(_ request: TeamRequest) -> Bool {
        var pools: [Pools] = []
        for member in request.members {
            for role in withDeputies(member.role) {
                if let own = roles[role].pools, !pools.contains(own) { pools.append(own) }
            }
        }
        var lines = 1
        for own in pools {
            lines = lines.multipliedReportingOverflow(by: own.count).partialValue
            if lines > SizeLimit.lines || lines < 0 { return false }
        }
        return true
    }
}

extension Team {
    fileprivate var request: TeamRequest {
        TeamRequest(members: members, kind: kind, gathers: gathers, meets: meets)
    }
}
