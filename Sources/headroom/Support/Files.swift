import CaseFlow
import Foundation
import Planning
import ScenarioFile

/// Files that the user named, with the failures of this program.
enum Files {
    static func read(_ path: String) throws(Failure) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Failure.system("read \(TerminalText.safe(path))", errno: errno)
        }
    }

    static func write(_ text: String, to path: String) throws(Failure) {
        do {
            try CheckedFile.write(text, to: path)
        } catch {
            throw Failure(error)
        }
    }

    static func writeResult(_ result: StudyResult, to folder: String) throws(Failure) {
        do {
            try ResultStore(folder).write(ResultStore.files(result, .current))
        } catch {
            throw Failure(error)
        }
    }
}

extension Stamp {
    static var current: Stamp { Stamp(program: Program.version, tzdata: ZoneOffsets.tzdata) }
}
