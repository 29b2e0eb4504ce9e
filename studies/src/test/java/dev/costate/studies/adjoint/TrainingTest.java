package dev.costate.studies.adjoint;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import dev.costate.random.LegacyNumPy;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    @TempDir
    Path out;

    private final DiscAndAnnulus data = DiscAndAnnulus.draw(new LegacyNumPy(1), 12);
    private final ControlProblem problem =
            new ControlProblem(data.points(), data.targets(), 11, 1, 0.01, 0.01, Nonlinearity.RELU);

    @Test
    void backtrackingNeverRisesAndEndsLower() throws Exception {
        during(run -> {
            Training training = new BacktrackingDescent().train(run, "descent", problem, Controls.zero(problem), 40);
            assertThat(training.costs()).hasSize(41);
            assertThat(training.neverRises()).isTrue();
            assertThat(training.lastCost()).isLessThan(training.firstCost() / 2);
            assertThat(training.lastCost())
                    .isEqualTo(jit(ControlCost::of)
                            .apply(problem, training.controls())
                            .item());
        });
    }

    @Test
    void backtrackingRestsWhereTheGradientIsZero() throws Exception {
        ControlProblem solved = new ControlProblem(data.points(), data.points(), 5, 1, 0.1, 0.1, Nonlinearity.RELU);
        during(run -> {
            Training training = new BacktrackingDescent().train(run, "descent", solved, Controls.zero(solved), 600);
            assertThat(training.costs()).containsOnly(0);
            assertThat(training.controls().v().toDoubles()).containsOnly(0);
        });
    }

    /// With all samples in a batch the order drawn does not matter, and a step is one of gradient descent.
    @Test
    void aFullBatchIsGradientDescent() throws Exception {
        Controls zero = Controls.zero(problem);
        Controls expected = zero.descend(HandGradient.of(problem, zero).grad(), 0.3);
        during(run -> {
            Training training = new MinibatchDescent(new StepRule.Plain(0.3), 12, 1)
                    .train(run, "descent", problem, zero, 1, new LegacyNumPy(2));
            assertThat(training.evaluations()).isEqualTo(1);
            assertThat(Controls.relativeDifference(training.controls(), expected))
                    .isLessThan(1e-12);
        });
    }

    @Test
    void anEpochGoesThroughAllSamplesInBatches() throws Exception {
        during(run -> {
            Training training = new MinibatchDescent(new StepRule.Adam(0.1), 5, 2)
                    .train(run, "adam", problem, Controls.zero(problem), 5, new LegacyNumPy(2));
            assertThat(training.evaluations()).isEqualTo(15);
            assertThat(training.passes()).containsExactly(0, 2, 4, 5);
            assertThat(training.lastCost()).isLessThan(training.firstCost());
        });
    }

    @Test
    void theGradientsOfBatchesAddUp() {
        Controls controls = new RandomProblems(4).controls(problem);
        Controls sum = HandGradient.of(problem.batch(new int[] {0, 3, 4, 5, 11}), controls)
                .grad();
        sum = sum.descend(
                HandGradient.of(problem.batch(new int[] {1, 2}), controls).grad(), -1);
        sum = sum.descend(
                HandGradient.of(problem.batch(new int[] {10, 9, 8, 7, 6}), controls)
                        .grad(),
                -1);
        assertThat(Controls.relativeDifference(
                        sum, HandGradient.of(problem, controls).grad()))
                .isLessThan(1e-12);
    }

    @Test
    void drawsTheDiscAndTheAnnulusAround() {
        DiscAndAnnulus many = DiscAndAnnulus.draw(new LegacyNumPy(7), 1001);
        double[] radii = many.points().norm(1).toDoubles();
        assertThat(IntStream.of(many.members(0)).boxed()).hasSize(500).allMatch(i -> radii[i] <= 0.4);
        assertThat(IntStream.of(many.members(1)).boxed())
                .hasSize(501)
                .allMatch(i -> radii[i] >= 0.8 && radii[i] <= 1.2);
        assertThat(many.accuracy(many.targets())).isEqualTo(1);
        assertThat(many.accuracy(Tensor.zeros(1001, 2))).isEqualTo(500 / 1001.0);
    }

    /// Gives the body a run to report its progress to.
    private void during(Consumer<StudyRun> body) throws Exception {
        record None() {}
        StudyRun.execute(
                new Study<None>() {
                    @Override
                    public String title() {
                        return "a test";
                    }

                    @Override
                    public None defaults() {
                        return new None();
                    }

                    @Override
                    public void run(None config, StudyRun run) {
                        body.accept(run);
                    }
                },
                new None(),
                out);
    }
}
