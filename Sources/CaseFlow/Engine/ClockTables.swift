internal import SimKernel

/// Which clocks start and end where, worked out once from the model's limits.
struct ClockTables {
    var items: [ItemClocks] = []
    var flags: [OpFlags] = []
    var flat: [Int32] = []
    var limits: [LimitRecord] = []
    var strata: [StratumRecord] = []
    var lengths: [Length] = []
    /// Limit of each clock slot; slot 0 is shared by the items' own limits (-1).
    var slotLimits: [Int32] = [-1]
    var arrivalStarts = ClockList()
    /// The same for side cases, by flow.
    var flowStarts: [ClockList] = []
    var endEnds = ClockList()
    /// Clocks that end at arrival, as they have started.
    var arrivalEnds = ClockList()
    var flowEnds: [ClockList] = []

    init(_ model: Model) {
        for limit in model.limits { add(limit, acts: model.acts(limit)) }
        let spans = model.limits.indices.filter { model.limits[$0].kind == .span }
        for i in model.ops.indices {
            var clocks = ItemClocks()
            clocks.comingStarts = list(spans.filter { model.limits[$0].from == .item(i) })
            clocks.startEnds = list(spans.filter { model.limits[$0].until == .starts(i) })
            clocks.startStarts = list(spans.filter { model.limits[$0].from == .starts(i) })
            clocks.passEnds = list(spans.filter { model.limits[$0].until == .item(i) })
            clocks.doneEnds = list(
                spans.filter { model.limits[$0].until == .item(i) || model.limits[$0].until == .done(i) })
            clocks.doneStarts = list(spans.filter { model.limits[$0].from == .done(i) })
            items.append(clocks)
            flags.append(ClockTables.flags(of: clocks))
        }
        func starts(_ flow: Int) -> ClockList {
            list(spans.filter { model.limits[$0].from == .arrival && model.limits[$0].flow == flow })
        }
        arrivalStarts = starts(-1)
        flowStarts = model.flows.indices.map(starts)
        endEnds = list(spans.filter { model.limits[$0].until == .end })
        func ends(_ flow: Int) -> ClockList {
            list(spans.filter { model.limits[$0].until == .arrival && model.limits[$0].flow == flow })
        }
        arrivalEnds = ends(-1)
        flowEnds = model.flows.indices.map(ends)
    }

    private mutating func add(_ limit: Limit, acts: Bool) {
        var slot: Int32 = 0
        var untilItem: Int32 = -1
        if limit.kind == .span {
            slot = Int32(slotLimits.count)
            slotLimits.append(Int32(limits.count))
            if case .item(let i) = limit.until { untilItem = Int32(i) }
        }
        limits.append(
            LimitRecord(
                slot: slot, only: Int32(limit.only), stratum: limit.stratum,
                firstStratum: Int32(strata.count), isSplit: limit.strata.count > 1,
                startsOver: limit.startsOver, isOwn: limit.kind != .span, acts: acts,
                untilItem: untilItem))
        for stratum in limit.strata { add(stratum.length, near: stratum.near) }
    }

    private mutating func add(_ length: LimitLength, near: Length?) {
        var record = StratumRecord(kind: .none, number: -1, surelyOnTime: -1, length: -1)
        switch length {
        case .none: break
        case .solve:
            record.kind = .solve
            record.surelyOnTime = Tick.never
        case .number(let number):
            record.kind = .number
            record.number = Int32(number)
        case .length(let length):
            record.kind = .length
            record.length = Int32(lengths.count)
            record.surelyOnTime = length.leastCalendarTime
            lengths.append(length)
        case .earliest, .untilNext, .before: record.kind = .rare
        }
        if let near {
            record.near = Int32(lengths.count)
            lengths.append(near)
        }
        strata.append(record)
    }

    private mutating func list(_ members: [Int]) -> ClockList {
        let first = flat.count
        flat += members.map(Int32.init)
        return ClockList(first: Int32(first), end: Int32(flat.count))
    }

    private static func flags(of clocks: ItemClocks) -> OpFlags {
        func some(_ list: ClockList) -> Bool { list.end > list.first }
        var flags: OpFlags = []
        if some(clocks.comingStarts) { flags.insert(.clocksOnComing) }
        if some(clocks.startEnds) || some(clocks.startStarts) { flags.insert(.clocksOnStart) }
        if some(clocks.doneEnds) || some(clocks.doneStarts) { flags.insert(.clocksOnDone) }
        if some(clocks.passEnds) { flags.insert(.clocksOnPassing) }
        return flags
    }
}

extension Length {
    /// No due instant of this length lies nearer to its start than this.
    fileprivate var leastCalendarTime: Ticks {
        switch self {
        case .elapsed(let ticks): return ticks
        case .working(let ticks): return ticks
        case .workingDays: return 0
        case .days(let n, let rule):
            return rule == .hours24 ? Ticks(n * Double(Tick.day)) : 0
        case .months(let n): return Ticks(n) * 27 * Tick.day
        }
    }
}
