package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
    @TempDir
    Path folder;

    @Test
    void listsTheWorkloads() {
        var call = Call.of("bench", "--list");
        assertThat(call.code()).isZero();
        assertThat(call.out())
                .containsPattern("rosenbrock +100,000 steps of Adam")
                .containsPattern("curve +cost");
    }

    @Test
    void measuresAndPrintsATable() {
        var call = Call.of("bench", "--quick", "rosenbrock");
        assertThat(call.code()).isZero();
        assertThat(call.out())
                .containsPattern("\\d cores; ")
                .contains("load before: ")
                .containsPattern("rosenbrock +[0-9.,]+ ns/step +[0-9.,]+\\.\\.[0-9.,]+")
                .containsPattern("rosenbrock +[0-9.]+ m?s +[0-9.]+ m?s");
        assertThat(call.err()).isEqualTo("rosenbrock: Costate\n");
    }

    @Test
    void writesJsonAloneToStandardOutput() {
        var call = Call.of("bench", "--quick", "rosenbrock", "--json", "-");
        var json = new JsonMapper().readTree(call.out());
        assertThat(json.at("/workloads/0/name").asString()).isEqualTo("rosenbrock");
        assertThat(json.at("/workloads/0/costate/timing/samples").size()).isEqualTo(3);
        assertThat(call.err()).contains("load before: ").contains("ns/step");
    }

    @Test
    void printsMarkdownAndWritesAFile() {
        var file = folder.resolve("bench.json");
        var call = Call.of("bench", "--quick", "rosenbrock", "--markdown", "--json", file.toString());
        assertThat(call.out()).contains("| workload | Costate |").contains("| rosenbrock | ");
        assertThat(file).exists();
    }

    @Test
    void aPythonThatIsNoneIsSaidAndNotFatal() {
        var call = Call.of("bench", "--quick", "rosenbrock", "--peers", "a-python-that-is-none");
        assertThat(call.code()).isZero();
        assertThat(call.out()).containsPattern("JAX +failed").contains("Cannot run program");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rosenbrok | there is no workload 'rosenbrok'; did you mean rosenbrock?",
                "rosenbrock --threads 0 | threads: 0; at least one is needed",
                "rosenbrock --peers none/python | --peers: there is no program none/python; name a Python that has the peers",
                "rosenbrock --json . | --json: . is a folder; name a file",
            })
    void wrongCallsAreSaid(String args, String message) {
        var call = Call.of(("bench " + args).split(" "));
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.err()).contains(message);
    }
}
