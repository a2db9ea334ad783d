/// Numbers of cases that draws are multiplied by.
extension Engine {
    mutating func openCases(for slot: UInt32) -> Int { open }

    mutating func closedCases(for slot: UInt32) -> Int { collector.closed }
}
