/// What keys of one mapping ask of each other.
enum KeyRule: Sendable, Hashable {
    case exactlyOne([String])
    case atMostOne([String])
    /// The key needs one of these beside it.
    case needs(String, [String])

    static func all(in home: Key.Home) -> [KeyRule] {
        switch home {
        case .top: [.needs("change", ["extends"])]
        case .stream: [.exactlyOne(["mean", "every", "observed"]), .needs("over", ["brings"])]
        case .step:
            [.needs("by", ["work"]), .needs("work", ["by"]), .atMostOne(["within", "starts within"])]
                + ofPeople.map { .needs($0, ["by"]) }
                + ofLimits.map { .needs($0, ["within", "starts within"]) }
        case .wait: [.exactlyOne(["for", "until"])] + ofLimits.map { .needs($0, ["within"]) }
        case .together, .duty: ofLimits.map { .needs($0, ["within"]) }
        case .outcome:
            [
                .atMostOne(["back to", "skip to"]), .atMostOne(["returns after", "skip to"]),
                .needs("then", ["at most"]), .needs("at most", ["back to", "skip to", "returns after"]),
            ]
        case .ifLate: [.atMostOne(["again every", "skip to"]), .atMostOne(["again every", "by"])]
        case .limit:
            [
                .exactlyOne(["within", "at least"]), .needs("at least", ["before"]),
                .needs("before", ["at least"]),
            ]
        case .run: [.atMostOne(["opening", "warm-up"])]
        case .calendar, .role, .statistics: []
        }
    }

    private static let ofPeople = [
        "partners", "not by", "travel", "budget", "meets", "holds until", "on return", "starts within",
    ]
    private static let ofLimits = ["rule", "target", "counted", "if late"]

    /// For the reference page.
    var sentence: String {
        switch self {
        case .exactlyOne(let keys): "one of \(Self.list(keys, "and")) is needed, and no more than one"
        case .atMostOne(let keys): "\(Self.list(keys, "and")) exclude each other"
        case .needs(let key, let others): "`\(key)` needs \(Self.list(others, "or"))"
        }
    }

    private static func list(_ keys: [String], _ joiner: String) -> String {
        enumeration(keys.map { "`\($0)`" }, joiner)
    }
}
