package dev.costate.studies.magnetosphere;

import static dev.costate.Costate.jit;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The document's loop, with `jpara` where it says `para` and the conductivity interpolated where it passes
/// an array.
///
/// @param dwarf whose magnetosphere
/// @param grid where
/// @param filter what smooths the current density, if anything does
record Iteration(Dwarf dwarf, Grid grid, Optional<LowPass> filter) {
    /// The azimuth-integrated radial current `8 pi Omega B R^2 S (1 - w) / x`, in MA.
    Tensor current(Tensor conductivity, Tensor corotation) {
        return conductivity.mul(corotation.rsub(1)).div(grid.x()).mul(dwarf.currentScale());
    }

    /// The field-aligned current density at the ionosphere: `jpari`, by differences.
    Tensor density(Tensor current) {
        return grid.gradient(current).mul(grid.x().square()).mul(dwarf.densityScale());
    }

    /// A pass from a conductivity and the corotation that it leads to.
    Pass pass(Tensor conductivity, Tensor corotation) {
        Tensor raw = density(current(conductivity, corotation));
        Tensor density = filter.map(f -> f.of(raw)).orElse(raw);
        Tensor next = conductivity.add(Conductivity.of(density)).mul(0.5);
        return new Pass(conductivity, corotation, raw, density, next);
    }

    /// A pass with the trapezoidal rule, as a function of the conductivity for `jit` and `jvp`.
    Fn1<Tensor, Pass> onGrid() {
        Integrator integrator = new Integrator.Trapezoidal(dwarf);
        return s -> pass(s, integrator.corotation(grid, s));
    }

    /// The first passes from the background conductivity.
    List<Pass> passes(Integrator integrator, int count) {
        return passes(integrator, Tensor.scalar(Conductivity.BACKGROUND).broadcastTo(grid.points()), count);
    }

    /// The first passes from any conductivity.
    List<Pass> passes(Integrator integrator, Tensor from, int count) {
        Fn1<Tensor, Tensor> corotation = integrator instanceof Integrator.Trapezoidal
                ? jit((Tensor s) -> integrator.corotation(grid, s))
                : s -> integrator.corotation(grid, s);
        var rest = jit((Tensor s, Tensor w) -> pass(s, w));
        List<Pass> passes = new ArrayList<>();
        Tensor conductivity = from;
        for (int i = 0; i < count; i++) {
            Pass pass = rest.apply(conductivity, corotation.apply(conductivity));
            passes.add(pass);
            conductivity = pass.next();
        }
        return passes;
    }
}
