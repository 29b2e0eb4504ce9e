package dev.costate.studies.magnetosphere;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The parts of the document's loop.
class LoopTest {
    private static final Tensor Y = Tensor.of(1.0, -2, 3, 0.5, 4, -1, 2, 2.5);

    /// The exact solution satisfies the differential equation.
    @Test
    void theClosedFormSolvesTheEquation() {
        double conductivity = 0.05;
        var exact = new Corotation(Dwarf.DOCUMENT.reach(conductivity));
        double pull = Dwarf.DOCUMENT.pull() * conductivity;
        for (double x : new double[] {6, 12, 24, 60, 100}) {
            double w = exact.at(Tensor.scalar(x)).item();
            double slope = grad(exact::at).apply(Tensor.scalar(x)).item();
            double pulled = pull / Math.pow(x, 5);
            // what is left of 1 - w where it is small
            assertThat(slope).isCloseTo(pulled * (1 - w) - 2 * w / x, within(1e-15 * pulled + 1e-14));
        }
    }

    /// By NumPy 2.4: `np.gradient(y, 95 / 7)`.
    @Test
    void differencesAreNumPys() {
        assertThat(new Grid(8).gradient(Y).toDoubles())
                .containsExactly(
                        new double[] {
                            -0.22105263,
                            0.07368421,
                            0.09210526,
                            0.03684211,
                            -0.05526316,
                            -0.07368421,
                            0.12894737,
                            0.03684211
                        },
                        within(5e-9));
    }

    /// By SciPy 1.17: `convolve(y, gaussian(n, std), mode='same') / sum`, for an even and an odd window.
    @Test
    void theFilterIsSciPys() {
        assertThat(new LowPass(4, 1.5).of(Y).toDoubles())
                .containsExactly(
                        new double[] {
                            -0.08602369,
                            0.28136492,
                            0.59767061,
                            1.45698816,
                            1.76164693,
                            1.40232939,
                            1.57437676,
                            1.17562324
                        },
                        within(5e-9));
        assertThat(new LowPass(5, 1).of(Y).toDoubles())
                .containsExactly(
                        new double[] {
                            0.07768332,
                            0.19880982,
                            1.11400125,
                            1.74725331,
                            1.76082254,
                            1.22605416,
                            1.38949664,
                            1.44046387
                        },
                        within(5e-9));
    }

    /// By the document's line in NumPy.
    @Test
    void theConductivityIsTheDocuments() {
        Tensor j = Tensor.of(-0.02, 0, 0.0045, 0.3, 2);
        double[] expected = {0.06180339887253889, 0.1, 0.12732928049865316, 2.491825750842674, 2.725016700205208};
        assertThat(Conductivity.of(j).toDoubles()).containsExactly(expected, within(1e-14));
    }

    @Test
    void itsInverseIsOne() {
        for (double j : new double[] {-3, -0.02, 0, 1e-5, 0.0045, 0.2, 0.3, 2, 50}) {
            Tensor conductivity = Conductivity.of(Tensor.scalar(j));
            // how many digits of j the conductivity still has
            double slope = Conductivity.slope(Tensor.scalar(j)).item();
            assertThat(Conductivity.inverse(conductivity).item())
                    .as("j = %s", j)
                    .isCloseTo(j, within(1e-15 * Math.max(1, conductivity.item()) / slope + 1e-14 * Math.abs(j)));
            assertThat(grad(Conductivity::inverse).apply(conductivity).item())
                    .isCloseTo(1 / slope, within(1e-6 / slope));
        }
        assertThat(Conductivity.inverse(Tensor.of(0.05, 0.04)).isNaN().all().itemBoolean())
                .isTrue();
    }

    /// The two integrators differ by the tolerance of one and the step's square of the other.
    @Test
    void integratorsAgree() {
        Grid grid = new Grid(100_000);
        Tensor conductivity = grid.x().div(20).sin().mul(0.02).add(0.1);
        Tensor trapezoidal = new Integrator.Trapezoidal(Dwarf.DOCUMENT).corotation(grid, conductivity);
        Tensor adaptive = Integrator.Adaptive.of(Dwarf.DOCUMENT, 1e-10).corotation(grid, conductivity);
        assertThat(grid.x()
                        .gt(5.1)
                        .select(trapezoidal.sub(adaptive), 0)
                        .abs()
                        .max()
                        .item())
                .isLessThan(1e-8);
    }

    /// Without a filter a pass about which nothing is left to change changes nothing.
    @Test
    void thePassKeepsHalf() {
        Grid grid = new Grid(20_000);
        var loop = new Iteration(Dwarf.DOCUMENT, grid, Optional.empty());
        Pass pass = loop.passes(new Integrator.Trapezoidal(Dwarf.DOCUMENT), 1).getFirst();
        Tensor half = Conductivity.of(pass.density()).add(0.05).mul(0.5);
        assertThat(pass.next().allClose(half, 1e-15, 0)).isTrue();
        assertThat(pass.raw().identical(pass.density())).isTrue();
        // the document's diff is of the new conductivity, before the two are averaged
        double diff = Conductivity.of(pass.density()).sub(0.05).abs().max().item() / 0.05 * 100;
        assertThat(pass.change()).isCloseTo(diff, within(1e-9 * diff));
    }
}
