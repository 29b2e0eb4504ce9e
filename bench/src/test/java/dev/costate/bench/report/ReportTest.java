package dev.costate.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.bench.measure.Agreement;
import dev.costate.bench.measure.Answer;
import dev.costate.bench.measure.Outcome;
import dev.costate.bench.measure.Timing;
import dev.costate.bench.workload.ColdStart;
import dev.costate.bench.workload.Figure;
import dev.costate.bench.workload.Peer;
import dev.costate.bench.workload.Sweep;
import dev.costate.bench.workload.Tolerance;
import dev.costate.bench.workload.Workloads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final Sweep SWEEP = (Sweep) Workloads.named("sweep-xor").getFirst();
    private static final Figure FIGURE = Figure.rate("run-epochs/s", 1_000_000);

    private static Answer measured(String title, double seconds, double firstCall) {
        var timing = new Timing(
                title, List.of(seconds, 2 * seconds, 0.5 * seconds), 1, 1, 2, firstCall, firstCall / 2, 0, 0, "");
        return new Answer.Measured(timing, Map.of());
    }

    private static Outcome outcome(Outcome.Rival... rivals) {
        return new Outcome(SWEEP, FIGURE, measured("Costate", 0.25, 1), List.of(rivals));
    }

    private static Outcome.Rival rival(Peer peer, double seconds, double distance) {
        return new Outcome.Rival(
                peer,
                measured(peer.title(), seconds, 2),
                Optional.of(new Agreement(distance, distance * 2e-3, "loss", "")));
    }

    @Test
    void aRowHoldsFiguresRatioGoalAndAgreement() {
        var rows = SpeedTable.of(List.of(outcome(
                        rival(Peer.JAX, 2.5, 0.1),
                        rival(Peer.TORCH, 0.125, 2),
                        new Outcome.Rival(
                                Peer.TORCH_LOOP, new Answer.Absent("torch is not installed"), Optional.empty()))))
                .rows();
        assertThat(rows)
                .containsExactly(
                        List.of(
                                "sweep-xor",
                                "4,000,000 run-epochs/s",
                                "2,670,000..5,330,000",
                                "JAX",
                                "400,000 run-epochs/s",
                                "267,000..533,000",
                                "10x",
                                "8x",
                                "yes",
                                "2.0e-04 of 2e-03"),
                        List.of(
                                "",
                                "",
                                "",
                                "PyTorch",
                                "8,000,000 run-epochs/s",
                                "5,330,000..10,700,000",
                                "0.5x",
                                "",
                                "",
                                "DISAGREE: loss 4.0e-03 of 2e-03"),
                        List.of("", "", "", "PyTorch, net by net", "absent", "", "", "", "", "torch is not installed"));
    }

    @Test
    void anAbsoluteToleranceStandsBesideTheDistance() {
        var tolerance = new Tolerance(0, 0.08, "");
        assertThat(Words.agreement(new Agreement(0.5, 0.25, "scores", ""), tolerance))
                .isEqualTo("0.040 of 0.080");
        assertThat(Words.agreement(new Agreement(1.5, 0.25, "scores", ""), tolerance))
                .isEqualTo("DISAGREE: scores 0.12 of 0.080");
    }

    @Test
    void whatWasScaledIsNoted() {
        var timing = new Timing("torch 2", List.of(1.0), 1, 0, 1, 1, 0, 0, 0, "200 epochs timed and scaled");
        var torch = new Outcome.Rival(Peer.TORCH, new Answer.Measured(timing, Map.of()), Optional.empty());
        assertThat(SpeedTable.notes(List.of(outcome(rival(Peer.JAX, 1, 0), torch))))
                .containsExactly("sweep-xor, PyTorch: 200 epochs timed and scaled");
    }

    @Test
    void aLimitNeedsNoPeer() {
        var outcome = new Outcome(new ColdStart(), Figure.seconds(), measured("Costate", 1.6, 1), List.of());
        assertThat(SpeedTable.of(List.of(outcome)).rows().getFirst())
                .containsSubsequence("cold-start", "1.6 s", "1.5 s", "no");
        assertThat(CompileTable.of(List.of(outcome)).rows()).isEmpty();
    }

    @Test
    void aFailureIsInTheTable() {
        var outcome = new Outcome(SWEEP, FIGURE, new Answer.Failed("exit code 1: no memory"), List.of());
        assertThat(outcome.isSound()).isFalse();
        assertThat(SpeedTable.of(List.of(outcome)).rows().getFirst()).contains("FAILED: exit code 1: no memory");
    }

    @Test
    void compileTimeIsTheFirstCallLessAUsualOne() {
        assertThat(CompileTable.of(List.of(outcome(rival(Peer.JAX, 0.25, 0)))).rows())
                .containsExactly(List.of("sweep-xor", "750 ms", "250 ms", "1.75 s", "750 ms", "yes"));
    }

    @Test
    void markdownHasARuleAndAlignsNumbers() {
        var cells = new Cells("t", List.of("a", "b"), List.of(false, true), List.of(List.of("x", "1")));
        assertThat(cells.markdown()).containsExactly("| a | b |", "| --- | ---: |", "| x | 1 |");
        assertThatThrownBy(() -> new Cells("t", List.of("a"), List.of(false), List.of(List.of("x", "1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a row has 2 cells under 1 columns");
    }

    @Test
    void jsonHoldsEverySample() {
        var machine = new Machine("a processor", 2, "Linux", "a JDK", 0.1);
        var text = JsonReport.of(machine, Instant.EPOCH, 2, List.of(outcome(rival(Peer.JAX, 2.5, 0.1))));
        var json = new JsonMapper().readTree(text);
        assertThat(json.at("/time").asString()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.at("/workloads/0/costate/figure").asDouble()).isEqualTo(4e6);
        assertThat(json.at("/workloads/0/costate/timing/samples").size()).isEqualTo(3);
        assertThat(json.at("/workloads/0/peers/jax/agreement/holds").asBoolean())
                .isTrue();
    }

    @Test
    void aBusyMachineIsSaid() {
        assertThat(new Machine("p", 2, "s", "j", 1.5).loadLine())
                .startsWith("load before: 1.50 processes on 2 cores: ");
        assertThat(new Machine("p", 2, "s", "j", 0.05).loadLine()).isEqualTo("load before: 0.05 processes on 2 cores");
        assertThat(new Machine("p", 2, "s", "j", -1).loadLine()).isEqualTo("load before: unknown");
    }

    @Test
    void numbersHaveThreeDigitsAtMost() {
        assertThat(List.of(1_234_567.0, 123.4, 12.34, 0.01234, 0.0, 3_333.0, 0.85).stream()
                        .map(Words::number))
                .containsExactly("1,230,000", "123", "12.3", "0.0123", "0", "3,330", "0.85");
        assertThat(Words.duration(0.0123)).isEqualTo("12.3 ms");
        assertThat(Words.duration(2.5)).isEqualTo("2.5 s");
    }
}
