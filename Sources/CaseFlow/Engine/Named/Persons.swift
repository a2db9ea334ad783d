internal import SimKernel

/// One person on the way through the replication.
struct PersonState {
    var isFree = true
    /// When the last work ended: of those who are free, the longest idle takes the next case.
    var idleSince = Ticks.min
    /// The span of duty last looked up.
    var opens: Ticks
    var closes: Ticks
    /// Roles whose lines the person serves.
    let roles: UInt64
    /// The roles whose lines must be looked at when the person comes free.
    let marks: UInt64
    let calendar: Int32
    /// Range of `Persons.spells`.
    let firstSpell: Int32
    let endSpell: Int32
    /// The crew the person works in; -1: none.
    var crew: Int32 = -1
    /// Work within the window, and the part of it beyond the hours.
    var busy: Int128 = 0
    var overtime: Int128 = 0
}

/// The next case of a line to be looked at.
struct LineCursor {
    var next: Int32 = 0
    /// A case without a wish could not be begun.
    var plainFailed = false
}

/// The people of a model that tells them apart, with the lines they look at.
struct Persons: ~Copyable {
    let states: UnsafeMutablePointer<PersonState>
    let count: Int
    let spells: UnsafeMutablePointer<SpellTrack>
    let spellCount: Int
    let table: LineTable
    /// Room for choosing people: those chosen, the best choice so far, and who is taken by which place.
    let chosen: UnsafeMutablePointer<Int32>
    let best: UnsafeMutablePointer<Int32>
    let owner: UnsafeMutablePointer<Int32>
    let visited: UnsafeMutablePointer<Int32>
    let isKept: UnsafeMutablePointer<Bool>
    /// How far each line has been looked through.
    let cursors: UnsafeMutablePointer<LineCursor>
    /// Where each memory begins in a case's block, and the end of the last.
    let memoryStarts: UnsafeMutablePointer<Int>
    /// The most people that work on a case at once.
    let width: Int
    /// Roles that share people or teams with others and do not gather.
    let sharedRoles: UInt64
    /// Earliest instant for which each role's next look is scheduled.
    let wakes: UnsafeMutablePointer<Ticks>
    let interrupts: Bool
    /// Somebody works more slowly at first.
    let someLearn: Bool
    /// A role's lines are begun by its own people alone: no deputies, no alternatives, nobody in particular.
    let rolesStandAlone: Bool
    let haveDeputies: Bool

    init(_ model: Model, _ staff: borrowing Staff) {
        sharedRoles = staff.sharedRoles
        let marks = model.roles.indices.map { staff.roles[$0].mark }
        table = LineTable(model)
        var tracks: [SpellTrack] = []
        states = buffer(
            model.people.map { person in
                let first = tracks.count
                tracks += person.absences.map { SpellTrack($0, of: person, from: model.horizon.start) }
                let isAlways = model.calendars[person.calendar].isAlways && person.absences.isEmpty
                return PersonState(
                    opens: isAlways ? .min : 0, closes: isAlways ? .max : 0, roles: person.roles,
                    marks: Persons.marks(of: person, model, marks), calendar: Int32(person.calendar),
                    firstSpell: Int32(first), endSpell: Int32(tracks.count))
            })
        count = model.people.count
        spells = buffer(tracks)
        spellCount = tracks.count
        width = Persons.width(of: model)
        chosen = .allocate(capacity: width)
        best = .allocate(capacity: width)
        owner = .allocate(capacity: max(count, 1))
        visited = .allocate(capacity: max(count, 1))
        isKept = .allocate(capacity: max(count, 1))
        isKept.initialize(repeating: false, count: max(count, 1))
        cursors = .allocate(capacity: max(table.lineCount, 1))
        memoryStarts = buffer(model.memories.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) })
        wakes = .allocate(capacity: max(model.roles.count, 1))
        wakes.initialize(repeating: Tick.never, count: max(model.roles.count, 1))
        haveDeputies = model.roles.contains { $0.deputy >= 0 }
        someLearn = model.people.contains { $0.learning != nil }
        interrupts = model.disciplines.contains { !$0.interruptions.isEmpty }
        let isPlain = model.teams.allSatisfy { team in
            team.kind == .together && team.members.allSatisfy { $0.person < 0 }
        }
        rolesStandAlone = isPlain && model.memories.isEmpty && model.roles.allSatisfy { $0.deputy < 0 }
    }

    deinit {
        states.deallocate()
        for i in 0..<spellCount { spells[i].deallocate() }
        spells.deallocate()
        table.deallocate()
        chosen.deallocate()
        best.deallocate()
        owner.deallocate()
        visited.deallocate()
        isKept.deallocate()
        cursors.deallocate()
        memoryStarts.deallocate()
        wakes.deallocate()
    }

    /// The roles served, those that are served in the place of others, and those whose cases may want the
    /// person again.
    private static func marks(of person: Person, _ model: Model, _ marks: [UInt64]) -> UInt64 {
        var roles = person.roles
        let circles = model.memories.indices.map { Persons.roles(ofMemory: $0, model) }
        while true {
            var wider = circles.reduce(roles) { $1 & roles != 0 ? $0 | $1 : $0 }
            for (r, role) in model.roles.enumerated() where role.deputy >= 0 {
                if roles >> UInt64(role.deputy) & 1 == 1 { wider |= 1 << UInt64(r) }
            }
            if wider == roles { break }
            roles = wider
        }
        return marks.indices.reduce(0) { roles >> UInt64($1) & 1 == 1 ? $0 | marks[$1] : $0 }
    }

    /// Roles that may do the steps of a memory, or in whose lines those who did them are wanted.
    private static func roles(ofMemory memory: Int, _ model: Model) -> UInt64 {
        var teams = model.teams.indices.filter { model.teams[$0].kind == .same(memory: memory) }
        for op in model.ops where op.memory == memory || op.notBy.contains(.last(memory: memory)) {
            teams += model.teams(of: op)
        }
        return teams.reduce(0) { roles, team in
            model.teams[team].members.reduce(roles) { $0 | 1 << UInt64($1.role) }
        }
    }

    static func width(of model: Model) -> Int {
        let teams = model.teams.map { $0.members.reduce(0) { $0 + $1.people } }
        return max(1, (teams + model.memories).max() ?? 1)
    }
}

