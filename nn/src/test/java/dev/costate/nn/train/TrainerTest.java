package dev.costate.nn.train;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.nn.optim.Momentum;
import dev.costate.nn.optim.Optimisers;
import dev.costate.nn.train.Regression.Batch;
import dev.costate.nn.train.Regression.Net;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
    private static final Batch DATA = Regression.data(DType.FLOAT64, 50);
    private static final Net START = Regression.net(DType.FLOAT64, Key.of(5));
    private static final Key KEY = Key.of(1);

    private static Trainer<Net, Nothing> sgd(Source<Batch, Batch> source, double rate) {
        return Trainer.of(Regression::loss, Optimisers.sgd(rate), source);
    }

    @Test
    void stepsAreThoseOfGradientDescentOnTheBatchesOfTheSource() {
        var source = Examples.of(DATA, 8);

        var training = sgd(source, 0.1).epochs(2).chunk(4).train(START, KEY);

        // the same by a Java loop in the interpreter
        Net net = START;
        var losses = new ArrayList<Double>();
        var dataKey = KEY.split().first();
        for (int epoch = 0; epoch < 2; epoch++) {
            var plan = source.plan(dataKey, Tensor.of(new int[] {epoch}).reshape());
            for (var row : plan.unstack(0)) {
                var batch = new Batch(DATA.x().take(row, 0), DATA.y().take(row, 0));
                losses.add(Regression.loss(net, batch).item());
                net = Tree.map(
                        net, grad((Net n) -> Regression.loss(n, batch)).apply(net), (w, dw) -> w.sub(dw.mul(0.1)));
            }
        }
        assertThat(training.ending()).isEqualTo(new Ending.Completed());
        assertThat(training.state().step().itemLong()).isEqualTo(12);
        assertThat(training.history().loss().toDoubles())
                .containsExactly(losses.stream().mapToDouble(x -> x).toArray(), within(1e-13));
        var expected = Tree.ravel(net).vector();
        assertThat(Tree.ravel(training.parameters()).vector().allClose(expected, 1e-12, 1e-13))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void howStepsAreChunkedDoesNotMatter(DType dtype) {
        var trainer = Trainer.of(
                        Regression::dropped,
                        Optimisers.sgd(0.05, Momentum.of(0.9)),
                        Examples.of(Regression.data(dtype, 53), 5))
                .epochs(3)
                .validate("loss", Goal.LOWEST, net -> Regression.loss(net, Regression.data(dtype, 20)));

        var whole = trainer.train(Regression.net(dtype, KEY), KEY);

        for (int chunk : new int[] {1, 3, 4}) {
            var other = trainer.chunk(chunk).train(Regression.net(dtype, KEY), KEY);
            assertThat(Regression.identical(whole, other))
                    .as("chunks of " + chunk)
                    .isTrue();
        }
    }

    @Test
    void anotherKeyIsAnotherTraining() {
        var trainer = sgd(Examples.of(DATA, 8), 0.1).epochs(1);

        assertThat(Regression.identical(trainer.train(START, KEY), trainer.train(START, KEY)))
                .isTrue();
        assertThat(Regression.identical(
                        trainer.train(START, KEY).parameters(),
                        trainer.train(START, Key.of(2)).parameters()))
                .isFalse();
    }

    @Test
    void theBestByValidationIsKept() {
        // the rate is so large that the loss goes up and down
        var trainer = sgd(Examples.of(DATA, 10), 0.6)
                .epochs(30)
                .validate("loss", Goal.LOWEST, net -> Regression.loss(net, DATA))
                .measure("weight", net -> net.out().get(0));

        var training = trainer.train(START, KEY);

        double[] values = training.history().validation("loss").toDoubles();
        assertThat(values).hasSize(30);
        var best = training.best().orElseThrow();
        int lowest = IntStream.range(0, 30)
                .boxed()
                .min((a, b) -> Double.compare(values[a], values[b]))
                .orElseThrow();
        assertThat(lowest).as("the last epoch would show nothing").isLessThan(29);
        assertThat(best.epoch()).isEqualTo(lowest);
        assertThat(best.value()).isEqualTo(values[lowest]);
        assertThat(Regression.loss(training.parameters(), DATA).item()).isCloseTo(values[lowest], within(1e-13));
        assertThat(training.history().validation("weight").get(lowest).item())
                .isEqualTo(best.parameters().out().get(0).item());
    }

    @Test
    void stopsEarlyOnceValidationGetsNoBetter() {
        var trainer = sgd(Examples.of(DATA, 10), 0.6)
                .epochs(200)
                .validate("loss", Goal.LOWEST, net -> Regression.loss(net, DATA))
                .stopEarly(4);

        var training = trainer.train(START, KEY);

        int epochs = training.history().validation("loss").size();
        assertThat(epochs).isLessThan(200);
        assertThat(training.ending()).isEqualTo(new Ending.StoppedEarly(epochs - 5));
        assertThat(training.best().orElseThrow().epoch()).isEqualTo(epochs - 5);
    }

    @Test
    void aLossThatIsNotFiniteEndsItWithTheStepNamed() {
        var trainer = sgd(new Whole<>(DATA, 50), 40).epochs(20).chunk(7);

        var training = trainer.train(START, KEY);

        double[] losses = training.history().loss().toDoubles();
        assertThat(training.ending()).isInstanceOfSatisfying(Ending.Diverged.class, ending -> {
            assertThat(ending.step()).isEqualTo(losses.length - 1).isPositive();
            assertThat(Double.isFinite(ending.loss())).isFalse();
            long kept = training.state().step().itemLong();
            assertThat(kept).isBetween(ending.step() - 7, ending.step());
        });
        assertThat(losses)
                .satisfies(
                        all -> assertThat(Double.isFinite(all[all.length - 1])).isFalse());
        for (int i = 0; i + 1 < losses.length; i++) {
            assertThat(losses[i]).isFinite();
        }
        assertThat(Tree.ravel(training.state().parameters())
                        .vector()
                        .isFinite()
                        .all()
                        .itemBoolean())
                .isTrue();
    }

    @Test
    void listenersAreToldAndMayEndIt() {
        var told = new ArrayList<String>();
        var trainer = sgd(Examples.of(DATA, 10), 0.1)
                .epochs(10)
                .chunk(2)
                .validate("loss", Goal.LOWEST, net -> Regression.loss(net, DATA))
                .listen(new TrainingListener<>() {
                    @Override
                    public Verdict chunkEnded(Progress<Net, Nothing> progress) {
                        told.add("chunk " + progress.done() + "/" + progress.total());
                        assertThat(progress.rate()).isPositive();
                        assertThat(progress.secondsLeft()).isFinite();
                        assertThat(progress.state().step().itemLong()).isEqualTo(progress.done());
                        return progress.done() == 7 ? Verdict.STOP : Verdict.GO_ON;
                    }

                    @Override
                    public Verdict epochEnded(Progress<Net, Nothing> progress) {
                        told.add("epoch " + progress.epochs() + " "
                                + progress.validation().keySet());
                        return Verdict.GO_ON;
                    }
                });

        var training = trainer.train(START, KEY);

        assertThat(training.ending()).isEqualTo(new Ending.Cancelled(7));
        assertThat(told).containsExactly("chunk 2/50", "chunk 4/50", "chunk 5/50", "epoch 1 [loss]", "chunk 7/50");
    }

    @Test
    void theMeanLossOfAChunkIsReported() {
        var losses = new ArrayList<Double>();
        var training = sgd(Examples.of(DATA, 10), 0.1)
                .steps(4)
                .chunk(2)
                .listen(TrainingListener.everyChunk(p -> losses.add(p.loss())))
                .train(START, KEY);

        double[] all = training.history().loss().toDoubles();
        assertThat(losses).containsExactly((all[0] + all[1]) / 2, (all[2] + all[3]) / 2);
    }

    @Test
    void stateAndMetricsOfAModelAreCarried() {
        // a running mean of the inputs, as a batch normalisation keeps it
        Objective<Net, Tensor, Batch> objective = (net, mean, batch, _) -> new Outcome<>(
                        Regression.loss(net, batch),
                        mean.mul(0.5).add(batch.x().mean(0).mul(0.5)))
                .with("largest", batch.x().max());
        var training = Trainer.of(
                        objective,
                        Tensor.of(0.0, 0.0),
                        Optimisers.adam(0.01),
                        Examples.of(DATA, 10).inOrder())
                .steps(3)
                .validate("mean", Goal.HIGHEST, (net, mean) -> mean.sum())
                .train(START, KEY);

        var expected = new double[2];
        var x = (double[][]) DATA.x().toArray();
        var largest = new double[3];
        for (int step = 0; step < 3; step++) {
            largest[step] = -9;
            for (int k = 0; k < 2; k++) {
                double mean = 0;
                for (int i = 0; i < 10; i++) {
                    mean += x[10 * step + i][k] / 10;
                    largest[step] = Math.max(largest[step], x[10 * step + i][k]);
                }
                expected[k] = 0.5 * expected[k] + 0.5 * mean;
            }
        }
        assertThat(training.state().modelState().toDoubles()).containsExactly(expected, within(1e-14));
        assertThat(training.history().metric("largest").toDoubles()).containsExactly(largest);
        assertThat(training.best()).as("no epoch was completed").isEmpty();
    }

    @Test
    void copiesShareWhatIsCompiled() {
        var trainer = sgd(Examples.of(DATA, 10), 0.1).chunk(2);
        trainer.epochs(1).train(START, KEY);
        trainer.epochs(3).train(START, Key.of(4));
        assertThat(trainer.compilations()).isEqualTo(2);
    }

    @Test
    void settingsThatMakeNoSenseAreErrors() {
        var trainer = sgd(Examples.of(DATA, 10), 0.1);
        assertThatThrownBy(() -> trainer.train(START, KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("training: it is not said how long; call epochs(n) or steps(n)");
        assertThatThrownBy(() -> trainer.epochs(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("training: the epochs are 0; expected 1 or more");
        assertThatThrownBy(() -> trainer.epochs(Integer.MAX_VALUE))
                .hasMessage("training: 10,737,418,235 steps are more than 2,147,483,647, the most there can be");
        assertThatThrownBy(() -> trainer.stopEarly(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("training: stopEarly needs something to go by; call validate(...) first");
        assertThatThrownBy(() -> trainer.resume(START, KEY))
                .hasMessage("training: resume needs a checkpoint; call checkpoint(file) first");
        assertThatThrownBy(() ->
                        trainer.validate("a", Goal.LOWEST, Net::out).epochs(1).train(START, KEY))
                .hasMessage("training: the measure \"a\" is f64[7]; expected a scalar: take its mean");
        assertThatThrownBy(() -> trainer.validate(
                                "a", Goal.LOWEST, net -> net.out().sum())
                        .measure("a", net -> net.out().sum()))
                .hasMessage("training: two measures of validation are called \"a\"; give one another name");
    }

    @Test
    void dataDrawnAnewForEveryStepTrainToo() {
        var drawn = new Drawn<>(25, key -> {
            var x = dev.costate.random.Random.uniform(key, DType.FLOAT64, dev.costate.Shape.of(32, 2), -2, 2);
            return new Batch(x, x.sum(1).sin());
        });
        var training = Trainer.of(Regression::loss, Optimisers.adam(0.03), drawn)
                .epochs(40)
                .train(START, KEY);

        double[] losses = training.history().loss().toDoubles();
        assertThat(losses).hasSize(1000).doesNotHaveDuplicates();
        // sin of the sum is 1/2 in its mean square; the net has learned nearly all of it
        assertThat(losses[0]).isGreaterThan(0.3);
        assertThat(Regression.loss(training.parameters(), DATA).item()).isLessThan(0.02);
    }

    @Test
    void theOrderOfListenersIsTheirs() {
        var order = new ArrayList<Integer>();
        var trainer = sgd(Examples.of(DATA, 10), 0.1).steps(1);
        for (int i : List.of(1, 2)) {
            trainer = trainer.listen(TrainingListener.everyChunk(_ -> order.add(i)));
        }
        trainer.train(START, KEY);
        assertThat(order).containsExactly(1, 2);
    }
}
