extension Decoder {
    /// `within` of an item, with what belongs to it.
    func itemLimit(_ fields: Fields) -> LimitTerms? {
        if fields["within"] == nil {
            let hasStart = fields.home == .step && fields["starts within"] != nil
            if !hasStart { checkLoose(fields) }
            return nil
        }
        if fields.home == .step, let place = fields.place(of: "starts within") {
            report(.twoLimitsOnStep, at: place)
        }
        let hasPeople = fields.home == .step && fields["by"] != nil
        return terms(
            fields, key: "within", .init(last: context.item, isOwn: true, mayChangeLine: hasPeople))
    }

    func limitOfStart(_ fields: Fields) -> LimitTerms? {
        guard fields["starts within"] != nil, fields["within"] == nil else { return nil }
        return terms(
            fields, key: "starts within",
            .init(last: context.item, isOwn: true, mayChangeLine: fields["by"] != nil))
    }

    /// Keys of a limit where there is none.
    func checkLoose(_ fields: Fields) {
        guard !fields.hasStrangers else { return }
        for key in ["rule", "target", "counted", "if late"] {
            if let place = fields.place(of: key) { report(.needsLimit(key), at: place) }
        }
    }

    func terms(_ fields: Fields, key: String, _ context: LateContext) -> LimitTerms? {
        let within = within(fields[key])
        var late = context
        late.isBlank = within.map(Self.isBlank) ?? false
        let rule = rule(fields["rule"])
        let target = target(fields["target"])
        let counted = choice(fields["counted"], WorkingDaysRun.self, "way of counting working days")
        if let within, let counted { checkCounted(counted, lengths: within.leaves.map(\.value.kind)) }
        let action = ifLate(fields["if late"], on: late)
        guard let within else { return nil }
        return LimitTerms(within: within, rule: rule, target: target, counted: counted, ifLate: action)
    }

    /// `solve` or `none` for every case: no clock can be late.
    private static func isBlank(_ within: Split<WithinPhrase>) -> Bool {
        within.leaves.allSatisfy { $0.value.kind == .solve || $0.value.kind == .none }
    }

    private func checkCounted(_ counted: Located<WorkingDaysRun>, lengths: [WithinPhrase.Kind]) {
        if !lengths.contains(where: \.countsWorkingDays) { report(.nothingCounted, at: counted.place) }
    }

    func within(_ tree: Tree?) -> Split<WithinPhrase>? {
        split(tree) { leaf in
            guard let read = phrase(leaf, { (w) throws(Misfit) in try w.within() }) else { return nil }
            if read.value.kind.isEmptyLength { report(.emptyLimit, at: leaf.place) }
            return resolve(read.value.kind) ? read : nil
        }
    }

    private func resolve(_ kind: WithinPhrase.Kind) -> Bool {
        switch kind {
        case .number(let name): return resolveLength(name)
        case .earliest(let kinds):
            var known = true
            for kind in kinds where !resolve(kind) { known = false }
            return known
        default: return true
        }
    }

    func rule(_ tree: Tree?) -> Split<[String]>? {
        split(tree) { leaf in
            let ids = list(leaf).compactMap { text($0)?.value }
            return ids.isEmpty ? nil : Located(ids, at: leaf.place)
        }
    }

    func target(_ tree: Tree?) -> Split<TargetPhrase>? {
        split(tree) { leaf in
            let read = phrase(leaf) { (w) throws(Misfit) in try w.target() }
            if let read { checkProvable(read) }
            return read
        }
    }

    /// The file's own target.
    func fileTarget() -> Located<TargetPhrase>? {
        let read = phrase(root["target"]) { (w) throws(Misfit) in try w.target() }
        if let read { checkProvable(read) }
        return read
    }

    private func checkProvable(_ target: Located<TargetPhrase>) {
        if case .share(let share) = target.value, share.billionths == Share.whole {
            report(.targetNotProvable, at: target.place)
        }
    }

    // MARK: entries of `limits`

    func limits() -> [LimitSection] {
        entries(root["limits"], "{ NAME: keys }").compactMap { limit($0) }
    }

    private func limit(_ pair: Tree.Pair) -> LimitSection? {
        guard let fields = Fields(pair.value, home: .limit, self) else { return nil }
        let measure = measure(fields, at: pair.key.place)
        let from = place(fields["from"])
        let until = place(fields["until"])
        let only = test(fields["only"])
        var isWhole = (fields["from"] == nil || from != nil) && (fields["until"] == nil || until != nil)
        isWhole = isWhole && (fields["only"] == nil || only != nil)
        if isWhole { checkOrder(from, until, measure, name: pair.key) }
        let lastPlace = until?.value ?? .end
        let item = lastPlace.itemName.flatMap { outline.items[$0] }
        var isBlank = false
        if case .within(let within)? = measure { isBlank = Self.isBlank(within) }
        let late = ifLate(
            fields["if late"],
            on: LateContext(
                last: item, endsAtArrival: lastPlace == .arrival, endsWithCase: lastPlace == .end,
                isBlank: isBlank))
        let counted = choice(fields["counted"], WorkingDaysRun.self, "way of counting working days")
        if let counted, let measure { checkCounted(counted, of: measure) }
        let limit = LimitSection(
            name: pair.key, place: pair.key.place, displayNames: displayNames(fields["name"]),
            measure: measure ?? .within(.byWord([], at: pair.key.place)), from: from, until: until,
            only: only,
            onReturn: choice(fields["on return"], LimitSection.OnReturn.self, "rule for later visits"),
            rule: rule(fields["rule"]), target: target(fields["target"]), counted: counted, ifLate: late)
        return measure == nil || !isWhole ? nil : limit
    }

