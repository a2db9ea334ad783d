/// The exact stationary law of three people who take single cases and cases that need all three,
/// the joint ones first. Unit: the mean work, exponential for both.
///
/// Solved as a Markov chain by iteration of its uniformized form.
struct ExactJointWork {
    /// Does a joint case keep people who come free while it waits for the others?
    enum Partners { case gathered, freeAtOnce }

    let meanWaitJoint: Double
    let meanWaitSingle: Double

    private static let people = 3
    private static let mostJoint = 16
    private static let mostSingle = 120

    /// `busy`: singles at work, or -1 while a joint case is worked on; then those that wait.
    private struct State: Hashable {
        var busy: Int
        var joint: Int
        var single: Int

        var index: Int {
            ((busy + 1) * (ExactJointWork.mostJoint + 1) + joint) * (ExactJointWork.mostSingle + 1) + single
        }
    }

    private struct Transition {
        var from: Int
        var to: Int
        var probability: Double
    }

    init(singles: Double, joint: Double, partners: Partners) {
        let rate = singles + joint + Double(Self.people)
        let states = Self.reachable(singles: singles, joint: joint, partners)
        var transitions: [Transition] = []
        for (state, moves) in states {
            for (next, speed) in moves {
                transitions.append(Transition(from: state.index, to: next.index, probability: speed / rate))
            }
        }
        transitions.sort { ($0.from, $0.to) < ($1.from, $1.to) }
        let size = State(busy: Self.people, joint: Self.mostJoint, single: Self.mostSingle).index + 1
        var law = [Double](repeating: 0, count: size)
        law[State(busy: 0, joint: 0, single: 0).index] = 1
        var waiting = (joint: 0.0, single: 0.0)
        while true {
            for _ in 0..<200 {
                var next = law
                for move in transitions {
                    let flow = law[move.from] * move.probability
                    next[move.from] -= flow
                    next[move.to] += flow
                }
                law = next
            }
            let last = waiting
            waiting = states.keys.reduce(into: (0, 0)) { sum, state in
                sum.joint += law[state.index] * Double(state.joint)
                sum.single += law[state.index] * Double(state.single)
            }
            if abs(waiting.joint - last.joint) + abs(waiting.single - last.single) < 1e-11 { break }
        }
        meanWaitJoint = waiting.joint / joint
        meanWaitSingle = waiting.single / singles
    }

    private static func reachable(
        singles: Double, joint: Double, _ partners: Partners
    ) -> [State: [(State, Double)]] {
        var known: [State: [(State, Double)]] = [:]
        var open = [State(busy: 0, joint: 0, single: 0)]
        while let state = open.popLast() {
            if known[state] != nil { continue }
            var moves: [(State, Double)] = []
            if state.single < mostSingle {
                moves.append(
                    (
                        started(
                            State(busy: state.busy, joint: state.joint, single: state.single + 1), partners),
                        singles
                    ))
            }
            if state.joint < mostJoint {
                moves.append(
                    (
                        started(
                            State(busy: state.busy, joint: state.joint + 1, single: state.single), partners),
                        joint
                    ))
            }
            if state.busy != 0 {
                let left = State(busy: max(state.busy - 1, 0), joint: state.joint, single: state.single)
                moves.append((started(left, partners), Double(abs(state.busy))))
            }
            known[state] = moves
            open += moves.map(\.0)
        }
        return known
    }

    /// The state after everything that can start has started.
    private static func started(_ state: State, _ partners: Partners) -> State {
        var state = state
        if state.busy == 0 && state.joint > 0 {
            state.busy = -1
            state.joint -= 1
        }
        if state.busy < 0 || (partners == .gathered && state.joint > 0) { return state }
        let starts = min(people - state.busy, state.single)
        state.busy += starts
        state.single -= starts
        return state
    }
}
