internal import SimKernel

/// Which lines need not be looked at again yet.
///
/// A look at a line that finds nothing to begin depends on its cases, on who is free, on whom the cases
/// remember and on the hours, and all it leaves behind is that its roles are woken in time. Until one of
/// these changes, the next look would find and leave the same, so the line rests: until its cases change, a
/// person who may matter to it comes free (or, for joint work, is occupied), one of its roles is woken, or
/// the hours of somebody change. Looks with deputies and without are told apart.
struct LineRests {
    /// Words in a set of lines, one bit a line.
    let width: Int
    /// The lines in which somebody stands.
    let standing: UnsafeMutablePointer<UInt64>
    /// The lines that rest, from looks without deputies and with them.
    private let resting: UnsafeMutablePointer<UInt64>
    private let until: UnsafeMutablePointer<Ticks>
    /// The first end of a rest that the hours bring, of either kind; never too late.
    private let soonest: UnsafeMutablePointer<Ticks>
    private let lineCount: Int
    /// For each role the lines whose look is due when it is woken.
    private let ofRole: UnsafeMutablePointer<UInt64>
    /// For each person the lines whose look is due when the person comes free, and when occupied.
    private let ofRelease: UnsafeMutablePointer<UInt64>
    private let ofStart: UnsafeMutablePointer<UInt64>
    /// The lines of which a case may want, or not want, people that it remembers.
    private let ofMemory: UnsafeMutablePointer<UInt64>

    init(_ model: Model, _ table: LineTable, marks: [UInt64]) {
        lineCount = table.lineCount
        width = (lineCount + 63) / 64
        let build = RestBuilder(model, table, width: width, marks: marks)
        standing = buffer([UInt64](repeating: 0, count: width))
        resting = buffer([UInt64](repeating: 0, count: 2 * width))
        until = buffer([Ticks](repeating: .min, count: 2 * lineCount))
        soonest = buffer([.max, .max])
        ofRole = buffer(build.ofRole.words)
        ofRelease = buffer(build.ofRelease.words)
        ofStart = buffer(build.ofStart.words)
        ofMemory = buffer(build.ofMemory.words)
    }

    func deallocate() {
        standing.deallocate()
        resting.deallocate()
        until.deallocate()
        soonest.deallocate()
        ofRole.deallocate()
        ofRelease.deallocate()
        ofStart.deallocate()
        ofMemory.deallocate()
    }

    // MARK: - Who is looked at

    /// Of 64 lines those in which somebody stands and that don't rest.
    @inline(__always)
    func awake(_ word: Int, deputies: Bool) -> UInt64 {
        standing[word] & ~resting[deputies ? width &+ word : word]
    }

    /// Of 64 lines those in which somebody stands and that rest.
    func asleep(_ word: Int, deputies: Bool) -> UInt64 {
        standing[word] & resting[deputies ? width &+ word : word]
    }

    /// The line was looked at without a find, which holds until then if nothing else happens.
    func rest(_ line: Int, until end: Ticks, deputies: Bool) {
        let kind = deputies ? 1 : 0
        resting[kind * width + line >> 6] |= 1 << UInt64(line & 63)
        until[kind * lineCount + line] = end
        soonest[kind] = min(soonest[kind], end)
    }

    // MARK: - What ends a rest

    /// Ends the rests that do not hold any longer because of the hours.
    @inline(__always)
    func endRests(at now: Ticks, deputies: Bool) {
        if now >= soonest[deputies ? 1 : 0] { endOverdueRests(at: now, kind: deputies ? 1 : 0) }
    }

    @inline(never)
    private func endOverdueRests(at now: Ticks, kind: Int) {
        soonest[kind] = .max
        for word in 0..<width {
            var rest = resting[kind * width + word]
            while rest != 0 {
                let line = word << 6 + rest.trailingZeroBitCount
                let end = until[kind * lineCount + line]
                if end <= now {
                    resting[kind * width + word] &= ~(1 << UInt64(line & 63))
                } else {
                    soonest[kind] = min(soonest[kind], end)
                }
                rest &= rest &- 1
            }
        }
    }

