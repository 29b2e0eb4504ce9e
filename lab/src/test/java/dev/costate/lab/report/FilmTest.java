package dev.costate.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A film that was written as GIF and as MP4 is one figure.
class FilmTest {
    @TempDir
    private Path folder;

    @Test
    void theFilmIsShownAndTheGifLinked() throws IOException {
        assertThat(page("walk.gif", "walk.mp4"))
                .contains("<video", "Figure 1. ", "<a href=\"walk.mp4\">walk.mp4</a> <a href=\"walk.gif\">walk.gif</a>")
                .doesNotContain("<img", "Figure 2. ");
    }

    @Test
    void oneThatIsAloneIsShown() throws IOException {
        assertThat(page("walk.gif", "talk.mp4"))
                .contains("<video", "Show the animation", "<img", "Figure 1. ", "Figure 2. ");
    }

    private String page(String... names) throws IOException {
        var files = Stream.of(names).map(folder::resolve).toList();
        for (var file : files) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        List<Story.Part> parts =
                files.stream().<Story.Part>map(Story.Written::new).toList();
        var html = new StringBuilder();
        for (var chapter : StoryHtml.of(new Story(parts), new Sheet(folder, 1000))) {
            chapter.content().appendTo(html);
        }
        return html.toString();
    }
}
