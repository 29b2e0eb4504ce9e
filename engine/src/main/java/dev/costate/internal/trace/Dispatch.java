package dev.costate.internal.trace;

import dev.costate.CostateException;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.internal.backend.Backend;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.interpret.NonFiniteSearch;
import dev.costate.internal.rules.Typing;
import java.util.ArrayList;
import java.util.List;

/// Where every operation on tensors goes: into the innermost open trace, or, if there is none, straight to the
/// interpreter.
public final class Dispatch {
    private static final Backend INTERPRETER = new Interpreter();

    private Dispatch() {}

    /// An operation with one result.
    public static Tensor one(Op op, Tensor... operands) {
        return apply(op, List.of(operands)).get(0);
    }

    /// An operation with any number of results.
    public static List<Tensor> apply(Op op, List<Tensor> operands) {
        Trace trace = Trace.current();
        if (trace != null) {
            return trace.append(op, operands);
        }
        List<Array> arrays = concrete(op.name(), operands);
        Origin origin = NonFiniteSearch.isOn() ? UserCode.origin() : Origin.UNKNOWN;
        return wrap(Interpreter.evaluate(op, arrays, infer(op, operands), origin));
    }

    /// The types of the results; an error gets the user's line.
    static List<Type> infer(Op op, List<Tensor> operands) {
        try {
            return Typing.infer(op, operands.stream().map(Tensor::type).toList());
        } catch (CostateException e) {
            throw Problem.located(e);
        }
    }

    /// Runs a closed graph on these arguments.
    public static List<Tensor> call(Graph graph, List<Tensor> arguments) {
        Trace trace = Trace.current();
        return trace != null
                ? trace.inline(graph, arguments)
                : wrap(INTERPRETER.compile(graph).run(concrete("call", arguments)));
    }

    private static List<Array> concrete(String operation, List<Tensor> tensors) {
        List<Array> arrays = new ArrayList<>(tensors.size());
        for (Tensor t : tensors) {
            switch (TensorBridge.value(t)) {
                case Value.Concrete(Array array) -> arrays.add(array);
                case Value.Traced(Trace trace, int id) -> {
                    trace.requireOpen(operation, null, id);
                    throw new AssertionError("an open trace that is not current");
                }
            }
        }
        return arrays;
    }

    /// Tensors of these arrays.
    public static List<Tensor> wrap(List<Array> arrays) {
        return arrays.stream().map(TensorBridge::of).toList();
    }
}
