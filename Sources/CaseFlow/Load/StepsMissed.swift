import SimKernel

extension Model {
    /// Whether some case may do the item `later` without ever having done `earlier`: an exhaustive look
    /// at all ways. Nil where there are too many.
    package func mayDo(_ later: Int, without earlier: Int, mostStates: Int = 20_000) -> Bool? {
        let router = Router(self)
        var seen: Set<RouteState> = []
        var open: [RouteState] = []
        for stream in streams {
            guard let mix = router.beginnings(of: stream, most: mostStates) else { return nil }
            for (state, chance) in mix where chance > 0 && seen.insert(state).inserted { open.append(state) }
        }
        while let state = open.popLast() {
            guard seen.count <= mostStates else { return nil }
            let done = router.chanceDone(state)
            if Int(state.op) == later, done > 0 { return true }
            var moves = router.moves(from: state)
            // The first move passes the item by, where any case does.
            if Int(state.op) == earlier, done > 0 { moves = done < 1 ? [moves[0]] : [] }
            for move in moves where move.chance > 0 && seen.insert(move.to).inserted { open.append(move.to) }
        }
        return false
    }
}
