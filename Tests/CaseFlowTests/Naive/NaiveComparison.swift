import CaseFlow
import SimKernel

/// What the engine and the naive simulator say of the same replication.
struct NaiveComparison {
    /// The first thing they differ in; nil where they agree.
    let difference: String?
    let moments: Int

    init(_ random: RandomModel) {
        let seed = random.seed
        let replication = UInt32(truncatingIfNeeded: seed % 3)
        let span = RandomModel.span(of: random.model.horizon)
        let naive = NaiveSimulator(
            random.model, office: NaiveOffice(random.calendar, from: span.from, to: span.to), seed: seed,
            replication: replication)
        naive.run()
        let traced = trace(
            random.model, seed: seed, replication: replication, brake: Brake(maxEvents: 1_000_000))
        let rows = traced.trace.rows.map {
            NaiveMoment(moment: $0.moment, identity: $0.identity, op: $0.op, time: $0.time, value: $0.value)
        }
        moments = rows.count
        // A run is over when its last counted case ends; what else that instant brings is left open.
        let counted = Set(naive.cases.filter(\.isCohort).map(\.identity))
        func isDefined(_ moment: NaiveMoment) -> Bool {
            moment.time != naive.now || counted.contains(moment.identity)
        }
        difference =
            Self.firstDifference(
                Self.byCase(rows.filter(isDefined)), Self.byCase(naive.moments.filter(isDefined)),
                random.model)
            ?? Self.firstDifference(traced.result.figures, naive.result().figures)
            ?? (traced.result.stopped ? "the engine gave up" : nil)
    }

    // MARK: Moments

    /// Each case's own story, by case. Clocks that end at one moment of a case end in no order.
    private static func byCase(_ moments: [NaiveMoment]) -> [UInt64: [NaiveMoment]] {
        var stories = Dictionary(grouping: moments, by: \.identity)
        for (identity, story) in stories {
            var sorted = story
            var first = 0
            for i in story.indices.dropFirst() where !areClocks(story[i - 1], story[i]) {
                sorted[first..<i].sort { $0.value < $1.value }
                first = i
            }
            sorted[first...].sort { $0.value < $1.value }
            stories[identity] = sorted
        }
        return stories
    }

    private static func areClocks(_ a: NaiveMoment, _ b: NaiveMoment) -> Bool {
        [a, b].allSatisfy { $0.moment == .onTime || $0.moment == .late } && a.time == b.time
    }

    /// Of all cases, the difference that happens first.
    private static func firstDifference(
        _ engine: [UInt64: [NaiveMoment]], _ naive: [UInt64: [NaiveMoment]], _ model: Model
    ) -> String? {
        var first: (time: Ticks, text: String)?
        for identity in Set(engine.keys).union(naive.keys).sorted() {
            let (left, right) = (engine[identity] ?? [], naive[identity] ?? [])
            guard
                let i = (0..<max(left.count, right.count)).first(where: { i in
                    i >= left.count || i >= right.count || left[i] != right[i]
                })
            else { continue }
            let (mine, other) = (i < left.count ? left[i] : nil, i < right.count ? right[i] : nil)
            let time = min(mine?.time ?? .max, other?.time ?? .max)
            if time >= first?.time ?? .max { continue }
            let before = left[..<i].suffix(3).map { "\n    before: " + $0.text(model) }.joined()
            first = (
                time,
                "case \(identity >> 48).\(identity & 0xFFFF_FFFF_FFFF):" + before
                    + "\n    engine: " + (mine?.text(model) ?? "nothing more")
                    + "\n    naive:  " + (other?.text(model) ?? "nothing more")
            )
        }
        return first?.text
    }

    // MARK: Figures

    private static func firstDifference(
        _ engine: [(name: String, value: Int128)], _ naive: [(name: String, value: Int128)]
    ) -> String? {
        for (left, right) in zip(engine, naive) where left != right {
            return
                "\(left.name): engine \(left.value), naive \(right.name == left.name ? "" : right.name)\(right.value)"
        }
        return engine.count == naive.count ? nil : "\(engine.count) and \(naive.count) figures"
    }
}

