/// The share on time of one limit entry as a decision sees it, look by look.
package struct ShareSequence: Sendable, Equatable {
    fileprivate enum Evidence: Equatable {
        case asymptotic(ConfidenceSequence)
        case strict(BettingTest)
    }

    /// The errors that bounds may have, made once for all entries of a model.
    package struct Errors: Sendable, Equatable {
        package var method: DecisionRule.Method
        package var confidence: Double
        package var alphaBelow: Double
        package var alphaAbove: Double
        private let spending: ConfidenceSequence.Errors

        /// - Parameters: the error of all lower bounds together, and of all upper ones.
        package init(
            _ method: DecisionRule.Method, confidence: Double, below: Double, above: Double, looks: Looks
        ) {
            self.method = method
            self.confidence = confidence
            alphaBelow = below
            alphaAbove = above
            let lower = ErrorSpending(looks, alpha: below)
            spending = ConfidenceSequence.Errors(
                below: lower, above: above == below ? lower : ErrorSpending(looks, alpha: above))
        }

        fileprivate var evidence: Evidence {
            switch method {
            case .asymptotic: .asymptotic(ConfidenceSequence(spending, confidence: confidence))
            case .strict: .strict(BettingTest(alphaBelow: alphaBelow, alphaAbove: alphaAbove))
            }
        }
    }

    private var evidence: Evidence
    /// Replications that were looked at, those without a clock included.
    private var taken = 0
    private let confidence: Double
    private var errorOfMean: Double?

    package init(_ errors: Errors) {
        evidence = errors.evidence
        confidence = errors.confidence
    }

    /// - Parameters: the look's number, from 0; late and ended clocks of all replications from the first.
    package mutating func look(_ look: Int, late: [Double], ended: [Double], designEffect: Double?) {
        switch evidence {
        case .asymptotic(var sequence):
            sequence.look(look, late: late, ended: ended, designEffect: designEffect)
            evidence = .asymptotic(sequence)
        case .strict(var test):
            let news = zip(late, ended).dropFirst(taken).filter { $0.1 > 0 }
            test.add(news.map { ($0.1 - $0.0) / $0.1 })
            evidence = .strict(test)
            errorOfMean = IntervalMethod(n: test.n).mean(test.shares).standardError
        }
        taken = late.count
    }

    /// The estimate with the bounds that all looks leave; by `strict` of the mean of shares.
    package var share: Quantity {
        switch evidence {
        case .asymptotic(let sequence): sequence.share
        case .strict(let test):
            Quantity(
                estimate: test.mean, standardError: errorOfMean, low: test.n < 2 ? nil : test.low,
                high: test.n < 2 ? nil : test.high, confidence: confidence, n: taken)
        }
    }

    package func verdict(target: Double?) -> Verdict {
        switch evidence {
        case .asymptotic(let sequence): sequence.verdict(target: target)
        case .strict: Verdict(share, target: target)
        }
    }

    /// Replications that would settle it, should the estimate stay; nil where none can be named.
    package func wouldSettle(target: Double?) -> Int? {
        var fewest = 0
        if case .asymptotic(let sequence) = evidence { fewest = sequence.needed }
        return share.replicationsToSettle(target: target, atLeast: fewest)
    }
}
