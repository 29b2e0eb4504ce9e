package dev.costate.studies.magnetosphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import org.junit.jupiter.api.Test;

class CoupledTest {
    private static final Coupled COUPLED = new Coupled(Dwarf.DOCUMENT, 1e-8);
    private static final Tensor X = Tensor.of(10.0, 22, 40, 60, 80, 100);

    /// The derivative by the implicit function theorem, and differences of solutions of different meshes.
    @Test
    void theOuterConditionsReachIsThatOfDifferences() {
        Steady steady = COUPLED.solve(Tensor.scalar(0));
        double eps = 1e-4;
        Tensor more = COUPLED.solve(Tensor.scalar(eps)).density(X);
        Tensor less = COUPLED.solve(Tensor.scalar(-eps)).density(X);
        double[] differences = more.sub(less).div(2 * eps).toDoubles();
        assertThat(steady.sensitivity(X).toDoubles()).containsExactly(differences, within(1e-4));
        assertThat(steady.sensitivity(X).get(-1).item()).isCloseTo(1, within(1e-6));
    }

    /// A tighter tolerance is the same solution.
    @Test
    void theSolutionHasConverged() {
        Tensor coarse =
                new Coupled(Dwarf.DOCUMENT, 1e-5).solve(Tensor.scalar(0)).density(X);
        Tensor fine = COUPLED.solve(Tensor.scalar(0)).density(X);
        assertThat(coarse.sub(fine).abs().max().item()).isLessThan(1e-6);
    }

    @Test
    void theConditionsAreMet() {
        Steady steady = COUPLED.solve(Tensor.scalar(0.003));
        assertThat(steady.density(X).get(-1).item()).isCloseTo(0.003, within(1e-9));
        Tensor inner = steady.solution().at(5.0);
        double slope = Dwarf.DOCUMENT.torque() * inner.get(1).item() / 625
                - 2 * inner.get(0).item() / 5;
        assertThat(slope).isCloseTo(0, within(1e-9));
    }
}
