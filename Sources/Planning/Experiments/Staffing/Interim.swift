package import CaseFlow

extension Model {
    package func costs(ofHeads headcounts: [Headcount]) -> [Double] { headcounts.map { Double($0.copies) } }
    package func targeted(_ share: Double) -> Model {
        var model = self
        for limit in limits.indices { model.limits[limit].target = share }
        return model
    }
}
