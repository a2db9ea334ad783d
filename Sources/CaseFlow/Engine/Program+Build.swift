internal import SimKernel

extension Model {
    /// See `Program.ends`.
    fileprivate var branchEnds: [Int32] {
        var ends = ops.indices.map { Int32(ops[$0].next($0)) }
        for branch in ops.flatMap(\.branches) {
            for i in branch.lowerBound...branch.upperBound { ends[i] = Int32(branch.upperBound) }
        }
        return ends
    }

    /// Whether some records of cases belong together.
    var hasKin: Bool {
        !flows.isEmpty || !duties.isEmpty || ops.contains { !$0.branches.isEmpty }
            || outcomes.contains { $0.returns != nil }
    }
}

extension Program {
    init(_ model: Model) {
        var sharePool = SharePool()
        let clocks = ClockTables(model)
        let places = VisitPlaces(model)

        let records = model.ops.indices.map { i in
            Program.record(of: model, op: i, clocks: clocks, place: places.first[i], shares: &sharePool)
        }
        let outcomeRecords = model.outcomes.map { Program.record(of: $0, shares: &sharePool) }
        let tests = TestTables(model)
        let splits = ChoiceTables(model)

        ops = buffer(records)
        itemClocks = buffer(clocks.items)
        ends = buffer(model.branchEnds)
        clockLimits = buffer(clocks.flat)
        outcomes = buffer(outcomeRecords)
        self.tests = buffer(tests.records)
        numberTerms = buffer(tests.terms)
        let wordDraws = DrawTables(model)
        draws = buffer(wordDraws.records)
        drawRows = buffer(wordDraws.rows)
        drawPieces = buffer(wordDraws.pieces)
        classMasks = buffer(model.classes.map(\.mask))
        classCount = Int32(model.classes.count)
        choiceStarts = buffer(splits.starts)
        choiceRows = buffer(splits.rows)
        shares = buffer(sharePool.values)
        tables = buffer(model.tables.map(\.view))
        tableMeans = buffer(model.tables.map { Ticks($0.mean.rounded()) })
        limits = buffer(clocks.limits)
        strata = buffer(clocks.strata)
        strataCount = clocks.strata.count
        slotLimits = buffer(clocks.slotLimits)
        arrivalStarts = clocks.arrivalStarts
        endEnds = clocks.endEnds
        arrivalEnds = clocks.arrivalEnds
        flowEnds = clocks.flowEnds
        lengths = clocks.lengths
        clockSlots = clocks.slotLimits.count
        visitPlaces = places.count
        limitsHaveTests = model.limits.contains { $0.only >= 0 }
        limitsAct = clocks.limits.contains(where: \.acts)
        hasRare = model.hasRareRecords
        mainEnd = model.end
        hasKin = model.hasKin
        (instants, seriesStarts) = Program.series(of: model)
        flowStarts = clocks.flowStarts
    }

    /// All instants of DATES, one series after the other, and where each begins; one more ends the last.
    private static func series(
        of model: Model
    ) -> (instants: UnsafeMutablePointer<Ticks>, starts: UnsafeMutablePointer<Int32>) {
        var starts: [Int32] = [0]
        for series in model.dateSeries { starts.append(starts[starts.count - 1] + Int32(series.count)) }
        return (buffer(model.dateSeries.flatMap { $0 }), buffer(starts))
    }

    private static func record(
        of model: Model, op i: Int, clocks: ClockTables, place: Int, shares: inout SharePool
    ) -> OpRecord {
        let op = model.ops[i]
        var flags: OpFlags = []
        if op.only >= 0 { flags.insert(.only) }
        if op.share != .none { flags.insert(.share) }
        if op.counter >= 0 { flags.insert(.loops) }
        if !op.outcomes.isEmpty || op.starts >= 0 { flags.insert(.outcomes) }
        if op.within >= 0 { flags.insert(.within) }
        if op.startsWithin >= 0 { flags.insert(.startsWithin) }
        if op.worksOnCalendar { flags.insert(.onCalendar) }
        if op.stopsClock { flags.insert(.stopsClock) }
        if op.waitEnd != nil { flags.insert(.until) }
        if !op.branches.isEmpty { flags.insert(.forks) }
        if op.factor != .none { flags.insert(.factor) }
        if op.budget >= 0 { flags.insert(.budget) }
        if op.starts >= 0
            || model.outcomes[op.outcomes].contains(where: {
                $0.starts >= 0 || $0.returns != nil || $0.costs != nil
            })
        {
            flags.insert(.bears)
        }
        flags.formUnion(clocks.flags[i])
        flags.formUnion(namedFlags(of: model, op: i))
        return OpRecord(
            kind: op.kind, flags: flags, key: op.key, only: Int32(op.only), share: op.share,
            shareBase: shares.add(op.shares), team: op.team, table: op.table,
            counter: Int32(op.counter), firstOutcome: Int32(op.outcomes.lowerBound),
            endOutcome: Int32(op.outcomes.upperBound),
            ownLimit: Int32(op.within >= 0 ? op.within : op.startsWithin), visitPlace: Int32(place),
            hasManyTeams: op.hasManyTeams,
            outcomeMask: op.outcomeMask)
    }

