/// What the interval of a difference of shares on time says.
public enum ChangeVerdict: String, Sendable, Equatable {
    case better
    case worse
    /// The interval holds zero, or there is none.
    case noDifferenceShown = "no difference shown"

    /// By the interval, never by the estimate alone; above zero is better.
    package init(_ difference: Quantity) {
        if let high = difference.high, high < 0 {
            self = .worse
        } else if let low = difference.low, low > 0 {
            self = .better
        } else {
            self = .noDifferenceShown
        }
    }
}
