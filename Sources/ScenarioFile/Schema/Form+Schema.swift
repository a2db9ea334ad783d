extension Form {
    /// The name of its definition.
    var id: String {
        switch self {
        case .keys(let home): home.id
        case .entries(let home): "named-\(home.id)"
        case .reference(let referent), .references(let referent):
            (self == .reference(referent) ? "name-of-" : "names-of-") + "\(referent)"
        case .oneOf(let choices): choices.joined(separator: "-or-").replacing(" ", with: "-")
        case .weights(let scale): "weights-of-\(scale)"
        case .quantity(let rule): "quantity-\(rule.units)" + (rule.allowsPer ? "-per" : "")
        case .rate(let periods): "rate" + (periods == RatePhrase.Period.allCases ? "" : "-of-days")
        case .split(let form): "split-" + form.id
        default: "\(self)"
        }
    }

    /// Keys have definitions of their own.
    var hasOwnDefinition: Bool {
        if case .keys = self { return false }
        return true
    }

    var schema: SchemaJSON {
        switch self {
        case .text, .file, .zone: Self.anyText
        case .version: ["enum": [1, "1"]]
        case .files: Self.oneOrList(Self.anyText)
        case .displayName: ["anyOf": [Self.anyText, Self.map(nil, Self.anyText)]]
        case .translations: Self.map(nil, Self.map(nil, Self.anyText))
        case .name: Self.phrase(Grammar.newName, self, isName: true)
        case .reference: Self.phrase(Grammar.name, self, isName: true)
        case .references: Self.oneOrList(Self.phrase(Grammar.name, self, isName: true))
        case .oneOf(let choices):
            ["anyOf": [["enum": .strings(choices)], Self.phrase(choices.joined(separator: "|"), self)]]
        case .keys(let home): LanguageSchema.ref(home.id)
        case .entries(let home):
            Self.map(home == .outcome ? Grammar.name : Grammar.newName, LanguageSchema.ref(home.id))
        case .streams: Self.streamsSchema
        case .caseEntries: Self.map(Grammar.newName, Self.caseEntry)
        case .roles:
            Self.map(
                Grammar.newName,
                ["anyOf": [Self.count(least: 0, Grammar.people), LanguageSchema.ref("role")]])
        case .items: ["type": "array", "minItems": 1, "items": LanguageSchema.ref("item")]
        case .lists: Self.map(Grammar.newName, LanguageSchema.ref(Form.items.id))
        case .changes: ["type": "object", "minProperties": 1]
        case .split(let form): Self.split(LanguageSchema.ref(form.id))
        default: phraseSchema
        }
    }

    private var phraseSchema: SchemaJSON {
        switch self {
        case .count: Self.count(least: 1, Grammar.wholeNumber)
        case .seed: Self.count(least: 0, "[0-9]+")
        case .shares: Self.map(Grammar.newName, Self.phrase(Grammar.share, .share))
        case .weights(let scale): Self.map(scale.keys, Self.number)
        case .hours: Self.oneOrList(Self.phrase(Grammar.hours, self))
        case .streamHours:
            ["anyOf": [Self.phrase("as staff", self), Self.oneOrList(Self.phrase(Grammar.hours, .hours))]]
        case .shifts: Self.map(Grammar.newName, LanguageSchema.ref(Form.hours.id))
        case .closedDates: Self.oneOrList(Self.phrase(Grammar.dateRange, self))
        case .openDays: Self.oneOrList(Self.phrase(Grammar.openDay, self))
        case .queue: Self.oneOrList(Self.phrase(Grammar.queueRule, self))
        case .away: Self.oneOrList(Self.phrase(Grammar.away, self))
        case .rules: Self.split(Self.oneOrList(Self.anyText))
        case .people:
            [
                "anyOf": [
                    Self.count(least: 0, Grammar.people),
                    Self.map(Grammar.splitKey, Self.count(least: 0, Grammar.wholeNumber)),
                ]
            ]
        case .by: Self.bySchema
        case .quantity(let rule) where rule.units == .count:
            [
                "type": ["string", "number"], "minimum": 0,
                "pattern": .string(Grammar.whole(Grammar.quantity(rule))),
            ]
        default:
            Self.phrase(
                pattern, self, isName: [.test, .place, .within, .waitEnd, .costsOfAction].contains(self))
        }
    }

    /// Of the forms that are one phrase.
    private var pattern: String {
        switch self {
        case .length: Grammar.length
        case .share: Grammar.share
        case .test: Grammar.test
        case .place: Grammar.place
        case .target: Grammar.target
        case .within: Grammar.within
        case .waitEnd: Grammar.waitEnd
        case .everyDates: "every " + Grammar.dates
        case .budget: Grammar.budget
        case .busyness: Grammar.busyness
        case .quantity(let rule): Grammar.quantity(rule)
        case .rate(let periods): Grammar.rate(periods)
        case .instant: Grammar.instant
        case .monthOfFigures: Grammar.month
        case .archive: Grammar.archive
        case .costsOfRole: Grammar.costsOfRole
        case .joins: Grammar.joins
        case .costsOfAction: Grammar.costs
        default: preconditionFailure("'\(text)' is no phrase")
        }
    }

    // MARK: - Parts

    /// Editors read `2027` and `true` as a number and a truth value; to the language they are texts.
    private static let anyText: SchemaJSON = ["type": ["string", "number", "boolean"], "minLength": 1]
    private static let number: SchemaJSON = [
        "type": ["number", "string"], "minimum": 0, "pattern": .string(Grammar.whole(Grammar.number)),
    ]

    private static func count(least: Int, _ pattern: String) -> SchemaJSON {
        [
            "type": ["integer", "string"], "minimum": .integer(least),
            "pattern": .string(Grammar.whole(pattern)),
        ]
    }

    /// A value in one phrase. A name alone may be `yes` or `on`, which some editors take for truth values.
    private static func phrase(_ pattern: String, _ form: Form, isName: Bool = false) -> SchemaJSON {
        [
            "type": isName ? ["string", "boolean"] : "string", "pattern": .string(Grammar.whole(pattern)),
            "patternErrorMessage": .string("write \(form.text)"),
        ]
    }

    private static func oneOrList(_ schema: SchemaJSON) -> SchemaJSON {
        ["anyOf": [schema, ["type": "array", "minItems": 1, "items": schema]]]
    }

    private static func map(_ names: String?, _ values: SchemaJSON) -> SchemaJSON {
        let names = names.map { [("propertyNames", ["pattern": .string(Grammar.whole($0))] as SchemaJSON)] }
        return (["type": "object", "minProperties": 1] as SchemaJSON)
            .adding((names ?? []) + [("additionalProperties", values)])
    }

    /// A value, a split, or a split of splits.
    private static func split(_ leaf: SchemaJSON) -> SchemaJSON {
        let once = map(Grammar.splitKey, leaf)
        return ["anyOf": [leaf, map(Grammar.splitKey, ["anyOf": [leaf, once]])]]
    }

    private static let streamsSchema: SchemaJSON = [
        "anyOf": [
            LanguageSchema.ref("stream"),
            [
                "type": "array", "minItems": 1,
                "items": ["allOf": [LanguageSchema.ref("stream")], "required": ["stream"]],
            ],
        ]
    ]

    private static let caseEntry: SchemaJSON = {
        let leaf = phrase(Grammar.share + "|" + Grammar.quantity(.number), .quantity(.number))
        let alone = phrase("one of \(Grammar.wholeNumber)|someone of \(Grammar.name)", .caseEntries)
        let once = map(Grammar.splitKey, leaf)
        let twice = map(Grammar.splitKey, ["anyOf": [leaf, once]])
        return ["anyOf": [leaf, alone, map(Grammar.splitKey, ["anyOf": [leaf, twice]])]]
    }()

    private static let bySchema: SchemaJSON = {
        let team = map(
            Grammar.name, count(least: 1, "all|\(Grammar.wholeNumber)"))
        return split(["anyOf": [phrase(Grammar.by, .by, isName: true), team]])
    }()
}
