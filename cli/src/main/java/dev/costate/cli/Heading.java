package dev.costate.cli;

/// The name and the title of a study, in one line where there is room.
final class Heading {
    private Heading() {}

    static void print(String study, String title, Terminal terminal) {
        var name = terminal.bold(study);
        var shown = terminal.shown(title);
        if (study.length() + 2 + shown.length() <= terminal.width()) {
            terminal.line(name + "  " + shown);
        } else {
            terminal.line(name);
            Paragraph.lines(shown, terminal.width()).forEach(terminal::line);
        }
    }
}
