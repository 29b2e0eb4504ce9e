package dev.costate.internal.call;

import dev.costate.DType;
import dev.costate.Step;
import dev.costate.Structure;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Type;
import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Loops and branches whose bodies are functions of trees.
public final class Loops {
    private Loops() {}

    /// A loop over the slices of `xs` along axis 0.
    ///
    /// @param body from the carry and a slice to a [Step]
    /// @param init the first carry
    /// @param xs the slices; without leaves, `length` alone says how many steps there are
    /// @param length the number of steps; none to take it from the `xs`
    /// @param reverse from the last slice to the first
    /// @return the last carry and the stacked outputs
    public static @Nullable Object[] scan(
            TreeFunction body, @Nullable Object init, @Nullable Object xs, OptionalInt length, boolean reverse) {
        Tree.Flat carry = Tree.flatten(init);
        Tree.Flat slices = Tree.flatten(xs);
        int steps = steps(slices, length);
        TreeFunction.Arguments args = TreeFunction.Arguments.of(init, xs);
        List<Type> types = new ArrayList<>();
        for (Tensor t : carry.leaves()) {
            types.add(t.type());
        }
        for (Tensor t : slices.leaves()) {
            types.add(t.type().withShape(t.shape().remove(0)));
        }
        int carries = carry.leaves().size();
        @Nullable Structure[] outStructure = new @Nullable Structure[1];
        TreeFunction.Traced traced = ((TreeFunction) arguments -> {
                    Object result = body.apply(arguments);
                    if (!(result instanceof Step<?, ?>(Object next, Object out))) {
                        throw Problem.trace("scan", "the body returned null", "return new Step<>(carry, out)");
                    }
                    Tree.Flat after = Tree.flatten(next);
                    TreeFunction.requireAlike(
                            "scan",
                            "the carry changes in a step",
                            carry,
                            after,
                            "a step must return the carry with the structure and types it got; convert with to(...)");
                    Tree.Flat ys = Tree.flatten(out);
                    outStructure[0] = ys.structure();
                    List<Tensor> all = new ArrayList<>(after.leaves());
                    all.addAll(ys.leaves());
                    return all;
                })
                .trace("scan", args, types, TreeFunction.unbound(types.size()));
        Graph graph = capturedFirst(traced.result(), types.size());
        List<Tensor> operands = new ArrayList<>(traced.result().captured());
        int consts = operands.size();
        operands.addAll(carry.leaves());
        operands.addAll(slices.leaves());
        List<Tensor> y = Dispatch.apply(new Scan(graph, steps, consts, carries, reverse), operands);
        return new @Nullable Object[] {
            Tree.<@Nullable Object>unflatten(carry.structure(), y.subList(0, carries)),
            Tree.<@Nullable Object>unflatten(
                    java.util.Objects.requireNonNull(outStructure[0]), y.subList(carries, y.size()))
        };
    }

    private static int steps(Tree.Flat slices, OptionalInt length) {
        List<String> paths = slices.structure().paths("xs");
        if (length.isPresent() && length.getAsInt() < 0) {
            throw Problem.shape("scan", "the number of steps is negative: " + length.getAsInt(), "it is 0 or more");
        }
        int steps = length.orElse(-1);
        for (int i = 0; i < paths.size(); i++) {
            Type type = slices.leaves().get(i).type();
            if (type.rank() == 0) {
                throw Problem.shape(
                        "scan",
                        paths.get(i) + " is " + type + ", which has no axis 0 to step along",
                        "close over it rather than scan over it");
            }
            int n = type.shape().dim(0);
            if (steps >= 0 && n != steps) {
                throw Problem.shape(
                        "scan",
                        paths.get(i) + " is " + type + " with " + n + " slices, "
                                + (length.isPresent() ? "the length is " : paths.get(0) + " has ") + steps,
                        "all xs need the same extent along axis 0");
            }
            steps = n;
        }
        if (steps < 0) {
            throw Problem.shape(
                    "scan",
                    "there is no tensor among the xs",
                    "give the number of steps: scan(f, init, length), scanSteps");
        }
        return steps;
    }

    /// A loop that runs while a condition on the carry holds.
    public static @Nullable Object whileLoop(TreeFunction condition, TreeFunction body, @Nullable Object init) {
        Tree.Flat carry = Tree.flatten(init);
        TreeFunction.Arguments args = TreeFunction.Arguments.of(init);
        List<Type> types = args.types();
        TreeFunction.Traced test = ((TreeFunction)
                        arguments -> scalarBool("whileLoop", "the condition", condition.apply(arguments)))
                .trace("whileLoop", args, types, TreeFunction.unbound(types.size()));
        TreeFunction.Traced step = ((TreeFunction) arguments -> {
                    Object next = body.apply(arguments);
                    TreeFunction.requireAlike(
                            "whileLoop",
                            "the carry changes in a step",
                            carry,
                            Tree.flatten(next),
                            "the body must return the carry with the structure and types it got; convert with to(...)");
                    return next;
                })
                .trace("whileLoop", args, types, TreeFunction.unbound(types.size()));
        List<Tensor> operands = new ArrayList<>(test.result().captured());
        operands.addAll(step.result().captured());
        operands.addAll(carry.leaves());
        While op = new While(
                capturedFirst(test.result(), types.size()),
                capturedFirst(step.result(), types.size()),
                test.result().captured().size(),
                step.result().captured().size());
        return Tree.unflatten(carry.structure(), Dispatch.apply(op, operands));
    }

