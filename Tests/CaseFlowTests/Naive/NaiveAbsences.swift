import CaseFlow
import SimKernel

/// When a person is away: spell after spell, from the start of the run to its bound.
struct NaiveAbsences {
    let person: Person
    let model: Model
    let key: StreamKey

    /// The person's own hours, less everything that takes them away.
    func hours(of own: NaiveHours) -> NaiveHours {
        person.absences.reduce(own) { $0.without(spells(of: $1, in: own)) }
    }

    /// Presence and absence take turns; which of them comes first is drawn.
    private func spells(of absence: Absence, in own: NaiveHours) -> [Range<Ticks>] {
        var spells: [Range<Ticks>] = []
        var now = model.horizon.start
        func pass(_ time: Ticks) {
            now = absence.inOwnHours ? own.add(time, from: now) : now + time
        }
        var isAway = draw(absence, spell: 0, block: 1).first < absence.share
        var spell: UInt64 = 0
        while now < model.horizon.bound {
            let lengths = draw(absence, spell: spell, block: 0)
            for _ in 0..<2 {
                let from = now
                pass(
                    isAway
                        ? model.tables[absence.spell].view.draw(lengths.second)
                        : model.tables[absence.presence].view.draw(lengths.first))
                if isAway { spells.append(from..<now) }
                isAway.toggle()
            }
            spell += 1
        }
        return spells
    }

    private func draw(_ absence: Absence, spell: UInt64, block: UInt8) -> RandomBits {
        key.bits(
            case: UInt64(person.number) << 48 | spell, name: absence.key, visit: 0,
            purpose: .absence, block: block)
    }
}
