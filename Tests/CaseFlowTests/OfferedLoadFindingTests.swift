import CaseFlow
import SimKernel
import Testing

@Suite struct OfferedLoadFindingTests {
    @Test func aRoundWithoutTimeIsFound() throws {
        var flow = FlowMaker()
        try flow.step("start")
        flow.decision("weigh", outcomes: [])
        flow.decision("doubt", outcomes: [outcome("again", 0.5, jump: 1)])
        let load = OfferedLoad(flow.model())
        #expect(load.findings == [.zeroTimeCycle(ops: [1, 2])])
    }

    @Test func aRoundThatPassesTheOnlyWorkByTakesNoTime() throws {
        var flow = FlowMaker()
        let word = FlowMaker.bit[0]
        let never = flow.test(yes: word)
        flow.draws = [
            WordDraw(
                label: Label("rare"), key: 1, row: .always(0),
                rows: [WordDraw.Row(thresholds: [bits53(0.5), 1 << 53], masks: [word, 0])])
        ]
        try flow.step("work", only: never)
        flow.decision("doubt", outcomes: [outcome("again", 0.5, jump: 0)])
        let load = OfferedLoad(flow.model())
        #expect(load.findings == [.zeroTimeCycle(ops: [0, 1])])
        #expect(isClose(load.visits[0], 1), "half of the cases, twice on average")
    }

    @Test func aBoundedRoundWithoutTimeIsNoCycle() {
        var flow = FlowMaker()
        flow.decision("doubt", outcomes: [outcome("again", 0.5, jump: 0, atMost: 3)])
        #expect(OfferedLoad(flow.model()).findings.isEmpty)
    }

    @Test func aLoopWithoutAWayOutIsFound() throws {
        var flow = FlowMaker()
        try flow.step("a")
        try flow.step("b", outcomes: [outcome("back", 1, jump: 0)])
        let load = OfferedLoad(flow.model())
        #expect(load.findings == [.neverEnds(ops: [0, 1])])
        #expect(load.visits[0] == 0, "no finite number of visits is made up")
    }

    @Test func aLoopThatOnlySomeCasesCannotLeaveIsFound() throws {
        var flow = FlowMaker()
        let word = FlowMaker.bit[0]
        let has = flow.test(yes: word)
        flow.draws = [
            WordDraw(
                label: Label("stuck"), key: 1, row: .always(0),
                rows: [WordDraw.Row(thresholds: [bits53(0.01), 1 << 53], masks: [word, 0])])
        ]
        var back = outcome("back", 1, jump: 0)
        back.only = has
        try flow.step("a", outcomes: [back])
        let load = OfferedLoad(flow.model())
        #expect(load.findings == [.neverEnds(ops: [0])])
        #expect(isClose(load.visits[0], 0.99))
    }

    @Test func sharesOfThirdsAreAWholeAndLeaveNothing() throws {
        var flow = FlowMaker()
        try flow.step(
            "a",
            outcomes: [
                outcome("x", 0.333_333_333, jump: 0), outcome("y", 0.333_333_333, jump: 0),
                outcome("z", 0.333_333_334, jump: 0),
            ])
        #expect(OfferedLoad(flow.model()).findings == [.neverEnds(ops: [0])])
    }

    @Test func whatEveryCasePassesByIsFound() throws {
        var flow = FlowMaker()
        let never = flow.test(yes: FlowMaker.bit[0])
        try flow.step("a", only: never)
        #expect(OfferedLoad(flow.model()).findings == [.neverDone(op: 0)])
    }

    @Test func samplingFindsRoundsWithoutEndToo() throws {
        var flow = FlowMaker()
        flow.decision("doubt", outcomes: [outcome("again", 1, jump: 0)])
        #expect(OfferedLoad(flow.model(), mostStates: 0).findings == [.zeroTimeCycle(ops: [0])])
    }
}