    private static Tensor scalarBool(String operation, String what, @Nullable Object value) {
        if (!(value instanceof Tensor t) || t.dtype() != DType.BOOL || t.rank() != 0) {
            throw Problem.dtype(
                    operation,
                    what + " is " + (value instanceof Tensor t ? Problem.describe(t) : String.valueOf(value))
                            + ", not bool[]",
                    "compare, and reduce with any() or all()");
        }
        return t;
    }

    /// Runs `no` or `yes` on the operand as a truth value says.
    public static @Nullable Object cond(Tensor predicate, TreeFunction yes, TreeFunction no, @Nullable Object operand) {
        Tensor index = scalarBool("cond", "the condition", predicate).to(DType.INT32);
        return branches("cond", List.of("no", "yes"), index, List.of(no, yes), operand);
    }

    /// Runs one of several functions on the operand; the index is clamped to those there are.
    public static @Nullable Object switchCase(Tensor index, List<TreeFunction> functions, @Nullable Object operand) {
        List<String> names = IntStream.range(0, functions.size())
                .mapToObj(i -> "branch " + i)
                .toList();
        return branches("switchCase", names, index, functions, operand);
    }

    private static @Nullable Object branches(
            String name, List<String> names, Tensor index, List<TreeFunction> functions, @Nullable Object operand) {
        if (!Problem.present(name, "the index", index).dtype().isInteger() || index.rank() != 0) {
            throw Problem.dtype(
                    name,
                    "the index is " + Problem.describe(index) + ", not an integer scalar",
                    "reduce it, or convert it with to(INT32)");
        }
        if (functions.isEmpty()) {
            throw Problem.trace(name, "there is no branch", "give at least one");
        }
        TreeFunction.Arguments args = TreeFunction.Arguments.of(operand);
        List<Type> types = args.types();
        List<TreeFunction.Traced> traced = new ArrayList<>();
        for (TreeFunction f : functions) {
            traced.add(f.trace(name, args, types, TreeFunction.unbound(types.size())));
        }
        TreeFunction.Traced first = traced.get(0);
        for (int k = 1; k < traced.size(); k++) {
            requireAlike(name, names.get(0), first, names.get(k), traced.get(k));
        }
        List<Tensor> captured = new ArrayList<>();
        List<Graph> graphs = new ArrayList<>();
        for (TreeFunction.Traced t : traced) {
            for (Tensor c : t.result().captured()) {
                if (captured.stream().noneMatch(k -> k == c)) {
                    captured.add(c);
                }
            }
        }
        for (TreeFunction.Traced t : traced) {
            graphs.add(withInputs(t, types, captured));
        }
        List<Tensor> operands = new ArrayList<>();
        operands.add(index.maximum(0).minimum(functions.size() - 1).to(DType.INT32));
        operands.addAll(args.leaves());
        operands.addAll(captured);
        return Tree.unflatten(first.out(), Dispatch.apply(new Cond(graphs), operands));
    }

    /// Fails unless two branches return trees of one structure and one type.
    private static void requireAlike(
            String name, String first, TreeFunction.Traced a, String other, TreeFunction.Traced b) {
        a.out().difference(b.out()).ifPresent(d -> {
            throw Problem.tree(
                    name,
                    "the branches return different trees: " + d.place() + " is " + d.here() + " in " + first + " and "
                            + d.there() + " in " + other,
                    "return the same structure from each");
        });
        List<String> paths = a.out().paths("");
        for (int i = 0; i < paths.size(); i++) {
            Type x = a.graph().outputTypes().get(i);
            Type y = b.graph().outputTypes().get(i);
            if (!x.equals(y)) {
                String problem = "the branches return different types: "
                        + (paths.get(i).isEmpty() ? "it" : paths.get(i)) + " is " + x + " in " + first + " and " + y
                        + " in " + other;
                throw x.dtype() == y.dtype()
                        ? Problem.shape(name, problem, "broadcast or reshape them to one shape")
                        : Problem.dtype(name, problem, "convert them to one dtype with to(...)");
            }
        }
    }

    private static Graph withInputs(TreeFunction.Traced traced, List<Type> types, List<Tensor> captured) {
        GraphBuilder builder = new GraphBuilder();
        int n = types.size();
        int[] arguments = new int[traced.graph().inputs().size()];
        for (int i = 0; i < n; i++) {
            arguments[i] =
                    builder.input(types.get(i), traced.graph().inputNames().get(i));
        }
        for (Tensor c : captured) {
            int id = builder.input(c.type(), "");
            for (int k = 0; k < traced.result().captured().size(); k++) {
                if (traced.result().captured().get(k) == c) {
                    arguments[n + k] = id;
                }
            }
        }
        return builder.build(builder.inline(traced.graph(), arguments));
    }

    /// A traced program with its captured inputs before the `n` others.
    static Graph capturedFirst(Trace.Result result, int n) {
        Graph graph = result.graph();
        GraphBuilder builder = new GraphBuilder();
        int[] arguments = new int[graph.inputs().size()];
        for (int i = n; i < arguments.length; i++) {
            arguments[i] =
                    builder.input(graph.inputs().get(i), graph.inputNames().get(i));
        }
        for (int i = 0; i < n; i++) {
            arguments[i] =
                    builder.input(graph.inputs().get(i), graph.inputNames().get(i));
        }
        return builder.build(builder.inline(graph, arguments));
    }
}
