package dev.costate.lab.report;

import dev.costate.lab.Fact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the study said, in its order: a section for each of its headings.
final class StoryHtml {
    /// A section of the page.
    ///
    /// @param id its place in an address
    /// @param title its heading; empty for what comes before the first
    /// @param content what is in it
    record Chapter(String id, String title, Html content) {}

    private final Sheet sheet;
    private final Set<Path> files;
    private final List<Chapter> chapters = new ArrayList<>();
    private final List<Html> content = new ArrayList<>();
    private final List<Fact> stated = new ArrayList<>();
    private String title = "";
    private int facts;

    private StoryHtml(Sheet sheet, Set<Path> files) {
        this.sheet = sheet;
        this.files = files;
    }

    static List<Chapter> of(Story story, Sheet sheet) throws IOException {
        var files = new HashSet<Path>();
        for (var part : story.parts()) {
            if (part instanceof Story.Written written) {
                files.add(written.file());
            }
        }
        var html = new StoryHtml(sheet, files);
        for (var part : story.parts()) {
            html.add(part);
        }
        html.endChapter();
        return html.chapters;
    }

    private void add(Story.Part part) throws IOException {
        if (!(part instanceof Story.Stated)) {
            endFacts();
        }
        switch (part) {
            case Story.Heading heading -> {
                endChapter();
                title = heading.title();
            }
            case Story.Note note -> content.add(Html.tag("p", note.text()).with("class", "note"));
            case Story.Tabled table -> {
                var caption = Html.all(
                        Html.tag("b", "Table " + sheet.nextTable() + ". "),
                        Html.tag("span", table.name()).with("class", "title"));
                content.add(TableHtml.of(table.table(), caption));
            }
            case Story.Stated fact -> stated.add(fact.fact());
            case Story.Drawn drawn -> content.add(PictureHtml.of(drawn, sheet));
            case Story.Recorded recorded -> content.add(RecordsHtml.of(recorded, sheet));
            case Story.Written written -> {
                var file = written.file();
                // a film that is there twice is shown once, where it can be stopped
                if (MediaHtml.isMedia(file)
                        && MediaHtml.twin(file, "gif", "mp4")
                                .filter(files::contains)
                                .isEmpty()) {
                    content.add(MediaHtml.figure(file, others(file), sheet));
                }
            }
        }
    }

    private List<Path> others(Path file) {
        return MediaHtml.twin(file, "mp4", "gif").filter(files::contains).stream()
                .toList();
    }

    private void endFacts() {
        if (!stated.isEmpty()) {
            content.add(FactsHtml.stated(stated, facts + 1));
            facts += stated.size();
            stated.clear();
        }
    }

    private void endChapter() {
        endFacts();
        // a heading with nothing under it is still a heading
        if (!content.isEmpty() || !title.isEmpty()) {
            chapters.add(new Chapter("part-" + (chapters.size() + 1), title, Html.all(content)));
        }
        content.clear();
    }
}
