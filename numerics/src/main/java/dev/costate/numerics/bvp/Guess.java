package dev.costate.numerics.bvp;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.stream.IntStream;

/// Where the search for a solution begins: a mesh, the states at its points, and the unknown parameters.
///
/// A problem may have several solutions; the guess decides which is found.
///
/// @param mesh the points, from end to end, `f64[m]`, `m >= 2`, increasing
/// @param y the states there, `f64[m, n]`
/// @param unknowns the unknown parameters, `f64[k]`, empty if there are none
public record Guess(Tensor mesh, Tensor y, Tensor unknowns) {
    /// Checks that it is one.
    ///
    /// @throws IllegalArgumentException if the mesh does not increase, shapes differ, or a number is not finite
    public Guess {
        check("mesh", mesh, 1, "[m]");
        check("states", y, 2, "[m, n]");
        check("unknown parameters", unknowns, 1, "[k]");
        if (mesh.dim(0) < 2) {
            throw problem("the mesh has " + mesh.dim(0) + " point(s); give both ends at least");
        }
        if (y.dim(0) != mesh.dim(0) || y.dim(1) == 0) {
            throw problem("the states are " + y.type() + " on a mesh of " + mesh.dim(0)
                    + " points; give a row of one or more components for each point");
        }
        double[] x = mesh.toDoubles();
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
    /// @param state `f64[n]`
    public static Guess constant(Tensor mesh, Tensor state) {
        check("state", state, 1, "[n]");
        return new Guess(mesh, state.unsqueeze(0).broadcastTo(mesh.dim(0), state.dim(0)), none());
    }

    /// The states that a function gives, called once for each point.
    ///
    /// @param mesh `f64[m]`
    /// @param state from a place, `f64[]`, to a state, `f64[n]`
    public static Guess along(Tensor mesh, Fn1<Tensor, Tensor> state) {
        check("mesh", mesh, 1, "[m]");
        return new Guess(mesh, dev.costate.Costate.vmap(state).apply(mesh), none());
    }

    /// The same with a guess of the unknown parameters.
    public Guess unknowns(double... guess) {
        return new Guess(mesh, y, Tensor.of(guess));
    }

    private static Tensor none() {
        return Tensor.of(new double[0]);
    }

    private static void check(String what, Tensor tensor, int rank, String shape) {
        if (tensor.dtype() != DType.FLOAT64 || tensor.rank() != rank) {
            throw problem("the " + what + (what.endsWith("s") ? " are " : " is ") + tensor.type()
                    + "; expected float64 " + shape);
        }
        double[] values = tensor.toDoubles();
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
        return shape.rank() == 1 ? "[" + index + "]" : "[" + index / shape.dim(1) + ", " + index % shape.dim(1) + "]";
    }

    private static IllegalArgumentException problem(String text) {
        return new IllegalArgumentException("boundary problem: " + text);
    }
}
