package dev.costate.lab.experiment;

import dev.costate.DType;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import dev.costate.lab.runs.Records;

/// A study of something that learns, whose runs can be repeated by the hundred: a sweep trains them together, as
/// ensembles of members that share a program.
///
/// ```java
/// abstract class TwoScales implements Experiment<TwoScales.Config, TwoScales.Numbers, TwoScales.State> {
///     record Config(int hidden, double lr, double lambda, int epochs, long seed) {}
///
///     record Numbers(Tensor lr, Tensor lambda) {}  // the names are the configuration's
///
///     record State(Tensor inHid, Tensor hidOut) {}
/// }
/// ```
///
/// A component of the configuration whose name is a component of `H` is a *number*: it reaches the dynamics as a
/// tensor, and members that differ in it share a program. All others are *structure*: members that differ in one
/// belong to different programs. A component `seed` makes the member's key and nothing else.
///
/// @param <C> the configuration of one run
/// @param <H> its numbers: a record of [dev.costate.Tensor] named as components of `C` that are numbers
/// @param <S> the state
public interface Experiment<C extends Record, H extends Record, S> extends Study<C> {
    /// The record of numbers.
    Class<H> numbers();

    /// The type in which the numbers come: `FLOAT32` unless overridden.
    default DType dtype() {
        return DType.FLOAT32;
    }

    /// The dynamics of a run.
    ///
    /// It must not use components of the configuration that are numbers: they come with `H`. A sweep compares the
    /// programs of configurations that differ in them and refuses an experiment in which they differ.
    Dynamics<H, S> dynamics(C config);

    /// States the facts and draws the figures of a sweep that has ended.
    ///
    /// @param base the configuration that the runs share but for what was swept
    /// @param records what was recorded
    default void conclude(C base, Records records, StudyRun run) throws Exception {}
}
