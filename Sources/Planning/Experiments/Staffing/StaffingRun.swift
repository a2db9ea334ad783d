internal import CaseFlow

/// One search for people, from the first question to the certificate.
struct StaffingRun {
    let model: Model
    let options: StaffingOptions
    let seed: UInt64
    let space: StaffingSpace
    let samples: StaffingSamples
    var climb: StaffingClimb
    let descent: StaffingDescent
    var exploration: StaffingExploration
    /// What certificates took, and the unlimited people put to the test.
    var tested = (replications: 0, events: 0)
    var attempts: [Certificate] = []
    /// The cheapest that was certified, and what is known of cheaper ones.
    var best: (certificate: Certificate, cheaper: StaffPlan.Cheaper)?

    /// Candidates put to the test at most.
    static let mostAttempts = 6
    /// Replications of one staffing in the search, and of one that is only to be described.
    static let mostLooked = 256
    static let roughly = 64

    init(_ model: Model, _ options: StaffingOptions) {
        self.model = model
        self.options = options
        seed = options.seed ?? model.seed
        space = StaffingSpace(model, options)
        let report = options.progress
        samples = StaffingSamples(
            model, seed: Seeds.seed(seed, for: .search), most: min(Self.mostLooked, options.rule.budget),
            options: options, pace: space.pace
        ) { samples in
            report?(
                StaffingProgress(
                    phase: .searching, examined: samples.order.count, replications: samples.replications))
        }
        climb = StaffingClimb(space, samples)
        descent = StaffingDescent(space: space, samples: samples)
        exploration = StaffingExploration(space, samples, budget: options.rule.budget)
    }

    mutating func plan() -> StaffPlan {
        do {
            if let blocked = try outOfReach() { return blocked }
            _ = try samples.look(at: space.given, most: Self.roughly)
            return try certified()
        } catch {
            return stopped(error.reason)
        }
    }

    // MARK: - Search

    /// The cheapest staffing found that seems to keep all targets.
    private mutating func found(
        from start: [Int]
    ) throws(StaffingSamples.Stopped) -> (people: [Int], isFeasible: Bool) {
        var reached = try climb.run(from: start)
        if !reached.isFeasible, space.contains(space.given), try samples.isFeasible(space.given) {
            // Where more people may hurt, the file can know better.
            reached = (space.given, true)
        }
        guard reached.isFeasible else { return reached }
        var people = try descent.run(from: reached.people)
        while let better = try exploration.better(than: people) {
            people = try descent.run(from: better)
        }
        return (people, true)
    }

    // MARK: - Certificate

    /// Puts the cheapest to the test, on seeds that no search has seen. What is not borne out goes up by the
    /// people it lacks; a staffing with one person fewer that keeps the targets is tried next.
    private mutating func certified() throws(StaffingSamples.Stopped) -> StaffPlan {
        var start = space.guide
        while attempts.count < Self.mostAttempts {
            let candidate = try found(from: start)
            guard candidate.isFeasible else {
                if best != nil { break }
                return try beyondMaximum(candidate.people)
            }
            if best?.certificate.people == candidate.people { break }
            let certificate = attempt(candidate.people)
            if let reason = certificate.stopped { throw StaffingSamples.Stopped(reason: reason) }
            if certificate.decision.verdict == .met || certificate.decision.verdict == .none {
                best = (certificate, samples.demanded > 0 ? .someExamined : exploration.cheaper)
                guard let fewer = cheapestThatMeets(certificate) else { break }
                samples.trust(fewer)
                start = fewer
            } else {
                samples.refute(candidate.people)
                samples.demand(certificate.decision.reach)
                start = candidate.people
            }
        }
        return plan(of: best?.certificate ?? attempts[attempts.count - 1])
    }

    private mutating func attempt(_ people: [Int]) -> Certificate {
        let fixed = Set(space.headcounts.indices).subtracting(space.free)
        let certificate = Certificate.attempt(
            attempts.count, people: people, of: model, fixed: fixed, least: leastNeighbour(of: people),
            looksAroundUndecided: attempts.count == Self.mostAttempts - 1, rule: options.rule, seed: seed,
            options: watched(.certifying(attempt: attempts.count + 1)), simulate: options.simulate)
        attempts.append(certificate)
        tested.replications += certificate.replications
        tested.events += certificate.events
        return certificate
    }

    /// By headcount, the fewest that a neighbour may have: no fewer than `people` where one fewer could not
    /// keep up, which needs no simulation.
    func leastNeighbour(of people: [Int]) -> [Int] {
        space.least.indices.map { index in
            var fewer = people
            fewer[index] -= 1
            let isBounded = people[index] <= space.least[index] || options.fixed[index] != nil
            return isBounded || space.pace.keepsUp(fewer) ? space.least[index] : people[index]
        }
    }

    private func cheapestThatMeets(_ certificate: Certificate) -> [Int]? {
        let fewer = certificate.neighbours.filter { $0.change < 0 && $0.verdict == .met }.map { neighbour in
            neighbour.of(certificate.people)
        }
        return fewer.filter { space.contains($0) && !samples.isRefuted($0) }.min {
            space.cost($0) < space.cost($1)
        }
    }

    /// As `study`, and each replication is told.
    func watched(_ phase: StaffingProgress.Phase) -> Study.Options {
        guard let report = options.progress else { return study }
        var watched = study
        let (examined, before) = (samples.order.count, samples.replications + tested.replications)
        watched.progress = {
            report(StaffingProgress(phase: phase, examined: examined, replications: before + $0.finished))
        }
        return watched
    }

    /// With the events that are left.
    var study: Study.Options {
        var left = options.study
        left.progress = nil
        if left.maxEvents != .max { left.maxEvents = max(0, left.maxEvents - samples.events - tested.events) }
        return left
    }
}

extension Certificate.Neighbour {
    /// The staffing meant, next to `people`.
    func of(_ people: [Int]) -> [Int] {
        var changed = people
        changed[headcount] += change
        return changed
    }
}
