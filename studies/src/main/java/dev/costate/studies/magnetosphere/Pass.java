package dev.costate.studies.magnetosphere;

import dev.costate.Tensor;

/// What the document's program has at the end of a pass through its loop, on its grid.
///
/// @param conductivity with which the pass began, in S
/// @param corotation `w`
/// @param raw `jpari` before the filter, in microamperes per square metre
/// @param density `jpari` after it
/// @param next the conductivity that the next pass begins with: half the old, half that of `density`
record Pass(Tensor conductivity, Tensor corotation, Tensor raw, Tensor density, Tensor next) {
    /// `diff`, the largest relative change in percent that the document prints: not of what it will use, but
    /// of twice that.
    double change() {
        Tensor twice = next.sub(conductivity).mul(2);
        return twice.abs().div(conductivity).max().item() * 100;
    }
}
