/// Why a result could not be stored. The command line turns it into exit status 74.
package struct StoreProblem: Error, Sendable, Equatable {
    package enum Cause: Sendable, Equatable {
        /// The system said no while doing `action`; `errno` says why.
        case system(action: String, errno: Int32)
        /// The path is a symbolic link, which might lead anywhere.
        case symbolicLink
        /// There is something at the path that this program did not write.
        case notOurs(found: String)
    }
    package var path: String
    package var cause: Cause

    package init(path: String, cause: Cause) {
        self.path = path
        self.cause = cause
    }

    package var message: String {
        let path = TerminalText.safe(path)
        return switch cause {
        case .system(let action, let errno):
            "cannot \(action) \(path): \(Descriptor.reason(errno))"
        case .symbolicLink: "\(path) is a symbolic link; results are never written through one"
        case .notOurs(let found):
            "\(path) is in the way: it holds \(TerminalText.safe(found)), which this program did not write"
        }
    }

    package var remedy: String {
        switch cause {
        case .system: "make room or choose another place with --out"
        case .symbolicLink, .notOurs: "choose another place with --out, or move it away"
        }
    }
}
