package dev.costate.numerics.pde;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;

/// What holds at one end of the grid.
///
/// @param <V> [Tensor] or [Complex]
public sealed interface Boundary<V> {
    /// `u` is given.
    ///
    /// @param value its value, `[]`, at a time
    record Dirichlet<V>(Fn1<Tensor, V> value) implements Boundary<V> {}

    /// `u_x` is given, the derivative to the right at both ends; 0 reflects. The equation holds at the end
    /// too, with the difference over the point before and one beyond the end: second order.
    ///
    /// @param slope its value, `[]`, at a time
    record Neumann<V>(Fn1<Tensor, V> slope) implements Boundary<V> {}

    /// What arrives leaves: `u_t = -speed u_n + rate u`, where `u_n` is the derivative outwards. It holds in
    /// the middle between the last two points (the box scheme): second order.
    ///
    /// A solution `e^{ikx - iwt}` that goes outwards passes if `w = speed k + i rate`; others are reflected
    /// in part. The first of B. Engquist and A. Majda's conditions, "Absorbing boundary conditions for the
    /// numerical simulation of waves", Mathematics of Computation 31, 1977.
    ///
    /// @param speed `[]`
    /// @param rate `[]`
    record OneWay<V>(V speed, V rate) implements Boundary<V> {}

    /// `u` is `value` at all times.
    static <V> Boundary<V> fixed(V value) {
        return new Dirichlet<>(_ -> value);
    }

    /// `u_x` is 0 at all times; `like` says whether the numbers are real.
    static <V> Boundary<V> reflecting(V like) {
        V zero = Tree.zerosLike(like);
        return new Neumann<>(_ -> zero);
    }

    /// For Schroedinger's equation without a potential at the end, waves of the wave number `k` leave.
    ///
    /// `w = k^2/2` is replaced by its tangent at `k`, as by J.-P. Kuska, "Absorbing boundary conditions for
    /// the Schroedinger equation on finite intervals", Physical Review B 46, 1992, with one `k`. A wave of
    /// another number `q` comes back with the amplitude `-((q - k) / (q + k))^2`, for example a hundredth
    /// where they differ by a fifth.
    static Boundary<Complex> outgoing(double k) {
        return new OneWay<>(Complex.of(k, 0), Complex.of(0, k * k / 2));
    }
}
