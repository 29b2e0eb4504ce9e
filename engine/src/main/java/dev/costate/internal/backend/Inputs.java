package dev.costate.internal.backend;

import dev.costate.DTypeException;
import dev.costate.GraphException;
import dev.costate.ShapeException;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import java.util.List;

/// The check every [Executable] makes of what it is given.
public final class Inputs {
    private Inputs() {}

    /// Passes if `inputs` are as many as `graph` takes, and of its types.
    ///
    /// @throws GraphException if their number differs
    /// @throws DTypeException if an element type differs
    /// @throws ShapeException if a shape differs
    public static void check(Graph graph, List<Array> inputs) {
        List<Type> expected = graph.inputs();
        if (inputs.size() != expected.size()) {
            throw new GraphException("run: the program takes " + expected.size() + " inputs, but " + inputs.size()
                    + " were given; pass one array for each input");
        }
        for (int i = 0; i < expected.size(); i++) {
            Type given = inputs.get(i).type();
            Type taken = expected.get(i);
            if (given.dtype() != taken.dtype()) {
                throw new DTypeException(mismatch(graph, i, given) + "; convert it to " + taken.dtype() + " first"
                        + ", or trace the program for " + given.dtype());
            }
            if (!given.shape().equals(taken.shape())) {
                throw new ShapeException(
                        mismatch(graph, i, given) + "; reshape it, or trace the program for " + given.shape());
            }
        }
    }

    private static String mismatch(Graph graph, int i, Type given) {
        String name = graph.inputNames().get(i);
        return "run: input " + i + (name.isEmpty() ? "" : " (" + name + ")") + " is " + given + ", the program takes "
                + graph.inputs().get(i);
    }
}
