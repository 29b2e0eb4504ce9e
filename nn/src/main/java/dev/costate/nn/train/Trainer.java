package dev.costate.nn.train;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.function.Fn3;
import dev.costate.nn.optim.Optimiser;
import dev.costate.random.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The loop that trains, on compiled chunks of steps.
///
/// ```java
/// import dev.costate.nn.optim.*;
/// import dev.costate.nn.train.*;
/// import dev.costate.random.*;
///
/// record Line(Tensor slope, Tensor offset) {}
/// record Batch(Tensor x, Tensor y) {}
///
/// Tensor x = Random.uniform(Key.of(0), 200);
/// Trainer<Line, Nothing> trainer = Trainer.of(
///                 (Line at, Batch b) -> b.x().mul(at.slope()).add(at.offset()).sub(b.y()).square().mean(),
///                 Optimisers.adam(0.05),
///                 Examples.of(new Batch(x, x.mul(3).add(1)), 20))
///         .epochs(200);
/// Line start = new Line(Tensor.scalar(0), Tensor.scalar(0));
/// Training<Line, Nothing> training = trainer.train(start, Key.of(1));
/// IO.println(training.parameters().slope().isClose(Tensor.scalar(3), 1e-3, 0));  // -> bool[] true
/// IO.println(training.history().loss().shape());                                // -> [2000]
/// ```
///
/// A trainer is immutable; each method returns a changed copy, and the copies share what is compiled. A
/// training is a function of the parameters and the key: the order of the examples, dropout and all that is
/// drawn come from the key.
///
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state, [Nothing] for most
public final class Trainer<P, S> {
    private final Program<P, S, ?, ?> program;
    private final Settings<P, S> settings;

    private Trainer(Program<P, S, ?, ?> program, Settings<P, S> settings) {
        this.program = program;
        this.settings = settings;
    }

    /// A trainer of a loss of parameters and batch.
    public static <P, D, B> Trainer<P, Nothing> of(Fn2<P, B, Tensor> loss, Optimiser optimiser, Source<D, B> source) {
        return of(
                (P p, Nothing none, B batch, Key _) -> new Outcome<>(loss.apply(p, batch), none),
                new Nothing(),
                optimiser,
                source);
    }

    /// A trainer of a loss of parameters, batch and a key for what the loss draws, such as dropout.
    public static <P, D, B> Trainer<P, Nothing> of(
            Fn3<P, B, Key, Tensor> loss, Optimiser optimiser, Source<D, B> source) {
        return of(
                (P p, Nothing none, B batch, Key key) -> new Outcome<>(loss.apply(p, batch, key), none),
                new Nothing(),
                optimiser,
                source);
    }

    /// A trainer of a model with a state, or of a loss with metrics.
    ///
    /// @param start the model's state before the first step, such as [Nothing]
    public static <P, S, D, B> Trainer<P, S> of(
            Objective<P, S, B> objective, S start, Optimiser optimiser, Source<D, B> source) {
        return new Trainer<>(new Program<>(new TrainStep<>(objective, optimiser), start, source), Settings.defaults());
    }

    private Trainer<P, S> with(Settings<P, S> other) {
        return new Trainer<>(program, other);
    }

    /// Makes as many steps as `epochs` epochs have.
    public Trainer<P, S> epochs(int epochs) {
        Checked.atLeastOne("epochs", epochs);
        return steps((long) epochs * program.stepsPerEpoch());
    }