    private func checkCounted(_ counted: Located<WorkingDaysRun>, of measure: LimitSection.Measure) {
        switch measure {
        case .within(let within): checkCounted(counted, lengths: within.leaves.map(\.value.kind))
        case .atLeast(let lengths, _):
            checkCounted(counted, lengths: lengths.leaves.map { .length($0.value) })
        }
    }

    private func measure(_ fields: Fields, at place: SourcePlace) -> LimitSection.Measure? {
        if fields["within"] != nil, let extra = fields.place(of: "at least") {
            report(.onlyOneOf(["within", "at least"]), at: extra)
        }
        if let tree = fields["within"] {
            if fields["at least"] == nil, let extra = fields.place(of: "before") {
                report(.beforeWithoutAtLeast, at: extra)
            }
            return within(tree).map { .within($0) }
        }
        guard let tree = fields["at least"] else {
            report(.limitWithoutLength, at: place)
            return nil
        }
        let lengths = split(tree) { leaf in length(leaf, example: "1 working day") }
        guard let before = text(fields["before"]) else {
            report(.atLeastWithoutBefore, at: fields.place(of: "at least") ?? place)
            return nil
        }
        guard resolveLength(before), let lengths else { return nil }
        return .atLeast(lengths, before: before)
    }

    private func place(_ tree: Tree?) -> Located<PlacePhrase>? {
        guard let read = phrase(tree, { (w) throws(Misfit) in try w.placePhrase() }) else { return nil }
        guard let name = read.value.itemName else { return read }
        guard resolve(Located(name, at: read.place.shortened(to: name)), as: .item) else { return nil }
        if let item = outline.items[name], item.kind != .step {
            switch read.value {
            case .starts where item.kind == .wait:
                report(.placeNeedsWork(name), at: read.place)
                return nil
            case .starts:
                report(.noWorkStarts(name, isTogether: true), at: read.place)
                return nil
            default: break
            }
        }
        if let item = outline.items[name], item.kind == .step, !item.hasPeople, case .starts = read.value {
            report(.noWorkStarts(name, isTogether: false), at: read.place)
            return nil
        }
        return read
    }

    /// `from` lies before `until`, in the same flow.
    private func checkOrder(
        _ from: Located<PlacePhrase>?, _ until: Located<PlacePhrase>?, _ measure: LimitSection.Measure?,
        name: Located<String>
    ) {
        if let from, from.value == .end { report(.limitOrder(from: "end", until: "end"), at: from.place) }
        if let until, until.value == .arrival, case .within? = measure {
            report(
                .limitOrder(from: from.map { $0.value.text } ?? "arrival", until: "arrival"), at: until.place)
        }
        guard let from, let until, let a = from.value.itemName.flatMap({ outline.items[$0] }),
            let b = until.value.itemName.flatMap({ outline.items[$0] })
        else { return }
        guard a.flow == b.flow else {
            report(.limitAcrossFlows(from: a.name, until: b.name), at: until.place)
            return
        }
        // Branches go on side by side; and what is around them is done after what is inside.
        if a.together != nil, a.together == b.together, a.list != b.list { return }
        if a.together == b.name { return }
        let isBackward =
            a.order > b.order || (a.name == b.name && from.value.rankAsFrom >= until.value.rankAsUntil)
            || (b.together == a.name && from.value == .done(a.name))
        if isBackward { report(.limitOrder(from: from.value.text, until: until.value.text), at: until.place) }
    }
}

extension WithinPhrase.Kind {
    var countsWorkingDays: Bool {
        switch self {
        case .length(let length), .range(_, let length), .before(let length, _):
            length.unit == .workingDay
        case .earliest(let kinds): kinds.contains(where: \.countsWorkingDays)
        default: false
        }
    }

    var isEmptyLength: Bool {
        switch self {
        case .length(let length): length.number.value == 0
        default: false
        }
    }
}

extension PlacePhrase {
    /// As typed.
    package var text: String {
        switch self {
        case .arrival: "arrival"
        case .end: "end"
        case .item(let name): name
        case .starts(let name): name + " starts"
        case .done(let name): name + " done"
        }
    }

    /// The order within one item: the case comes to it, work begins, it is done.
    fileprivate var rankAsFrom: Int {
        switch self {
        case .arrival: 0
        case .item: 1
        case .starts: 2
        case .done, .end: 3
        }
    }

    fileprivate var rankAsUntil: Int {
        switch self {
        case .arrival: 0
        case .starts: 2
        case .item, .done, .end: 3
        }
    }
}

extension SourcePlace {
    /// The same beginning, as long as the text.
    func shortened(to text: String) -> SourcePlace {
        SourcePlace(file: file, line: line, column: column, length: text.unicodeScalars.count)
    }
}
