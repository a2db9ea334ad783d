/// What roles must hold as a whole.
struct StaffChecks {
    let decoder: Decoder
    let staff: [StaffRole]
    private let roles: [String: StaffRole]

    init(decoder: Decoder, staff: [StaffRole]) {
        self.decoder = decoder
        self.staff = staff
        roles = Dictionary(staff.map { ($0.name.value, $0) }, uniquingKeysWith: { a, _ in a })
    }

    func run(items: [Item], duties: [Duty]) {
        for role in staff {
            checkPool(role)
            checkDeputy(role)
        }
        checkCircle("of") { if case .of(_, let pool) = $0.people { pool.value } else { nil } }
        checkCircle("deputy") { $0.deputy?.value }
        for item in items {
            if case .step(let step) = item.kind, let by = step.by { checkTeams(by) }
        }
        for duty in duties { checkTeams(duty.by) }
    }

    /// Roles that nothing in the file asks for.
    func checkAreUsed() {
        for role in staff where !decoder.used.contains(role.name.value) {
            decoder.report(.roleUnused(role.name.value), at: role.name.place)
        }
    }

    private func checkPool(_ role: StaffRole) {
        if case .of(let count, let name) = role.people, let pool = roles[name.value],
            let most = Self.people(of: pool), count.value > most
        {
            decoder.report(.moreThanPool(count.value, of: name.value, has: most), at: count.place)
        }
        if decoder.used.contains(role.name.value), Self.people(of: role) == 0 {
            decoder.report(.roleEmpty(role.name.value), at: role.name.place)
        }
    }

    private func checkDeputy(_ role: StaffRole) {
        if let deputy = role.deputy, deputy.value == role.name.value {
            decoder.report(.ownDeputy(role.name.value), at: deputy.place)
        }
    }

    private func checkCircle(_ key: String, _ next: (StaffRole) -> String?) {
        var arrows: [String: Set<String>] = [:]
        for role in staff {
            if let other = next(role), other != role.name.value || key == "of" {
                arrows[role.name.value] = [other]
            }
        }
        for role in staff where Circles.circle(from: role.name.value, arrows) {
            let what = key == "of" ? "takes its people from itself" : "is deputy of its own deputy"
            decoder.report(.circle(role.name.value, what: what), at: role.name.place)
            return
        }
    }

    private func checkTeams(_ by: Split<ByPhrase>) {
        for leaf in by.leaves {
            guard case .together(let members) = leaf.value else { continue }
            for member in members {
                guard case .people(let count) = member.count, let role = roles[member.name.value],
                    let most = Self.people(of: role), count > most
                else { continue }
                decoder.report(.teamAboveRole(count, role: role.name.value, has: most), at: member.place)
            }
        }
    }

    /// The most people of a role that can be on duty together.
    static func people(of role: StaffRole) -> Int? {
        switch role.people {
        case .count(let count), .of(let count, _), .per(let count, _): count.value
        case .shifts(let shifts): shifts.reduce(0) { $0 + $1.count.value }
        case .split(let rows): rows.flatMap(\.value.leaves).map(\.value).max()
        }
    }
}
