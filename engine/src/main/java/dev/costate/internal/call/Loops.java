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
import org.jspecify.annotations.Nullable;

/// Loops and branches whose bodies are functions of trees.
public final class Loops {
    private Loops() {}

    /// A loop over the slices of `xs` along axis 0.
    ///
    /// @param body from the carry and a slice to a [Step]
    /// @param init the first carry
    /// @param xs the slices; without leaves, `length` alone says how many steps there are
    /// @param length the number of steps, -1 to take it from the `xs`
    /// @param reverse from the last slice to the first
    /// @return the last carry and the stacked outputs
    public static @Nullable Object[] scan(
            TreeFunction body, @Nullable Object init, @Nullable Object xs, int length, boolean reverse) {
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

    private static int steps(Tree.Flat slices, int length) {
        List<String> paths = slices.structure().paths("xs");
        int steps = length;
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
                                + (length >= 0 ? "the length is " : paths.get(0) + " has ") + steps,
                        "all xs need the same extent along axis 0");
            }
            steps = n;
        }
        if (steps < 0) {
            throw Problem.shape("scan", "there are no xs and no length", "give the number of steps");
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
        return branches("cond", index, List.of(no, yes), operand);
    }

    /// Runs one of several functions on the operand; the index is clamped to those there are.
    public static @Nullable Object branches(
            String name, Tensor index, List<TreeFunction> functions, @Nullable Object operand) {
        if (!index.dtype().isInteger() || index.rank() != 0) {
            throw Problem.dtype(name, "the index is " + Problem.describe(index) + ", not an integer scalar", "");
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
        for (TreeFunction.Traced t : traced) {
            first.out().difference(t.out(), "").ifPresent(d -> {
                throw Problem.tree(
                        name, "the branches return different trees: " + d, "return the same structure from each");
            });
            List<String> paths = first.out().paths("");
            for (int i = 0; i < paths.size(); i++) {
                Type a = first.graph().outputTypes().get(i);
                Type b = t.graph().outputTypes().get(i);
                if (!a.equals(b)) {
                    throw Problem.shape(
                            name,
                            "the branches return " + a + " and " + b
                                    + (paths.get(i).isEmpty() ? "" : " at " + paths.get(i)),
                            "broadcast or convert them to one type");
                }
            }
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
