import CaseFlow
import SimKernel

/// Incidents: how many cases come, and when each does.
extension NaiveSimulator {
    func incidentHappens(_ index: Int) {
        let stream = model.streams[index]
        let number = arrived[index]
        arrived[index] += 1
        expectArrival(of: index)
        let first = StreamKey.identity(stream: stream.key, ordinal: UInt64(number))
        guard let incident = stream.incident else { return caseArrives(index, first, row: number) }
        let luck = key.bits(case: first, name: 0, visit: 0, purpose: .incident).first
        let wanted = (Double(incident.size.view.draw(luck)) / 1e6).rounded(.toNearestOrAwayFromZero)
        for place in 0..<Int(min(max(wanted, 1), 262_144)) {
            // The place stands above thirty bits of the incident's number.
            let identity = first + UInt64(place) * 1_073_741_824
            let ownLuck = key.bits(case: identity, name: 0, visit: 0, purpose: .incident).second
            let time = now + (incident.delay?.view.draw(ownLuck) ?? 0)
            guard time < model.horizon.bound else { continue }
            expect(.caseArrives(stream: index, identity: identity, row: number), at: time, rank: 3)
        }
    }
}

/// What a replayed stream's rows say.
struct NaiveTrace {
    private let instants: [Ticks]
    private let from: Ticks
    private let given: GivenValues?

    /// Nil for a stream that replays nothing.
    init?(_ stream: CaseFlow.Stream) {
        guard case .replay(let instants, let from) = stream.process else { return nil }
        self.instants = instants
        self.from = from
        given = stream.given
    }

    /// Rows before the run.
    var passedOver: Int { instants.filter { $0 < from }.count }

    func instant(_ row: Int) -> Ticks { row < instants.count ? instants[row] : Tick.never }

    func word(_ draw: Int, row: Int) -> UInt64? { given?.words.first { $0.draw == draw }?.masks[row] }

    func number(_ index: Int, row: Int) -> Int64? {
        given?.numbers.first { $0.number == index }?.values[row]
    }
}
