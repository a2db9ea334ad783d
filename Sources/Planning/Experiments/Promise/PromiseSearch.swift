package import CaseFlow

/// Finds the shortest lengths that are kept with the target share, given the staff.
///
/// A length is put in place of the blank, and the model is run as it then is: what is promised means what
/// the file with that length would measure, with stopped clocks, classes and the order of lines.
/// `PromiseGuess` finds where to look, on seeds of the search; `PromiseCertificate` shows it on fresh ones.
package struct PromiseSearch: Sendable {
    private let wishes: [PromiseWish]
    private let model: Model
    private let seed: UInt64
    private let sample: Sample
    private let options: Study.Options

    /// - Parameters:
    ///   - limit: nil: all blanks of the model; else this limit, or each class of it.
    ///   - share: takes the place of all targets; nil: each limit's own, else the file's.
    ///   - seed: nil takes the scenario's own.
    package init(
        _ model: Model, limit: String? = nil, share: Double? = nil, seed: UInt64? = nil,
        sample: Sample = .decisions(), options: Study.Options = Study.Options()
    ) throws(PromiseProblem) {
        self.model = model
        self.seed = seed ?? model.seed
        self.sample = sample
        self.options = options
        if let limit {
            wishes = try PromiseWish.of(limit, in: model, share: share)
        } else {
            wishes = try PromiseWish.blanks(of: model, share: share)
        }
    }

    /// Classes of the limits that are sought, in the order of the model; nil: a limit that is not split.
    package var classes: [String?] {
        let entries = LimitEntry.all(of: model)
        return wishes.map { entries[$0.entry].className }
    }

    /// The same search for one class only.
    ///
    /// - Precondition: `classes` has it.
    package func of(class name: String) -> PromiseSearch {
        let entries = LimitEntry.all(of: model)
        return PromiseSearch(self, wishes.filter { entries[$0.entry].className == name })
    }

    private init(_ search: PromiseSearch, _ wishes: [PromiseWish]) {
        self.wishes = wishes
        model = search.model
        seed = search.seed
        sample = search.sample
        options = search.options
    }

    /// Runs on the calling thread, which waits.
    package func result() -> PromiseResult {
        var bench = PromiseBench(model, wishes: wishes, sample: sample, seed: seed, options: options)
        let isCoupled = model.flowDepends(on: wishes)
        guard !wishes.isEmpty, let places = PromiseGuess.places(&bench) else {
            return result(bench, wishes.map { stopped($0) })
        }
        let guess = places.map { place -> Int? in
            if case .at(let position) = place { position } else { nil }
        }
        let findings = PromiseCertificate.findings(&bench, from: guess, isCoupled: isCoupled)
        var promises: [PromisedLimit] = bench.wishes.indices.map { wish in
            guard let finding = findings[wish] else { return unkept(wish, places[wish], bench) }
            return kept(bench.wishes[wish], finding)
        }
        PromiseCurve.draw(&promises, findings, &bench, isCoupled: isCoupled)
        return result(bench, promises)
    }

    private func result(_ bench: PromiseBench, _ promises: [PromisedLimit]) -> PromiseResult {
        PromiseResult(
            title: model.title, digest: model.digest, seed: seed, replications: bench.replications,
            events: bench.events,
            stopped: bench.stopped, promises: promises, notes: notes(promises))
    }

    private func promise(_ wish: PromiseWish, _ verdict: PromisedLimit.Verdict) -> PromisedLimit {
        let entry = LimitEntry.all(of: model)[wish.entry]
        return PromisedLimit(
            id: entry.id, className: entry.className, rule: entry.rule, target: wish.share,
            verdict: verdict, curve: [])
    }

    private func kept(_ wish: PromiseWish, _ finding: PromiseCertificate.Finding) -> PromisedLimit {
        var promise = promise(wish, .kept)
        promise.step = wish.ladder[finding.position]
        promise.onTime = finding.onTime
        if finding.position > 0 {
            promise.shorter = PromisedLimit.Shorter(
                within: wish.ladder[finding.position - 1].text, onTime: finding.shorter?.onTime,
                verdict: finding.shorter?.verdict ?? .none)
        }
        return promise
    }

    private func unkept(
        _ index: Int, _ place: PromiseGuess.Place, _ bench: PromiseBench
    ) -> PromisedLimit {
        let wish = bench.wishes[index]
        if bench.stopped != nil { return stopped(wish) }
        var promise = promise(wish, .none)
        switch place {
        case .grows(let perWeek): promise.reason = .grows(perWeek: perWeek)
        case .nowhere(let onTime):
            promise.reason = .neverEnds(longest: wish.ladder[wish.ladder.count - 1].text, onTime: onTime)
        case .untested: promise.reason = .untested
        case .at:
            promise.verdict = .undecided
            promise.reason = .budget
        }
        return promise
    }

    private func stopped(_ wish: PromiseWish) -> PromisedLimit {
        var promise = promise(wish, .undecided)
        promise.reason = .stopped
        return promise
    }

    private func notes(_ promises: [PromisedLimit]) -> [String] {
        var sentences: [String] = []
        if model.disciplines.contains(where: \.looksAtDue) && promises.contains(where: { $0.step != nil }) {
            let together = promises.count > 1 ? " They hold together, all in place." : ""
            sentences.append(
                "The order of lines looks at due instants, so a promised length changes it." + together)
        }
        let acting = wishes.filter { model.acts(model.limits[$0.limit], $0.limit) }
            .map { model.limits[$0.limit].label.id }
        for id in Set(acting).sorted() {
            sentences.append(
                "\(id) acts when it is late: another length sends cases another way, and its share need not "
                    + "rise with its length.")
        }
        if let hours = wishes.first(where: isInHoursForWantOfARule) {
            sentences.append(
                "\(model.limits[hours.limit].label.id) and other blanks are in working hours, since the file "
                    + "does not say how working days run: add 'working days run: from the next day' to the "
                    + "calendar for working days.")
        }
        return sentences
    }

    private func isInHoursForWantOfARule(_ wish: PromiseWish) -> Bool {
        let stratum = model.limits[wish.limit].strata[wish.stratum]
        return stratum.length == .solve && stratum.counting == nil && !model.dueCalendar.hours.isAlways
    }
}
