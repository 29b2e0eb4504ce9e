package dev.costate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.nn.optim.Momentum;
import dev.costate.nn.optim.Optimiser;
import dev.costate.nn.optim.Optimisers;
import dev.costate.nn.train.Regression.Batch;
import dev.costate.nn.train.Regression.Net;
import dev.costate.random.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A training that was stopped and resumed is bit for bit one that was not.
class ResumeTest {
    private static final Key KEY = Key.of(11);

    @TempDir
    Path folder;

    /// A model with a state, dropout and a metric, so that all there is has to be in the file.
    private static Trainer<Net, Tensor> trainer(DType dtype, Optimiser optimiser) {
        Objective<Net, Tensor, Batch> objective = (net, mean, batch, key) -> new Outcome<>(
                        Regression.dropped(net, batch, key),
                        mean.mul(0.9).add(batch.x().mean(0).mul(0.1)))
                .with("first", batch.y().get(0));
        return Trainer.of(objective, Tensor.zeros(2).to(dtype), optimiser, Examples.of(Regression.data(dtype, 40), 6))
                .epochs(3)
                .chunk(3)
                .validate("loss", Goal.LOWEST, (net, mean) -> Regression.loss(net, Regression.data(dtype, 20)))
                .measure("mean", (net, mean) -> mean.sum());
    }

    private static <P, S> TrainingListener<P, S> stopAt(long step) {
        return new TrainingListener<>() {
            @Override
            public Verdict chunkEnded(Progress<P, S> progress) {
                return progress.done() >= step ? Verdict.STOP : Verdict.GO_ON;
            }
        };
    }

    @TestFactory
    Stream<DynamicTest> stoppedAtAnyChunkItEndsTheSame() {
        var cases = new ArrayList<DynamicTest>();
        for (var dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            for (var optimiser : List.of(Optimisers.sgd(0.05, Momentum.of(0.9)), Optimisers.adam(0.01))) {
                var name = dtype + " " + cases.size();
                cases.add(DynamicTest.dynamicTest(name, () -> stopAndResume(name, trainer(dtype, optimiser), dtype)));
            }
        }
        return cases.stream();
    }

    private void stopAndResume(String name, Trainer<Net, Tensor> trainer, DType dtype) throws IOException {
        var start = Regression.net(dtype, Key.of(2));
        var whole = trainer.train(start, KEY);
        assertThat(whole.state().step().itemLong()).isEqualTo(18);
        // chunks end at 3, 6, 9, 12, 15 and 18
        for (int stop = 3; stop < 18; stop += 3) {
            var file = folder.resolve(name + stop);
            var saving = trainer.checkpoint(file);
            var first = saving.listen(stopAt(stop)).train(start, KEY);
            assertThat(first.ending()).isEqualTo(new Ending.Cancelled(stop));

            // another trainer, as another process would have
            var resumed = trainer.checkpoint(file).resume(start, KEY);

            assertThat(resumed.ending()).isEqualTo(new Ending.Completed());
            assertThat(Regression.identical(whole, resumed))
                    .as("stopped at " + stop)
                    .isTrue();
        }
    }

    private static Trainer<Net, Nothing> simple() {
        return Trainer.of(Regression::loss, Optimisers.adam(0.01), Examples.of(Regression.data(DType.FLOAT64, 40), 10))
                .epochs(4);
    }

    private static final Net START = Regression.net(DType.FLOAT64, Key.of(2));

    @Test
    void withoutACheckpointItBeginsAtTheBeginning() throws IOException {
        var file = folder.resolve("new");
        var resumed = simple().checkpoint(file).resume(START, KEY);
        assertThat(Regression.identical(resumed, simple().train(START, KEY))).isTrue();
        assertThat(file).exists();
    }

    @Test
    void whatIsFinishedStaysAndCanGoOnForLonger() throws IOException {
        var trainer = simple().checkpoint(folder.resolve("done"));
        trainer.epochs(2).train(START, KEY);
        var finished = trainer.epochs(2).resume(START, KEY);
        assertThat(finished.ending()).isEqualTo(new Ending.Completed());
        assertThat(finished.state().step().itemLong()).isEqualTo(8);

        assertThat(Regression.identical(trainer.resume(START, KEY), simple().train(START, KEY)))
                .isTrue();
    }

