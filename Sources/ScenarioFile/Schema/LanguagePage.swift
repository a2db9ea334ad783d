/// The reference page of the language, made from the table of keys.
package enum LanguagePage {
    package static var text: String {
        ([opening, valueForms] + Key.Home.allCases.map(section) + [completion]).joined(separator: "\n")
    }

    private static let opening = """
        # The language

        Every key of a scenario, with its value, what holds without it, what it means, and an example. This page
        and the schema for editors are made from the table by which the program itself reads a file:
        `headroom schema --page` and `headroom schema`. How words are to be read where they could mean two
        things is said in [meanings.md](meanings.md); [mechanics.md](mechanics.md) has a running example for each
        thing that rule books demand.

        A file is YAML without anchors, tags and directives. A phrase has no commas and no parentheses; ranges
        are written with `..`. `A | B` below means one or the other, and capitals name a form of values.

        """

    private static var valueForms: String {
        var lines = ["## Forms of values", "", "| form | written as | examples |", "|---|---|---|"]
        for form in ValueForm.all {
            let examples = form.examples.map { code($0) }.joined(separator: " · ")
            lines.append("| \(form.name) | \(cell(form.grammar)) | \(examples) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ home: Key.Home) -> String {
        var lines = ["## \(home.title)", ""]
        if let text = home.opening { lines += [text, ""] }
        lines += ["| key | value | without it | meaning | example |", "|---|---|---|---|---|"]
        for key in Key.all(in: home) {
            let isRequired = key.required.contains(home) || key.name == home.kindKey
            let standard = isRequired ? "required" : key.standard ?? ""
            lines.append(
                "| `\(key.name)` | \(cell(key.form.text)) | \(cell(standard)) | \(cell(key.meaning)) "
                    + "| \(code(key.example)) |")
        }
        let rules = KeyRule.all(in: home).map(\.sentence)
        if !rules.isEmpty { lines += [""] + rules.map { "- \($0.prefix(1).uppercased())\($0.dropFirst())." } }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A sign that would end a cell is written so that it does not.
    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

    private static func code(_ text: String) -> String { "`\(cell(text))`" }

    private static let completion = """
        ## Completion in an editor

        `headroom schema > headroom.schema.json` writes the JSON Schema (draft 7) of the language. An editor with the
        YAML language server then completes keys, explains them and underlines what does not fit while you type.
        It knows the form of a file; what names mean, and whether figures fit together, is what
        `headroom lint FILE` says.

        - Any editor with that server: as first line of the scenario, with the path as seen from the file,

          ```yaml
          # yaml-language-server: $schema=headroom.schema.json
          ```

        - Visual Studio Code, with the extension YAML by Red Hat, in `settings.json`:

          ```json
          { "yaml.schemas": { "./headroom.schema.json": ["scenarios/**/*.yaml"] } }
          ```

        - Neovim 0.11 with `yaml-language-server`:

          ```lua
          vim.lsp.config('yamlls', {
            settings = { yaml = { schemas = { ['./headroom.schema.json'] = 'scenarios/**/*.yaml' } } },
          })
          vim.lsp.enable('yamlls')
          ```

        - Emacs 29 with eglot:

          ```elisp
          (add-hook 'yaml-ts-mode-hook #'eglot-ensure)
          (setq-default eglot-workspace-configuration
                        '(:yaml (:schemas (:./headroom.schema.json ["scenarios/**/*.yaml"]))))
          ```

        """
}

extension Key.Home {
    fileprivate var title: String {
        switch self {
        case .top: "Top of the file"
        case .calendar: "`calendar`"
        case .stream: "`arrivals`"
        case .role: "`staff`"
        case .step: "`flow`: a step"
        case .wait: "`flow`: a wait"
        case .together: "`flow`: branches"
        case .outcome: "`outcomes`"
        case .ifLate: "`if late`"
        case .limit: "`limits`"
        case .duty: "`duties`"
        case .statistics: "`statistics`"
        case .run: "`run`"
        }
    }

    fileprivate var opening: String? {
        switch self {
        case .top:
            "With `extends` nothing is required: what is left out is as in the file it names, and a key given "
                + "here replaces that of the other file as a whole; `change` replaces single values.\n\n"
                + "Under `case` stands for each NAME `{ WORD: SHARE, … }` (a list of class words), "
                + "`{ WORD: { … }, … }` (one whose shares depend on another list), SHARE (a yes/no word) or a "
                + "SPLIT of it, QUANTITY (a number of the case) or a SPLIT of it, `one of n` (a unit) or "
                + "`someone of ROLE` (a person)."
        case .stream: "One stream, or a list of streams that each begin with `stream`."
        case .role: "`ROLE: 2` stands for `ROLE: { people: 2 }`."
        case .step:
            "An item begins with `step`, `wait` or `together`. A step with neither `by` nor `work` is a decision: "
                + "no people, no time."
        case .outcome: "One entry for each outcome; `others` takes the rest."
        case .ifLate: "What happens at the due instant of a limit."
        default: nil
        }
    }
}
