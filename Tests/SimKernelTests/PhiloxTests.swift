import SimKernel
import Testing

@Suite("Random numbers")
struct PhiloxTests {
    /// The known answers published with the authors' library for ten rounds of Philox4x32.
    @Test("Philox4x32-10 gives the published known answers")
    func knownAnswers() {
        typealias Block = Philox.Block
        let ones = UInt32.max
        #expect(
            Philox.block(Block(0, 0, 0, 0), key0: 0, key1: 0)
                == Block(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
        #expect(
            Philox.block(Block(ones, ones, ones, ones), key0: ones, key1: ones)
                == Block(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
        #expect(
            Philox.block(
                Block(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), key0: 0xA409_3822,
                key1: 0x299F_31D0) == Block(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
    }

    private func bits(
        seed: UInt64 = 1, replication: UInt32 = 2, case identity: UInt64 = 3, name: UInt32 = 4,
        visit: UInt16 = 5, purpose: Purpose = .step, block: UInt8 = 0
    ) -> RandomBits {
        StreamKey(seed: seed, replication: replication)
            .bits(case: identity, name: name, visit: visit, purpose: purpose, block: block)
    }

    @Test("Equal keys give equal bits")
    func equalKeys() {
        #expect(bits() == bits())
        #expect(bits(case: StreamKey.identity(stream: 0, ordinal: 3)) == bits())
    }

    @Test("Every part of the key changes the bits")
    func everyPart() {
        var seen: [RandomBits] = [bits()]
        for shift in 0..<64 { seen.append(bits(seed: 1 ^ 1 << UInt64(shift))) }
        for shift in 0..<32 { seen.append(bits(replication: 2 ^ 1 << UInt32(shift))) }
        for shift in 0..<64 { seen.append(bits(case: 3 ^ 1 << UInt64(shift))) }
        for shift in 0..<32 { seen.append(bits(name: 4 ^ 1 << UInt32(shift))) }
        for shift in 0..<16 { seen.append(bits(visit: 5 ^ 1 << UInt16(shift))) }
        for purpose in [Purpose.arrival, .word, .number, .share, .wait, .line] {
            seen.append(bits(purpose: purpose))
        }
        for block in 1...255 { seen.append(bits(block: UInt8(block))) }
        #expect(Set(seen.map(\.first)).count == seen.count)
        #expect(Set(seen.map(\.second)).count == seen.count)
        for draw in seen {
            #expect(draw.first < 1 << 53 && draw.second < 1 << 53)
            #expect(draw.first != draw.second)
        }
    }

    @Test("The two draws of a block and their neighbours are even and independent")
    func evenness() {
        let key = StreamKey(seed: 20_260_101, replication: 0)
        let n = 100_000
        var counts = [Int](repeating: 0, count: 256)
        for i in 0..<n {
            let b = key.bits(case: UInt64(i), name: 9, visit: 0, purpose: .step)
            counts[Int(b.first >> 49) << 4 | Int(b.second >> 49)] += 1
        }
        let expected = Double(n) / 256
        let chiSquared = counts.reduce(0.0) {
            $0 + (Double($1) - expected) * (Double($1) - expected) / expected
        }
        let tail = GSL.chiSquaredTail(chiSquared, degrees: 255)
        #expect(tail > 0.001 && tail < 0.999)
    }

    @Test("Bits stay as they are")
    func golden() {
        #expect(bits() == RandomBits(first: 6_580_971_149_209_160, second: 7_682_057_644_525_597))
    }

    @Test("Names keep their integers, and short ones differ in all of them")
    func names() {
        let names = ["a", "b", "aa", "ab", "ba", "intake", "intakf", "投诉", "投诈", ""]
        #expect(Set(names.map(NameKey.key32)).count == names.count)
        #expect(Set(names.map(NameKey.key16)).count == names.count)
        #expect(NameKey.key32("investigate") == 3_704_303_655)
        #expect(NameKey.key16("investigate") == 56_523)
        #expect(NameKey.key32("分类") == 2_000_036_606)
    }
}
