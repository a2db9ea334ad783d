internal import SimKernel

/// People who have joined and are slower at first. Work is kept as hands-on time, whoever does it.
extension Engine {
    /// What is begun now goes at the speed of the slowest of them.
    @inline(never)
    mutating func speedOfSlowest(_ crew: Int32) -> Int64 {
        var speed = Learning.ordinary
        for k in 0..<Int(crews.record(crew).pointee.count) {
            guard let learning = model.people[Int(crews.people(crew)[k])].learning, now < learning.until
            else { continue }
            speed = min(speed, learning.speed)
        }
        return speed
    }

    /// How long the crew takes for so much hands-on time, rounded up.
    @inline(__always)
    mutating func time(of crew: Int32, for work: Ticks) -> Ticks {
        let speed = crews.record(crew).pointee.speed
        return speed == Learning.ordinary ? work : Self.stretched(work, speed)
    }

    /// Hands-on time that the crew has done in so long, rounded down.
    @inline(__always)
    mutating func work(of crew: Int32, in time: Ticks) -> Ticks {
        let speed = crews.record(crew).pointee.speed
        return speed == Learning.ordinary ? time : Self.shrunk(time, speed)
    }

    @inline(never)
    private static func stretched(_ work: Ticks, _ speed: Int64) -> Ticks {
        let (product, divisor) = (Int128(work) * Int128(Learning.ordinary), Int128(speed))
        return Ticks(min((product + divisor - 1) / divisor, Int128(Tick.never)))
    }

    @inline(never)
    private static func shrunk(_ time: Ticks, _ speed: Int64) -> Ticks {
        Ticks(Int128(time) * Int128(speed) / Int128(Learning.ordinary))
    }
}
