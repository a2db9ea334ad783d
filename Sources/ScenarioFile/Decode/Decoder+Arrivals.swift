extension Decoder {
    func streams() -> [StreamSection] {
        guard let tree = root["arrivals"] else { return [] }
        guard let items = tree.items else {
            guard let fields = Fields(tree, home: .stream, self) else { return [] }
            return stream(fields).map { [$0] } ?? []
        }
        if items.isEmpty { report(.emptyValue, at: tree.place) }
        return items.compactMap { item in
            guard let fields = Fields(item, home: .stream, self) else { return nil }
            if fields["stream"] == nil { report(.streamWithoutName, at: fields.place) }
            return stream(fields)
        }
    }

    private func stream(_ fields: Fields) -> StreamSection? {
        let process = process(fields)
        let enters = text(fields["enters"])
        if let enters { checkEntry(enters) }
        let over = quantity(fields["over"], .over)
        if let place = fields.place(of: "over"), fields["brings"] == nil { report(.overAlone, at: place) }
        let stream = StreamSection(
            name: text(fields["stream"]), place: fields.place,
            process: process ?? .observed(ArrivalTrace(file: Located("", at: fields.place), shown: "")),
            month: weights(fields["month"], .month), weekday: weights(fields["weekday"], .weekday),
            day: weights(fields["day"], .day), hour: weights(fields["hour"], .hour),
            busyness: busyness(fields["busyness"]), hours: streamHours(fields["hours"]),
            mix: fields["mix"].map { wordShares($0, list: "mix") } ?? [],
            brings: quantity(fields["brings"], .brings), over: over, enters: enters)
        return process == nil ? nil : stream
    }

    private func process(_ fields: Fields) -> StreamSection.Process? {
        let given = ["mean", "every", "observed"].filter { fields[$0] != nil }
        guard let first = given.first else {
            report(.streamWithoutProcess, at: fields.place)
            return nil
        }
        if given.count > 1 {
            report(.onlyOneOf(given), at: fields.place(of: given[1]) ?? fields.place)
        }
        switch first {
        case "mean":
            let rate = phrase(fields["mean"]) { (w) throws(Misfit) in try w.rate(example: "20 per week") }
            return rate.map { .mean($0) }
        case "every":
            guard let every = quantity(fields["every"], .every) else { return nil }
            if case .constant(let amount) = every.value.family, amount.value == 0 {
                report(.meanNotPositive(amount.number.text), at: amount.place)
                return nil
            }
            if case .observed(let observed) = every.value.family, observed.values.allSatisfy({ $0 == 0 }) {
                report(.meanNotPositive(observed.file.value), at: observed.file.place)
                return nil
            }
            return .every(every)
        default:
            guard let file = file(fields["observed"]) else { return nil }
            return trace(file, mix: fields["mix"]?.pairs?.map(\.key.value) ?? []).map { .observed($0) }
        }
    }

    private func checkEntry(_ name: Located<String>) {
        guard resolve(name, as: .item), let item = outline.items[name.value] else { return }
        if item.flow != nil || item.list != 0 { report(.entryInside(name.value), at: name.place) }
    }

    private func streamHours(_ tree: Tree?) -> Located<StreamSection.Hours>? {
        guard let tree else { return nil }
        if tree.text == "as staff" { return Located(.asStaff, at: tree.place) }
        return hours(tree).map { Located(.hours($0.value), at: $0.place) }
    }

    private func busyness(_ tree: Tree?) -> Located<StreamSection.Busyness>? {
        phrase(tree) { (words) throws(Misfit) in
            let quantity = try words.quantity(.busyness)
            try words.require("per", example: QuantityRule.busyness.example)
            let period = try words.choice(
                StreamSection.Busyness.Period.self, "period", example: QuantityRule.busyness.example)
            return StreamSection.Busyness(text: words.text, quantity: quantity, period: period)
        }
    }

    /// `{ WORD: SHARE }`, which sums to 100 %.
    func wordShares(_ tree: Tree, list: String) -> [WordShare] {
        var shares: [WordShare] = []
        let pairs = entries(tree, "{ WORD: share }")
        for pair in pairs {
            let read = phrase(pair.value) { (words) throws(Misfit) in try words.share() }
            if let read { shares.append(WordShare(word: pair.key, share: read)) }
        }
        guard shares.count == pairs.count, !pairs.isEmpty else { return shares }
        let sum = shares.reduce(0) { $0 + $1.share.value.billionths }
        if sum != Share.whole {
            report(.sharesOffWhole(list, sum: Share.text(billionths: sum)), at: tree.place)
        }
        return shares
    }
}

extension Share {
    /// `99.5 %`, exactly.
    static func text(billionths: Int64) -> String {
        let whole = billionths / 10_000_000
        var fraction = String(billionths % 10_000_000)
        fraction = String(repeating: "0", count: 7 - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return fraction.isEmpty ? "\(whole) %" : "\(whole).\(fraction) %"
    }
}
