import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// Small scenarios, put together from the parts that a test is about.
struct SmallScenario {
    var calendar = """
        calendar:
          timezone: Asia/Shanghai
          hours: Mon..Fri 09:00..12:00 13:00..18:00
          working days run: from the next day
        """
    var arrivals = "arrivals: { mean: 20 per week }"
    var carries = ""
    var staff = "staff: { clerk: 5 }"
    var flow: String
    var limits = ""
    var rest = ""
    var run = "run: { start: 2027-01-04, warm-up: 4 weeks, length: 52 weeks, seed: 1 }"

    init(
        _ flow: String, arrivals: String? = nil, carries: String = "", staff: String? = nil,
        limits: String = "", rest: String = "", run: String? = nil, calendar: String? = nil
    ) {
        self.flow = flow
        if let arrivals { self.arrivals = arrivals }
        if let staff { self.staff = staff }
        if let run { self.run = run }
        if let calendar { self.calendar = calendar }
        self.carries = carries
        self.limits = limits
        self.rest = rest
    }

    var text: String {
        let parts = ["scenario: Small", calendar, arrivals, carries, staff, flow, limits, rest, run]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }

    func scenario() throws -> Scenario {
        try Scenario(yaml: Array(text.utf8), file: "small.yaml")
    }

    func model() throws -> Model { try scenario().compiled() }

    /// `error: message | remedy`, by place.
    func messages() throws -> [String] {
        compile(try scenario()).diagnostics.map { found in
            "\(found.severity.rawValue): \(found.message)" + (found.remedy.map { " | \($0)" } ?? "")
        }
    }

    /// The source line and what is underlined of it.
    func firstPlace() throws -> String? {
        compile(try scenario()).diagnostics.first.map {
            String($0.sourceLine.dropFirst($0.column - 1))
        }
    }
}

/// One step by the clerk.
func step(_ name: String, _ work: String = "1 h", _ more: String...) -> String {
    (["  - step: \(name)", "    by: clerk", "    work: \(work)"] + more.map { "    " + $0 })
        .joined(separator: "\n")
}

func flow(_ items: String...) -> String { (["flow:"] + items).joined(separator: "\n") }

extension Model {
    func op(_ id: String) -> Int { ops.firstIndex { $0.label.id == id } ?? -1 }
    func word(_ id: String) -> UInt64 { words.first { $0.label.id == id }?.mask ?? 0 }
    func limit(_ id: String) -> Limit? { limits.first { $0.label.id == id } }
    func rows(_ selector: Selector) -> [Choice.Row] {
        selector.code < 0 ? choices[Int(~selector.code)].rows : []
    }
}
