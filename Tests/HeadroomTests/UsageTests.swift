import Testing

/// What is typed wrongly ends with 64 and a remedy on standard error.
@Suite("Usage")
struct UsageTests {
    @Test(
        "wrong usage is exit code 64, says what to do, and prints nothing on standard output",
        arguments: [
            ["frobnicate"], ["run"], ["run", "a.yaml", "--no-such-option"], ["run", "a.yaml", "--jobs", "0"],
            ["run", "a.yaml", "--replications", "0"], ["run", "a.yaml", "--replications", "many"],
            ["run", "a.yaml", "--replications", "8", "--precision", "1%"],
            ["run", "a.yaml", "--precision", "60%"],
            ["run", "a.yaml", "--set", "nothing"], ["run", "a.yaml", "--set", "staff.clerk="],
            ["run", "a.yaml", "--seed", "-1"], ["run", "a.yaml", "--timeout", "0"],
            ["run", "a.yaml", "--max-events", "0"],
            ["run", "a.yaml", "--grow", "-100%"], ["run", "a.yaml", "--grow", "10"],
            ["check", "a.yaml", "--grow=-120%"], ["run", "a.yaml", "--grow", "nan%"],
            ["run", "a.yaml", "b.yaml", "--log", "log.csv"], ["run", "x/a.yaml", "y/a.yaml"],
            ["run", "a.yaml", "--json", "--format", "markdown"], ["run", "a.yaml", "--format", "html"],
            ["promise", "a.yaml", "--json", "--format", "markdown"], ["check"],
            ["check", "a.yaml", "--undecided", "maybe"],
            ["check", "a.yaml", "--json", "--format", "github"], ["lint"],
            ["explain", "a.yaml", "--format", "dot"],
            ["due", "a.yaml"], ["due", "a.yaml", "--from", "2026-03-06T16:30"],
            ["due", "a.yaml", "--between", "2026-03-06T16:30"],
            ["due", "a.yaml", "--between", "2026-03-06", "2026-03-07", "--within", "1 day"],
            ["staff"], ["staff", "a.yaml", "--target", "120%"],
            ["staff", "a.yaml", "--target", "0%"], ["staff", "a.yaml", "--confidence", "50%"],
            ["staff", "a.yaml", "--confidence", "1"], ["staff", "a.yaml", "--indifference", "60%"],
            ["staff", "a.yaml", "--max", "clerk"], ["staff", "a.yaml", "--max", "clerk=many"],
            ["staff", "a.yaml", "--max", "=3"], ["staff", "a.yaml", "--fix", "clerk=-1"],
            ["staff", "a.yaml", "--cost", "clerk=-1"], ["staff", "a.yaml", "--cost", "clerk=nan"],
            ["staff", "a.yaml", "--replications", "8"], ["staff", "a.yaml", "--precision", "1%"],
        ])
    func wrongUsage(arguments: [String]) throws {
        let run = try ProgramRun(arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("headroom") && run.errors.contains("--help"))
    }

    @Test(
        "help, version and licences go to standard output",
        arguments: [["--help"], ["--version"], ["--licenses"], []])
    func help(arguments: [String]) throws {
        let run = try ProgramRun(arguments)
        #expect(run.status == 0)
        #expect(!run.output.isEmpty)
        #expect(run.errors.isEmpty)
    }

    @Test(
        "a file that is not there is exit code 74 and is named",
        arguments: ["run", "check", "staff", "promise", "compare", "lint", "explain"])
    func missingFile(command: String) throws {
        let files = command == "compare" ? ["no-such-file.yaml", "no-such-file.yaml"] : ["no-such-file.yaml"]
        let run = try ProgramRun([command] + files)
        #expect(run.status == 74)
        #expect(run.output.isEmpty || command == "check")
        #expect(run.errors.contains("no-such-file.yaml"))
    }
}
