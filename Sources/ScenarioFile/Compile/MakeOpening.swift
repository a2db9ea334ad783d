import CaseFlow
import SimKernel

extension Compilation {
    func makeOpening(_ model: Model, _ draws: Draws) -> [OpeningCase] { [] }
}
