package dev.costate.nn.train;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.valueAndGradAux;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ValueGradAux;
import dev.costate.WithAux;
import dev.costate.nn.optim.Optimiser;
import dev.costate.nn.optim.Trained;
import dev.costate.random.Key;

/// One step of training, a pure function that works under `jit`, `scan` and `vmap`.
///
/// It is what a [Trainer] compiles, and what an ensemble is made of: `vmap` of a loop over [#epoch] trains as
/// many nets as there are keys, each bit for bit as it would be trained alone.
///
/// @param objective what is made small
/// @param optimiser how the parameters move
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
/// @param <B> the batch's tree
public record TrainStep<P, S, B>(Objective<P, S, B> objective, Optimiser optimiser) {
    /// The state before the first step.
    public TrainState<P, S> init(P parameters, S modelState, Key key) {
        return new TrainState<>(parameters, modelState, optimiser.init(parameters), key, Tensor.scalar(DType.INT32, 0));
    }

    /// The next state, and the loss and metrics at this one.
    public Step<TrainState<P, S>, Measured> apply(TrainState<P, S> at, B batch) {
        Key key = at.stepKey();
        ValueGradAux<P, Outcome<S>> here = valueAndGradAux((P parameters) -> {
                    Outcome<S> outcome = objective.at(parameters, at.modelState(), batch, key);
                    return new WithAux<>(outcome.loss(), outcome);
                })
                .apply(at.parameters());
        Trained<P> next = optimiser.step(new Trained<>(at.parameters(), at.optimiser()), here.grad());
        return new Step<>(
                new TrainState<>(
                        next.parameters(),
                        here.aux().state(),
                        next.state(),
                        at.key(),
                        at.step().add(1)),
                new Measured(here.value(), here.aux().metrics()));
    }

    /// A step for each row of a plan.
    ///
    /// @param rows rows of a plan of `source`
    /// @param data the data of `source`
    public <D> Scanned<TrainState<P, S>, Measured> steps(
            TrainState<P, S> from, Source<D, B> source, D data, Tensor rows) {
        Key key = from.dataKey();
        return scan((TrainState<P, S> at, Tensor row) -> apply(at, source.batch(data, key, row)), from, rows);
    }

    /// All steps of the epoch that begins at this state.
    public <D> Scanned<TrainState<P, S>, Measured> epoch(TrainState<P, S> from, Source<D, B> source) {
        Tensor epoch = from.step().floorDiv(source.stepsPerEpoch());
        return steps(from, source, source.data(), source.plan(from.dataKey(), epoch));
    }
}
