package import CaseFlow

extension Model {
    /// Some limit is judged.
    package var hasTarget: Bool { LimitEntry.all(of: self).contains { $0.target != nil } }
}
