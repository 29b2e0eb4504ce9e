package dev.costate.internal.call;

import dev.costate.Shape;
import dev.costate.Structure;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Type;
import dev.costate.WithAux;
import dev.costate.graph.Graph;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.transform.ForwardMode;
import dev.costate.internal.transform.ReverseMode;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Derivatives of functions of trees.
public final class Differentiation {
    private Differentiation() {}

    /// A scalar, its gradient by the first argument, and what came beside it.
    ///
    /// @param value the scalar
    /// @param grad a tree like the first argument
    /// @param aux the rest, null if there was none
    public record Gradient(
            Tensor value, Object grad, @Nullable Object aux) {}

    /// The gradient of `f`, a function to a scalar tensor or to a [WithAux], by its first argument.
    public static Gradient gradient(String name, TreeFunction f, @Nullable Object... arguments) {
        TreeFunction.Arguments first = TreeFunction.Arguments.of(arguments[0]);
        TreeFunction.requireFloating(name, first);
        boolean[] hasAux = new boolean[1];
        TreeFunction.Traced traced = withFirst(
                        args -> {
                            Object result = f.apply(args);
                            if (result instanceof WithAux<?>(Tensor value, Object aux)) {
                                hasAux[0] = true;
                                requireScalar(name, value);
                                return new WithAux<>(value, Tree.map(aux, Tensor::stopGradient));
                            }
                            if (!(result instanceof Tensor loss)) {
                                throw Problem.trace(
                                        name,
                                        "the function returned " + describe(result) + ", not a tensor",
                                        "return the scalar to differentiate");
                            }
                            requireScalar(name, loss);
                            return loss;
                        },
                        arguments)
                .trace(name, first, first.types(), first.leaves());
        boolean[] wrt = mask(traced.graph().inputs().size(), first.leaves().size());
        ReverseMode.Vjp vjp = ReverseMode.vjp(traced.graph(), wrt);
        List<Tensor> forward = Dispatch.call(vjp.forward(), traced.result().with(first.leaves()));
        int outputs = traced.graph().outputs().size();
        List<Tensor> operands = new ArrayList<>(forward.subList(outputs, forward.size()));
        for (int i = 0; i < outputs; i++) {
            Type type = traced.graph().outputTypes().get(i);
            if (type.dtype().isFloating()) {
                operands.add(
                        i == 0
                                ? Creation.ones(type.dtype(), type.shape())
                                : Creation.zeros(type.dtype(), type.shape()));
            }
        }
        Object grad = Tree.unflatten(first.structures().get(0), Dispatch.call(vjp.backward(), operands));
        Object result = Tree.unflatten(traced.out(), forward.subList(0, outputs));
        return hasAux[0] && result instanceof WithAux<?>(Tensor value, Object aux)
                ? new Gradient(value, grad, aux)
                : new Gradient((Tensor) result, grad, null);
    }

    private static void requireScalar(String name, Tensor loss) {
        if (loss.rank() != 0) {
            throw Problem.shape(
                    name,
                    "the function gives " + Problem.describe(loss) + ", not a scalar",
                    "reduce it with sum() or mean(), or use jacobian");
        }
        if (!loss.dtype().isFloating()) {
            throw Problem.dtype(
                    name,
                    "the function gives " + Problem.describe(loss) + ", which has no derivative",
                    "return a floating scalar");
        }
    }

    /// A result and its pullback, on leaves.
    ///
    /// @param value the result
    /// @param pullback from a cotangent tree of the result to one of the argument
    public record Pullback(@Nullable Object value, Function<@Nullable Object, @Nullable Object> pullback) {}

    /// The pullback of `f` at an argument.
    public static Pullback vjp(TreeFunction f, @Nullable Object argument) {
        TreeFunction.Arguments first = TreeFunction.Arguments.of(argument);
        TreeFunction.requireFloating("vjp", first);
        TreeFunction.Traced traced = f.trace("vjp", first, first.types(), first.leaves());
        boolean[] wrt = mask(traced.graph().inputs().size(), first.leaves().size());
        ReverseMode.Vjp vjp = ReverseMode.vjp(traced.graph(), wrt);
        List<Tensor> forward = Dispatch.call(vjp.forward(), traced.result().with(first.leaves()));
        int outputs = traced.graph().outputs().size();
        List<Tensor> results = forward.subList(0, outputs);
        List<Tensor> residuals = List.copyOf(forward.subList(outputs, forward.size()));
        Tree.Flat expected = new Tree.Flat(results, traced.out());
        Structure in = first.structures().get(0);
        return new Pullback(Tree.unflatten(traced.out(), results), ct -> {
            Tree.Flat given = Tree.flatten(ct);
            TreeFunction.requireAlike(
                    "vjp",
                    "the cotangent is not like the result",
                    expected,
                    given,
                    "a cotangent has the structure, shapes and dtypes of its result");
            List<Tensor> operands = new ArrayList<>(residuals);
            given.leaves().stream().filter(t -> t.dtype().isFloating()).forEach(operands::add);
            return Tree.unflatten(in, Dispatch.call(vjp.backward(), operands));
        });
    }

