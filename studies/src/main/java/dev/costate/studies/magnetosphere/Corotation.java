package dev.costate.studies.magnetosphere;

import dev.costate.Tensor;

/// The exact solution of the document's differential equation for one conductivity everywhere.
///
/// ```
/// dw/dx = K x^-5 (1 - w) - 2 w / x        w = sqrt(pi) u erfcx(u), u = (L / x)^2
/// ```
/// `w` is the plasma's angular velocity as a share of the dwarf's. With `v = x^2 w` it is linear in `u`; of
/// its solutions this is the one that stays finite at the centre. All others, the document's with `w(5) = 1`
/// too, fall onto it within `1 / K x^-5`.
///
/// @param reach `L`
record Corotation(double reach) {
    /// `w` at distances.
    Tensor at(Tensor x) {
        Tensor u = x.rdiv(reach).square();
        return u.mul(u.erfcx()).mul(Math.sqrt(Math.PI));
    }
}
