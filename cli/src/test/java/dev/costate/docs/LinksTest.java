package dev.costate.docs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeAnotherPage() throws IOException {
        Files.createDirectories(folder.resolve("guide"));
        Files.writeString(folder.resolve("guide/other.md"), """
            # 2. Steps, and `scan`

            ## Steps

            ```sh
            # no heading
            ```

            ## Steps
            """);
    }

    private void require(String line) throws IOException {
        Files.writeString(folder.resolve("guide/page.md"), "# One\n\n" + line + "\n");
        Links.require(folder, Page.read(folder, "guide/page.md"));
    }

    @Test
    void filesAndHeadingsThatAreTherePass() {
        assertThatCode(() -> require("[a](other.md) [b](other.md#2-steps-and-scan) [c](other.md#steps-1) [d](#one)"
                        + " [e](https://nowhere.invalid/x) [f](../guide)"))
                .doesNotThrowAnyException();
    }

    @Test
    void othersFailAtTheirLine() {
        assertThatThrownBy(() -> require("[a](nothing.md)")).hasMessage("guide/page.md:3: there is no nothing.md");
        assertThatThrownBy(() -> require("[a](other.md#steps-2)"))
                .hasMessage("guide/page.md:3: there is no heading #steps-2 in other.md");
        assertThatThrownBy(() -> require("[a](other.md#no-heading)"))
                .hasMessage("guide/page.md:3: there is no heading #no-heading in other.md");
        assertThatThrownBy(() -> require("[a](#two)"))
                .hasMessage("guide/page.md:3: there is no heading #two in page.md");
    }
}
