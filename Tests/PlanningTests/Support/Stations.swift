import CaseFlow
import Planning
import ScenarioFile
import SimKernel

/// Offices that are open round the clock, with Poisson arrivals and exponential work: their turnaround
/// has a known distribution.
enum Stations {
    /// Work of one hour on average at each station; turnaround over all of them is left blank.
    ///
    /// - Parameter weeks: of the counted window, after one week of warm-up.
    static func model(_ people: [Int], perDay: Double, weeks: Int = 4, within: String = "solve") throws
        -> Model
    {
        let names = people.indices.map { "desk-\($0)" }
        let staff = zip(names, people).map { "\($0): \($1)" }.joined(separator: ", ")
        let flow = names.map { "  - { step: at-\($0), by: \($0), work: exponential 1 h }" }
        return try Scenario(
            yaml: Array(
                """
                scenario: Stations
                calendar: { timezone: UTC, hours: always }
                arrivals: { mean: \(perDay) per day }
                staff: { \(staff) }
                flow:
                \(flow.joined(separator: "\n"))
                limits: { whole: { within: \(within) } }
                run: { start: 2027-01-04, warm-up: 1 week, length: \(weeks) weeks }
                """.utf8), file: "stations.yaml"
        ).compiled()
    }
}