extension NaiveMoment {
    func text(_ model: Model) -> String {
        let item = model.ops.indices.contains(op) ? model.ops[op].label.id : "item \(op)"
        return "\(Self.text(of: time)) \(moment) at \(item), value \(value)"
    }

    /// In UTC.
    static func text(of instant: Ticks) -> String {
        let local = ZoneOffsets.utc.local(at: instant)
        let minutes = local.timeOfDay / Tick.minute
        let clock = "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        let rest = instant % Tick.minute
        return "\(local.date.month)-\(local.date.day) \(clock)\(rest == 0 ? "" : "+\(rest)us")"
    }
}

extension ReplicationResult {
    /// Every whole figure by name; sums of squares and counts by size follow from the rest.
    var figures: [(name: String, value: Int128)] {
        var list: [(name: String, value: Int128)] = []
        func add(_ name: String, _ value: some BinaryInteger) { list.append((name, Int128(value))) }
        func add(_ name: String, _ seen: Observations) {
            add(name + " count", seen.count)
            add(name + " sum", seen.sum)
            add(name + " least", seen.least)
            add(name + " greatest", seen.greatest)
        }
        add("arrived", arrived)
        add("closed", closed)
        add("open at end", openAtEnd)
        add("turnaround", turnaround)
        add("backlog integral", backlog.integral)
        add("backlog peak", backlog.peak)
        add("backlog at window start", backlog.atWindowStart)
        add("backlog at window end", backlog.atWindowEnd)
        for (i, week) in backlog.weekly.enumerated() { add("backlog of week \(i)", week) }
        for (i, limit) in limits.enumerated() {
            add("limit \(i) cases", limit.cases)
            add("limit \(i) none late", limit.casesNoneLate)
            for (k, stratum) in limit.strata.enumerated() {
                add("limit \(i).\(k) ended", stratum.ended)
                add("limit \(i).\(k) late", stratum.late)
                add("limit \(i).\(k) duration", stratum.duration)
                add("limit \(i).\(k) cases", stratum.cases)
                add("limit \(i).\(k) none late", stratum.casesNoneLate)
                add("limit \(i).\(k) within near", stratum.withinNear)
            }
        }
        for (i, role) in roles.enumerated() {
            add("role \(i) busy", role.busy)
            add("role \(i) on duty", role.onDuty)
            add("role \(i) rostered", role.rostered)
            add("role \(i) overtime", role.overtime)
            add("role \(i) waiting", role.waiting)
            add("role \(i) queue integral", role.queueIntegral)
        }
        for (i, step) in steps.enumerated() {
            add("item \(i) visits", step.visits)
            add("item \(i) waiting", step.waiting)
            add("item \(i) work", step.workSum)
            add("item \(i) given up", step.givenUp)
            for (k, own) in step.classWaiting.enumerated() {
                add("item \(i) class \(k) count", own.count)
                add("item \(i) class \(k) sum", own.sum)
            }
        }
        return list + furtherFigures
    }

    /// Of money, months, numbers and the opening backlog.
    private var furtherFigures: [(name: String, value: Int128)] {
        var list: [(name: String, value: Int128)] = [
            ("costs of outcomes", costs.outcomes), ("costs of lateness", costs.lateness),
        ]
        func add(_ name: String, _ value: some BinaryInteger) { list.append((name, Int128(value))) }
        for (i, month) in months.enumerated() {
            add("month \(i) arrived", month.arrived)
            add("month \(i) closed", month.closed)
            add("month \(i) ended", month.ended)
            add("month \(i) late", month.late)
        }
        for (i, count) in numbered.enumerated() { add("numbered in period \(i)", count) }
        guard let opening else { return list }
        add("opening cases", opening.cases)
        add("opening cleared", opening.cleared ?? -1)
        for (i, week) in opening.weekly.enumerated() { add("opening at end of week \(i)", week) }
        return list
    }
}
