extension Decoder {
    func items(_ tree: Tree?) -> [Item] {
        guard let tree else { return [] }
        guard let trees = tree.items else {
            let problem: Problem =
                tree.isEmpty ? .emptyValue : .shape(found: tree.shape, wanted: "a list of items")
            report(problem, at: tree.place)
            return []
        }
        if trees.isEmpty { report(.emptyValue, at: tree.place) }
        return trees.compactMap { item($0) }
    }

    func flows() -> [SideFlow] {
        entries(root["flows"], "{ NAME: items }").map { SideFlow(name: $0.key, items: items($0.value)) }
    }

    private static let kinds: [String: Key.Home] = ["step": .step, "wait": .wait, "together": .together]

    private func item(_ tree: Tree) -> Item? {
        guard case .mapping(let pairs) = tree.content, let first = pairs.first else {
            report(.itemWithoutKind(tree.text), at: tree.place)
            return nil
        }
        let kinds = pairs.filter { Self.kinds[$0.key.value] != nil }
        guard let kind = kinds.first, let home = Self.kinds[kind.key.value] else {
            report(.itemWithoutKind(first.value.isEmpty ? first.key.value : nil), at: first.key.place)
            return nil
        }
        guard kinds.count == 1 else {
            report(.itemWithTwoKinds(kind.key.value, kinds[1].key.value), at: kinds[1].key.place)
            return nil
        }
        if first.key.value != kind.key.value { report(.kindNotFirst(kind.key.value), at: kind.key.place) }
        let fields = Fields(pairs, place: first.key.place, home: home, self)
        guard let name = text(kind.value) else { return nil }
        let outer = context
        defer { context = outer }
        context.item = outline.items[name.value]
        return item(name, fields)
    }

    private func item(_ name: Located<String>, _ fields: Fields) -> Item? {
        let only = test(fields["only"])
        let share = splitShare(fields["share"])
        if let share, share.leaves.allSatisfy({ $0.value.billionths == 0 }) {
            report(.shareAlwaysZero, at: share.place)
        }
        let starts = flowName(fields["starts"])
        let limit = itemLimit(fields)
        let kind: Item.Kind?
        var outcomes: [OutcomeSection] = []
        var startLimit: LimitTerms?
        switch fields.home {
        case .step:
            startLimit = limitOfStart(fields)
            outcomes = self.outcomes(fields["outcomes"])
            kind = step(fields).map { .step($0) }
        case .wait:
            outcomes = self.outcomes(fields["outcomes"])
            kind = wait(fields).map { .wait($0) }
        default:
            kind = together(fields).map { .together($0) }
        }
        guard let kind else { return nil }
        return Item(
            name: name, place: fields.place, kind: kind, only: only, share: share,
            displayNames: displayNames(fields["name"]), starts: starts, outcomes: outcomes,
            limit: limit, startLimit: startLimit)
    }

    /// The name of a side flow.
    func flowName(_ tree: Tree?) -> Located<String>? {
        guard let name = text(tree) else { return nil }
        return resolve(name, as: .flow) ? name : nil
    }

    // MARK: steps

    private func step(_ fields: Fields) -> StepPart? {
        let by = by(fields["by"], isDuty: false)
        let work = splitQuantity(fields["work"], .work)
        if fields["by"] != nil, fields["work"] == nil, let place = fields.place(of: "by") {
            report(.workMissing, at: place)
        }
        if fields["work"] != nil, fields["by"] == nil, let place = fields.place(of: "work") {
            report(.byMissing, at: place)
        }
        if let work { checkNoPerCase(work) }
        let isDecision = fields["by"] == nil && fields["work"] == nil
        if isDecision { checkDecision(fields) }
        let step = StepPart(
            by: by, partners: choice(fields["partners"], StepPart.Partners.self, "way to come together"),
            notBy: notBy(fields["not by"]), work: work, travel: splitQuantity(fields["travel"], .travel),
            budget: budget(fields["budget"]),
            meets: everyDates(fields["meets"], example: "every Thu 14:00..17:00"),
            holdsUntil: holds(fields["holds until"]), onReturn: onReturn(fields["on return"]))
        let isBroken = (fields["by"] != nil && by == nil) || (fields["work"] != nil && work == nil)
        return isBroken ? nil : step
    }

