package dev.costate.internal.call;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Type;
import dev.costate.graph.Graph;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.transform.BatchMode;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Functions of one member applied to many.
public final class Batches {
    /// The axis of an argument that all members share.
    public static final int SHARED = Integer.MIN_VALUE;

    private Batches() {}

    /// Applies `f` to every member.
    ///
    /// @param axes for each argument, the members' axis of the leaf at a path, or [#SHARED]
    /// @param outAxis where the members go in the results
    /// @param arguments the arguments
    public static @Nullable Object vmap(
            TreeFunction f, List<ToIntFunction<String>> axes, int outAxis, @Nullable Object[] arguments) {
        TreeFunction.Arguments args = TreeFunction.Arguments.of(arguments);
        int n = args.leaves().size();
        List<Tensor> operands = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        boolean[] batched = new boolean[n];
        int members = -1;
        String first = "";
        int leaf = 0;
        for (int a = 0; a < arguments.length; a++) {
            for (String path : args.structures().get(a).paths("")) {
                Tensor x = args.leaves().get(leaf);
                String name = args.paths().get(leaf);
                int axis = axes.get(a).applyAsInt(path);
                batched[leaf] = axis != SHARED;
                if (batched[leaf]) {
                    if (axis < -x.rank() || axis >= x.rank()) {
                        throw Problem.shape(
                                "vmap",
                                name + " is " + x.type() + ", which has no axis " + axis + " for the members",
                                x.rank() == 0
                                        ? "share it among them: in(" + sharing(a, arguments.length) + ")"
                                        : "its axes go from " + -x.rank() + " to " + (x.rank() - 1));
                    }
                    x = Layout.moveAxis(x, axis, 0);
                    int extent = x.shape().dim(0);
                    if (members < 0) {
                        members = extent;
                        first = name;
                    } else if (members != extent) {
                        throw Problem.shape(
                                "vmap",
                                "the arguments disagree on the number of members: " + first + " has " + members + ", "
                                        + name + " has " + extent + " ("
                                        + args.leaves().get(leaf).type() + ", axis " + axis + ")",
                                "name the members' axis of each argument: in(...)");
                    }
                    types.add(x.type().withShape(x.shape().remove(0)));
                } else {
                    types.add(x.type());
                }
                operands.add(x);
                leaf++;
            }
        }
        if (members < 0) {
            throw Problem.shape(
                    "vmap", "no argument has an axis for the members", "at least one tensor must be batched");
        }
        TreeFunction.Traced traced = f.trace("vmap", args, types, TreeFunction.unbound(n));
        Graph graph = traced.graph();
        boolean[] inputs = Arrays.copyOf(batched, graph.inputs().size());
        boolean[] force = new boolean[graph.outputs().size()];
        Arrays.fill(force, true);
        Graph wide = BatchMode.batch(graph, inputs, force, members).graph();
        requireOutAxis(traced, outAxis);
        List<Tensor> out = Dispatch.call(wide, traced.result().with(operands));
        return Tree.unflatten(
                traced.out(),
                out.stream().map(t -> Layout.moveAxis(t, 0, outAxis)).toList());
    }

    private static void requireOutAxis(TreeFunction.Traced traced, int axis) {
        List<String> paths = traced.out().paths("");
        for (int i = 0; i < paths.size(); i++) {
            Type type = traced.graph().outputTypes().get(i);
            if (axis < -type.rank() - 1 || axis > type.rank()) {
                throw Problem.shape(
                        "vmap",
                        "a member's result" + (paths.get(i).isEmpty() ? "" : " " + paths.get(i)) + " is " + type
                                + ", which has no place " + axis + " for the members' axis",
                        "out(...) takes " + (-type.rank() - 1) + " to " + type.rank());
            }
        }
    }

    private static String sharing(int argument, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(i == argument ? "SHARED" : "0");
        }
        return String.join(", ", words);
    }
}
