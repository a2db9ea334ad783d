/// How targets are decided: with which error, by which method, within how many replications.
package struct DecisionRule: Sendable, Equatable {
    package enum Method: String, Sendable, CaseIterable {
        /// A skew-adjusted asymptotic confidence sequence of the share of all clocks.
        case asymptotic
        /// Betting, valid for any number of replications: of the mean of the replications' shares.
        case strict
    }

    /// 1 - alpha: how often what is said to be met, or to fail, is so.
    package var confidence: Double
    package var method: Method
    /// Half the width of the zone around a target in which "undecided" is an answer; 0: none.
    package var indifference: Double
    /// The most replications of one model.
    package var budget: Int

    package init(
        confidence: Double = 0.95, method: Method = .asymptotic, indifference: Double = 0, budget: Int = 1024
    ) {
        precondition(confidence > 0.5 && confidence < 1, "confidence lies between 0.5 and 1")
        precondition(indifference >= 0 && budget >= 1, "a zone has a width, a budget a replication")
        self.confidence = confidence
        self.method = method
        self.indifference = indifference
        self.budget = budget
    }

    package var alpha: Double { 1 - confidence }

    /// The error that attempt `attempt` (from 0) to certify may spend: alpha · 6/(π² (j+1)²). All
    /// attempts together spend alpha, however many plans are tried.
    package func alpha(attempt: Int) -> Double {
        let j = Double(attempt + 1)
        return alpha * 6 / (Double.pi * Double.pi * j * j)
    }
}