    /// The result of `f` and its derivative along `direction`: two trees.
    public static @Nullable Object[] jvp(TreeFunction f, @Nullable Object argument, @Nullable Object direction) {
        TreeFunction.Arguments first = TreeFunction.Arguments.of(argument);
        Tree.Flat given = Tree.flatten(direction);
        TreeFunction.requireAlike(
                "jvp",
                "the direction is not like the argument",
                new Tree.Flat(first.leaves(), first.structures().get(0)),
                given,
                "a direction has the structure, shapes and dtypes of its argument");
        TreeFunction.Traced traced = f.trace("jvp", first, first.types(), first.leaves());
        Graph graph = traced.graph();
        boolean[] wrt = mask(graph.inputs().size(), first.leaves().size());
        List<Tensor> operands = new ArrayList<>(traced.result().with(first.leaves()));
        for (int i = 0; i < first.leaves().size(); i++) {
            wrt[i] = graph.inputs().get(i).dtype().isFloating();
            if (wrt[i]) {
                operands.add(given.leaves().get(i));
            }
        }
        int outputs = graph.outputs().size();
        ForwardMode.Jvp jvp = ForwardMode.jvp(graph, wrt, new boolean[outputs]);
        List<Tensor> out = Dispatch.call(jvp.graph(), operands);
        List<Tensor> tangents = new ArrayList<>();
        int next = outputs;
        for (int o = 0; o < outputs; o++) {
            tangents.add(jvp.tangents()[o] ? out.get(next++) : Creation.zerosLike(out.get(o)));
        }
        return new @Nullable Object[] {
            Tree.unflatten(traced.out(), out.subList(0, outputs)), Tree.unflatten(traced.out(), tangents)
        };
    }

    /// The derivatives of a tensor by every leaf of the argument: a tree like it, each leaf of shape `result
    /// ++ leaf`.
    ///
    /// @param reverse one pullback for each element of the result rather than one pushforward for each of the
    ///     argument
    public static Object jacobian(TreeFunction f, boolean reverse, Object argument) {
        TreeFunction.Arguments first = TreeFunction.Arguments.of(argument);
        TreeFunction.requireFloating("jacobian", first);
        return reverse ? reverseJacobian(f, first, argument) : forwardJacobian(f, first);
    }

    private static Object reverseJacobian(TreeFunction f, TreeFunction.Arguments first, Object argument) {
        Pullback vjp = vjp(f, argument);
        Tensor y = requireTensor(vjp.value());
        List<Tensor> rows;
        Tensor basis =
                Creation.eye(y.dtype(), y.size()).reshape(Shape.of(y.size()).concat(y.shape()));
        Object wide =
                Batches.vmap(args -> vjp.pullback().apply(args[0]), List.of(_ -> 0), 0, new @Nullable Object[] {basis});
        rows = Tree.leaves(wide);
        List<Tensor> leaves = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            leaves.add(
                    rows.get(i).reshape(y.shape().concat(first.leaves().get(i).shape())));
        }
        return Tree.unflatten(first.structures().get(0), leaves);
    }

    private static Object forwardJacobian(TreeFunction f, TreeFunction.Arguments first) {
        int n = first.leaves().stream().mapToInt(Tensor::size).sum();
        List<Tensor> directions = new ArrayList<>();
        int before = 0;
        for (Tensor leaf : first.leaves()) {
            directions.add(Creation.eye(leaf.dtype(), n, leaf.size(), -before)
                    .reshape(Shape.of(n).concat(leaf.shape())));
            before += leaf.size();
        }
        Object argument = first.rebuild(first.leaves())[0];
        Structure structure = first.structures().get(0);
        Object columns = Batches.vmap(
                args -> requireTensor(jvp(f, argument, args[0])[1]), List.of(_ -> 0), 0, new @Nullable Object[] {
                    Tree.<Object>unflatten(structure, directions)
                });
        Tensor all = requireTensor(columns);
        Shape out = all.shape().slice(1, all.rank());
        List<Tensor> leaves = new ArrayList<>();
        int at = 0;
        for (Tensor leaf : first.leaves()) {
            Tensor part = Layout.slice(all, 0, at, at + leaf.size());
            leaves.add(Layout.moveAxis(part, 0, -1)
                    .reshape(out.concat(leaf.shape()))
                    .to(leaf.dtype()));
            at += leaf.size();
        }
        return Tree.unflatten(structure, leaves);
    }

    private static Tensor requireTensor(@Nullable Object value) {
        if (value instanceof Tensor t) {
            if (!t.dtype().isFloating()) {
                throw Problem.dtype("jacobian", "the function gives " + t.type() + ", which has no derivative", "");
            }
            return t;
        }
        throw Problem.trace(
                "jacobian", "the function gives " + describe(value) + ", not a tensor", "use Tree.ravel on its result");
    }

    private static TreeFunction withFirst(TreeFunction f, @Nullable Object[] arguments) {
        return args -> {
            @Nullable Object[] all = arguments.clone();
            all[0] = args[0];
            return f.apply(all);
        };
    }

    private static boolean[] mask(int n, int first) {
        boolean[] mask = new boolean[n];
        Arrays.fill(mask, 0, first, true);
        return mask;
    }

    private static String describe(@Nullable Object value) {
        return value == null ? "null" : "a " + value.getClass().getSimpleName();
    }
}
