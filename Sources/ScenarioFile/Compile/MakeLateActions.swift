import CaseFlow
import SimKernel

extension Compilation {
    /// What happens when the limit's clock falls due; nil where nothing does but that the case may go to
    /// another line, which is the item's (`Op.overflow`).
    func lateAction(_ action: Action?, of limit: String, flow: Int) -> LateAction? {
        guard let action, !action.onlyMoves else { return nil }
        let shares = action.share.map { self.shares($0) }
        let become = action.become.map { self.become($0.value) }
        return LateAction(
            key: lateKey(of: limit), counter: newCounter(), only: test(action.only),
            share: shares?.selector ?? .none, shares: shares?.shares ?? [],
            becomeClears: become?.clears ?? 0, becomeSets: become?.sets ?? 0,
            jump: target(action.skipTo, flow), starts: sideFlow(action.starts),
            costs: cost(action.costs),
            again: action.againEvery.flatMap { length($0.value, nil, at: $0.place) })
    }

    /// An item's own limit bears its name: a space, which no name has, keeps their draws apart.
    private func lateKey(of limit: String) -> UInt32 {
        var key = NameKey.key32(limit + " late")
        while !lateKeys.insert(key).inserted { key &+= 1 }
        return key
    }
}
