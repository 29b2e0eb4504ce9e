package dev.costate.internal.compile;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.RandomGraphs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without the module `jdk.incubator.vector` programs run as plain loops, within the same bounds, and one line says so.
class PlainLoopsTest {
    private static final int SEEDS = 300;

    /// What the other JVM runs.
    public static final class InAnotherJvm {
        private InAnotherJvm() {}

        /// Fails unless all results are as near as they have to be.
        ///
        /// @param args none
        public static void main(String[] args) {
            for (long seed = 0; seed < SEEDS; seed++) {
                Graph graph = RandomGraphs.graph(seed, RandomGraphs.Options.ANY);
                List<Array> inputs = RandomGraphs.arguments(graph, seed);
                String name = "seed " + seed;
                Closeness.of(graph, inputs).check(new Compiler().compile(graph).run(inputs), () -> name);
            }
            for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
                Fn1<RichAndLazy.Net, Object> training = net -> RichAndLazy.train(net, 5);
                List<RichAndLazy.Net> nets = RichAndLazy.nets(3, dtype);
                Object all = jit(vmap(training)).apply(Tree.stack(nets));
                for (int m = 0; m < nets.size(); m++) {
                    int number = m;
                    List<Tensor> member =
                            Tree.leaves(all).stream().map(t -> t.get(number)).toList();
                    Closeness.of(training, nets.get(m)).check(member, "member " + m);
                    Members.identical(Tree.leaves(jit(training).apply(nets.get(m))), member, "member " + m + " alone");
                }
            }
            System.out.println("vectors of " + VectorModule.lanes(4));
        }
    }

    @Test
    void oneLineSaysSoAndTheResultsAreWithinTheirBounds(@TempDir Path folder) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InAnotherJvm.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int status;
        try {
            status = process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        String errors = Files.readString(err, StandardCharsets.UTF_8);
        assertThat(status).as("the exit status; it wrote%n%s", errors).isZero();
        assertThat(Files.readString(out, StandardCharsets.UTF_8).strip()).endsWith("vectors of 1");
        assertThat(errors.lines().toList())
                .singleElement()
                .asString()
                .isEqualTo("costate: compiled programs run as plain loops, several times slower;"
                        + " for vector code start java with --add-modules jdk.incubator.vector");
    }
}
