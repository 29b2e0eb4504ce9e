package dev.costate.numerics.bvp;

import dev.costate.Tensor;
import java.util.Arrays;

/// A solution on a mesh that was given: a tree of tensors, which `jit` and `vmap` hand on. See
/// [Collocation#onMesh].
///
/// The curve has derivatives, all else has none.
///
/// @param curve the piecewise cubic with the unknown parameters, where Newton's method ended
/// @param residuals the root mean square of the relative residual over each interval, `f64[m - 1]`
/// @param conditionResidual the largest residual of a boundary condition, `f64[]`
/// @param steps of Newton's method, `i32[]`
/// @param outcome the code of an [Outcome], 0 of a solution, `i32[]`
/// @param <Y> the state
public record MeshSolution<Y>(
        Curve<Y> curve, Tensor residuals, Tensor conditionResidual, Tensor steps, Tensor outcome) {
    /// How the search for one solution ended.
    ///
    /// @throws dev.costate.TraceException under `jit` and `vmap`: look at `outcome` there, which is 0 of a
    ///     solution
    public Outcome why() {
        long code = outcome.itemLong();
        return Arrays.stream(Outcome.values())
                .filter(why -> why.code() == code)
                .findFirst()
                .orElseThrow();
    }

    /// The states at places: see [Curve#at(Tensor)].
    public Y at(Tensor x) {
        return curve.at(x);
    }

    /// The state at one place.
    public Y at(double x) {
        return curve.at(x);
    }

    /// The unknown parameters, `f64[k]`.
    public Tensor unknowns() {
        return curve.unknowns();
    }

    /// This as the guess of a problem nearby.
    public Guess<Y> guess() {
        return new Guess<>(curve.mesh(), curve.y(), curve.unknowns());
    }
}
