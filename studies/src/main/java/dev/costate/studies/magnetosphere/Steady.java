package dev.costate.studies.magnetosphere;

import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;

import dev.costate.Tensor;
import dev.costate.numerics.bvp.BoundarySolution;
import dev.costate.numerics.bvp.Curve;

/// A magnetosphere whose conductivity is that which its currents make.
///
/// @param solution of [Coupled]
record Steady(Dwarf dwarf, BoundarySolution<Tensor, Tensor> solution) {
    /// The share of the angular velocity.
    Tensor corotation(Tensor x) {
        return solution.at(x).get(":, 0");
    }

    /// The current, in MA.
    Tensor current(Tensor x) {
        return solution.at(x).get(":, 1");
    }

    /// The conductivity, in S.
    Tensor conductivity(Tensor x) {
        return vmap((Tensor place, Tensor y) -> Coupled.conductivity(dwarf, place, y))
                .apply(x, solution.at(x));
    }

    /// The current density that the conductivity needs, in microamperes per square metre.
    Tensor density(Tensor x) {
        return Conductivity.inverse(conductivity(x));
    }

    /// The current density as the slope of the current.
    Tensor densityOfSlope(Tensor x) {
        return density(solution.curve(), x);
    }

    /// How the current density moves with the one at the outer end.
    Tensor sensitivity(Tensor x) {
        return jvp((Tensor outer) -> density(solution.near(outer), x), solution.constants(), Tensor.scalar(1))
                .tangent();
    }

    private Tensor density(Curve<Tensor> curve, Tensor x) {
        return curve.slopeAt(x).get(":, 1").mul(x.square()).mul(dwarf.densityScale());
    }
}
