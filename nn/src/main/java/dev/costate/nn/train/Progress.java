package dev.costate.nn.train;

import java.util.SequencedMap;

/// How far a training is.
///
/// @param state the state now
/// @param done how many steps were made, those before a resumption included
/// @param total how many there will be at most
/// @param epochs how many epochs were completed
/// @param loss the mean loss over the last chunk of steps
/// @param validation the last measures of validation, empty before the first
/// @param rate steps a second since this call of the trainer began, without the chunk that compiled
/// @param secondsLeft for the remaining steps at that rate; infinite while it is not known
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
public record Progress<P, S>(
        TrainState<P, S> state,
        long done,
        long total,
        int epochs,
        double loss,
        SequencedMap<String, Double> validation,
        double rate,
        double secondsLeft) {}
