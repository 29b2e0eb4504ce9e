package dev.costate.internal.trace;

import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Constant;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Verifier;
import dev.costate.internal.interpret.Interpreter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A graph being written: while one is open on a thread, every operation there becomes a node of it.
///
/// Traces nest; the innermost one takes the operations. A tensor of an outer trace that an operation reads is
/// *captured*: it becomes one more input. A value is *known* if it depends only on known ones; constants are,
/// and so are inputs bound to a known tensor. The number behind a known value is computed when somebody asks,
/// which is how a Java `if` on a value works under `grad`.
public final class Trace {
    private static final ThreadLocal<@Nullable Trace> CURRENT = new ThreadLocal<>();

    private final String transformation;
    private final @Nullable Trace parent;
    private final int depth;
    private final Thread owner = Thread.currentThread();
    private final GraphBuilder builder = new GraphBuilder();
    private final List<Slot> slots = new ArrayList<>();
    private final List<Tensor> captured = new ArrayList<>();
    private final Map<Value.Traced, Integer> captureIds = new HashMap<>();
    private final IdentityHashMap<Array, Integer> constantIds = new IdentityHashMap<>();
    private @Nullable Origin origin;
    private boolean closed;

    /// What is known of one value: its name, its maker, and its number if it has been asked for.
    private static final class Slot {
        final String name;
        final int node;
        final boolean known;
        final @Nullable Tensor bound;

        @Nullable
        Array value;

        Slot(String name, int node, boolean known, @Nullable Tensor bound) {
            this.name = name;
            this.node = node;
            this.known = known;
            this.bound = bound;
        }
    }

    private Trace(String transformation, @Nullable Trace parent) {
        this.transformation = transformation;
        this.parent = parent;
        this.depth = parent == null ? 1 : parent.depth + 1;
        if (depth > Verifier.MAX_DEPTH) {
            throw Problem.trace(
                    transformation,
                    "functions are traced within each other more than " + Verifier.MAX_DEPTH + " deep",
                    "does a function that is transformed, or the rule of one, call itself?");
        }
    }

    /// What a trace came to: a closed graph whose last inputs are bound to the captured tensors.
    ///
    /// @param graph the program
    /// @param captured tensors of outer traces that the program reads, one for each of its last inputs
    public record Result(Graph graph, List<Tensor> captured) {
        /// All arguments of the graph: `arguments`, then what it captured.
        public List<Tensor> with(List<Tensor> arguments) {
            List<Tensor> all = new ArrayList<>(arguments);
            all.addAll(captured);
            return all;
        }
    }

    /// The innermost open trace of this thread, null if there is none.
    public static @Nullable Trace current() {
        return CURRENT.get();
    }

