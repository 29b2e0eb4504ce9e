package dev.costate.studies.magnetosphere;

import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;

import dev.costate.Tensor;

/// The document's Pedersen conductivity of the ionosphere as a function of the field-aligned current density:
/// falling electrons ionise.
///
/// ```
/// S(j) = S0 + 1/2 (s1 + s2 / (1 + (j / j**)^8)^(1/8)) (sqrt(j^2 + j*^2) + j)
/// ```
/// `j` in microamperes per square metre, `S` in siemens; all operations are elementwise.
final class Conductivity {
    /// `sigmapstar0`: what is there without electrons, in S.
    static final double BACKGROUND = 0.05;

    private static final double KNEE = 0.01;
    private static final double SATURATION = 0.25;
    private static final double SLOW = 0.1;
    private static final double FAST = 9.9;
    private static final double SHARPNESS = 8;

    /// `|j|` up to `KNEE sinh(REACH)`, far beyond all currents.
    private static final double REACH = 30;

    private static final int BISECTIONS = 60;

    private Conductivity() {}

    /// `S(j)`.
    static Tensor of(Tensor j) {
        Tensor share = j.div(SATURATION).pow(SHARPNESS).add(1).pow(-1 / SHARPNESS);
        Tensor falling = j.square().add(KNEE * KNEE).sqrt().add(j);
        return share.mul(FAST).add(SLOW).mul(0.5).mul(falling).add(BACKGROUND);
    }

    /// `dS/dj`, in S per microampere per square metre.
    static Tensor slope(Tensor j) {
        return jvp(Conductivity::of, j, j.mul(0).add(1)).tangent();
    }

    /// What is between two bounds, in terms of `asinh(j / j*)`.
    private record Bounds(Tensor low, Tensor high) {}

    /// The current density that makes this conductivity, NaN unless it is above the background.
    ///
    /// Bisection, since `S` increases, then a step of Newton's method, which gives it the derivative `1 /
    /// S'(j)`.
    static Tensor inverse(Tensor conductivity) {
        Tensor wanted = conductivity.stopGradient();
        Tensor zero = wanted.mul(0);
        Bounds bounds = scan(
                (Bounds b) -> {
                    Tensor middle = b.low().add(b.high()).mul(0.5);
                    Tensor above = of(middle.sinh().mul(KNEE)).gt(wanted);
                    return new Bounds(above.select(b.low(), middle), above.select(middle, b.high()));
                },
                new Bounds(zero.sub(REACH), zero.add(REACH)),
                BISECTIONS);
        Tensor near = bounds.low().sinh().mul(KNEE).stopGradient();
        Tensor slope = slope(near).stopGradient();
        Tensor j = near.add(conductivity.sub(of(near).stopGradient()).div(slope));
        return conductivity.gt(BACKGROUND).select(j, Double.NaN);
    }
}
