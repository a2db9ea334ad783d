import Glibc

/// What few scenarios use, each mechanic by itself.
///
/// `HEADROOM_MECHANICS=late,duties` lets random models have only these, and an empty list none at all.
struct RareMechanics: OptionSet {
    let rawValue: Int

    static let lengths = RareMechanics(rawValue: 1 << 0)
    static let late = RareMechanics(rawValue: 1 << 1)
    static let costs = RareMechanics(rawValue: 1 << 2)
    static let clusters = RareMechanics(rawValue: 1 << 3)
    static let factors = RareMechanics(rawValue: 1 << 4)
    static let budgets = RareMechanics(rawValue: 1 << 5)
    static let duties = RareMechanics(rawValue: 1 << 6)
    static let learning = RareMechanics(rawValue: 1 << 7)
    static let opening = RareMechanics(rawValue: 1 << 8)
    static let counting = RareMechanics(rawValue: 1 << 9)

    static let names: [(name: String, mechanic: RareMechanics)] = [
        ("lengths", .lengths), ("late", .late), ("costs", .costs), ("clusters", .clusters),
        ("factors", .factors), ("budgets", .budgets), ("duties", .duties), ("learning", .learning),
        ("opening", .opening), ("counting", .counting),
    ]

    static let all = names.reduce(RareMechanics()) { $0.union($1.mechanic) }

    /// All, unless the environment says which.
    static let chosen: RareMechanics = {
        guard let list = getenv("HEADROOM_MECHANICS").map({ String(cString: $0) }) else { return .all }
        let wanted = list.split(separator: ",").map(String.init)
        return names.filter { wanted.contains($0.name) || wanted == ["all"] }
            .reduce(RareMechanics()) { $0.union($1.mechanic) }
    }()
}
