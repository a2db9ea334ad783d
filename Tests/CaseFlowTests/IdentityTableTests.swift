import CaseFlow
import SimKernel
import Testing

/// The table beside a dictionary.
@Suite struct IdentityTableTests {
    @Test(arguments: [0, 1, 2])
    func agreesWithADictionary(seed: UInt64) {
        let key = StreamKey(seed: seed, replication: 0)
        var table = IdentityTable()
        var known: [UInt64: Int] = [:]
        for i in 0..<20_000 {
            let bits = key.bits(case: UInt64(i), name: 0, visit: 0, purpose: .word)
            // Few values, so that they come again; some share the low bits, some are neighbours.
            let identity = (bits.first % 400) << (bits.second % 3 * 20)
            if bits.second % 5 < 3 {
                table.set(i, for: identity)
                known[identity] = i
            } else {
                table.remove(identity)
                known[identity] = nil
            }
            let asked = (bits.second >> 8 % 400) << (bits.first % 3 * 20)
            #expect(table[asked] == known[asked])
            #expect(table[identity] == known[identity])
        }
        #expect(table.values == known.values.sorted())
        #expect(known.allSatisfy { table[$0.key] == $0.value })
    }
}
