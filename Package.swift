// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "headroom",
    products: [
        .executable(name: "headroom", targets: ["headroom"]),
        .library(name: "Headroom", targets: ["ScenarioFile", "Planning"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // Floors look only down: headroom > Planning > ScenarioFile > CaseFlow > SimKernel > CGSL.
        .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
        .target(name: "SimKernel", dependencies: ["CGSL"], swiftSettings: strict),
        .target(name: "CaseFlow", dependencies: ["SimKernel"], swiftSettings: strict),
        .target(
            name: "ScenarioFile",
            dependencies: ["SimKernel", "CaseFlow", .product(name: "Yams", package: "Yams")],
            resources: [.embedInCode("Holidays/china-2025.ics"), .embedInCode("Holidays/china-2026.ics")],
            swiftSettings: strict),
        .target(
            name: "Planning", dependencies: ["SimKernel", "CaseFlow", "ScenarioFile"], swiftSettings: strict),
        .executableTarget(
            name: "headroom",
            dependencies: [
                "Planning", "ScenarioFile", "CaseFlow", "SimKernel",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        // Figures of models with a known answer, for the tests of the engine and of the planner.
        .target(name: "ExactAnswers", path: "Tests/ExactAnswers", swiftSettings: strict),
        .testTarget(name: "SimKernelTests", dependencies: ["SimKernel", "CGSL"], swiftSettings: strict),
        .testTarget(
            name: "CaseFlowTests", dependencies: ["ExactAnswers", "CaseFlow", "SimKernel", "CGSL"],
            swiftSettings: strict),
        .testTarget(
            name: "ScenarioFileTests",
            dependencies: [
                "ScenarioFile", "CaseFlow", "SimKernel", .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Wrong"], swiftSettings: strict),
        .testTarget(
            name: "PlanningTests",
            dependencies: ["ExactAnswers", "Planning", "ScenarioFile", "CaseFlow", "SimKernel", "CGSL"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HeadroomTests", dependencies: ["headroom", "ScenarioFile", "CaseFlow"],
            swiftSettings: strict),
    ])
