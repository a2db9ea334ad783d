internal import CaseFlow

/// From a staffing that seems to keep all targets down to one from which nobody can be taken.
struct StaffingDescent {
    let space: StaffingSpace
    let samples: StaffingSamples

    /// Takes people from one headcount after the other, the dearest first, until every single one is missed.
    func run(from start: [Int]) throws(StaffingSamples.Stopped) -> [Int] {
        var people = start
        var isDone = false
        while !isDone {
            isDone = true
            for index in space.dearestFirst {
                let fewest = try fewest(of: index, in: people)
                if fewest < people[index] {
                    people[index] = fewest
                    isDone = false
                }
            }
        }
        return people
    }

    /// Steps down that double while the targets are kept, then bisection: where more people never hurt, the
    /// fewest that do; elsewhere a number from which one fewer fails.
    private func fewest(of index: Int, in people: [Int]) throws(StaffingSamples.Stopped) -> Int {
        var kept = people[index]
        var failed = space.least[index] - 1
        var step = 1
        while kept - 1 > failed {
            var tried = people
            let middle = failed + (kept - failed) / 2
            tried[index] = failed < space.least[index] ? max(space.least[index], kept - step) : middle
            if try samples.isFeasible(tried) {
                kept = tried[index]
                step *= 2
            } else {
                failed = tried[index]
            }
        }
        return kept
    }
}