    private func checkDecision(_ fields: Fields) {
        for key in ["partners", "not by", "travel", "budget", "meets", "holds until", "on return"] {
            if let place = fields.place(of: key) { report(.needsPeople(key), at: place) }
        }
        if let place = fields.place(of: "starts within") { report(.needsPeople("starts within"), at: place) }
    }

    private func checkNoPerCase(_ work: Split<Quantity>) {
        for leaf in work.leaves {
            if leaf.value.per == .openCase || leaf.value.per == .closedCase {
                report(.perCaseOutsideDuty, at: leaf.place)
            }
        }
    }

    private func notBy(_ tree: Tree?) -> [Located<String>] {
        list(tree).compactMap { text($0) }.filter { name in
            guard resolve(name, as: [.step, .person]) else { return false }
            if let other = outline.items[name.value], !other.hasPeople {
                report(.stepWithoutPeople(name.value), at: name.place)
                return false
            }
            return true
        }
    }

    private func budget(_ tree: Tree?) -> Located<BudgetPhrase>? {
        guard let read = phrase(tree, { (w) throws(Misfit) in try w.budget() }) else { return nil }
        guard resolve(read.value.number, as: .number) else { return nil }
        let name = read.value.number
        if let known = numberUnits[name.value], let unit = known, unit.isTime {
            report(.numberIsNoBudget(name.value, unit: unit.text), at: name.place)
            return nil
        }
        return checkUnit(of: read.value.amount, against: name.value) ? read : nil
    }

    func everyDates(_ tree: Tree?, example: String) -> Located<DatesPhrase>? {
        phrase(tree) { (words) throws(Misfit) in
            try words.require("every", example: example)
            return try words.dates()
        }
    }

    private func holds(_ tree: Tree?) -> Located<PlacePhrase>? {
        guard let read = phrase(tree, { (w) throws(Misfit) in try w.placePhrase() }) else { return nil }
        guard let name = read.value.itemName else {
            if read.value == .arrival { report(.holdsUntilEarlier("arrival"), at: read.place) }
            return read
        }
        guard resolve(Located(name, at: read.place), as: .item) else { return nil }
        if let here = context.item, let there = outline.items[name], there.order <= here.order {
            report(.holdsUntilEarlier(name), at: read.place)
        }
        return read
    }

    private func onReturn(_ tree: Tree?) -> Located<StepPart.OnReturn>? {
        choice(tree, StepPart.OnReturn.self, "rule for later visits")
    }

    // MARK: waits and branches

    private func wait(_ fields: Fields) -> WaitPart? {
        let clock = choice(fields["clock"], WaitPart.Clock.self, "rule for clocks")
        if fields["for"] != nil, let place = fields.place(of: "until") {
            report(.onlyOneOf(["for", "until"]), at: place)
        }
        if let tree = fields["for"] {
            return splitQuantity(tree, .wait).map { WaitPart(duration: .for($0), clock: clock) }
        }
        if let tree = fields["until"] {
            return split(tree) { waitEnd($0) }.map { WaitPart(duration: .until($0), clock: clock) }
        }
        report(.waitWithoutEnd, at: fields.place)
        return nil
    }

    private func waitEnd(_ tree: Tree) -> Located<WaitEnd>? {
        if let text = tree.text, names.kind(of: text) == .item || text == "end" || text == "arrival" {
            report(.waitForPlace(text), at: tree.place)
            return nil
        }
        guard let read = phrase(tree, { (w) throws(Misfit) in try w.waitEnd() }) else { return nil }
        switch read.value {
        case .next: return read
        case .number(let name), .before(_, let name): return resolveLength(name) ? read : nil
        }
    }

    private func together(_ fields: Fields) -> [Branch]? {
        guard let tree = fields["branches"] else {
            report(.missingKey("branches", home: .together), at: fields.place)
            return nil
        }
        let pairs = entries(tree, "{ NAME: items }")
        if pairs.count == 1 { report(.oneBranch, at: tree.place) }
        if let here = context.item, here.together != nil {
            report(.togetherInBranch(here.name), at: here.place)
        }
        return pairs.map { Branch(name: $0.key, items: items($0.value)) }
    }
}
