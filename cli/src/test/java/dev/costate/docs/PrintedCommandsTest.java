package dev.costate.docs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintedCommandsTest {
    private static final String PAGE = """
        ```java
        class Mine implements dev.costate.lab.Study<Mine.Config> {
            record Config(int steps) {}

            public String title() {
                return "Mine";
            }

            public Config defaults() {
                return new Config(3);
            }

            public void run(Config config, dev.costate.lab.StudyRun run) {
                throw new AssertionError("nothing is run");
            }
        }
        ```

        ```sh
        ./costate run Mine.java --steps 10    # a comment
        COSTATE_OPTS=-Xmx2g ./costate run linear-rnn --sweep "samples=50, 100" --seeds 2
        ./costate show scales --run 3f2a
        mvn verify
        ```
        """;

    @TempDir
    Path folder;

    private void require(String page) throws IOException {
        PrintedCommands.require(new Page("docs/page.md", page.lines().toList(), false), folder);
    }

    private void fails(String correct, String wrong, String message) {
        assertThatThrownBy(() -> require(PAGE.replace(correct, wrong)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatThereIsPasses() {
        assertThatCode(() -> require(PAGE)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotThereFailsAtItsLine() {
        fails("show", "sow", "docs/page.md:22: costate: there is no command 'sow'");
        fails("linear-rnn", "linear-rn", "docs/page.md:21: costate: there is no study 'linear-rn'");
        fails("--steps", "--step", "docs/page.md:20: costate: run mine: there is no option --step");
        fails("--run", "--runs", "docs/page.md:22: costate: show: there is no option --runs");
        fails("run Mine.java", "run Yours.java", "docs/page.md:20: the page shows no Yours.java");
    }
}
