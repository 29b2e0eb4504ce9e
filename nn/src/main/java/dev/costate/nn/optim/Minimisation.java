package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A minimisation on its way: a tree, so that it can be the carry of a loop and have an axis of members.
///
/// @param parameters where it is
/// @param gradient of the loss there
/// @param value of the loss there, `f64[]`
/// @param iterations how many steps were made, `i32[]`
/// @param evaluations how often the loss and its gradient were computed, `i32[]`
/// @param end why it ended, `i32[]`; 0 while it goes on, else see [End#of]
/// @param memory what the method keeps, by name
/// @param <P> the parameters' tree
public record Minimisation<P>(
        P parameters,
        P gradient,
        Tensor value,
        Tensor iterations,
        Tensor evaluations,
        Tensor end,
        SequencedMap<String, Tensor> memory) {
    public Minimisation {
        memory = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(memory));
    }

    /// Whether it goes on, `bool[]`.
    public Tensor goesOn() {
        return end.eq(0);
    }

    /// Where it has come to.
    public Minimum<P> minimum() {
        Tensor norm = Tree.norm(gradient).to(DType.FLOAT64);
        return new Minimum<>(parameters, value, norm, iterations, evaluations, end);
    }
}
