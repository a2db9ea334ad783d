import CaseFlow

/// A test of a case; the name means something else where there are tests of the program too.
typealias CaseTest = Test

typealias Cluster = Test.ClusterTerm

extension Test {
    static func all(clusters: [ClusterTerm]) -> Test {
        var test = Test(any: false, yes: 0, no: 0, numbers: [], text: "cluster")
        test.clusters = clusters
        return test
    }
}
