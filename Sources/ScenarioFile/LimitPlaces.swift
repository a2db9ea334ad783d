extension Scenario {
    /// Where the length of a limit was typed: that of the class where it has a row of its own, else
    /// the limit's `within`. `className` is the row as results call it. Nil for a limit that is not
    /// known and for a length that no file has (`--set`).
    package func typedPlace(ofLimit name: String, className: String?) -> (file: String, line: Int)? {
        guard let within = within(ofLimit: name) else { return nil }
        let row = className.flatMap { within.place(ofRow: $0) } ?? within.place
        guard !sources[row.file].isChange else { return nil }
        return (sources[row.file].file, row.line)
    }

    /// Where a change sets the length of a limit, as in `--set`; nil for a limit that is not known.
    package func path(ofLimit name: String) -> String? {
        if let item = allItems.first(where: { $0.name.value == name }) {
            if item.limit != nil { return name + ".within" }
            if item.startLimit != nil { return name + ".starts within" }
        }
        if duties.contains(where: { $0.name.value == name && $0.limit != nil }) {
            return "duties." + name + ".within"
        }
        return limits.contains { $0.name.value == name } ? "limits." + name + ".within" : nil
    }

    private func within(ofLimit name: String) -> Split<WithinPhrase>? {
        if let item = allItems.first(where: { $0.name.value == name }) {
            return (item.limit ?? item.startLimit)?.within
        }
        if let duty = duties.first(where: { $0.name.value == name }) { return duty.limit?.within }
        return limits.first { $0.name.value == name }?.lengths
    }
}

extension Split {
    /// The place of the value that a row gives; rows of a split within a split are joined by `and`.
    fileprivate func place(ofRow name: String) -> SourcePlace? {
        guard case .byWord(let rows, _) = self else { return nil }
        for row in rows {
            if row.text == name { return row.value.place }
            let start = row.text + " and "
            if name.hasPrefix(start) {
                return row.value.place(ofRow: String(name.dropFirst(start.count))) ?? row.value.place
            }
        }
        return nil
    }
}