    /// Runs `body` on the inputs under a new trace and closes it.
    ///
    /// @param transformation the name that errors call it by, such as `jit`
    /// @param types the inputs' types
    /// @param names the inputs' names, empty strings where there are none
    /// @param bound the tensors whose values the inputs have, null for inputs without value
    /// @param body from the inputs to the results
    public static Result run(
            String transformation,
            List<Type> types,
            List<String> names,
            List<? extends @Nullable Tensor> bound,
            Function<List<Tensor>, List<Tensor>> body) {
        Trace trace = new Trace(transformation, CURRENT.get());
        CURRENT.set(trace);
        try {
            List<Tensor> inputs = new ArrayList<>(types.size());
            for (int i = 0; i < types.size(); i++) {
                inputs.add(TensorBridge.of(trace, trace.input(types.get(i), names.get(i), bound.get(i))));
            }
            List<Tensor> results = body.apply(inputs);
            int[] outputs = new int[results.size()];
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = trace.lift(results.get(i), transformation);
            }
            return new Result(trace.builder.build(outputs), List.copyOf(trace.captured));
        } finally {
            trace.closed = true;
            if (trace.parent == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(trace.parent);
            }
        }
    }

    /// Builds a closed graph from a function on its inputs; nothing may be captured.
    public static Graph graph(List<Type> types, Function<List<Tensor>, List<Tensor>> body) {
        List<String> names = new ArrayList<>();
        List<@Nullable Tensor> bound = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            names.add("");
            bound.add(null);
        }
        Result result = run("a transformation", types, names, bound, body);
        if (!result.captured().isEmpty()) {
            throw new IllegalStateException("a rule captured a value from outside its graph");
        }
        return result.graph();
    }

    private int input(Type type, String name, @Nullable Tensor bound) {
        int id = builder.input(type, name);
        slots.add(new Slot(name, -1, bound != null && isKnown(bound), bound));
        return id;
    }

    /// Adds an operation on tensors and returns its results.
    List<Tensor> append(Op op, List<Tensor> operands) {
        int[] ids = new int[operands.size()];
        boolean known = true;
        for (int i = 0; i < ids.length; i++) {
            ids[i] = lift(operands.get(i), op.name());
            known &= slots.get(ids[i]).known;
        }
        int first = builder.add(op, ids, Dispatch.infer(op, operands), origin());
        List<Tensor> results = new ArrayList<>();
        for (int id = first; id < builder.valueCount(); id++) {
            slots.add(new Slot("", builder.nodeCount() - 1, known, null));
            results.add(TensorBridge.of(this, id));
        }
        return results;
    }

    /// Adds all of `graph`'s operations with its inputs bound to `arguments`, keeping their lines.
    List<Tensor> inline(Graph graph, List<Tensor> arguments) {
        List<Tensor> values = new ArrayList<>(arguments);
        Origin outer = origin;
        for (Node node : graph.nodes()) {
            origin = node.origin();
            if (node.op() instanceof Constant(Array array)) {
                values.add(TensorBridge.of(array));
                continue;
            }
            List<Tensor> operands = new ArrayList<>(node.operands().size());
            for (int i = 0; i < node.operands().size(); i++) {
                operands.add(values.get(node.operands().get(i)));
            }
            values.addAll(append(node.op(), operands));
        }
        origin = outer;
        List<Tensor> results = new ArrayList<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            results.add(values.get(graph.outputs().get(i)));
        }
        return results;
    }

    /// From here on nodes carry `place`; null for the user's own line.
    public void at(@Nullable Origin place) {
        origin = place;
    }

    private Origin origin() {
        return origin != null ? origin : UserCode.origin();
    }

    /// The number in this trace of `tensor`, which may be concrete, of this trace or of an outer one.
    private int lift(Tensor tensor, String operation) {
        return switch (TensorBridge.value(tensor)) {
            case Value.Concrete(Array array) ->
                constantIds.computeIfAbsent(array, a -> {
                    int id = builder.constant(a, origin());
                    Slot slot = new Slot("", builder.nodeCount() - 1, true, null);
                    slot.value = a;
                    slots.add(slot);
                    return id;
                });
            case Value.Traced traced -> {
                if (traced.trace().equals(this)) {
                    yield traced.id();
                }
                traced.trace().requireOpen(operation, this, traced.id());
                Integer known = captureIds.get(traced);
                if (known != null) {
                    yield known;
                }
                captured.add(tensor);
                int id = input(tensor.type(), traced.trace().name(traced.id()), tensor);
                captureIds.put(traced, id);
                yield id;
            }
        };
    }

    /// Fails unless this trace is `inner` or one around it.
    void requireOpen(String operation, @Nullable Trace inner, int id) {
        for (Trace t = inner; t != null; t = t.parent) {
            if (t == this) {
                return;
            }
        }
        String made = place(id);
        if (!closed && !owner.equals(Thread.currentThread())) {
            throw Problem.trace(
                    operation,
                    "a value traced by " + transformation + made + " is used on another thread",
                    "a traced function runs on one thread; use vmap for parallel work");
        }
        throw Problem.trace(
                operation,
                "a value traced by " + transformation + made + " leaked out of the function it was traced in",
                "return it as a result (of valueAndGradAux, say) rather than storing it outside");
    }

    private String place(int id) {
        Slot slot = slots.get(id);
        if (slot.node < 0) {
            return slot.name.isEmpty() ? "" : " (" + slot.name + ")";
        }
        Origin made = builder.node(slot.node).origin();
        return made.isKnown() ? " (made at " + made + ")" : "";
    }

    /// The type of value `id`.
    public Type type(int id) {
        return builder.type(id);
    }

    /// The parameter's path if value `id` is an input that has one, else empty.
    public String name(int id) {
        return slots.get(id).name;
    }

    /// The transformation's name.
    public String transformation() {
        return transformation;
    }

    private static boolean isKnown(Tensor tensor) {
        return switch (TensorBridge.value(tensor)) {
            case Value.Concrete _ -> true;
            case Value.Traced(Trace trace, int id) -> trace.slots.get(id).known;
        };
    }

    /// The numbers of `tensor`, null if they depend on an input without value.
    public static @Nullable Array known(Tensor tensor) {
        return switch (TensorBridge.value(tensor)) {
            case Value.Concrete(Array array) -> array;
            case Value.Traced(Trace trace, int id) -> trace.slots.get(id).known ? trace.compute(id) : null;
        };
    }

    /// The numbers of `tensor`.
    ///
    /// @throws dev.costate.TraceException if they depend on an input without value
    public static Array require(Tensor tensor, String operation) {
        Array array = known(tensor);
        if (array != null) {
            return array;
        }
        Value.Traced traced = (Value.Traced) TensorBridge.value(tensor);
        Trace trace = traced.trace();
        trace.requireOpen(operation, CURRENT.get(), traced.id());
        throw Problem.trace(
                operation,
                Problem.describe(tensor) + " is traced by " + trace.blocker(traced) + " and has no value yet",
                "a Java if or loop cannot depend on it: use cond, select, scan or whileLoop");
    }

    /// The transformation whose input leaves value `id` unknown: this one's, or an outer one's through a
    /// capture.
    private String blocker(Value.Traced traced) {
        Deque<Integer> work = new ArrayDeque<>(List.of(traced.id()));
        boolean[] seen = new boolean[slots.size()];
        while (!work.isEmpty()) {
            int id = work.pop();
            Slot slot = slots.get(id);
            if (seen[id] || slot.known) {
                continue;
            }
            seen[id] = true;
            if (slot.node < 0) {
                return slot.bound != null && TensorBridge.value(slot.bound) instanceof Value.Traced outer
                        ? outer.trace().blocker(outer)
                        : transformation;
            }
            Node node = builder.node(slot.node);
            for (int i = 0; i < node.operands().size(); i++) {
                work.push(node.operands().get(i));
            }
        }
        return transformation;
    }

    /// Computes a known value and what it needs, without recursion: programs can be long.
    private Array compute(int wanted) {
        Deque<Integer> work = new ArrayDeque<>(List.of(wanted));
        while (!work.isEmpty()) {
            int id = work.peek();
            Slot slot = slots.get(id);
            if (slot.value != null) {
                work.pop();
                continue;
            }
            if (slot.node < 0) {
                slot.value = java.util.Objects.requireNonNull(known(java.util.Objects.requireNonNull(slot.bound)));
                continue;
            }
            Node node = builder.node(slot.node);
            List<Array> operands = new ArrayList<>(node.operands().size());
            for (int i = 0; i < node.operands().size(); i++) {
                Array value = slots.get(node.operands().get(i)).value;
                if (value == null) {
                    work.push(node.operands().get(i));
                } else {
                    operands.add(value);
                }
            }
            if (operands.size() == node.operands().size()) {
                List<Array> results = Interpreter.evaluate(node.op(), operands, node.results(), node.origin());
                for (int r = 0; r < results.size(); r++) {
                    slots.get(node.first() + r).value = results.get(r);
                }
            }
        }
        return java.util.Objects.requireNonNull(slots.get(wanted).value);
    }
}
