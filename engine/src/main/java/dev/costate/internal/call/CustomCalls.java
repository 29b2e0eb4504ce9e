package dev.costate.internal.call;

import dev.costate.Jvp;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Type;
import dev.costate.WithResidual;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Graph;
import dev.costate.internal.rules.Typing;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.Trace;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Functions with a derivative of their author's, and functions that are computed again.
public final class CustomCalls {
    private CustomCalls() {}

    /// Calls `f`, whose derivative along a direction is what `rule` says.
    ///
    /// @param rule from the argument and a direction to a [Jvp]
    public static @Nullable Object customJvp(
            TreeFunction f,
            BiFunction<@Nullable Object, @Nullable Object, @Nullable Jvp<?>> rule,
            @Nullable Object argument) {
        TreeFunction.Arguments args = TreeFunction.Arguments.of(argument);
        TreeFunction.Traced function =
                closed("customJvp", "the function", f.trace("customJvp", args, args.types(), args.leaves()));
        List<Type> types = new ArrayList<>(args.types());
        types.addAll(Typing.floating(args.types()));
        List<String> names = new ArrayList<>(args.paths());
        List<@Nullable Tensor> bound = new ArrayList<>(args.leaves());
        while (names.size() < types.size()) {
            names.add("");
            bound.add(null);
        }
        int n = args.leaves().size();
        Trace.Result ruled = Trace.run("customJvp", types, names, bound, in -> {
            List<Tensor> tangents = spread(args.types(), in.subList(n, in.size()));
            Jvp<?> jvp = Problem.present(
                    "customJvp",
                    "what the rule returned",
                    rule.apply(args.rebuild(in.subList(0, n))[0], args.rebuild(tangents)[0]));
            Tree.Flat value = Tree.flatten(jvp.value());
            TreeFunction.requireAlike(
                    "customJvp",
                    "the rule's value is not like the function's",
                    outputs(function),
                    value,
                    "return new Jvp<>(value, tangent), the value as the function gives it");
            Tree.Flat tangent = Tree.flatten(jvp.tangent());
            TreeFunction.requireAlike(
                    "customJvp",
                    "the rule's tangent is not like its value",
                    value,
                    tangent,
                    "a tangent has the structure, shapes and dtypes of its value");
            List<Tensor> out = new ArrayList<>(value.leaves());
            tangent.leaves().stream().filter(t -> t.dtype().isFloating()).forEach(out::add);
            return out;
        });
        requireClosed("customJvp", "the rule", ruled);
        List<Tensor> y = Dispatch.apply(new CustomJvp(function.graph(), ruled.graph()), args.leaves());
        return Tree.unflatten(function.out(), y);
    }

    /// Calls `f`, whose pullback is what `backward` makes of the residual that `forward` leaves.
    ///
    /// @param forward from the argument to a [WithResidual]
    /// @param backward from the residual and a cotangent of the result to a cotangent of the argument
    /// @param along from the argument and a direction to the derivative along it; null for the transpose of
    ///     `backward`
    public static @Nullable Object customVjp(
            TreeFunction f,
            Function<@Nullable Object, @Nullable WithResidual<?, ?>> forward,
            BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> backward,
            @Nullable BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> along,
            @Nullable Object argument) {
        TreeFunction.Arguments args = TreeFunction.Arguments.of(argument);
        TreeFunction.Traced function =
                closed("customVjp", "the function", f.trace("customVjp", args, args.types(), args.leaves()));
        Tree.Flat[] residual = new Tree.Flat[1];
        TreeFunction.Traced first = closed(
                "customVjp",
                "the forward function",
                ((TreeFunction) a -> {
                            WithResidual<?, ?> result = Problem.present(
                                    "customVjp", "what the forward function returned", forward.apply(a[0]));
                            Tree.Flat value = Tree.flatten(result.value());
                            TreeFunction.requireAlike(
                                    "customVjp",
                                    "the forward function's value is not like the function's",
                                    outputs(function),
                                    value,
                                    "return new WithResidual<>(value, residual), the value as the function gives it");
                            residual[0] = Tree.flatten(result.residual());
                            List<Tensor> out = new ArrayList<>(value.leaves());
                            out.addAll(residual[0].leaves());
                            return out;
                        })
                        .trace("customVjp", args, args.types(), args.leaves()));
        List<Type> outTypes = function.graph().outputTypes();
        int residuals = residual[0].leaves().size();
        List<Type> types = new ArrayList<>();
        residual[0].leaves().forEach(t -> types.add(t.type()));
        types.addAll(Typing.floating(outTypes));
        List<String> names = new ArrayList<>();
        types.forEach(_ -> names.add(""));
        Trace.Result pulled = Trace.run("customVjp", types, names, TreeFunction.unbound(types.size()), in -> {
            Object kept = Tree.unflatten(residual[0].structure(), in.subList(0, residuals));
            Object ct = Tree.unflatten(function.out(), spread(outTypes, in.subList(residuals, in.size())));
            Tree.Flat dx = Tree.flatten(backward.apply(kept, ct));
            TreeFunction.requireAlike(
                    "customVjp",
                    "the pullback's result is not like the argument",
                    new Tree.Flat(args.leaves(), args.structures().get(0)),
                    dx,
                    "a cotangent has the structure, shapes and dtypes of its argument");
            return dx.leaves().stream().filter(t -> t.dtype().isFloating()).toList();
        });
        requireClosed("customVjp", "the pullback", pulled);
        List<Graph> direct = along == null ? List.of() : List.of(along(args, function, along));
        CustomVjp op = new CustomVjp(function.graph(), first.graph(), pulled.graph(), direct);
        return Tree.unflatten(function.out(), Dispatch.apply(op, args.leaves()));
    }