    /// Makes `steps` steps, those before a resumption included.
    public Trainer<P, S> steps(long steps) {
        Checked.atLeastOne("steps", steps);
        if (steps > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "training: %,d steps are more than %,d, the most there can be".formatted(steps, Integer.MAX_VALUE));
        }
        return with(settings.steps(steps));
    }

    /// Makes at most `steps` steps in one call of the compiled program, 100 if not told otherwise. Listeners
    /// are told after each such chunk; the result does not depend on it.
    public Trainer<P, S> chunk(int steps) {
        Checked.atLeastOne("steps of a chunk", steps);
        return with(settings.chunk(steps));
    }

    /// Measures the parameters after every epoch, and keeps the best ones.
    ///
    /// @param name what `measure` is called in the history
    /// @param measure from parameters to a scalar, compiled; data it closes over become part of the program
    public Trainer<P, S> validate(String name, Goal goal, Fn1<P, Tensor> measure) {
        return validate(name, goal, (p, _) -> measure.apply(p));
    }

    /// Measures parameters and model state after every epoch, and keeps the best ones.
    public Trainer<P, S> validate(String name, Goal goal, Fn2<P, S, Tensor> measure) {
        return with(settings.validation(Validation.by(name, goal, measure)));
    }

    /// Measures something else too after every epoch, which decides nothing.
    ///
    /// @throws IllegalStateException if nothing is validated that decides: see [#validate]
    public Trainer<P, S> measure(String name, Fn1<P, Tensor> measure) {
        return measure(name, (p, _) -> measure.apply(p));
    }

    /// Measures something else of parameters and model state too after every epoch, which decides nothing.
    ///
    /// @throws IllegalStateException if nothing is validated that decides: see [#validate]
    public Trainer<P, S> measure(String name, Fn2<P, S, Tensor> measure) {
        return with(settings.validation(validation("measure").and(name, measure)));
    }

    /// Ends training after `patience` epochs in a row without a new best.
    ///
    /// @throws IllegalStateException if nothing is validated: see [#validate]
    public Trainer<P, S> stopEarly(int patience) {
        return stopEarly(new EarlyStopping(patience, 0));
    }

    /// Ends training when validation gets no better.
    ///
    /// @throws IllegalStateException if nothing is validated: see [#validate]
    public Trainer<P, S> stopEarly(EarlyStopping rule) {
        validation("stopEarly");
        return with(settings.stopping(rule));
    }

    /// Writes a checkpoint after each epoch and at the end.
    ///
    /// @param file a file in the format of safetensors, replaced as a whole each time
    public Trainer<P, S> checkpoint(Path file) {
        return checkpoint(file, program.stepsPerEpoch());
    }

    /// Writes a checkpoint after the first chunk that ends at least `every` steps after the last one, and at
    /// the end.
    public Trainer<P, S> checkpoint(Path file, long every) {
        Checked.atLeastOne("steps between checkpoints", every);
        return with(settings.checkpoints(new Settings.Checkpoints(file, every)));
    }

    /// Tells `listener` how it goes.
    public Trainer<P, S> listen(TrainingListener<P, S> listener) {
        return with(settings.listener(listener));
    }

    /// Trains from the beginning.
    ///
    /// @param parameters the parameters before the first step
    /// @param key where all randomness comes from
    /// @throws IllegalStateException if the number of steps was not given
    /// @throws java.io.UncheckedIOException if a checkpoint cannot be written
    public Training<P, S> train(P parameters, Key key) {
        return new Loop<>(program, settings, Resumption.fresh(program.init(parameters, key))).run();
    }

    /// Goes on where the last checkpoint was written; if there is none yet, trains from the beginning. The
    /// result is bit for bit that of a training that was never interrupted.
    ///
    /// @param parameters the parameters before the first step
    /// @param key where all randomness comes from
    /// @throws IllegalArgumentException if the checkpoint is of another training; names all that differs
    /// @throws IllegalStateException if the number of steps or [#checkpoint] was not given
    /// @throws IOException if the checkpoint cannot be read
    public Training<P, S> resume(P parameters, Key key) throws IOException {
        Path file = settings.checkpoints()
                .orElseThrow(() ->
                        new IllegalStateException("training: resume needs a checkpoint; call checkpoint(file) first"))
                .file();
        TrainState<P, S> start = program.init(parameters, key);
        Resumption<P, S> from = Files.exists(file)
                ? new Checkpoint<>(program.stepsPerEpoch(), settings.validation()).read(file, start)
                : Resumption.fresh(start);
        return new Loop<>(program, settings, from).run();
    }

    /// How many programs the chunks of steps were compiled to so far.
    int compilations() {
        return program.compilations();
    }

    private Validation<P, S> validation(String method) {
        return settings.validation()
                .orElseThrow(() -> new IllegalStateException(
                        "training: " + method + " needs something to go by; call validate(...) first"));
    }
}
