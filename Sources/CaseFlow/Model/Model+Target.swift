extension Model {
    /// The same model with one target for every limit: in place of those that the file names, and where it
    /// names none. What the file says has none keeps none.
    ///
    /// - Parameter share: of the clocks on time, above 0, at most 1.
    package func targeted(_ share: Double) -> Model {
        precondition(share > 0 && share <= 1, "a target is a share on time")
        var model = self
        model.target = share
        for limit in limits.indices { model.limits[limit].setTarget(share) }
        return model
    }
}

extension Limit {
    fileprivate mutating func setTarget(_ share: Double) {
        if isNeverJudged { return }
        guard targetIsSplit, strata.contains(where: { $0.target == nil }) else {
            target = share
            targetIsSplit = false
            return
        }
        // Some classes are never judged, so there is no target for all together.
        for stratum in strata.indices where strata[stratum].target != nil { strata[stratum].target = share }
    }
}
