import Planning
import ScenarioFile
import Testing

@Suite("Sweep, what is asked")
struct SweepPlanTests {
    private func plan(_ words: [String], _ design: [String] = []) throws(SweepProblem) -> SweepPlan {
        var axes: [SweepAxis] = []
        for word in words { axes.append(try SweepAxis(word)) }
        return try SweepPlan(axes, try SweepDesign(design))
    }

    private func values(_ word: String) throws -> [String] {
        try plan([word]).points.map { $0.values[0] }
    }

    private func problem(_ words: [String], _ design: [String] = []) -> SweepProblem? {
        do throws(SweepProblem) {
            _ = try plan(words, design)
            return nil
        } catch {
            return error
        }
    }

    @Test("lists are values as typed, parted by commas that stand in no quotes and no brackets")
    func lists() throws {
        #expect(try values("a.b=5%,10%, 20%") == ["5%", "10%", "20%"])
        #expect(try values("a=2 working days") == ["2 working days"])
        #expect(try values("a=triangular 1..2..3 h,8 h") == ["triangular 1..2..3 h", "8 h"])
        #expect(try values("a=triangular 1..2..3 h") == ["triangular 1..2..3 h"])
        #expect(
            try values("arrivals.mix={ a: 60%, b: 40% },{ a: 50%, b: 50% }")
                == ["{ a: 60%, b: 40% }", "{ a: 50%, b: 50% }"])
        #expect(
            try values("a=[1, [2, 3]],\"x, y\",'it''s, so'") == ["[1, [2, 3]]", "\"x, y\"", "'it''s, so'"])
        #expect(try values("run.start=2027-01-04") == ["2027-01-04"])
        #expect(try values("a=x=y") == ["x=y"])
        #expect(try values("staff.clerk.away=1 on 2027-08-02..2027-08-13") == ["1 on 2027-08-02..2027-08-13"])
        #expect(try values("a=\"3..5 working days\"") == ["\"3..5 working days\""])
    }

    @Test("ranges have their ends and steps, without rounding")
    func ranges() throws {
        #expect(try values("a=4..10") == ["4", "5", "6", "7", "8", "9", "10"])
        #expect(try values("a=4..10..4") == ["4", "8"])
        #expect(try values("a=0..0.3..0.1") == ["0", "0.1", "0.2", "0.3"])
        #expect(try values("a=10%..30%..10%") == ["10%", "20%", "30%"])
        #expect(try values("a=10..30%..10") == ["10%", "20%", "30%"])
        #expect(try values("a=1..2..0.5 h") == ["1 h", "1.5 h", "2 h"])
        #expect(try values("a=300..500..100 per week") == ["300 per week", "400 per week", "500 per week"])
        #expect(try values("a=1 working day..3 working day..1 working day").last == "3 working day")
    }

    @Test("a grid has every value with every other, the last path fastest")
    func grid() throws {
        let found = try plan(["a=1..2", "b=x,y,z"])
        #expect(found.paths == ["a", "b"] && found.design == .grid)
        #expect(
            found.points.map { $0.values.joined() } == ["1x", "1y", "1z", "2x", "2y", "2z"])
        #expect(found.text(found.points[4]) == "a=2, b=y")
        #expect(found.changes(found.points[4]).map(\.value) == ["2", "y"])
    }

    @Test("Sobol points: whole numbers evenly, others to a ten-thousandth of the range")
    func sobol() throws {
        let found = try plan(["a=4..10", "b=10%..30%", "c=1..3 h", "d=0..10..5 min"], ["sobol", "1023"])
        #expect(found.points.count == 1023 && found.design == .sobol(1023))
        #expect(found.points[0].values == ["7", "20%", "2 h", "5 min"])
        for level in 4...10 {
            let count = found.points.count { $0.values[0] == String(level) }
            #expect((145...148).contains(count), "\(level): \(count)")
        }
        #expect(Set(found.points.map { $0.values[1] }).count == 1023)
        #expect(Set(found.points.map { $0.values[3] }) == ["0 min", "5 min", "10 min"])
        #expect(found.levels == [7, nil, nil, 3])
        let hours = found.points.compactMap { Double($0.values[2].dropLast(2)) }
        #expect(hours.count == 1023 && hours.allSatisfy { $0 >= 1 && $0 <= 3 })
        for (point, hour) in zip(found.points, hours) {
            #expect(abs(1 + 2 * point.position[2] - hour) <= 0.0001)
        }
    }

    @Test(
        "wrong words are named with a remedy",
        arguments: [
            (["a"], [], .notAVariation("a")), (["=3"], [], .notAVariation("=3")),
            (["a="], [], .noValues(path: "a")), (["a= "], [], .noValues(path: "a")),
            (["a=1,,2"], [], .emptyValue(path: "a")), (["a=1,"], [], .emptyValue(path: "a")),
            (["a={ b: 1, c"], [], .unclosed(path: "a", sign: "{")),
            (["a='x,y"], [], .unclosed(path: "a", sign: "'")),
            (["a=3,4,3"], [], .repeatedValue(path: "a", value: "3")),
            (["a=10..4"], [], .reversed(path: "a", range: "10..4")),
            (["a=4..4"], [], .reversed(path: "a", range: "4..4")),
            (["a=4..10..0"], [], .zeroStep(path: "a", range: "4..10..0")),
            (["a=10%..30%"], [], .noStep(path: "a", range: "10%..30%", unit: "%")),
            (
                ["a=3..5 working days"], [],
                .noStep(path: "a", range: "3..5 working days", unit: "working days")
            ),
            (["a=0.5..2"], [], .noStep(path: "a", range: "0.5..2", unit: "")),
            (["a=1,2"], ["sobol", "8"], .notARange(path: "a", values: "1,2")),
            (["a=Mon..Fri"], ["sobol", "8"], .notARange(path: "a", values: "Mon..Fri")),
            (["a=-1..3"], ["sobol", "8"], .notARange(path: "a", values: "-1..3")),
            (["a=3%..1%"], ["sobol", "8"], .reversed(path: "a", range: "3%..1%")),
            ([], [], .nothingVaried), (["a=1", "b=1", "a=2"], [], .repeatedPath("a")),
            (["a=1..100000"], [], .tooManyPoints(100_000)),
            (["a=1..200", "b=1..200"], [], .tooManyPoints(40_000)),
            ((0..<9).map { "p\($0)=1..9000" }, [], .tooManyPoints(.max)),
            (["a=1..2"], ["sobol", "10001"], .tooManyPoints(10_001)),
            ((0..<41).map { "p\($0)=1..2" }, ["sobol", "8"], .tooManyPaths(41)),
            (["a=1..2"], ["latin", "8"], .unknownDesign("latin 8")),
            (["a=1..2"], ["grid", "8"], .unknownDesign("grid 8")),
            (["a=1..2"], ["sobol"], .pointCount("")), (["a=1..2"], ["sobol", "many"], .pointCount("many")),
            (["a=1..2"], ["sobol", "0"], .pointCount("0")),
        ] as [([String], [String], SweepProblem)])
    func wrong(words: [String], design: [String], expected: SweepProblem) {
        let found = problem(words, design)
        #expect(found == expected)
        #expect(found.map { !$0.message.isEmpty && !$0.remedy.isEmpty } == true)
    }

    @Test("shards share the points without rest")
    func shards() throws {
        #expect(try SweepShard("2/5").text == "2/5")
        for text in ["0/5", "6/5", "2", "a/b", "1/0", "-1/3", "1/2/3", ""] {
            #expect(throws: SweepProblem.shard(text)) { try SweepShard(text) }
        }
    }
}
