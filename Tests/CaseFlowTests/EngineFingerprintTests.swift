import CaseFlow
import SimKernel
import Testing

/// Event trajectories as golden values: the same on every machine, in debug and in release. A change
/// here means that results change; it belongs into the change log.
@Suite("Fingerprints")
struct EngineFingerprintTests {
    static let golden: [[UInt64]] = [
        [0xBC02BC411821B96D, 0xC302B7AB4AC9D7C8, 0xC124487309BA5D41, 0x3270AED182FB13FA],
        [0xD4AA45F064B62E25, 0x6817BD855C2EE7B6, 0x1AFCE02316A9F17D, 0x8AB1753103C33A99],
        [0xD17D8FB3D8D0A61F, 0xED8C0D7D2F9B4EAF, 0xFC0FD7FE5BF6402D, 0x90E2DE0CD3331BB6],
        [0x4AF6A7FC32B05888, 0x4978626AD9EF4D19, 0xB2AA27076909B4A3, 0x27BA03212D41509D],
        [0xF60D9FF474A20726, 0x3404E7F9196524CD, 0x1BE5C47D91353650, 0x69D87AA1BC1DA227],
        [0x5B6FCE2901C72607, 0xF577F70D7E9AD967, 0x53DA34D67225DC34, 0xCAFE5D3E7719F2CE],
    ]

    @Test func trajectoriesAreTheOnesKnown() {
        let found = Varied.all.map { entry in
            (0..<4).map { simulate(entry.model, seed: 1, replication: $0).fingerprint }
        }
        func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16, uppercase: true) }
        let table = found.map { "[" + $0.map(hex).joined(separator: ", ") + "]," }
        #expect(found == Self.golden, "\(table.joined(separator: "\n"))")
    }
}
