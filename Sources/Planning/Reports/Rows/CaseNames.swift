package import CaseFlow
internal import SimKernel

/// What the rows of one traced replication call cases, their words and their numbers.
package struct CaseNames: Sendable {
    let model: Model
    /// By identity.
    private let names: [UInt64: (name: String, stream: String)]

    package init(_ model: Model, _ trace: Trace) {
        self.model = model
        var names: [UInt64: (name: String, stream: String)] = [:]
        var rest = model.opening[...]
        for row in trace.rows where row.moment == .arrives {
            // Open cases are placed before anything happens, in their order.
            if row.op < model.end, let opening = rest.popFirst() {
                let number = model.opening.count - rest.count
                names[row.identity] = ("opening-\(number)", model.streams[opening.stream].label.id)
            } else {
                names[row.identity] = Self.names(of: row, model)
            }
        }
        self.names = names
    }

    /// `opening-3` was open when the run began. `cases-17` is the seventeenth case of that stream, `cases-17.2` the second case of its seventeenth
    /// incident. Who is begun or sent back by another case is known by a number in hexadecimal.
    private static func names(of row: Trace.Row, _ model: Model) -> (name: String, stream: String) {
        if row.op >= model.end {
            let flow = model.flows.first { $0.items.contains(row.op) }
            let duty = model.ops[row.op].duty
            let source = flow?.label.id ?? (duty >= 0 ? model.duties[duty].label.id : "")
            return ("\(source)-\(hexadecimal(row.identity))", source)
        }
        guard let stream = model.streams.first(where: { UInt64($0.key) == row.identity >> 48 }) else {
            return ("case-\(hexadecimal(row.identity))", "")
        }
        let number = (row.identity & (1 << 30 - 1)) + 1
        let place = row.identity >> 30 & (1 << 18 - 1)
        return ("\(stream.label.id)-\(number)" + (place == 0 ? "" : ".\(place + 1)"), stream.label.id)
    }

    private static func hexadecimal(_ identity: UInt64) -> String {
        let digits = String(identity, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    func name(_ identity: UInt64) -> String { names[identity]?.name ?? Self.hexadecimal(identity) }
    func stream(_ identity: UInt64) -> String { names[identity]?.stream ?? "" }

    /// Its words in the order of the model, with blanks between them.
    func words(_ bits: UInt64) -> String {
        model.words.filter { bits & $0.mask != 0 }.map(\.label.id).joined(separator: " ")
    }

    func instant(_ time: Ticks) -> String { model.dueCalendar.zone.text(of: time) }

    /// Money and persons in their units, lengths in seconds, units from 1, people by role and number.
    func number(_ index: Int, _ value: Int64) -> String {
        switch model.numbers[index].kind {
        case .drawn: return Self.millionths(Int128(value))
        case .unit: return String(value + 1)
        case .person:
            guard model.people.indices.contains(Int(value)) else { return "" }
            let person = model.people[Int(value)]
            return "\(model.roles[person.home].label.id) \(person.number + 1)"
        }
    }

    /// A whole number of millionths as an exact decimal number.
    static func millionths(_ value: Int128) -> String {
        let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        var digits = String(rest)
        digits = String(repeating: "0", count: 6 - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return (value < 0 ? "-" : "") + String(whole) + (digits.isEmpty ? "" : "." + digits)
    }
}
