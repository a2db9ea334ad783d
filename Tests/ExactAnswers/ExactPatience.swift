import Foundation

/// A queue whose cases leave when they have waited as long as they care to, exactly.
///
/// Many servers, Poisson cases, exponential work and any law of patience: F. Baccelli and G. Hebuterne,
/// On queues with impatient customers (1981); formulas as in S. Zeltyn and A. Mandelbaum,
/// doi:10.1007/s11134-005-3699-8. Rates per hour, times in hours.
package struct ExactPatience {
    /// Share of cases that leave.
    package let leaves: Double
    /// Mean wait of all cases, of those that are served, and the share that has to wait at all.
    package let wait: Double
    package let waitOfServed: Double
    package let waits: Double

    /// - Parameters:
    ///   - survival: P(patience > x).
    ///   - hazard: Integral of `survival` from 0 to x.
    ///   - corners: Where `survival` has a jump or a bend, ascending.
    package init(
        arrivals: Double, service: Double, people: Int, corners: [Double],
        survival: @escaping (Double) -> Double, hazard: @escaping (Double) -> Double
    ) {
        let n = Double(people)
        let density = { (x: Double) in exp(arrivals * hazard(x) - n * service * x) }
        /// Beyond it the density is too small to matter.
        let end = 80 / service
        func integral(_ f: (Double) -> Double) -> Double {
            let bounds = ([0] + corners + [end]).filter { $0 <= end }
            return zip(bounds, bounds.dropFirst()).reduce(0) { $0 + simpson(f, $1.0, $1.1) }
        }
        let load = arrivals / service
        // Probabilities of fewer than all being busy, over that of one fewer than all.
        var term = 1.0
        var few = 1.0
        for k in stride(from: people - 1, to: 0, by: -1) {
            term *= Double(k) / load
            few += term
        }
        let j = integral(density)
        let whole = few + arrivals * j
        let leaves = (1 + (arrivals - n * service) * j) / whole
        self.leaves = leaves
        waits = arrivals * j / whole
        wait = arrivals * integral { hazard($0) * density($0) } / whole
        waitOfServed = arrivals * integral { $0 * survival($0) * density($0) } / whole / (1 - leaves)
    }
}

/// Simpson's rule on many panels, from just inside the interval: jumps at its ends do not count.
private func simpson(_ f: (Double) -> Double, _ a: Double, _ b: Double) -> Double {
    let panels = 20_000
    let (from, to) = (a.nextUp, b.nextDown)
    let h = (to - from) / Double(panels)
    var sum = f(from) + f(to)
    for k in 1..<panels { sum += f(from + Double(k) * h) * (k % 2 == 0 ? 2 : 4) }
    return sum * h / 3
}

/// Two tiers with exponential work: whoever has waited at the first for an exponential time goes over to
/// the second. A Markov chain of two numbers, solved by sweeping until nothing moves.
package struct ExactEscalation {
    /// Share of cases that go over, and the mean lines of both tiers.
    package let escalates: Double
    package let firstLine: Double
    package let secondLine: Double
    package let secondBusy: Double
    /// What those who go over find at the second tier: how likely as many cases are.
    private let found: [Double]
    private let secondPeople: Int
    private let service: Double

    package init(arrivals: Double, service: Double, patience: Double, people: (Int, Int)) {
        let (most, mostAbove) = (40, 90)
        var p = Array(repeating: Array(repeating: 0.0, count: mostAbove + 1), count: most + 1)
        func served(_ i: Int) -> Double { Double(min(i, people.0)) * service }
        func above(_ j: Int) -> Double { Double(min(j, people.1)) * service }
        func goes(_ i: Int) -> Double { Double(max(i - people.0, 0)) / patience }
        for i in 0...most { for j in 0...mostAbove { p[i][j] = pow(0.6, Double(i + j)) } }
        for _ in 0..<6_000 {
            var change = 0.0
            for i in 0...most {
                for j in 0...mostAbove {
                    var into = 0.0
                    if i > 0 { into += p[i - 1][j] * arrivals }
                    if i < most { into += p[i + 1][j] * served(i + 1) }
                    if j < mostAbove { into += p[i][j + 1] * above(j + 1) }
                    if i < most && j > 0 { into += p[i + 1][j - 1] * goes(i + 1) }
                    var out = served(i) + above(j)
                    if i < most { out += arrivals }
                    if j < mostAbove { out += goes(i) }
                    let new = into / out
                    change = max(change, abs(new - p[i][j]))
                    p[i][j] = new
                }
            }
            let total = p.reduce(0) { $0 + $1.reduce(0, +) }
            for i in 0...most { for j in 0...mostAbove { p[i][j] /= total } }
            if change < 1e-15 { break }
        }
        var (line, lineAbove, busy) = (0.0, 0.0, 0.0)
        for i in 0...most {
            for j in 0...mostAbove {
                line += p[i][j] * Double(max(i - people.0, 0))
                lineAbove += p[i][j] * Double(max(j - people.1, 0))
                busy += p[i][j] * Double(min(j, people.1))
            }
        }
        firstLine = line
        secondLine = lineAbove
        secondBusy = busy
        escalates = line / patience / arrivals
        found = (0...mostAbove).map { j in
            (0...most).reduce(0) { $0 + p[$1][j] * goes($1) } / (line / patience)
        }
        secondPeople = people.1
        self.service = service
    }

    /// Share of those who go over that wait longer than `time` at the second tier: who finds k more cases
    /// than can be worked on waits for k + 1 ends of work, while all people there are busy.
    package func secondWaitTail(_ time: Double) -> Double {
        let rate = Double(secondPeople) * service
        return found.indices.dropFirst(secondPeople).reduce(0) { sum, j in
            sum + found[j] * (1 - erlangShare(phases: j - secondPeople + 1, rate: rate, within: time))
        }
    }
}

/// M/M/1 from a given number of cases at time 0: expected numbers by uniformisation.
package struct ExactTransient {
    private let rate: Double
    private let up: Double
    /// Expected number of cases after each jump of the uniform clock.
    private let means: [Double]

    /// - Parameter time: The greatest time that will be asked for.
    package init(arrivals: Double, service: Double, from count: Int, until time: Double) {
        rate = arrivals + service
        up = arrivals / rate
        let jumps = Int(rate * time + 12 * (rate * time).squareRoot() + 30)
        var p = Array(repeating: 0.0, count: count + jumps + 2)
        p[count] = 1
        var means = [Double(count)]
        for _ in 0..<jumps {
            var next = Array(repeating: 0.0, count: p.count)
            for i in 0..<p.count - 1 {
                next[i + 1] += p[i] * up
                next[max(i - 1, 0)] += p[i] * (1 - up)
            }
            p = next
            means.append(p.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element })
        }
        self.means = means
    }

    /// Expected number of cases at that time.
    package func open(at time: Double) -> Double {
        let mean = rate * time
        var sum = 0.0
        for (k, value) in means.enumerated() {
            sum += exp(-mean + Double(k) * log(max(mean, 1e-300)) - lgamma(Double(k) + 1)) * value
        }
        return sum
    }
}

/// P(Erlang of so many phases with that rate <= time).
package func erlangShare(phases: Int, rate: Double, within time: Double) -> Double {
    var term = exp(-rate * time)
    var beyond = term
    for k in 1..<phases {
        term *= rate * time / Double(k)
        beyond += term
    }
    return 1 - beyond
}
