import ScenarioFile
import Testing

@Suite("Digest: the same scenario, the same digest")
struct DigestTests {
    /// Vectors of FIPS 180-4 and of the NIST example values.
    @Test(
        "published vectors of SHA-256",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ])
    func vectors(_ text: String, _ digest: String) {
        #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
    }

    @Test("comments, spacing and quotes do not change it")
    func spelling() throws {
        let plain = try read(Samples.library)
        let other = try read(
            "# a comment\n"
                + Samples.library.replacing("  clerk: 2\n", with: "  clerk:   2   # two\n\n")
                .replacing("{ investigator: 2 }", with: "\n      investigator: 2")
                .replacing("lognormal mean 6 h p95 14 h", with: "'lognormal  mean 6 h p95 14 h'"))
        #expect(other.digest == plain.digest)
        #expect(other.canonicalText == plain.canonicalText)
    }

    @Test("every value changes it")
    func values() throws {
        let plain = try read(Samples.library)
        for (path, value) in [
            ("staff.clerk", "3"), ("run.seed", "2"), ("scenario", "Another"), ("classify.rule", "L-2"),
        ] {
            #expect(try plain.changing(path, to: value).digest != plain.digest)
        }
    }
}
