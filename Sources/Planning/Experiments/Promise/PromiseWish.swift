internal import CaseFlow

/// One length that is to be found: that of a limit, or of one class of it.
struct PromiseWish: Sendable {
    /// Index into `Model.limits`.
    var limit: Int
    /// Index into its strata.
    var stratum: Int
    /// Index into `LimitEntry.all(of:)`, the same whatever length is given.
    var entry: Int
    /// Of its clocks, to be on time.
    var share: Double
    var ladder: LengthLadder

    /// All blanks of a model, in its order.
    ///
    /// - Parameter share: takes the place of the targets; nil: each limit's own, else the file's.
    static func blanks(of model: Model, share: Double?) throws(PromiseProblem) -> [PromiseWish] {
        var wishes: [PromiseWish] = []
        for (limit, index) in zip(model.limits, model.limits.indices) {
            for stratum in limit.strata.indices where limit.strata[stratum].length == .solve {
                wishes.append(try PromiseWish(model, limit: index, stratum: stratum, share: share))
            }
        }
        return wishes
    }

    /// The lengths of one limit: one, or where it is split one for each class that it limits.
    static func of(
        _ name: String, in model: Model, share: Double?
    ) throws(PromiseProblem) -> [PromiseWish] {
        guard let index = model.limits.firstIndex(where: { $0.label.id == name }) else {
            let known = model.limits.map(\.label.id)
            throw .unknownLimit(name, among: known)
        }
        let limit = model.limits[index]
        var wishes: [PromiseWish] = []
        for (stratum, place) in zip(limit.strata, limit.strata.indices) {
            switch stratum.length {
            case .none: continue
            case .solve, .length:
                wishes.append(try PromiseWish(model, limit: index, stratum: place, share: share))
            case .number, .earliest, .untilNext, .before:
                throw .dated(limit: name, within: stratum.text)
            }
        }
        if wishes.isEmpty { throw .unlimited(limit: name) }
        return wishes
    }

    private init(
        _ model: Model, limit: Int, stratum: Int, share: Double?
    ) throws(PromiseProblem) {
        let whole = model.limits[limit]
        let own = whole.strata[stratum]
        let wanted = share ?? (whole.targetIsSplit ? own.target : whole.target) ?? model.target
        guard let wanted else { throw .noTarget(limit: whole.label.id) }
        guard wanted > 0 && wanted < 1 else { throw .impossibleShare(wanted) }
        let isSplit = whole.strata.count > 1
        let entry = LimitEntry.all(of: model).firstIndex {
            $0.limit == limit && (isSplit ? !$0.isWhole && $0.timed == [stratum] : $0.isWhole)
        }
        guard let entry else { preconditionFailure("a stratum with a length has an entry") }
        self.limit = limit
        self.stratum = stratum
        self.entry = entry
        self.share = wanted
        ladder = LengthLadder(own, of: model)
    }
}

extension Model {
    /// The same model with lengths given: what the file with these lengths typed compiles to, but for
    /// its digest.
    func promising(_ lengths: [(wish: PromiseWish, step: LimitStep)]) -> Model {
        var model = self
        for (wish, step) in lengths {
            model.limits[wish.limit].strata[wish.stratum].length = .length(step.length)
            model.limits[wish.limit].strata[wish.stratum].text = step.text
            model.limits[wish.limit].strata[wish.stratum].near = nil
        }
        return model
    }

    /// Whether what happens to cases depends on the lengths of these limits.
    func flowDepends(on wishes: [PromiseWish]) -> Bool {
        disciplines.contains(where: \.looksAtDue) || wishes.contains { acts(limits[$0.limit], $0.limit) }
    }

    /// Whether a case goes another way when this limit falls due.
    func acts(_ limit: Limit, _ index: Int) -> Bool {
        if ops.contains(where: { ($0.within == index || $0.startsWithin == index) && $0.overflow >= 0 }) {
            return true
        }
        return limit.ifLate?.changesFlow ?? false
    }
}
