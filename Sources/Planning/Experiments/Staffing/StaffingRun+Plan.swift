internal import CaseFlow

/// Answers made of what was found.
extension StaffingRun {
    /// A candidate that was put to the test.
    mutating func plan(of certificate: Certificate) -> StaffPlan {
        let evidence = evidence(model.staffed(certificate.people), seed: certificate.seed)
        var plan = outline(certificate.people, evidence.result, certificate.decision)
        plan.verdict = certificate.decision.verdict == .met ? .met : .undecided
        plan.certificateSeed = certificate.seed
        plan.seemsToKeep = true
        plan.neighbours = tooFew(certificate) + certificate.neighbours.map { neighbour(of: certificate, $0) }
        plan.neighbours.sort { ($0.change, $0.headcount) < ($1.change, $1.headcount) }
        let fewer = plan.neighbours.filter { $0.change < 0 }
        if let best, fewer.allSatisfy({ $0.verdict == .fails }) { plan.cheaper = best.cheaper }
        return plan
    }

    /// The best that was known when a brake stopped the search.
    mutating func stopped(_ reason: StopReason) -> StaffPlan {
        if let best {
            var plan = plan(of: best.certificate)
            plan.stopped = reason
            return plan
        }
        let seemed = samples.order.filter { people in
            samples.seen(people)?.isFeasible == true && !samples.isRefuted(people) && space.contains(people)
        }
        let best = seemed.min { space.cost($0) < space.cost($1) } ?? space.given
        var plan = outline(best, nil, nil)
        plan.stopped = reason
        plan.seemsToKeep = samples.seen(best)?.isFeasible ?? false
        for (index, share) in (samples.seen(best)?.shares ?? []).enumerated() where share != nil {
            plan.limits[index].onTime = Quantity(
                estimate: share, confidence: options.rule.confidence, n: samples.seen(best)?.replications ?? 0
            )
            plan.limits[index].verdict = .undecided
        }
        return plan
    }

    /// A few replications of a staffing, for what a report says besides the decision: where time goes, how
    /// busy the roles are.
    mutating func evidence(_ model: Model, seed: UInt64) -> (data: StudyData, result: StudyResult) {
        var options = study
        options.confidence = self.options.rule.confidence
        options.offered = OfferedLoad(model).roles.map(\.utilisation)
        let data = Study(
            model, sample: .fixed(min(Self.described, self.options.rule.budget)), seed: seed,
            options: options, simulate: self.options.simulate
        ).collect()
        tested.replications += data.summaries.count
        tested.events += data.events
        let result = StudyResult(
            data, seed: seed, confidence: options.confidence, offered: options.offered)
        return (data, result)
    }

    /// Replications behind the description of an answer.
    private static let described = 64

    /// All that does not depend on the verdict.
    func outline(_ people: [Int], _ evidence: StudyResult?, _ decision: Decision?) -> StaffPlan {
        let result =
            evidence
            ?? StudyResult(Study(model, sample: .fixed(1)).nothingYet, seed: seed)
        var limits = result.limits
        for index in limits.indices where limits[index].target != nil { limits[index].verdict = .none }
        for found in decision?.limits ?? [] {
            limits[found.entry].onTime = found.onTime
            limits[found.entry].verdict = found.verdict
            limits[found.entry].wouldSettle = found.wouldSettle
        }
        let targets = Set(limits.compactMap(\.target))
        return StaffPlan(
            title: model.title, digest: model.digest, seed: seed, certificateSeed: nil, verdict: .undecided,
            staff: staff(people), headcounts: rows(people), cost: space.cost(people),
            givenCost: space.cost(space.given), givenKeeps: givenKeeps,
            currency: options.isPriced ? model.currency : nil,
            target: targets.count == 1 ? targets.first : nil,
            rule: options.rule, limits: limits, roles: result.roles, neighbours: [],
            fewestInPace: space.fewestInPace, blame: [],
            cheaper: .someExamined, examined: samples.order.count,
            replications: samples.replications + tested.replications, attempts: attempts.count,
            stopped: nil)
    }

    private func staff(_ people: [Int]) -> Staffing {
        Staffing(
            roles: model.roles.indices.compactMap { role in
                let own = space.headcounts.indices.filter { space.headcounts[$0].role == role }
                if own.isEmpty { return nil }
                return Staffing.Role(
                    id: model.roles[role].label.id,
                    people: own.reduce(0) { $0 + people[$1] * space.headcounts[$1].copies })
            })
    }

    private func rows(_ people: [Int]) -> [StaffPlan.Row] {
        space.headcounts.enumerated().map { index, headcount in
            let role = model.roles[headcount.role].label.id
            let prefix = role + "."
            return StaffPlan.Row(
                path: headcount.path, role: role,
                hours: headcount.path.hasPrefix(prefix)
                    ? String(headcount.path.dropFirst(prefix.count)) : nil,
                given: headcount.people, people: people[index], copies: headcount.copies,
                cost: space.costs[index], isFixed: options.fixed[index] != nil,
                maximum: options.maximum[index])
        }
    }

    private var givenKeeps: StaffPlan.Keeping? {
        guard let look = samples.seen(space.given) else { return nil }
        if !look.isClear { return .close }
        return look.isFeasible ? .keeps : .fails
    }

    /// One fewer could not keep up with the work.
    private func tooFew(_ certificate: Certificate) -> [StaffPlan.Neighbour] {
        if certificate.neighbours.isEmpty { return [] }
        let least = leastNeighbour(of: certificate.people)
        return space.free.filter { index in
            let people = certificate.people[index]
            return people == least[index] && people > space.headcounts[index].least
        }.map { StaffPlan.Neighbour(headcount: $0, change: -1, verdict: .fails) }
    }

    private func neighbour(
        of certificate: Certificate, _ found: Certificate.Neighbour
    ) -> StaffPlan.Neighbour {
        let people = found.of(certificate.people)
        // A staffing that was tried in turn and not borne out does not keep the targets for certain.
        let isRefuted = found.verdict == .met && samples.isRefuted(people)
        let verdict: StaffPlan.NeighbourVerdict =
            switch found.verdict {
            case .met: isRefuted ? .undecided : .meets
            case .missed: .fails
            case .undecided, .none: .undecided
            }
        let share = found.failing.flatMap { samples.seen(people)?.shares[$0] }
        return StaffPlan.Neighbour(
            headcount: found.headcount, change: found.change, verdict: verdict, failing: found.failing,
            share: share, wouldSettle: found.wouldSettle)
    }
}
