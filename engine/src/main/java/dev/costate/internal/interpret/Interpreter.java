package dev.costate.internal.interpret;

import dev.costate.Detail;
import dev.costate.Fallback;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.internal.backend.Backend;
import dev.costate.internal.backend.Executable;
import dev.costate.internal.backend.Inputs;
import java.util.List;

/// Runs a graph node by node, each by its rule on the page [dev.costate.internal.rules.Evaluation].
///
/// It is the oracle of every other backend, so that it prefers the obvious to the fast: it stores every value,
/// reuses no memory, and runs on the caller's thread alone.
public final class Interpreter implements Backend {
    @Override
    public Executable compile(Graph graph) {
        return new Interpreted(Program.of(graph));
    }

    /// Evaluates one operation at once, as eager mode does.
    ///
    /// @param operands its operands, of legal types
    /// @param results the types of its results
    /// @param origin the user's line
    /// @throws dev.costate.NonFiniteException if the search for non-finite values is on and finds one
    public static List<Array> evaluate(Op op, List<Array> operands, List<Type> results, Origin origin) {
        return Run.begin().operation(op, operands, results, origin);
    }

    /// Evaluates one operation of one result before the program runs, as a compiler does with what is known.
    ///
    /// @param operands its operands, of legal types
    /// @param result the type of its result
    public static Array fold(Op op, List<Array> operands, Type result) {
        return Run.ahead()
                .operation(op, operands, List.of(result), Origin.UNKNOWN)
                .getFirst();
    }

    private record Interpreted(Program program) implements Executable {
        @Override
        public Graph graph() {
            return program.graph();
        }

        @Override
        public String explain(Detail detail) {
            return "the interpreter runs it, an operation at a time:\n" + graph();
        }

        @Override
        public List<Fallback> fallbacks() {
            return List.of(new Fallback(
                    Fallback.Kind.INTERPRETER,
                    "program",
                    "",
                    "costate.backend=interpreter; leave that property out to compile"));
        }

        @Override
        public List<Array> run(List<Array> inputs) {
            Inputs.check(graph(), inputs);
            return program.run(inputs, Run.begin());
        }
    }
}
