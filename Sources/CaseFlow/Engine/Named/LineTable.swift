internal import SimKernel

/// One place, or several alike, of a team as one line sees it.
struct LineMember {
    let role: Int32
    let people: Int32
    /// The number of the case that names the person; -1: anyone.
    let person: Int32
    /// Who may fill it: range of `LineTable.candidates`.
    let first: Int32
    let end: Int32
    /// Who stands in while none of them is on duty, nearest deputy first: range of `LineTable.deputies`.
    let firstDeputy: Int32
    let endDeputy: Int32
}

/// The people of a deputy: range of `LineTable.candidates`.
struct LineDeputy {
    let first: Int32
    let end: Int32
}

/// The cases that one team of one pool serves.
struct LineInfo {
    enum Kind: UInt8 { case together, either, same }

    let team: Int32
    let kind: Kind
    /// Whose people are wanted, for `same`.
    let memory: Int32
    /// The calendar in which work may begin; -1: at any time.
    let meets: Int32
    let firstMember: Int32
    let endMember: Int32
    /// Roles at whose marks the line is looked at.
    let roles: UInt64
    /// Two members might want the same person.
    let overlaps: Bool
}

/// Teams and pools flattened into lines, built once per replication. A team whose roles have pools
/// has one line for each pool, so that the first case of a line speaks for all behind it.
struct LineTable {
    let lines: UnsafeMutablePointer<LineInfo>
    let lineCount: Int
    let members: UnsafeMutablePointer<LineMember>
    let candidates: UnsafeMutablePointer<Int32>
    let deputies: UnsafeMutablePointer<LineDeputy>
    let firstLine: UnsafeMutablePointer<Int32>
    /// Kinds of pools a team's lines are told apart by: range of `sources`, one range a team.
    let firstSource: UnsafeMutablePointer<Int32>
    let sources: UnsafeMutablePointer<Pools>

    init(_ model: Model) {
        var build = LineBuilder(model)
        for team in model.teams.indices { build.add(team) }
        lines = buffer(build.lines)
        lineCount = build.lines.count
        members = buffer(build.members)
        candidates = buffer(build.candidates)
        deputies = buffer(build.deputies)
        firstLine = buffer(build.firstLine)
        firstSource = buffer(build.firstSource + [Int32(build.sources.count)])
        sources = buffer(build.sources)
    }

    func deallocate() {
        lines.deallocate()
        members.deallocate()
        candidates.deallocate()
        deputies.deallocate()
        firstLine.deallocate()
        firstSource.deallocate()
        sources.deallocate()
    }
}

private struct LineBuilder {
    let model: Model
    var lines: [LineInfo] = []
    var members: [LineMember] = []
    var candidates: [Int32] = []
    var deputies: [LineDeputy] = []
    var firstLine: [Int32] = []
    var firstSource: [Int32] = []
    var sources: [Pools] = []

    init(_ model: Model) { self.model = model }

    mutating func add(_ team: Int) {
        firstLine.append(Int32(lines.count))
        firstSource.append(Int32(sources.count))
        var own: [Pools] = []
        for member in model.teams[team].members {
            for role in [member.role] + deputies(of: member.role) {
                if let pools = model.roles[role].pools, !own.contains(pools) { own.append(pools) }
            }
        }
        sources += own
        let combinations = own.reduce(1) { $0 * $1.count }
        for combination in 0..<combinations { addLine(team, digits(of: combination, own)) }
    }

    private func digits(of combination: Int, _ own: [Pools]) -> [(Pools, Int)] {
        var rest = combination
        return own.map { pools in
            defer { rest /= pools.count }
            return (pools, rest % pools.count)
        }
    }

    private mutating func addLine(_ team: Int, _ digits: [(Pools, Int)]) {
        let first = members.count
        var reach: [Set<Int32>] = []
        for member in model.teams[team].members {
            // A person of the case may do it whatever pool serves the case now, and nobody in their place.
            let isParticular = member.person >= 0
            let own = people(of: member.role, isParticular ? [] : digits)
            var all = Set(own)
            let firstDeputy = deputies.count
            for deputy in isParticular ? [] : deputies(of: member.role) {
                let people = people(of: deputy, digits)
                all.formUnion(people)
                deputies.append(add(people))
            }
            let range = add(own)
            members.append(
                LineMember(
                    role: Int32(member.role), people: Int32(member.people), person: Int32(member.person),
                    first: range.first, end: range.end, firstDeputy: Int32(firstDeputy),
                    endDeputy: Int32(deputies.count)))
            reach.append(all)
        }
        let overlaps = reach.indices.contains { i in
            reach[..<i].contains { !$0.isDisjoint(with: reach[i]) }
        }
        let (kind, memory) = kind(of: team)
        lines.append(
            LineInfo(
                team: Int32(team), kind: kind, memory: memory, meets: Int32(model.teams[team].meets),
                firstMember: Int32(first), endMember: Int32(members.count),
                roles: model.teams[team].members.reduce(0) { $0 | 1 << UInt64($1.role) },
                overlaps: overlaps))
    }

    private func kind(of team: Int) -> (LineInfo.Kind, Int32) {
        switch model.teams[team].kind {
        case .together: (.together, -1)
        case .either: (.either, -1)
        case .same(let memory): (.same, Int32(memory))
        }
    }

    private mutating func add(_ people: [Int32]) -> LineDeputy {
        let first = candidates.count
        candidates += people
        return LineDeputy(first: Int32(first), end: Int32(candidates.count))
    }

    private func people(of role: Int, _ digits: [(Pools, Int)]) -> [Int32] {
        let pool = digits.first { $0.0 == model.roles[role].pools }?.1
        return model.roles[role].people.filter { person in
            guard let pool, model.people[person].home == role else { return true }
            return model.people[person].pool == pool
        }.map(Int32.init)
    }

    /// The deputy, the deputy's deputy and so on.
    private func deputies(of role: Int) -> [Int] {
        var chain: [Int] = []
        var next = model.roles[role].deputy
        while next >= 0 && next != role && !chain.contains(next) {
            chain.append(next)
            next = model.roles[next].deputy
        }
        return chain
    }
}
