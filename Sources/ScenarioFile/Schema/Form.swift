/// What the value of a key looks like: the decoder's shapes and phrases, as data for the schema and the
/// reference page.
indirect enum Form: Sendable, Hashable {
    /// What a reference to something of the file is called.
    enum Referent: String, Sendable {
        case item = "ITEM"
        case itemOrEnd = "ITEM | end"
        case role = "ROLE"
        case word = "WORD"
        case flow = "FLOW"
        case stepOrPerson = "STEP | a person of 'case'"
        case lengthOfCase = "a length of the case"
    }

    // Texts and names
    case text, version, zone, file, files, displayName, translations, name
    case reference(Referent)
    /// One of them or a list.
    case references(Referent)
    case oneOf([String])
    // Parts of the file
    case keys(Key.Home)
    /// A mapping of names to such keys.
    case entries(Key.Home)
    case streams, caseEntries, roles, items, changes
    /// A mapping of names to lists of items.
    case lists
    // Numbers
    case count, seed, shares
    case weights(WeightScale)
    // Phrases
    case length, share, test, place, target, within, waitEnd, everyDates, budget, busyness
    case quantity(QuantityRule)
    case rate([RatePhrase.Period])
    case hours, streamHours, shifts, closedDates, openDays, instant, monthOfFigures, archive
    case people, away, costsOfRole, joins, by, queue, rules, costsOfAction
    /// The value may be split by class.
    case split(Form)

    static func choice<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) -> Form {
        .oneOf(Choice.allCases.map(\.rawValue))
    }

    /// In the words of the reference page.
    var text: String {
        switch self {
        case .text: "text"
        case .version: "1"
        case .zone: "zone name"
        case .file: "file"
        case .files: "file, or a list of files"
        case .displayName: "text | { language: text }"
        case .translations: "{ language: { NAME: text } }"
        case .name: "NAME"
        case .reference(let referent): referent.rawValue
        case .references(let referent): referent.rawValue + ", or a list of them"
        case .oneOf(let choices): choices.joined(separator: " | ")
        case .keys(.ifLate): "actions"
        case .keys: "keys"
        case .entries(.outcome): "{ NAME: action }"
        case .entries: "{ NAME: keys }"
        case .streams: "keys, or a list of streams"
        case .caseEntries: "{ NAME: value }"
        case .roles: "{ ROLE: people, or keys }"
        case .items: "list of items"
        case .changes: "{ PATH: value }"
        case .lists: "{ NAME: items }"
        case .count, .seed: "n"
        case .shares: "{ WORD: SHARE }"
        case .weights: "WEIGHTS"
        case .split(.rate): "RATE | { WORD: RATE }"
        case .split(let form): form.text + " | SPLIT"
        default: phraseText
        }
    }

    private var phraseText: String {
        switch self {
        case .length: "LENGTH"
        case .share: "SHARE"
        case .test: "TEST"
        case .place: "PLACE"
        case .target: "SHARE on time | none"
        case .within:
            "LENGTH | a..b LENGTH | solve | none | a length of the case | earliest of a and b | until next DATES"
        case .waitEnd: "next DATES | a length of the case | LENGTH before it"
        case .everyDates: "every DATES"
        case .budget: "amount of NUMBER per day, week or month"
        case .busyness: "QUANTITY of mean 1, per day or per week"
        case .quantity(let rule): rule.units.text
        case .rate: "RATE"
        case .hours: "HOURS"
        case .streamHours: "HOURS | as staff"
        case .shifts: "{ NAME: HOURS }"
        case .closedDates: "dates and ranges"
        case .openDays: "dates, with hours"
        case .instant: "date [time]"
        case .monthOfFigures: "day..day"
        case .archive: "LENGTH | forever"
        case .people: "n | n of ROLE | n per UNIT | { shift: n } | SPLIT"
        case .away: "SHARE in spells of QUANTITY | n on DATES | a list of them"
        case .costsOfRole: "money per hour or month"
        case .joins: "n on DATE [at SHARE for LENGTH]"
        case .by: "ROLE | A or B | { ROLE: n } | same as STEP | a person of 'case' | SPLIT"
        case .queue: "ORDER, or a list of them"
        case .rules: "id, list or SPLIT"
        case .costsOfAction: "money QUANTITY | NUMBER"
        default: preconditionFailure("its text is above")
        }
    }
}

extension QuantityRule.Units {
    fileprivate var text: String {
        switch self {
        case .work: "QUANTITY in s, min or h"
        case .clock: "QUANTITY in s, min, h, days or weeks"
        case .time, .any: "QUANTITY"
        case .money: "money QUANTITY"
        case .count: "QUANTITY without a unit"
        case .factor: "QUANTITY of mean 1"
        }
    }
}
