/// Scenarios that are simulated in milliseconds.
enum SmallScenarios {
    /// Two people, one step, light load: the target is met by far.
    static let easy = scenario(title: "Easy", staff: 3, target: "90%")
    /// The same with hardly enough people: the target is missed by far.
    static let hard = scenario(title: "Hard", staff: 1, target: "99%")
    /// Twenty years of eight cases an hour, for what must be ended from outside.
    static let long = scenario(title: "Long", staff: 3, target: "90%", length: "1000 weeks")
    /// Line 17 names a role that does not exist.
    static let wrong = easy.replacing("by: clerk", with: "by: clark").replacing(
        "    rule: S-T1\n", with: "    rule: S-T1\n\n  - step: file\n    by: clerk\n    work: 1 min\n")
    /// A role that nobody needs.
    static let doubtful = easy.replacing("staff:\n", with: "staff:\n  porter: 1\n")

    static func scenario(title: String, staff: Int, target: String, length: String = "4 weeks") -> String {
        """
        scenario: \(title)

        calendar:
          timezone: Asia/Shanghai
          hours: Mon..Fri 09:00..12:00 13:00..18:00
          working days run: from the next day

        arrivals:
          mean: 320 per week
          hours: as staff

        staff:
          clerk: \(staff)

        flow:
          - step: answer
            by: clerk
            work: exponential 6 min
            within: 2 working hours
            rule: S-T1

        target: \(target) on time
        run: { start: 2027-01-04, warm-up: 1 week, length: \(length), seed: 1 }

        """
    }
}
