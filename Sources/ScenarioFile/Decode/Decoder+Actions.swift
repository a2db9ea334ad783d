extension Decoder {
    func outcomes(_ tree: Tree?) -> [OutcomeSection] {
        let pairs = entries(tree, "{ NAME: action }")
        return pairs.compactMap { pair in
            guard let fields = Fields(pair.value, home: .outcome, self) else { return nil }
            let action = outcomeAction(fields, place: pair.key.place)
            if pair.key.value == "others", let place = fields.place(of: "share") ?? fields.place(of: "only") {
                report(.othersWithShare, at: place)
            }
            return OutcomeSection(name: pair.key, action: action)
        }
    }

    private func outcomeAction(_ fields: Fields, place: SourcePlace) -> Action {
        let backTo = text(fields["back to"])
        let skipTo = text(fields["skip to"])
        let then = text(fields["then"])
        let returns = splitQuantity(fields["returns after"], .returns)
        let atMost = phrase(fields["at most"]) { (words) throws(Misfit) in
            try words.whole("a number of jumps", in: 1...1_000_000, example: "at most: 3").value
        }
        checkJumpKeys(fields)
        return Action(
            place: place, only: test(fields["only"]), share: splitShare(fields["share"]),
            become: become(fields["become"]),
            backTo: backTo.flatMap { checkBack($0, returns: returns != nil) },
            skipTo: skipTo.flatMap { checkSkip($0, from: context.item, key: "skip to") }, atMost: atMost,
            then: then.flatMap { checkSkip($0, from: context.item, key: "then") }, returnsAfter: returns,
            starts: flowName(fields["starts"]), costs: costs(fields["costs"]), by: nil, againEvery: nil)
    }

    /// Which keys need which.
    private func checkJumpKeys(_ fields: Fields) {
        if fields["back to"] != nil, let place = fields.place(of: "skip to") {
            report(.onlyOneOf(["back to", "skip to"]), at: place)
        }
        if fields["returns after"] != nil, let place = fields.place(of: "skip to") {
            report(.onlyOneOf(["returns after", "skip to"]), at: place)
        }
        if context.item?.flow != nil, let place = fields.place(of: "returns after") {
            report(.returnInSideFlow, at: place)
        }
        if let place = fields.place(of: "then"), fields["at most"] == nil { report(.thenAlone, at: place) }
        let jumps = ["back to", "skip to", "returns after"].contains { fields[$0] != nil }
        if let place = fields.place(of: "at most"), !jumps { report(.atMostWithoutJump, at: place) }
    }

    /// `back to`: an earlier item of the same list, or the item itself.
    private func checkBack(_ name: Located<String>, returns: Bool) -> Located<String>? {
        if name.value == "end" {
            report(.backToLater("end", isEnd: true), at: name.place)
            return nil
        }
        guard resolve(name, as: .item), let here = context.item, let there = outline.items[name.value] else {
            return nil
        }
        if returns {
            // A case that comes back enters like a new one: any item of the same flow will do.
            guard there.together == nil else { return refuse(.returnToBranch(name.value), at: name) }
            return there.flow == here.flow
                ? name : refuse(.jumpLeavesList(name.value, isFlow: true), at: name)
        }
        guard there.list == here.list else { return refuseJump(name, from: here, to: there) }
        guard there.index <= here.index else {
            return refuse(.backToLater(name.value, isEnd: false), at: name)
        }
        return name
    }

    /// `skip to`, `then`: a later item of the same list, or `end`.
    func checkSkip(_ name: Located<String>, from here: Outline.ItemPlace?, key: String) -> Located<String>? {
        if name.value == "end" { return name }
        guard resolve(name, as: .item), let there = outline.items[name.value], let here else { return nil }
        guard there.list == here.list else { return refuseJump(name, from: here, to: there) }
        guard there.index > here.index else {
            return refuse(.skipToEarlier(name.value, key: key, isItself: there.index == here.index), at: name)
        }
        return name
    }

    private func refuseJump(
        _ name: Located<String>, from here: Outline.ItemPlace, to there: Outline.ItemPlace
    ) -> Located<String>? {
        if here.flow == there.flow, here.together == nil, let together = there.together {
            return refuse(.jumpIntoBranch(name.value, of: together), at: name)
        }
        return refuse(.jumpLeavesList(name.value, isFlow: there.flow != here.flow), at: name)
    }

    private func refuse(_ problem: Problem, at name: Located<String>) -> Located<String>? {
        report(problem, at: name.place)
        return nil
    }

    /// `become`: a word of the mix or of `case`.
    func become(_ tree: Tree?) -> Located<String>? {
        guard let word = text(tree), resolve(word, as: .word) else { return nil }
        for list in names.lists(of: word.value) {
            if list == .streams { return refuse(.becomeFixed(word.value, what: "a stream"), at: word) }
            if case .outcomes = list { return refuse(.becomeFixed(word.value, what: "an outcome"), at: word) }
        }
        return word
    }

    /// `costs` of an action.
    func costs(_ tree: Tree?) -> Split<CostTerm>? {
        split(tree) { leaf in
            if let text = leaf.text, names.kind(of: text) == .number {
                use(text)
                return checkMoney(Located(text, at: leaf.place))
                    ? Located(.number(text), at: leaf.place) : nil
            }
            return quantity(leaf, .costs).map { Located(.quantity($0.value), at: $0.place) }
        }
    }

    /// A number of the case that is money, as far as its unit tells.
    private func checkMoney(_ name: Located<String>) -> Bool {
        guard let known = numberUnits[name.value], let unit = known, unit.isTime else { return true }
        report(.numberIsNoMoney(name.value, unit: unit.text), at: name.place)
        return false
    }

    /// `if late`. `last` is the item at which the clock ends; nil for `end`.
    func ifLate(_ tree: Tree?, on limit: LateContext) -> Action? {
        guard let tree, let fields = Fields(tree, home: .ifLate, self) else { return nil }
        if limit.isBlank { report(.lateWithoutLength, at: fields.place) }
        if limit.endsAtArrival { report(.lateAtArrival, at: fields.place) }
        let skipTo = text(fields["skip to"])
        let by = text(fields["by"])
        if let by, resolve(by, as: .role), !limit.mayChangeLine {
            report(.lateByOutsideStep, at: fields.place(of: "by") ?? by.place)
        }
        let again = length(fields["again every"], example: "2 working days")
        if let again, again.value.number.value == 0 { report(.againAtOnce, at: again.place) }
        if !fields.hasStrangers { checkDoes(fields) }
        if again != nil, skipTo != nil || by != nil, let place = fields.place(of: "again every") {
            report(.againWithJump, at: place)
        }
        return Action(
            place: fields.place, only: test(fields["only"]), share: splitShare(fields["share"]),
            become: become(fields["become"]), backTo: nil,
            skipTo: skipTo.flatMap { checkLateSkip($0, limit) },
            atMost: nil, then: nil, returnsAfter: nil, starts: flowName(fields["starts"]),
            costs: costs(fields["costs"]), by: by, againEvery: again)
    }

    /// It must say what happens, and what is done again.
    private func checkDoes(_ fields: Fields) {
        let does = ["become", "skip to", "starts", "costs", "by"].contains { fields[$0] != nil }
        if !does { return report(.lateDoesNothing, at: fields.place) }
        let jumps = fields["skip to"] != nil || fields["by"] != nil
        let repeats = fields["starts"] != nil || fields["costs"] != nil
        if let place = fields.place(of: "again every"), !repeats, !jumps {
            report(.againWithoutAction, at: place)
        }
    }

    struct LateContext {
        /// Where the clock ends: the jump must lie beyond.
        var last: Outline.ItemPlace?
        /// The clock is an item's own, which runs while the case is there.
        var isOwn = false
        /// The clock ends as it starts.
        var endsAtArrival = false
        /// True where the clock ends with the case.
        var endsWithCase = false
        /// `solve` or `none` for every case.
        var isBlank = false
        var mayChangeLine = false
        var mayJump = true
    }

    private func checkLateSkip(_ name: Located<String>, _ limit: LateContext) -> Located<String>? {
        if !limit.mayJump { return refuse(.dutyCannotJump, at: name) }
        if name.value == "end" { return name }
        guard resolve(name, as: .item), let there = outline.items[name.value] else { return nil }
        if limit.endsWithCase { return refuse(.lateSkipNotBeyond(name.value, until: "end"), at: name) }
        guard let last = limit.last else { return name }
        guard there.flow == last.flow else {
            return refuse(.jumpLeavesList(name.value, isFlow: true), at: name)
        }
        guard there.order > last.order else {
            return refuse(.lateSkipNotBeyond(name.value, until: last.name), at: name)
        }
        if limit.isOwn {
            return there.list == last.list ? name : refuseJump(name, from: last, to: there)
        }
        if let together = there.together {
            return refuse(.jumpIntoBranch(name.value, of: together), at: name)
        }
        return name
    }
}
