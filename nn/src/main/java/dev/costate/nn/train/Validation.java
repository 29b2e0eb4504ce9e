package dev.costate.nn.train;

import static dev.costate.Costate.jit;

import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.function.Fn2;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/// What is measured after every epoch, in one compiled program; the first measure says which epoch was best.
///
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
final class Validation<P, S> {
    private final Goal goal;
    private final SequencedMap<String, Fn2<P, S, Tensor>> measures;
    private final Jit.Of2<P, S, SequencedMap<String, Tensor>> program;

    private Validation(Goal goal, SequencedMap<String, Fn2<P, S, Tensor>> measures) {
        this.goal = goal;
        this.measures = measures;
        this.program = jit((P parameters, S state) -> {
            SequencedMap<String, Tensor> values = new LinkedHashMap<>();
            measures.forEach((name, measure) -> values.put(name, measure.apply(parameters, state)));
            return values;
        });
    }

    static <P, S> Validation<P, S> by(String name, Goal goal, Fn2<P, S, Tensor> measure) {
        SequencedMap<String, Fn2<P, S, Tensor>> one = new LinkedHashMap<>();
        one.put(name, measure);
        return new Validation<>(goal, one);
    }

    Validation<P, S> and(String name, Fn2<P, S, Tensor> measure) {
        SequencedMap<String, Fn2<P, S, Tensor>> all = new LinkedHashMap<>(measures);
        if (all.put(name, measure) != null) {
            throw new IllegalArgumentException(
                    "training: two measures of validation are called \"" + name + "\"; give one another name");
        }
        return new Validation<>(goal, all);
    }

    Goal goal() {
        return goal;
    }

    /// The measure that decides.
    String decisive() {
        return measures.firstEntry().getKey();
    }

    Set<String> names() {
        return measures.keySet();
    }

    SequencedMap<String, Double> measure(TrainState<P, S> state) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        program.apply(state.parameters(), state.modelState()).forEach((name, value) -> {
            if (value.rank() != 0) {
                throw new IllegalArgumentException(
                        "training: the measure \"%s\" is %s; expected a scalar: take its mean"
                                .formatted(name, value.type()));
            }
            values.put(name, value.item());
        });
        return values;
    }
}
