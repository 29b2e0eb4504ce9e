package dev.costate.internal.compile;

import static dev.costate.Costate.findNonFinite;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.ArgumentException;
import dev.costate.Compiled;
import dev.costate.Detail;
import dev.costate.Fallback;
import dev.costate.FallbackException;
import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.internal.backend.FallbackPolicy;
import dev.costate.internal.interpret.Interpreter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nothing runs slower than it should without a word, and a policy makes the word an error.
class FallbacksTest {
    private static final String BEFORE = System.getProperty(FallbackPolicy.PROPERTY, "allow");

    @AfterEach
    void restore() {
        System.setProperty(FallbackPolicy.PROPERTY, BEFORE);
    }

    private static List<Fallback> fallbacks(Fn1<Tensor, Tensor> f, int size) {
        return new Compiler().compile(Graph.of(f, Tensor.zeros(size))).fallbacks();
    }

    private static String errors(Runnable body) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            body.run();
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void vectorsAreNone() {
        assertThat(fallbacks(x -> x.mul(2).sin(), 100)).isEmpty();
        assertThat(fallbacks(x -> x.sum(), 100)).isEmpty();
    }

    @Test
    void plainLoopsSayWhy() {
        assertThat(fallbacks(x -> x.erf(), 100)).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Fallback.Kind.PLAIN_LOOPS);
            assertThat(f.operation()).isEqualTo("erf");
            assertThat(f.at()).startsWith("FallbacksTest.java:");
            assertThat(f.reason()).isEqualTo("f32 erf");
        });
        assertThat(fallbacks(x -> x.cumSum(0), 100))
                .extracting(Fallback::operation, Fallback::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("cumulative_sum", "running sums have their order"));
    }

    @Test
    void plainLoopsInsideLoopsAreFound() {
        assertThat(fallbacks(x -> scan((Tensor c) -> c.erf(), x, 3), 100))
                .extracting(Fallback::operation)
                .containsExactly("erf");
    }

    @Test
    void aFewElementsNeedNoVectors() {
        assertThat(fallbacks(x -> x.erf(), 16)).isEmpty();
        assertThat(fallbacks(x -> x.erf(), 17)).hasSize(1);
    }

    @Test
    void theInterpreterIsOne() {
        assertThat(new Interpreter()
                        .compile(Graph.of((Tensor x) -> x.sin(), Tensor.zeros(3)))
                        .fallbacks())
                .extracting(Fallback::kind)
                .containsExactly(Fallback.Kind.INTERPRETER);
        Compiled sine = jit((Tensor x) -> x.sin()).compile(Tensor.zeros(100));
        assertThat(sine.fallbacks()).isEmpty();
        assertThat(findNonFinite(sine::fallbacks))
                .extracting(Fallback::kind)
                .containsExactly(Fallback.Kind.INTERPRETER);
        assertThat(findNonFinite(() -> sine.explain(Detail.SCHEDULE))).contains("1 fallback:\n  interpreter: program");
    }

    @Test
    void errorForbidsTheInterpreterAlone() {
        System.setProperty(FallbackPolicy.PROPERTY, "error");
        Jit.Of1<Tensor, Tensor> erf = jit((Tensor x) -> x.erf());
        assertThat(erf.apply(Tensor.zeros(100)).dim(0)).isEqualTo(100);
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> findNonFinite(() -> erf.apply(Tensor.zeros(100))))
                    .isInstanceOf(FallbackException.class)
                    .hasMessageMatching("jit: interpreter: program at FallbacksTest\\.java:\\d+: the search for"
                            + " non-finite values is on .*; costate\\.fallback=error forbids it: .*");
        }
    }

    @Test
    void errorPlainForbidsAll() {
        System.setProperty(FallbackPolicy.PROPERTY, "error-plain");
        assertThat(jit((Tensor x) -> x.sin()).apply(Tensor.zeros(100)).dim(0)).isEqualTo(100);
        assertThatThrownBy(() -> jit((Tensor x) -> x.erf()).apply(Tensor.zeros(100)))
                .isInstanceOf(FallbackException.class)
                .hasMessageMatching("jit: plain loops: erf at FallbacksTest\\.java:\\d+: f32 erf;"
                        + " costate\\.fallback=error-plain forbids it: .*");
    }

    @Test
    void warnTellsOnce() {
        System.setProperty(FallbackPolicy.PROPERTY, "warn");
        Jit.Of1<Tensor, Tensor> erf = jit((Tensor x) -> x.erf());
        assertThat(errors(() -> erf.apply(Tensor.zeros(100))))
                .matches("costate: jit: plain loops: erf at FallbacksTest\\.java:\\d+: f32 erf\\R");
        assertThat(errors(() -> erf.apply(Tensor.zeros(100)))).isEmpty();
        assertThat(errors(() -> findNonFinite(() -> erf.apply(Tensor.zeros(100)))))
                .startsWith("costate: jit: interpreter: program at FallbacksTest.java:");
        assertThat(errors(() -> findNonFinite(() -> erf.apply(Tensor.zeros(100)))))
                .isEmpty();
    }

    @Test
    void allowIsSilent() {
        System.setProperty(FallbackPolicy.PROPERTY, "allow");
        assertThat(errors(() -> jit((Tensor x) -> x.erf()).apply(Tensor.zeros(100))))
                .isEmpty();
    }

    @Test
    void anUnknownPolicyIsAnError() {
        System.setProperty(FallbackPolicy.PROPERTY, "never");
        assertThatThrownBy(() -> jit((Tensor x) -> x.sin()).apply(Tensor.zeros(100)))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("costate.fallback=never names no policy; say allow, warn, error or error-plain");
    }
}