    private static Graph along(
            TreeFunction.Arguments args,
            TreeFunction.Traced function,
            BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> along) {
        List<Type> types = new ArrayList<>(args.types());
        types.addAll(Typing.floating(args.types()));
        List<String> names = new ArrayList<>(args.paths());
        while (names.size() < types.size()) {
            names.add("");
        }
        int n = args.types().size();
        Trace.Result traced = Trace.run("customVjp", types, names, TreeFunction.unbound(types.size()), in -> {
            List<Tensor> direction = spread(args.types(), in.subList(n, in.size()));
            Tree.Flat tangent =
                    Tree.flatten(along.apply(args.rebuild(in.subList(0, n))[0], args.rebuild(direction)[0]));
            TreeFunction.requireAlike(
                    "customVjp",
                    "the derivative along a direction is not like the function's value",
                    outputs(function),
                    tangent,
                    "a tangent has the structure, shapes and dtypes of its value");
            return tangent.leaves().stream().filter(t -> t.dtype().isFloating()).toList();
        });
        requireClosed("customVjp", "the derivative along a direction", traced);
        return traced.graph();
    }

    /// Calls `f` so that the reverse pass computes its intermediate values again.
    public static @Nullable Object checkpoint(TreeFunction f, @Nullable Object... arguments) {
        TreeFunction.Arguments args = TreeFunction.Arguments.of(arguments);
        TreeFunction.Traced traced = f.trace("checkpoint", args, args.types(), args.leaves());
        List<Tensor> y =
                Dispatch.apply(new Checkpoint(traced.graph()), traced.result().with(args.leaves()));
        return Tree.unflatten(traced.out(), y);
    }

    /// The floating values in their places among zeros of the other types.
    private static List<Tensor> spread(List<Type> types, List<Tensor> floating) {
        List<Tensor> all = new ArrayList<>();
        int next = 0;
        for (Type type : types) {
            all.add(type.dtype().isFloating() ? floating.get(next++) : Creation.zeros(type.dtype(), type.shape()));
        }
        return all;
    }

    private static Tree.Flat outputs(TreeFunction.Traced function) {
        List<Tensor> types = new ArrayList<>();
        Graph graph = function.graph();
        for (Type type : graph.outputTypes()) {
            types.add(Creation.zeros(type.dtype(), type.shape()));
        }
        return new Tree.Flat(types, function.out());
    }

    private static TreeFunction.Traced closed(String name, String what, TreeFunction.Traced traced) {
        requireClosed(name, what, traced.result());
        return traced;
    }

    private static void requireClosed(String name, String what, Trace.Result result) {
        if (!result.captured().isEmpty()) {
            throw Problem.trace(
                    name,
                    what + " closes over the traced value "
                            + Problem.describe(result.captured().get(0)),
                    "pass it as part of the argument, so that the rule can say its derivative");
        }
    }
}
