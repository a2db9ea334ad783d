import CaseFlow
import SimKernel

/// Branches, side cases and returns whose figures are known. Unit: hours.
enum Branching {
    static let all: [Oracle] = [forkJoin, callers, impatience, sideQueue]

    private static func waiting(_ result: ReplicationResult, _ item: Int) -> (Double, Double) {
        let waiting = result.steps[item].waiting
        return (Double(waiting.sum) / Double(Tick.hour), Double(waiting.count))
    }

    /// Two branches with a person each, exponential work: the mean time until both are done is known
    /// (L. Flatto and S. Hahn, doi:10.1137/0144074; R. Nelson and A. Tantawi, doi:10.1109/12.2213).
    static let forkJoin: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 1_000, window: 4_000)
        builder.role("left", 1)
        builder.role("right", 1)
        builder.poisson(perHour: 0.6)
        builder.together(
            "both", { $0.step("a", by: "left", work: .exponential(hours: 1)) },
            { $0.step("b", by: "right", work: .exponential(hours: 1)) })
        let model = builder.build()
        let response = (12 - 0.6) / 8 / (1 - 0.6)
        return Oracle(
            name: "two branches joined", model: { model },
            numbers: [
                .mean("turnaround", response) { $0.turnaround },
                .timeAverage("open cases", 0.6 * response, of: model) { $0.backlog.integral },
                .ratio("wait in a branch", 0.6 / 0.4) { waiting($0, 1) },
                .timeAverage("busy", 0.6, of: model) { $0.roles[1].busy },
            ])
    }()

    /// Callers who call again after a while: one person, and a way back over a station without people.
    /// A network in product form (J. R. Jackson, doi:10.1287/mnsc.10.1.131).
    static let callers: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 1_500, window: 4_000)
        builder.role("agent", 1)
        builder.poisson(perHour: 0.5)
        builder.step(
            "answer", by: "agent", work: .exponential(hours: 1),
            outcomes: [Fork("again", share: 0.3, .returns(.exponential(hours: 20)))])
        let model = builder.build()
        let calls = 0.5 / 0.7
        let window = 4_000.0
        return Oracle(
            name: "callers who call again", model: { model },
            numbers: [
                .ratio("calls an hour", calls) { (Double($0.arrived), window) },
                .mean("turnaround of a call", 1 / (1 - calls)) { $0.turnaround },
                .timeAverage("open calls", calls / (1 - calls), of: model) { $0.backlog.integral },
                .timeAverage("busy", calls, of: model) { $0.roles[0].busy },
            ])
    }()

    /// One branch is served, the other runs out of patience; whichever is first ends the case. Who is
    /// served goes on to be served: a line with impatience (C. Palm, 1957), a birth and death process.
    static let impatience: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 200, window: 4_000)
        builder.role("clerk", 1)
        builder.poisson(perHour: 0.9)
        builder.together(
            "race",
            {
                $0.step(
                    "serve", by: "clerk", work: .exponential(hours: 1),
                    outcomes: [Fork("served", share: 1, .end)])
            },
            { $0.wait("patience", for: .exponential(hours: 2), outcomes: [Fork("left", share: 1, .end)]) })
        let model = builder.build()
        var law = [1.0]
        for n in 1..<200 { law.append(law[n - 1] * 0.9 / (1 + Double(n - 1) / 2)) }
        let sum = law.reduce(0, +)
        let line = law.indices.reduce(0) { $0 + Double(max($1 - 1, 0)) * law[$1] } / sum
        let busy = 1 - 1 / sum
        let open = line + busy / 1.5
        return Oracle(
            name: "branches that end the case", model: { model },
            numbers: [
                .timeAverage("line", line, of: model) { $0.roles[0].queueIntegral },
                .timeAverage("busy", busy, of: model) { $0.roles[0].busy },
                .timeAverage("open cases", open, of: model) { $0.backlog.integral },
                .mean("turnaround", open / 0.9) { $0.turnaround },
            ])
    }()

    /// What leaves a station with one person is Poisson (P. J. Burke, doi:10.1287/opre.4.6.699), and so
    /// is a drawn share of it: side cases make a queue of their own, which delays nobody.
    static let sideQueue: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 1_000, window: 4_000)
        builder.role("clerk", 1)
        builder.role("lawyer", 1)
        builder.poisson(perHour: 0.7)
        builder.step(
            "answer", by: "clerk", work: .exponential(hours: 1),
            outcomes: [Fork("appeals", share: 0.5, starts: "appeal")])
        builder.flow("appeal") { $0.step("hear", by: "lawyer", work: .exponential(hours: 2)) }
        let model = builder.build()
        return Oracle(
            name: "side cases in a queue", model: { model },
            numbers: [
                .mean("turnaround", 1 / 0.3) { $0.turnaround },
                .ratio("wait for the lawyer", 0.7 / (0.5 - 0.35)) { waiting($0, 2) },
                .timeAverage("busy lawyer", 0.7, of: model) { $0.roles[1].busy },
                .timeAverage("open cases", 0.7 / 0.3, of: model) { $0.backlog.integral },
            ])
    }()
}
