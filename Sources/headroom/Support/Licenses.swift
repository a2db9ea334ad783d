/// The licence of the program, and of everything linked into it.
enum Licenses {
    static let text = """
        Headroom \(Program.version)

        This program is free software: you can redistribute it and/or modify it under the terms of
        the GNU General Public License as published by the Free Software Foundation, either version 3
        of the License, or (at your option) any later version. It comes without any warranty. The
        text of the licence is in the file LICENSE and at <https://www.gnu.org/licenses/>.

        It is built from:
          GNU Scientific Library   GPL-3.0-or-later                 https://www.gnu.org/software/gsl/
          swift-argument-parser    Apache-2.0 with runtime exception https://github.com/apple/swift-argument-parser
          Yams                     MIT                              https://github.com/jpsim/Yams
          LibYAML (within Yams)    MIT                              https://github.com/yaml/libyaml
          Swift and its libraries  Apache-2.0 with runtime exception https://swift.org

        """
}
