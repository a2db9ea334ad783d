package import SimKernel

extension CivilDate {
    /// A date as `2027-01-04`; nil for anything else and for dates that do not exist.
    package init?(text: some StringProtocol) {
        var reader = DigitReader(text)
        guard let date = reader.date(), reader.isAtEnd else { return nil }
        self = date
    }

    /// As `2027-01-04`.
    package var text: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

/// Clock times of the scenario language, in seconds of the day.
package enum ClockTime {
    /// A clock time as `09:00` or `09:00:30`, up to `24:00`; nil for anything else.
    package static func seconds(text: some StringProtocol) -> Int? {
        var reader = DigitReader(text)
        guard let time = reader.clock(), reader.isAtEnd else { return nil }
        return time
    }

    /// As `09:00`, with seconds where there are any.
    package static func text(seconds: Int) -> String {
        let minutes = "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2))"
        return seconds % 60 == 0 ? minutes : "\(minutes):\(padded(seconds % 60, 2))"
    }
}

extension ZoneOffsets {
    /// An instant as ISO 8601 writes it: `2026-03-06T16:30`, with seconds and a fraction (to the
    /// microsecond) or without, a blank in place of the `T`, followed by `Z` or an offset `+08:00`, or
    /// by neither: then it is on this zone's clock. A date alone is its first instant. Nil otherwise.
    package func instant(text: some StringProtocol) -> Ticks? {
        var reader = DigitReader(text)
        guard let date = reader.date() else { return nil }
        let day = date.daysSince1970
        if reader.isAtEnd { return firstInstant(showingDay: day, timeOfDay: 0) }
        guard reader.skip("T") || reader.skip(" "), let seconds = reader.clock(),
            let fraction = reader.fraction(), seconds < 86_400 || fraction == 0
        else { return nil }
        let timeOfDay = Ticks(seconds) * Tick.second + fraction
        if reader.isAtEnd { return instant(ofDay: day, timeOfDay: timeOfDay) }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        return Ticks(day) * Tick.day + timeOfDay - Ticks(offset) * Tick.second
    }

    /// As `2026-03-06T16:30:00+08:00` on this zone's clock, with a fraction where there is one.
    package func text(of instant: Ticks) -> String {
        let local = local(at: instant)
        let (seconds, fraction) = local.timeOfDay.quotientAndRemainder(dividingBy: Tick.second)
        var text = "\(local.date.text)T\(ClockTime.text(seconds: Int(seconds)))"
        if seconds % 60 == 0 { text += ":00" }
        if fraction != 0 {
            var digits = padded(Int(fraction), 6)
            while digits.hasSuffix("0") { digits.removeLast() }
            text += ".\(digits)"
        }
        let offset = offset(at: instant)
        return text + (offset < 0 ? "-" : "+") + ClockTime.text(seconds: abs(offset))
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Reads numbers of fixed width from the front of a text.
private struct DigitReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: some StringProtocol) { rest = Array(text.utf8)[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func digit() -> Int? {
        guard let first = rest.first, (48...57).contains(first) else { return nil }
        rest.removeFirst()
        return Int(first) - 48
    }

    private mutating func number(digits: Int) -> Int? {
        var number = 0
        for _ in 0..<digits {
            guard let next = digit() else { return nil }
            number = 10 * number + next
        }
        return number
    }

    mutating func date() -> CivilDate? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// `HH:MM` or `HH:MM:SS` in seconds, at most 24:00.
    mutating func clock() -> Int? {
        guard let hour = number(digits: 2), skip(":"), let minute = number(digits: 2), minute < 60
        else { return nil }
        var time = 3_600 * hour + 60 * minute
        if skip(":") {
            guard let second = number(digits: 2), second < 60 else { return nil }
            time += second
        }
        return time <= 86_400 ? time : nil
    }

    /// A decimal fraction of a second in ticks; 0 where there is none, nil where it is finer than a tick.
    mutating func fraction() -> Ticks? {
        guard skip(".") else { return 0 }
        var (fraction, unit) = (Ticks(0), Tick.second)
        while let next = digit() {
            unit /= 10
            guard unit > 0 else { return nil }
            fraction += Ticks(next) * unit
        }
        return unit < Tick.second ? fraction : nil
    }

    /// `Z` or `+08:00`, in seconds.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let sign = skip("-") ? -1 : 1
        guard sign < 0 || skip("+"), let time = clock(), time < 86_400 else { return nil }
        return sign * time
    }
}
