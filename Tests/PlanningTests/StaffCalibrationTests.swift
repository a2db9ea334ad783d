import CaseFlow
import Foundation
import Planning
import Testing

private let environment = ProcessInfo.processInfo.environment
private let isSoak = environment["HEADROOM_SOAK"] != nil || environment["HEADROOM_SEEDS"] != nil
/// 5 seeds in every release test, 50 in a soak, and as many as wanted.
private let seeds = environment["HEADROOM_SEEDS"].flatMap(Int.init) ?? (isSoak ? 50 : 5)

/// At most this many errors of 5 %, three standard errors allowed.
private func mostErrors(of trials: Int) -> Int {
    let n = Double(trials)
    return Int((0.05 * n + 3 * (0.05 * 0.95 * n).squareRoot()).rounded(.down))
}

/// Certificates of plans whose shares are known exactly, on real models, without a search before them.
@Suite("Certificates are calibrated", .enabled(if: heavyTestsRun && isSoak))
struct CertificateCalibrationTests {
    private func attempt(_ plan: ExactPlan, _ people: [Int], seed: Int) throws -> Certificate {
        var options = Study.Options()
        options.jobs = 2
        return Certificate.attempt(
            0, people: people, of: try plan.model, rule: DecisionRule(), seed: UInt64(1000 + seed),
            options: options)
    }

    @Test("the cheapest plan is certified as minimal, and one person fewer never", arguments: ExactPlan.all)
    func cheapest(plan: ExactPlan) throws {
        var minimal = 0
        var replications = 0
        var wrong: [Int] = []
        for seed in 0..<seeds {
            let found = try attempt(plan, plan.cheapest, seed: seed)
            minimal += found.isMinimal ? 1 : 0
            replications += found.replications
            if found.neighbours.contains(where: { $0.change < 0 && $0.verdict == .met }) {
                wrong.append(seed)
            }
        }
        print(
            "\(plan.name): \(minimal) of \(seeds) certified as minimal, \(wrong.count) neighbours wrongly met, "
                + "\(replications / seeds) replications each")
        #expect(Double(minimal) >= 0.9 * Double(seeds), "\(minimal) of \(seeds)")
        #expect(wrong.count <= mostErrors(of: seeds), "seeds \(wrong)")
    }
}

/// Offices with exactly the target that their staff keeps: 1,000 of them in a soak, 60 in every release test.
@Suite("Certificates at the target", .enabled(if: heavyTestsRun))
struct CertificateAtTargetTests {
    @Test(
        "a staff exactly at its target is certified in 5 % at most",
        arguments: [ExactPlan.oneLine, .officeHours, .patience])
    func certified(plan: ExactPlan) throws {
        let plans = isSoak ? 1000 : 60
        let model = try plan.model.targeted(plan.shares(plan.cheapest)[0])
        var rule = DecisionRule()
        rule.budget = 256
        let certified = (0..<plans).count { number in
            Certificate.attempt(
                0, people: plan.cheapest, of: model, fixed: [0], looksAroundUndecided: false, rule: rule,
                seed: UInt64(5000 + number), options: Study.Options()
            ).decision.verdict == .met
        }
        print("\(plan.name), exactly at its target: \(certified) of \(plans) certified")
        #expect(certified <= mostErrors(of: plans), "\(certified) of \(plans)")
    }
}

/// The whole of `staff` on offices whose cheapest staff is known exactly.
@Suite("staff is calibrated", .enabled(if: heavyTestsRun))
struct StaffCalibrationTests {
    private func answer(_ plan: ExactPlan, seed: Int) throws -> StaffPlan {
        let model = try plan.model
        var options = StaffingOptions(model)
        options.costs = plan.costs
        options.seed = UInt64(seed)
        return try StaffingSearch(model, options: options).plan()
    }

    @Test(
        "decides, and is right, in 90 %, and certifies what is wrong in 5 % at most", arguments: ExactPlan.all
    )
    func right(plan: ExactPlan) throws {
        var right = 0
        var wrong: [[Int]] = []
        var dearer: [[Int]] = []
        var replications = 0
        for seed in 1...seeds {
            let found = try answer(plan, seed: seed)
            let people = found.headcounts.map(\.people)
            replications += found.replications
            guard found.isCertified else { continue }
            if !plan.meets(people) {
                wrong.append(people)
            } else if people == plan.cheapest {
                right += 1
            } else {
                dearer.append(people)
            }
        }
        print(
            "\(plan.name): \(right) of \(seeds) right, \(wrong.count) wrong \(wrong), \(dearer.count) dearer "
                + "\(dearer), \(replications / seeds) replications each")
        #expect(Double(right) >= 0.9 * Double(seeds), "\(right) of \(seeds) right")
        #expect(wrong.count <= mostErrors(of: seeds), "certified although they miss a target: \(wrong)")
    }
}
