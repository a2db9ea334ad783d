import Foundation

/// The program itself, as results and `--version` name it.
enum Program {
    static let version = "0.1.0"

    static func end(with status: ExitStatus) -> Never {
        exit(status.rawValue)
    }
}
