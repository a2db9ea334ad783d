import Foundation

/// Exact figures of models with a closed form. Rates per hour, times in hours.
///
/// Formulas: L. Kleinrock, Queueing Systems I and II (1975, 1976); D. Gross et al., Fundamentals of
/// Queueing Theory (2008); non-preemptive priorities: A. Cobham, doi:10.1287/opre.2.1.70.
package enum Exact {
    /// Erlang's C: the share of cases that wait in M/M/c.
    package static func probabilityOfWaiting(arrivals: Double, service: Double, people c: Int) -> Double {
        let a = arrivals / service
        var blocked = 1.0
        for k in 1...c { blocked = a * blocked / (Double(k) + a * blocked) }
        let load = a / Double(c)
        return blocked / (1 - load + load * blocked)
    }

    package static func meanWait(arrivals: Double, service: Double, people c: Int) -> Double {
        probabilityOfWaiting(arrivals: arrivals, service: service, people: c)
            / (Double(c) * service - arrivals)
    }

    /// The time that a share `p` of all waits in M/M/c does not exceed.
    package static func waitQuantile(_ p: Double, arrivals: Double, service: Double, people c: Int) -> Double
    {
        let waits = probabilityOfWaiting(arrivals: arrivals, service: service, people: c)
        return p <= 1 - waits ? 0 : log(waits / (1 - p)) / (Double(c) * service - arrivals)
    }

    /// Share of waits beyond `time` in M/M/c.
    package static func waitTail(_ time: Double, arrivals: Double, service: Double, people c: Int) -> Double {
        probabilityOfWaiting(arrivals: arrivals, service: service, people: c)
            * exp(-(Double(c) * service - arrivals) * time)
    }

    /// Share of waits beyond `time` of the first of several classes in M/M/c, all with the same law of
    /// work, without interruption: while all are busy only cases of its own kind come before it.
    package static func waitTailOfFirst(
        _ time: Double, arrivals: Double, ofFirst: Double, service: Double, people c: Int
    ) -> Double {
        probabilityOfWaiting(arrivals: arrivals, service: service, people: c)
            * exp(-(Double(c) * service - ofFirst) * time)
    }

    /// Mean wait in M/G/1 (Pollaczek and Khinchine).
    package static func meanWait(arrivals: Double, mean: Double, meanSquare: Double) -> Double {
        arrivals * meanSquare / (2 * (1 - arrivals * mean))
    }

    /// Waits by priority class, without interruption: the mean rest of the work that is found when
    /// all people are busy, over the loads above and up to the class.
    package static func priorityWaits(rest: Double, loads: [Double]) -> [Double] {
        var above = 0.0
        return loads.map { load in
            let upTo = above + load
            defer { above = upTo }
            return rest / ((1 - above) * (1 - upTo))
        }
    }

    /// Mean wait in M/D/c: the number present at instants one service apart is a Markov chain,
    /// N' = max(N - c, 0) + arrivals of one service.
    package static func meanWaitConstantWork(arrivals: Double, work: Double, people c: Int) -> Double {
        let states = 600
        let news = poisson(arrivals * work, upTo: states)
        var present = [Double](repeating: 0, count: states)
        present[0] = 1
        var mean = 0.0
        for round in 0..<20_000 {
            var next = [Double](repeating: 0, count: states)
            for n in 0..<states where present[n] > 1e-18 {
                let left = max(n - c, 0)
                for k in 0..<min(60, states - left) { next[left + k] += present[n] * news[k] }
            }
            present = next
            let last = mean
            mean = (0..<states).reduce(0) { $0 + Double($1) * present[$1] }
            if round > 100 && abs(mean - last) < 1e-13 * mean { break }
        }
        return mean / arrivals - work
    }

    /// Mean number of open cases in M^X/M/c with equally likely sizes: what goes up over a level in the
    /// long run, whole batches, comes down over it, one case at a time.
    package static func openCasesOfBatches(
        arrivals: Double, sizes: [Int], service: Double, people c: Int
    ) -> Double {
        let most = sizes.max() ?? 1
        let larger = (0...most).map { k in
            Double(sizes.filter { $0 > k }.count) / Double(sizes.count)
        }
        var share = [1.0]
        for n in 0..<3_000 {
            let up = (max(0, n - most)...n).reduce(0) { $0 + share[$1] * larger[n - $1] }
            share.append(arrivals * up / (Double(min(n + 1, c)) * service))
        }
        let sum = share.reduce(0, +)
        return share.indices.reduce(0) { $0 + Double($1) * share[$1] } / sum
    }

    /// GI/M/1 with Erlang intervals: the share that waits is the root of
    /// s = (k λ / (k λ + μ (1 - s)))^k below one.
    package static func shareThatWaits(phases k: Int, arrivals: Double, service: Double) -> Double {
        var s = 0.5
        for _ in 0..<10_000 {
            s = pow(Double(k) * arrivals / (Double(k) * arrivals + service * (1 - s)), Double(k))
        }
        return s
    }

    /// Share of sums of independent exponentials with these different rates that exceed `time`.
    package static func hypoexponentialTail(_ time: Double, rates: [Double]) -> Double {
        rates.indices.reduce(0) { sum, i in
            let others = rates.indices.filter { $0 != i }
            let weight = others.reduce(1) { $0 * rates[$1] / (rates[$1] - rates[i]) }
            return sum + weight * exp(-rates[i] * time)
        }
    }

    package static func poisson(_ mean: Double, upTo count: Int) -> [Double] {
        var terms = [exp(-mean)]
        for k in 1..<count { terms.append(terms[k - 1] * mean / Double(k)) }
        return terms
    }
}
