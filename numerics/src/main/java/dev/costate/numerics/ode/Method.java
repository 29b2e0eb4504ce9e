package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// A one-step method: from the state at `t` to the state at `t + h`.
///
/// A step is a function of `(t, h, y)` alone (of an implicit method up to its Newton tolerance), so that
/// steps of which these three are known can be made again, to the bit. An implementation is a record without
/// tensors: it is a static part of the program.
public interface Method {
    /// Its name, as results and errors show it.
    String name();

    /// The order `p`: the error of a step is `O(h^(p+1))`.
    int order();

    /// The order `q` of the error estimate, which is `O(h^(q+1))`: that of the embedded formula it compares
    /// with. 0 for a method without an estimate, whose steps can only be fixed.
    int errorOrder();

    /// A step. It is traced, so it holds no Java conditions on values.
    ///
    /// @param f the field, on flat vectors
    /// @param t the time at the beginning, `f64[]`
    /// @param h the step, `f64[]`; negative backwards in time
    /// @param y the state at the beginning, `f[n]`
    /// @param slope `f(t, y)`, which the caller knows, `f[n]`
    /// @param tolerance what errors are measured by
    Advance advance(Field f, Tensor t, Tensor h, Tensor y, Tensor slope, Tolerance tolerance);

    /// The dense output within a step, linear in the rows of [Advance#rows]:
    /// ```text
    /// y(t + theta h) = sum_i (sum_j C[i][j] theta^j) rows[i],    0 <= theta <= 1
    /// ```
    ///
    /// @return `C`, one line for each row: coefficients of the powers of `theta` from the 0th on
    double[][] interpolant();
}
