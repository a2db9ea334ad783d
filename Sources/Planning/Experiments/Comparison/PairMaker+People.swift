internal import CaseFlow

extension PairMaker {
    func role(_ match: Matches.Match) -> RoleDifference {
        let (b, d) = (baseline.result.roles[match.baseline], design.result.roles[match.design])
        func ratio(_ totals: (ReplicationSummary.RoleTotals) -> (Double, Double)) -> Linearised? {
            difference(match) { side, role in side.ratio(others) { totals($0.roles[role]) } }
        }
        func quantile(_ index: Int) -> Linearised? {
            difference(match) { side, role in
                side.quantile(others, Probabilities.role, index, of: side.data.pooled?.roles[role]) {
                    $0.roles[role].waiting
                }
            }
        }
        let queue = difference(match) { side, role in
            side.mean(others) { $0.roles[role].queueIntegral / side.data.windowSeconds }
        }
        return RoleDifference(
            id: b.id, baseline: b, design: d, utilisation: others.quantity(ratio { ($0.busy, $0.onDuty) }),
            waitingMean: lasting(
                ratio { ($0.waiting.sum, $0.waiting.count) }, of: (b.waitingMean, d.waitingMean)),
            waitingP50: lasting(quantile(0), of: (b.waitingP50, d.waitingP50)),
            waitingP95: lasting(quantile(1), of: (b.waitingP95, d.waitingP95)),
            queueMean: lasting(queue, of: (b.queueMean, d.queueMean)),
            requiredHoursPerWeek: others.quantity(
                difference(match) { side, role in side.mean(others, side.maker.requiredHours(role)) }),
            overtimeHours: others.quantity(
                difference(match) { side, role in side.mean(others) { $0.roles[role].overtime / 3600 } }))
    }

    func step(_ match: Matches.Match) -> StepDifference {
        let (b, d) = (baseline.result.steps[match.baseline], design.result.steps[match.design])
        let visits = difference(match) { side, place in
            let step = side.maker.stepIndexes[place]
            return side.mean(others) { $0.steps[step].visits }
        }
        let waiting = difference(match) { side, place in
            let step = side.maker.stepIndexes[place]
            return side.ratio(others) { ($0.steps[step].waiting.sum, $0.steps[step].waiting.count) }
        }
        return StepDifference(
            id: b.id, baseline: b, design: d, visits: others.quantity(visits),
            waitingMean: lasting(waiting, of: (b.waitingMean, d.waitingMean)))
    }
}
