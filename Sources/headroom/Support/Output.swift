import Foundation

/// Standard output and standard error with every write checked: a full device is an error, not a
/// report cut short with success.
enum Output {
    static func write(_ text: String) throws(Failure) {
        try write(text, to: STDOUT_FILENO, name: "standard output")
    }

    /// Diagnostics and notes. Nobody is left to tell when this fails.
    static func note(_ text: String) {
        try? write(text, to: STDERR_FILENO, name: "standard error")
    }

    private static func write(_ text: String, to descriptor: Int32, name: String) throws(Failure) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
                continue
            }
            let reason = errno
            switch reason {
            case EINTR: continue
            // The reader has seen enough (`| head`): end as the signal would have ended us.
            case EPIPE: exit(128 + SIGPIPE)
            default: throw Failure.system("write to \(name)", errno: reason)
            }
        }
    }
}
