package dev.costate.cli;

import dev.costate.cli.TextTable.Alignment;
import dev.costate.lab.Studies;
import dev.costate.lab.Study;
import dev.costate.lab.Suggestion;
import java.util.List;

/// The studies by name.
final class StudyList {
    private StudyList() {}

    static int print(Terminal terminal) {
        var studies = Studies.all();
        if (studies.isEmpty()) {
            terminal.line("There are no studies on the class path.");
            return ExitCode.OK;
        }
        var table = new TextTable(
                List.of("study", "what it shows", "document"),
                List.of(Alignment.WORDS, Alignment.WORDS, Alignment.WORDS));
        for (var study : studies) {
            table.row(List.of(study.name(), terminal.shown(study.title()), terminal.shown(study.document())));
        }
        table.lines(terminal.width()).forEach(terminal::line);
        terminal.line();
        terminal.line(terminal.faint("costate run STUDY runs one, costate run STUDY --help shows its options."));
        return ExitCode.OK;
    }

    /// The study called `name`.
    ///
    /// @throws WrongCall if there is none
    static Study<?> find(String name) {
        return Studies.find(name).orElseThrow(() -> new WrongCall(none(name)));
    }

    /// What is said of a name that no study has.
    static String none(String name) {
        var names = Studies.all().stream().map(Study::name).toList();
        return "there is no study '" + name + "'" + Suggestion.meant(name, names)
                + " ('costate list' shows the studies)";
    }
}