    @inline(__always)
    func changes(_ line: Int) {
        let bit: UInt64 = 1 << UInt64(line & 63)
        resting[line &>> 6] &= ~bit
        resting[width &+ line &>> 6] &= ~bit
    }

    func comesFree(_ person: Int) { wake(ofRelease + person &* width) }
    func isOccupied(_ person: Int) { wake(ofStart + person &* width) }
    func isWoken(role: Int) { wake(ofRole + role &* width) }
    func remembers() { wake(ofMemory) }

    @inline(__always)
    private func wake(_ lines: UnsafeMutablePointer<UInt64>) {
        for word in 0..<width {
            resting[word] &= ~lines[word]
            resting[width &+ word] &= ~lines[word]
        }
    }

    // MARK: - Who stands

    @inline(__always)
    func noteStanding(_ line: Int, _ isStanding: Bool) {
        let bit: UInt64 = 1 << UInt64(line & 63)
        if isStanding { standing[line &>> 6] |= bit } else { standing[line &>> 6] &= ~bit }
    }
}

/// A set of lines for each of several owners.
private struct LineSets {
    let width: Int
    var words: [UInt64]

    init(_ owners: Int, width: Int) {
        self.width = width
        words = Array(repeating: 0, count: width * owners)
    }

    mutating func insert(_ line: Int, of owner: Int) {
        words[owner * width + line / 64] |= 1 << UInt64(line % 64)
    }
}

/// Who may matter to which line.
private struct RestBuilder {
    let table: LineTable
    var ofRole: LineSets
    var ofRelease: LineSets
    var ofStart: LineSets
    var ofMemory: LineSets

    /// - Parameter marks: For each person the roles whose lines a release of the person may matter to.
    init(_ model: Model, _ table: LineTable, width: Int, marks: [UInt64]) {
        self.table = table
        ofRole = LineSets(model.roles.count, width: width)
        ofRelease = LineSets(model.people.count, width: width)
        ofStart = LineSets(model.people.count, width: width)
        ofMemory = LineSets(1, width: width)
        var wanting: Set<Int> = []
        for op in model.ops where op.samePeople || !op.notBy.isEmpty {
            wanting.formUnion(model.teams(of: op))
        }
        for line in 0..<table.lineCount {
            let info = table.lines[line]
            for role in model.roles.indices where info.roles >> UInt64(role) & 1 == 1 {
                ofRole.insert(line, of: role)
            }
            let remembers = info.kind == .same || wanting.contains(Int(info.team))
            if remembers { ofMemory.insert(line, of: 0) }
            addPeople(
                of: line, remembers: remembers,
                colleagues: marks.indices.filter { marks[$0] & info.roles != 0 })
        }
    }

    private mutating func addPeople(of line: Int, remembers: Bool, colleagues: [Int]) {
        let info = table.lines[line]
        let members = info.firstMember..<info.endMember
        // Whoever is remembered may be one of another role; where several are needed, all of the role are
        // counted, those of other pools too.
        let isCounted = members.contains { table.members[Int($0)].people > 1 }
        let own = people(of: info)
        for person in remembers || isCounted ? own.union(colleagues) : own {
            ofRelease.insert(line, of: person)
        }
        // A member that lacks nobody awaits nobody's hours until its people are occupied.
        if members.count == 1 { return }
        for person in own.union(colleagues) { ofStart.insert(line, of: person) }
    }

    private func people(of info: LineInfo) -> Set<Int> {
        var found: Set<Int> = []
        for m in info.firstMember..<info.endMember {
            let member = table.members[Int(m)]
            for k in member.first..<member.end { found.insert(Int(table.candidates[Int(k)])) }
            for d in member.firstDeputy..<member.endDeputy {
                let deputy = table.deputies[Int(d)]
                for k in deputy.first..<deputy.end { found.insert(Int(table.candidates[Int(k)])) }
            }
        }
        return found
    }
}
