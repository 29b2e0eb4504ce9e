package dev.costate.nn.train;

import static dev.costate.Costate.jit;

import dev.costate.Jit;
import dev.costate.Scanned;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.random.Key;

/// The compiled parts of a training, which trainers that differ in settings alone share.
///
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
/// @param <D> the tree of the data
/// @param <B> the batch's tree
final class Program<P, S, D, B> {
    private final TrainStep<P, S, B> step;
    private final S start;
    private final Source<D, B> source;
    private final Jit.Of3<TrainState<P, S>, D, Tensor, Scanned<TrainState<P, S>, Measured>> chunk;
    private final Jit.Of2<Key, Tensor, Tensor> plan;

    Program(TrainStep<P, S, B> step, S start, Source<D, B> source) {
        this.step = step;
        this.start = start;
        this.source = source;
        this.chunk = jit((TrainState<P, S> from, D data, Tensor rows) -> step.steps(from, source, data, rows));
        this.plan = jit((Key key, Tensor epoch) -> source.plan(key, epoch));
    }

    TrainState<P, S> init(P parameters, Key key) {
        // copies the structure, so that what a mutable map or array becomes later does not matter
        return Tree.map(step.init(parameters, start, key), leaf -> leaf);
    }

    int stepsPerEpoch() {
        return source.stepsPerEpoch();
    }

    /// The plan of an epoch.
    Tensor plan(TrainState<P, S> state, long epoch) {
        return plan.apply(
                state.dataKey(), Tensor.of(new int[] {Math.toIntExact(epoch)}).reshape());
    }

    /// The steps of some rows of a plan.
    Scanned<TrainState<P, S>, Measured> run(TrainState<P, S> from, Tensor rows) {
        return chunk.apply(from, source.data(), rows);
    }

    /// How many programs chunks were compiled to.
    int compilations() {
        return chunk.compilations();
    }
}
