package dev.costate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1.5, 0.5, true",
        "1, 1.5000001, 0.5, false",
        "1, 0.5, 0.5, true",
        "1, NaN, 1e300, false",
        "NaN, NaN, 1e300, false",
        "Infinity, Infinity, 0, true",
        "Infinity, 1e308, 1e308, false",
        "0, Infinity, Infinity, false",
        "-0.0, 0.0, 0, true",
    })
    void absolute(double expected, double measured, double tolerance, boolean holds) {
        var fact = only(
                run -> assertThat(run.fact("f", expected, measured, tolerance)).isEqualTo(holds));
        assertThat(fact).isEqualTo(new Fact("f", expected, measured, tolerance, holds));
    }

    @Test
    void relativeRecordsTheAbsoluteTolerance() {
        var fact = only(run -> run.factRelative("f", -200, -201, 0.01));
        assertThat(fact).isEqualTo(new Fact("f", -200.0, -201.0, 2.0, true));
        assertThat(only(run -> run.factRelative("f", -200, -203, 0.01)).holds()).isFalse();
    }

    @Test
    void elementwise() {
        assertThat(only(run -> run.fact("f", new double[] {1, 2}, new double[] {1, 2.1}, 0.11))
                        .holds())
                .isTrue();
        assertThat(only(run -> run.fact("f", new double[] {1, 2}, new double[] {1, 2.1}, 0.09))
                        .holds())
                .isFalse();
        assertThat(only(run -> run.fact("f", new double[] {1, 2}, new double[] {1}, 9))
                        .holds())
                .isFalse();
        assertThat(only(run -> run.fact("f", new double[] {1}, new double[] {Double.NaN}, 9))
                        .holds())
                .isFalse();
    }

    @Test
    void equalAsPlainValues() {
        assertThat(only(run -> run.fact("f", 3, 3L)).holds()).isTrue();
        assertThat(only(run -> run.fact("f", List.of(2, 3), new int[] {2, 3})).holds())
                .isTrue();
        assertThat(only(run -> run.fact("f", "transpose", "sign")))
                .isEqualTo(new Fact("f", "transpose", "sign", 0, false));
        assertThat(only(run -> run.fact("f", false))).isEqualTo(new Fact("f", true, false, 0, false));
    }

    @Test
    void oneSided() {
        assertThat(only(run -> run.factAtMost("f", 2e-14, 2e-14)))
                .isEqualTo(new Fact("f", "at most 2e-14", 2e-14, 0, true));
        assertThat(only(run -> run.factAtMost("f", 1, 1.1)).holds()).isFalse();
        assertThat(only(run -> run.factAtMost("f", 1, Double.NaN)).holds()).isFalse();
        assertThat(only(run -> run.factAtLeast("f", 100, 99))).isEqualTo(new Fact("f", "at least 100", 99.0, 0, false));
    }

    @Test
    void betweenIsTheMiddleAndHalfTheWidth() {
        assertThat(only(run -> run.factBetween("f", 10, 24, 24))).isEqualTo(new Fact("f", 17.0, 24.0, 7.0, true));
        assertThat(only(run -> run.factBetween("f", 10, 24, 9)).holds()).isFalse();
        assertThatThrownBy(() -> only(run -> run.factBetween("f", 2, 1, 1)))
                .hasMessage("fact 'f': no number is between 2.0 and 1.0");
    }

    @Test
    void refusesANameTwiceAndAToleranceBelowZero() {
        assertThatThrownBy(() -> only(run -> {
                    run.fact("f", true);
                    run.fact("f", 1, 1);
                }))
                .hasMessage("fact 'f' was stated before; give every fact a name of its own");
        assertThatThrownBy(() -> only(run -> run.fact("f", 1, 1, -0.1)))
                .hasMessage("fact 'f': the tolerance is -0.1; it is a number from 0 up");
        assertThatThrownBy(() -> only(run -> run.fact("f", 1, 1, Double.NaN)))
                .hasMessage("fact 'f': the tolerance is NaN; it is a number from 0 up");
    }

    private record NoConfig() {}

    private static Fact only(Consumer<StudyRun> body) {
        var study = new Study<NoConfig>() {
            @Override
            public String title() {
                return "Facts";
            }

            @Override
            public NoConfig defaults() {
                return new NoConfig();
            }

            @Override
            public void run(NoConfig config, StudyRun run) {
                body.accept(run);
            }
        };
        try {
            var facts =
                    StudyRun.execute(study, new NoConfig(), Path.of("unused")).facts();
            assertThat(facts).hasSize(1);
            return facts.getFirst();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