    @Test
    void stoppingEarlyIsTheSameAfterAResumption() throws IOException {
        var trainer = Trainer.of(
                        Regression::loss, Optimisers.sgd(0.6), Examples.of(Regression.data(DType.FLOAT64, 50), 10))
                .epochs(200)
                .validate("loss", Goal.LOWEST, net -> Regression.loss(net, Regression.data(DType.FLOAT64, 50)))
                .stopEarly(4);
        var whole = trainer.train(START, KEY);
        assertThat(whole.ending()).isInstanceOf(Ending.StoppedEarly.class);
        var saving = trainer.checkpoint(folder.resolve("early"));
        long twoBefore = whole.state().step().itemLong() - 10;

        saving.listen(stopAt(twoBefore)).train(START, KEY);
        var resumed = saving.resume(START, KEY);

        assertThat(resumed.ending()).isEqualTo(whole.ending());
        assertThat(Regression.identical(resumed, whole)).isTrue();
        assertThat(saving.resume(START, KEY).ending()).isEqualTo(whole.ending());
    }

    @Test
    void whatAListenerThrowsEndsItAfterACheckpoint() throws IOException {
        var saving = simple().chunk(2).checkpoint(folder.resolve("thrown"));
        assertThatThrownBy(() -> saving.listen(TrainingListener.everyChunk(progress -> {
                            if (progress.done() == 6) {
                                throw new CancellationException("the run was cancelled");
                            }
                        }))
                        .train(START, KEY))
                .isInstanceOf(CancellationException.class);

        var firstStep = new ArrayList<Long>();
        var resumed = saving.listen(TrainingListener.everyChunk(p -> firstStep.add(p.done())))
                .resume(START, KEY);

        assertThat(firstStep.getFirst()).isEqualTo(8);
        assertThat(Regression.identical(resumed, simple().train(START, KEY))).isTrue();
    }

    @Test
    void checkpointsAreAsFarApartAsAskedFor() {
        var written = new ArrayList<Long>();
        simple().chunk(2)
                .checkpoint(folder.resolve("often"), 6)
                .listen(new TrainingListener<>() {
                    @Override
                    public void checkpointWritten(Path file, Progress<Net, Nothing> progress) {
                        written.add(progress.done());
                    }
                })
                .train(START, KEY);
        assertThat(written).containsExactly(6L, 12L, 16L);
    }

    @Test
    void aCheckpointOfAnotherTrainingIsOneErrorThatNamesAllThatDiffers() {
        var file = folder.resolve("other");
        simple().checkpoint(file).train(START, KEY);
        record Other(Tensor hidden, Tensor out, Tensor scale) {}
        var data = Regression.data(DType.FLOAT64, 40);
        var other = Trainer.of(
                        (Other net, Batch batch) -> batch.x()
                                .matmul(net.hidden())
                                .mul(net.scale())
                                .matmul(net.out())
                                .mean(),
                        Optimisers.sgd(0.01),
                        Examples.of(data, 5))
                .epochs(4)
                .checkpoint(file);

        assertThatThrownBy(() ->
                        other.resume(new Other(Tensor.zeros(2, 3), Tensor.zeros(3), Tensor.scalar(1)), Key.of(12)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("checkpoint " + file + " is of another training: ")
                .hasMessageContaining("parameters.hidden is f64[2,7] there and f32[2,3] here; ")
                .hasMessageContaining("parameters.out is f64[7] there and f32[3] here; ")
                .hasMessageContaining("parameters.scale is missing there and f64[] here; ")
                .hasMessageContaining("parameters.bias is f64[7] there and missing here; ")
                .hasMessageContaining("optimiser.parts[0].trees[exp_avg].hidden is f64[2,7] there and missing here; ")
                .hasMessageContaining("key.words is i32[2] {0, 11} there and i32[2] {0, 12} here; ")
                .hasMessageContaining("stepsPerEpoch is i32[] 4 there and i32[] 8 here; ")
                .hasMessageEndingWith("; train as it was trained, or to another file");
    }

    @Test
    void otherMeasuresOfValidationAreAnotherTraining() {
        var file = folder.resolve("measures");
        var saving = simple().checkpoint(file);
        saving.validate("loss", Goal.LOWEST, net -> net.out().sum()).train(START, KEY);
        assertThatThrownBy(() -> saving.validate(
                                "error", Goal.LOWEST, net -> net.out().sum())
                        .resume(START, KEY))
                .hasMessageContaining("validated are [loss] there and [error] here");
    }

    @Test
    void aFileThatIsNoCheckpointIsAnError() throws IOException {
        var file = folder.resolve("noise");
        Files.writeString(file, "not tensors");
        assertThatThrownBy(() -> simple().checkpoint(file).resume(START, KEY)).hasMessageContaining("noise");
    }
}
