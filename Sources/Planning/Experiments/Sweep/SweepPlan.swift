internal import SimKernel
package import ScenarioFile

/// How the points of a sweep are chosen.
package enum SweepDesign: Sendable, Equatable {
    /// Every value with every other; the last path changes fastest.
    case grid
    /// So many points that fill the ranges evenly.
    case sobol(Int)

    /// - Parameter words: as typed behind `--design`; none: a grid.
    package init(_ words: [String]) throws(SweepProblem) {
        let words = words.flatMap { $0.split(separator: " ").map(String.init) }
        switch words.first {
        case nil: self = .grid
        case "grid":
            if words.count > 1 { throw .unknownDesign(words.joined(separator: " ")) }
            self = .grid
        case "sobol":
            let count = words.dropFirst().joined(separator: " ")
            guard let number = Int(count), number >= 1 else { throw .pointCount(count) }
            if number > SweepPlan.mostPoints { throw .tooManyPoints(number) }
            self = .sobol(number)
        default: throw .unknownDesign(words.joined(separator: " "))
        }
    }

    package var name: String {
        switch self {
        case .grid: "grid"
        case .sobol: "sobol"
        }
    }
}

/// The points of a sweep: which values each path takes together.
package struct SweepPlan: Sendable, Equatable {
    package static let mostPoints = 10_000
    package static let mostSobolPaths = GSL.mostSobolDimensions

    package struct Point: Sendable, Equatable {
        /// As typed in a file, parallel to `paths`.
        package var values: [String]
        /// Of a quasi-random point: where it lies in the unit cube; empty in a grid.
        package var position: [Double]
    }

    package let design: SweepDesign
    package let paths: [String]
    package let points: [Point]
    /// Of a quasi-random design: how many values a path can take; nil where they are not counted.
    package let levels: [Int?]

    package init(_ axes: [SweepAxis], _ design: SweepDesign) throws(SweepProblem) {
        if axes.isEmpty { throw .nothingVaried }
        var seen: Set<String> = []
        for axis in axes where !seen.insert(axis.path).inserted { throw .repeatedPath(axis.path) }
        self.design = design
        paths = axes.map(\.path)
        switch design {
        case .grid:
            points = try Self.product(axes)
            levels = paths.map { _ in nil }
        case .sobol(let count):
            if axes.count > Self.mostSobolPaths { throw .tooManyPaths(axes.count) }
            var ranges: [SweepRange] = []
            for axis in axes { ranges.append(try axis.range()) }
            levels = ranges.map(\.count)
            points = GSL.sobolPoints(count, dimensions: axes.count).map { position in
                Point(values: zip(ranges, position).map { $0.value(at: $1) }, position: position)
            }
        }
    }

    private static func product(_ axes: [SweepAxis]) throws(SweepProblem) -> [Point] {
        var lists: [[String]] = []
        for axis in axes { lists.append(try axis.values()) }
        let count = lists.reduce(1) { count, list in
            let (product, isTooLarge) = count.multipliedReportingOverflow(by: list.count)
            return isTooLarge ? .max : product
        }
        if count > mostPoints { throw .tooManyPoints(count) }
        return lists.reduce([Point(values: [], position: [])]) { points, list in
            points.flatMap { point in list.map { Point(values: point.values + [$0], position: []) } }
        }
    }

    /// What makes the scenario of a point out of the file.
    package func changes(_ point: Point) -> [Change] {
        zip(paths, point.values).map { Change(path: $0, value: $1) }
    }

    /// The values of a point in words: "staff.clerk=4, answer.work=5 min".
    package func text(_ point: Point) -> String {
        zip(paths, point.values).map { "\($0)=\($1)" }.joined(separator: ", ")
    }
}

/// A part of a sweep for one of several machines: every `count`th point, from the `number`th on.
package struct SweepShard: Sendable, Equatable {
    package let number: Int
    package let count: Int

    /// - Parameter text: "2/5".
    package init(_ text: String) throws(SweepProblem) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1], count <= SweepPlan.mostPoints,
            number >= 1, number <= count
        else { throw .shard(text) }
        self.number = number
        self.count = count
    }

    /// - Parameter point: from 0.
    func has(_ point: Int) -> Bool { point % count == number - 1 }

    package var text: String { "\(number)/\(count)" }
}