/// The absences of one person from one cause, found as far ahead as anybody has asked.
struct SpellTrack {
    private let absence: Absence
    private let identity: UInt64
    private let start: Ticks
    private var spans: UnsafeMutablePointer<Range<Ticks>>
    private var count = 0
    private var capacity = 16
    /// The first span that ends after the instant asked for last.
    private var hint = 0
    private var next: UInt64 = 0
    /// End of the last absence found.
    private var reached: Ticks
    private var hasBegun = false

    init(_ absence: Absence, of person: Person, from start: Ticks) {
        self.absence = absence
        identity = UInt64(person.number) << 48
        self.start = start
        reached = start
        spans = .allocate(capacity: 16)
    }

    func deallocate() { spans.deallocate() }

    /// The first absence that ends after `t`.
    mutating func absence(
        endingAfter t: Ticks, _ tables: UnsafeMutablePointer<QuantileTable.View>, _ key: StreamKey,
        _ calendar: UnsafeMutablePointer<WorkCalendar.View>
    ) -> Range<Ticks> {
        while count == 0 || spans[count - 1].upperBound <= t { grow(tables, key, calendar) }
        while hint > 0 && spans[hint - 1].upperBound > t { hint -= 1 }
        while spans[hint].upperBound <= t { hint += 1 }
        return spans[hint]
    }

    private mutating func grow(
        _ tables: UnsafeMutablePointer<QuantileTable.View>, _ key: StreamKey,
        _ calendar: UnsafeMutablePointer<WorkCalendar.View>
    ) {
        var beginsAway = false
        if !hasBegun {
            hasBegun = true
            beginsAway = bits(0, key, block: 1).first < absence.share
            isAwayFirst = beginsAway
        }
        // Presence and absence of one number come from one draw; whoever begins away has the absence first.
        let lengths = bits(next, key, block: 0)
        let spell = tables[absence.spell].draw(lengths.second)
        var presence: Ticks = 0
        if !isAwayFirst {
            presence = tables[absence.presence].draw(lengths.first)
        } else if !beginsAway {
            presence = tables[absence.presence].draw(bits(next - 1, key, block: 0).first)
        }
        next += 1
        let from = advance(presence, from: reached, calendar)
        let until = advance(spell, from: from, calendar)
        reached = until
        if until >= Tick.never { reached = .max }
        // No time away is no absence.
        if from < reached { append(from..<reached) }
    }

    private var isAwayFirst = false

    private func bits(_ number: UInt64, _ key: StreamKey, block: UInt8) -> RandomBits {
        key.bits(case: identity | number, name: absence.key, visit: 0, purpose: .absence, block: block)
    }

    private func advance(
        _ time: Ticks, from t: Ticks, _ calendar: UnsafeMutablePointer<WorkCalendar.View>
    ) -> Ticks {
        absence.inOwnHours ? calendar.pointee.add(time, from: t) : min(t &+ time, Tick.never)
    }

    private mutating func append(_ span: Range<Ticks>) {
        if count == capacity {
            let larger = UnsafeMutablePointer<Range<Ticks>>.allocate(capacity: 2 * capacity)
            larger.moveInitialize(from: spans, count: count)
            spans.deallocate()
            spans = larger
            capacity *= 2
        }
        (spans + count).initialize(to: span)
        count += 1
    }
}
