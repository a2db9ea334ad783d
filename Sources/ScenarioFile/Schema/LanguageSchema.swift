/// The JSON Schema (draft 7) of the language, made from the table of keys.
package enum LanguageSchema {
    package static var text: String { document.text }

    static var document: SchemaJSON {
        let top = object(.top).adding([
            (
                "if", ["required": ["extends"]]
            ),
            ("else", ["required": .strings(Key.required(in: .top))]),
        ])
        return
            ([
                "$schema": "http://json-schema.org/draft-07/schema#", "title": "Headroom scenario",
            ] as SchemaJSON).adding(members(of: top) + [("definitions", .object(definitions))])
    }

    private static func members(of schema: SchemaJSON) -> [(String, SchemaJSON)] {
        if case .object(let members) = schema { members } else { [] }
    }

    private static var definitions: [(String, SchemaJSON)] {
        let homes = Key.Home.allCases.filter { $0 != .top }.map { ($0.id, object($0)) }
        let item: SchemaJSON = [
            "anyOf": [ref(Key.Home.step.id), ref(Key.Home.wait.id), ref(Key.Home.together.id)]
        ]
        var forms: [(String, SchemaJSON)] = []
        var open = Key.all.map(\.form)
        while !open.isEmpty {
            let form = open.removeFirst()
            if !form.hasOwnDefinition || forms.contains(where: { $0.0 == form.id }) { continue }
            forms.append((form.id, form.schema))
            if case .split(let inner) = form { open.append(inner) }
            if form == .shifts || form == .streamHours { open.append(.hours) }
        }
        return homes + [("item", item)] + forms.sorted { $0.0 < $1.0 }
    }

    static func ref(_ id: String) -> SchemaJSON { ["$ref": .string("#/definitions/\(id)")] }

    // MARK: - Mappings with fixed keys

    private static func object(_ home: Key.Home) -> SchemaJSON {
        let keys = Key.all(in: home)
        let properties = keys.map { ($0.name, property($0)) }
        var schema: [(String, SchemaJSON)] = [
            ("type", "object"), ("minProperties", 1), ("additionalProperties", false),
            ("properties", .object(properties)),
        ]
        let kind = home.kindKey.map { [$0] } ?? []
        let required = home == .top ? [] : kind + Key.required(in: home)
        if !required.isEmpty { schema.append(("required", .strings(required))) }
        return .object(schema + rules(home))
    }

    private static func property(_ key: Key) -> SchemaJSON {
        var text = key.meaning
        if let standard = key.standard { text += "\nWithout it: \(standard)" }
        text += "\nExample: \(key.example)"
        var schema: [(String, SchemaJSON)] = [("description", .string(text))]
        if case .oneOf(let choices) = key.form, let standard = key.standard, choices.contains(standard) {
            schema.append(("default", .string(standard)))
        }
        return .object(schema + [("allOf", [ref(key.form.id)])])
    }

    private static func rules(_ home: Key.Home) -> [(String, SchemaJSON)] {
        var all: [SchemaJSON] = []
        var dependencies: [(String, SchemaJSON)] = []
        func required(_ key: String) -> SchemaJSON { ["required": [.string(key)]] }
        for rule in KeyRule.all(in: home) {
            switch rule {
            case .exactlyOne(let keys): all.append(["oneOf": .array(keys.map(required))])
            case .atMostOne(let keys): all.append(["not": ["required": .strings(keys)]])
            case .needs(let key, let others):
                let needed: SchemaJSON =
                    others.count == 1 ? .strings(others) : ["anyOf": .array(others.map(required))]
                precondition(!dependencies.contains { $0.0 == key }, "two rules for '\(key)'")
                dependencies.append((key, needed))
            }
        }
        return (dependencies.isEmpty ? [] : [("dependencies", .object(dependencies))])
            + (all.isEmpty ? [] : [("allOf", .array(all))])
    }
}

extension Key.Home {
    /// In the schema.
    var id: String {
        switch self {
        case .top: "scenario"
        case .ifLate: "if-late"
        case .calendar: "calendar"
        case .stream: "stream"
        case .role: "role"
        case .step: "step"
        case .wait: "wait"
        case .together: "together"
        case .outcome: "outcome"
        case .limit: "limit"
        case .duty: "duty"
        case .statistics: "statistics"
        case .run: "run"
        }
    }

    /// The key that says which kind of item it is.
    var kindKey: String? {
        switch self {
        case .step, .wait, .together: id
        default: nil
        }
    }
}