    /// What only matters where people are told apart.
    private static func namedFlags(of model: Model, op i: Int) -> OpFlags {
        let op = model.ops[i]
        var flags: OpFlags = []
        if !op.notBy.isEmpty { flags.insert(.notBy) }
        if op.samePeople { flags.insert(.samePeople) }
        if op.travel != .none { flags.insert(.travels) }
        if op.holdsUntil != nil { flags.insert(.holds) }
        if op.memory >= 0 { flags.insert(.remembers) }
        if model.ops.contains(where: { $0.holdsUntil?.item == i }) { flags.insert(.endsHolding) }
        return flags
    }

    private static func record(of outcome: Outcome, shares: inout SharePool) -> OutcomeRecord {
        OutcomeRecord(
            only: Int32(outcome.only), share: outcome.share, shareBase: shares.add(outcome.shares),
            takesRest: outcome.takesRest, sets: outcome.setMask,
            becomeClears: outcome.becomeClears, becomeSets: outcome.becomeSets,
            jump: Int32(outcome.jump), then: Int32(outcome.then), atMost: Int32(outcome.atMost),
            counter: Int32(outcome.counter), returns: outcome.returns != nil)
    }
}

private struct TestTables {
    var records: [TestRecord] = []
    var terms: [Test.NumberTerm] = []

    init(_ model: Model) {
        for test in model.tests {
            let first = terms.count
            terms += test.numbers
            records.append(
                TestRecord(
                    any: test.any, yes: test.yes, no: test.no, firstNumber: Int32(first),
                    endNumber: Int32(terms.count),
                    isRich: !test.numbers.isEmpty || test.asksHours || !test.clusters.isEmpty,
                    hasClusters: !test.clusters.isEmpty, open: test.open, closed: test.closed))
        }
    }
}

private struct ChoiceTables {
    var starts: [Int32] = []
    var rows: [ChoiceRow] = []

    init(_ model: Model) {
        for choice in model.choices {
            starts.append(Int32(rows.count))
            rows += choice.rows.map { ChoiceRow(mask: $0.mask, value: $0.value) }
            // A split without `others` is complete; the stopper makes a gap visible.
            rows.append(ChoiceRow(mask: 0, value: .max))
        }
    }
}

private struct DrawTables {
    var records: [DrawRecord] = []
    var rows: [Int32] = []
    var pieces: [DrawPiece] = []

    init(_ model: Model) {
        for draw in model.draws {
            records.append(DrawRecord(key: draw.key, row: draw.row, firstRow: Int32(rows.count)))
            for row in draw.rows {
                rows.append(Int32(pieces.count))
                pieces += zip(row.thresholds, row.masks).map { DrawPiece(threshold: $0, mask: $1) }
                // Shares that sum to a hair less than one leave the last word no gap.
                pieces[pieces.count - 1].threshold = .max
            }
        }
    }
}

private struct SharePool {
    var values: [UInt64] = []

    mutating func add(_ shares: [UInt64]) -> Int32 {
        values += shares
        return Int32(values.count - shares.count)
    }
}

/// Statistics of visits are kept per item and team, so that they can be summed by item and by role.
struct VisitPlaces {
    var first: [Int] = []
    /// Item and team of each place; team -1 for items without people.
    var owners: [(op: Int, team: Int)] = []

    var count: Int { owners.count }

    init(_ model: Model) {
        for (i, op) in model.ops.enumerated() {
            first.append(owners.count)
            if op.kind != .work {
                owners.append((i, -1))
            } else if !op.hasManyTeams {
                owners.append((i, Int(op.team.code)))
            } else {
                for team in model.teams.indices { owners.append((i, team)) }
            }
        }
    }
}

extension Op {
    /// Not always the same team does it.
    var hasManyTeams: Bool { team.code < 0 || overflow >= 0 }
}
