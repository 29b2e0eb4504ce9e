package dev.costate.numerics.bvp;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.Known;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Where the search for a solution begins: a mesh, the states at its points, and the unknown parameters.
///
/// A problem may have several solutions; the guess decides which is found. What `jit` or `vmap` trace is not
/// checked; [Collocation#onMesh] takes such a guess.
///
/// @param mesh the points, from end to end, `f64[m]`, `m >= 2`, increasing
/// @param y the states there: a tree of `float64`, each leaf with an axis of `m` in front
/// @param unknowns the unknown parameters, `f64[k]`, empty if there are none
/// @param <Y> the state
public record Guess<Y>(Tensor mesh, Y y, Tensor unknowns) {
    /// Checks that it is one.
    ///
    /// @throws IllegalArgumentException if the mesh does not increase, shapes differ, or a number is not finite
    public Guess {
        check("mesh", mesh, 1, "[m]");
        check("unknown parameters", unknowns, 1, "[k]");
        if (mesh.dim(0) < 2) {
            throw problem("the mesh has " + mesh.dim(0) + " point(s); give both ends at least");
        }
        List<Tensor> leaves = Tree.leaves(y);
        List<String> paths = Tree.paths(y);
        if (leaves.isEmpty()) {
            throw problem("the states have no tensors; give a tensor, or a record, list or map of tensors");
        }
        for (int i = 0; i < leaves.size(); i++) {
            Tensor leaf = leaves.get(i);
            String what = paths.get(i).isEmpty() ? "states" : "states " + paths.get(i);
            check(what, leaf, Math.max(leaf.rank(), 1), "[m, ...]");
            if (leaf.dim(0) != mesh.dim(0) || leaf.size() == 0) {
                throw problem("the " + what + " are " + leaf.type() + " on a mesh of " + mesh.dim(0)
                        + " points; give a row of one or more components for each point");
            }
        }
        Known.of(mesh).ifPresent(Guess::increasing);
    }

    private static void increasing(double[] x) {
        for (int i = 0; i + 1 < x.length; i++) {
            if (!(x[i] < x[i + 1])) {
                throw problem("the mesh does not increase at point %d: %s, then %s; sort it and drop repeated points"
                        .formatted(i, x[i], x[i + 1]));
            }
        }
    }

    /// The same state everywhere on a mesh.
    ///
    /// @param mesh `f64[m]`
    /// @param state a tree of `float64`
    public static <Y> Guess<Y> constant(Tensor mesh, Y state) {
        check("mesh", mesh, 1, "[m]");
        Y all = Tree.map(state, x -> Layout.broadcastTo(x, Shape.of(mesh.dim(0)).concat(x.shape())));
        return new Guess<>(mesh, all, none());
    }

    /// The states that a function gives, called once for each point.
    ///
    /// @param mesh `f64[m]`
    /// @param state from a place, `f64[]`, to a state
    public static <Y> Guess<Y> along(Tensor mesh, Fn1<Tensor, Y> state) {
        check("mesh", mesh, 1, "[m]");
        return new Guess<>(mesh, dev.costate.Costate.vmap(state).apply(mesh), none());
    }

    /// The same with a guess of the unknown parameters.
    public Guess<Y> unknowns(double... guess) {
        return unknowns(Tensor.of(guess));
    }

    /// The same with a guess of the unknown parameters, `f64[k]`.
    public Guess<Y> unknowns(Tensor guess) {
        return new Guess<>(mesh, y, guess);
    }

    private static Tensor none() {
        return Tensor.of(new double[0]);
    }

    private static void check(String what, Tensor tensor, int rank, String shape) {
        if (tensor.dtype() != DType.FLOAT64 || tensor.rank() != rank) {
            throw problem("the " + what + (what.equals("mesh") ? " is " : " are ") + tensor.type()
                    + "; expected float64 " + shape);
        }
        double[] values = Known.of(tensor).orElse(new double[0]);
        int bad = IntStream.range(0, values.length)
                .filter(i -> !Double.isFinite(values[i]))
                .findFirst()
                .orElse(-1);
        if (bad >= 0) {
            throw problem(
                    "the " + what + " at " + place(tensor.shape(), bad) + ": " + values[bad] + "; give finite numbers");
        }
    }

    private static String place(Shape shape, int index) {
        int[] at = new int[shape.rank()];
        int rest = index;
        for (int axis = at.length - 1; axis >= 0; axis--) {
            at[axis] = rest % shape.dim(axis);
            rest /= shape.dim(axis);
        }
        return Arrays.toString(at);
    }

    private static IllegalArgumentException problem(String text) {
        return new IllegalArgumentException("boundary problem: " + text);
    }
}
