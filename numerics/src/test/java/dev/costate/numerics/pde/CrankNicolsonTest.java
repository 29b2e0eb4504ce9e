package dev.costate.numerics.pde;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrankNicolsonTest {
    private static final Boundary<Tensor> ZERO = Boundary.fixed(Tensor.scalar(0));
    private static final Boundary<Tensor> REFLECTING = Boundary.reflecting(Tensor.scalar(0));

    /// The largest error at a time, on a grid of so many intervals and with as many steps.
    private interface Measured {
        double of(int intervals);
    }

    /// With half the distance and half the step a quarter of the error is left.
    private static void assertSecondOrder(Measured error) {
        double coarse = error.of(40);
        double fine = error.of(80);
        double finest = error.of(160);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isBetween(1.9, 2.1);
        assertThat(Math.log(fine / finest) / Math.log(2)).isBetween(1.95, 2.05);
        assertThat(finest).isLessThan(1e-3);
    }

    private static double largest(Tensor difference) {
        return difference.abs().max().item();
    }

    @Test
    void heatBetweenColdEndsDecays() {
        assertSecondOrder(n -> {
            Grid grid = new Grid(0, 1, n + 1);
            var scheme = CrankNicolson.real(grid, LinearEquation.heat(Tensor.scalar(0.7)), ZERO, ZERO);
            Tensor mode = grid.positions().mul(Math.PI).sin();
            Tensor end = scheme.solve(mode, 0, 0.3, n);
            return largest(end.sub(mode.mul(Math.exp(-0.7 * Math.PI * Math.PI * 0.3))));
        });
    }

    @Test
    void heatBetweenInsulatedEndsDecaysToItsMean() {
        assertSecondOrder(n -> {
            Grid grid = new Grid(0, 1, n + 1);
            var scheme = CrankNicolson.real(grid, LinearEquation.heat(Tensor.scalar(0.7)), REFLECTING, REFLECTING);
            Tensor mode = grid.positions().mul(Math.PI).cos();
            Tensor end = scheme.solve(mode.add(2), 0, 0.3, n);
            return largest(
                    end.sub(mode.mul(Math.exp(-0.7 * Math.PI * Math.PI * 0.3))).sub(2));
        });
    }

    /// `u = x^2 / 2 + t` has no error: what the scheme neglects are higher derivatives.
    @Test
    void whatFlowsInWarms() {
        Grid grid = new Grid(-1, 2, 31);
        Boundary<Tensor> in = new Boundary.Neumann<>(_ -> Tensor.scalar(-1));
        Boundary<Tensor> out = new Boundary.Neumann<>(_ -> Tensor.scalar(2));
        var scheme = CrankNicolson.real(grid, LinearEquation.heat(Tensor.scalar(1)), in, out);
        Tensor start = grid.positions().square().div(2);
        Tensor end = scheme.solve(start, 0, 1.5, 12);
        assertThat(end.toDoubles()).containsExactly(start.add(1.5).toDoubles(), Offset.offset(1e-12));
    }

    /// All coefficients vary, in time too; the source makes `u = e^-t sin(2x + 1)` the solution, and one end
    /// is held while the other one's slope is given.
    @Test
    void coefficientsMayDependOnPlaceAndTime() {
        assertSecondOrder(n -> {
            Grid grid = new Grid(0, 1, n + 1);
            LinearEquation<Tensor> equation = (x, t) -> {
                Tensor d = x.mul(0.5).add(t).add(1);
                Tensor a = x.sin().sub(t);
                Tensor c = x.mul(t.square());
                Tensor angle = x.mul(2).add(1);
                Tensor decay = t.neg().exp();
                Tensor u = angle.sin().mul(decay);
                Tensor source = u.neg()
                        .add(d.mul(u).mul(4))
                        .sub(a.mul(angle.cos()).mul(decay).mul(2))
                        .sub(c.mul(u));
                return new Coefficients<>(d, a, c, source);
            };
            Boundary<Tensor> held = new Boundary.Dirichlet<>(t -> t.neg().exp().mul(Math.sin(1)));
            Boundary<Tensor> slope = new Boundary.Neumann<>(t -> t.neg().exp().mul(2 * Math.cos(3)));
            Tensor exact = grid.positions().mul(2).add(1).sin();
            Tensor end = CrankNicolson.real(grid, equation, held, slope).solve(exact, 0, 1, n);
            Tensor mirrored = CrankNicolson.real(
                            grid,
                            (x, t) -> {
                                Coefficients<Tensor> at = equation.at(x.neg().add(1), t);
                                return new Coefficients<>(
                                        at.diffusion(), at.drift().neg(), at.reaction(), at.source());
                            },
                            new Boundary.Neumann<>(t -> t.neg().exp().mul(-2 * Math.cos(3))),
                            held)
                    .solve(Layout.flip(exact, 0), 0, 1, n);
            assertThat(mirrored.toDoubles()).containsExactly(Layout.flip(end, 0).toDoubles(), Offset.offset(1e-12));
            return largest(end.sub(exact.mul(Math.exp(-1))));
        });
    }

    /// A hill goes through the grid and out of it.
    @ParameterizedTest
    @CsvSource({"1", "-1"})
    void whatIsCarriedToTheEndLeaves(double speed) {
        assertSecondOrder(n -> {
            int intervals = 4 * n;
            Grid grid = new Grid(-1, 1, intervals + 1);
            Tensor x = grid.positions();
            Boundary<Tensor> outlet = new Boundary.OneWay<>(Tensor.scalar(1), Tensor.scalar(0));
            var scheme = CrankNicolson.real(
                    grid,
                    LinearEquation.advection(Tensor.scalar(speed)),
                    speed > 0 ? ZERO : outlet,
                    speed > 0 ? outlet : ZERO);
            Tensor start = x.mul(4).square().neg().exp();
            Tensor end = scheme.solve(start, 0, 0.8, intervals);
            Tensor exact = x.sub(0.8 * speed).mul(4).square().neg().exp();
            return largest(end.sub(exact)) / 20;
        });
    }

    /// The free Gaussian of width 1 and momentum 1, which spreads.
    @Test
    void aFreeWavePacketSpreads() {
        assertSecondOrder(n -> {
            Grid grid = new Grid(-15, 20, 8 * n + 1);
            var scheme = free(grid);
            Complex end = scheme.solve(packet(grid, 0, 1, 0), 0, 2, 2 * n);
            Complex error = end.sub(packet(grid, 0, 1, 2));
            return largest(error.abs()) / 4;
        });
    }

    private static CrankNicolson<Complex> free(Grid grid) {
        Boundary<Complex> zero = Boundary.fixed(Complex.of(0, 0));
        return CrankNicolson.complex(grid, LinearEquation.schroedinger(Tensor.scalar(0)), zero, zero);
    }

    /// `pi^-1/4 (1 + it)^-1/2 exp(ikx - ik^2 t/2 - (x - x0 - kt)^2 / (2 (1 + it)))` but for a phase.
    private static Complex packet(Grid grid, double x0, double k, double t) {
        Tensor x = grid.positions().sub(x0);
        Complex width = Complex.of(1, t);
        Complex exponent = Complex.real(x.sub(k * t).square().div(-2))
                .div(width)
                .add(new Complex(Tree.zerosLike(x), x.mul(k).sub(k * k * t / 2)));
        return exponent.exp().div(width.sqrt()).mul(Math.pow(Math.PI, -0.25));
    }

    /// Also while a potential shakes it: the scheme is unitary.
    @Test
    void theNormStays() {
        Grid grid = new Grid(-20, 20, 401);
        Boundary<Complex> zero = Boundary.fixed(Complex.of(0, 0));
        Boundary<Complex> wall = Boundary.reflecting(Complex.of(0, 0));
        for (boolean held : new boolean[] {true, false}) {
            var scheme = CrankNicolson.complex(
                    grid,
                    LinearEquation.schroedinger(
                            (x, t) -> x.sub(t.mul(3).sin()).square().div(2)),
                    held ? zero : wall,
                    held ? zero : wall);
            Complex start = packet(grid, 1, 0.5, 0);
            Tensor norms =
                    grid.sum(scheme.path(start, 0, 20, 1000, 100).states().absSquared());
            assertThat(norms.toDoubles()).containsExactly(filled(11, 1), Offset.offset(1e-13));
        }
    }

    private static double[] filled(int n, double value) {
        double[] all = new double[n];
        Arrays.fill(all, value);
        return all;
    }

    /// The packet's momenta are spread by `1/sqrt 2` around `k`, and each comes back by the formula.
    @Test
    void outgoingWavesComeBackByTheFormula() {
        double k = 5;
        Grid grid = new Grid(-40, 10, 5001);
        Boundary<Complex> zero = Boundary.fixed(Complex.of(0, 0));
        var scheme =
                CrankNicolson.complex(grid, LinearEquation.schroedinger(Tensor.scalar(0)), zero, Boundary.outgoing(k));
        Complex end = jit((Complex u) -> scheme.solve(u, 0, 8, 4000)).apply(packet(grid, 0, k, 0));
        double reflected = grid.sum(end.absSquared()).item();
        double expected = 0;
        for (double q = k - 8; q <= k + 8; q += 0.001) {
            double amplitude = q <= 0 ? 0 : Math.pow((q - k) / (q + k), 2);
            expected += 0.001 / Math.sqrt(Math.PI) * Math.exp(-(q - k) * (q - k)) * amplitude * amplitude;
        }
        // about 1e-4; slow waves have not arrived yet, and the grid's differ by k^2 dx^2 / 24
        assertThat(reflected).isCloseTo(expected, Offset.offset(0.05 * expected));
    }

    /// What comes back through the layer has lost what the formula says, on the average over its wave numbers.
    @Test
    void aLayerTakesOutWhatEntersIt() {
        double k = 6;
        Grid grid = new Grid(-40, 40, 2001);
        Tensor x = grid.positions();
        Tensor phase = x.mul(k);
        Tensor bell = x.square().div(-8).exp().mul(Math.pow(4 * Math.PI, -0.25));
        Complex start = new Complex(phase.cos(), phase.sin()).mul(bell);
        Boundary<Complex> wall = Boundary.fixed(Complex.of(0, 0));
        LinearEquation<Complex> free = LinearEquation.schroedinger(Tensor.scalar(0));
        AbsorbingLayer layer = new AbsorbingLayer(10, 3);
        var scheme = CrankNicolson.complex(grid, layer.on(grid, free), wall, wall);
        Complex end = jit((Complex u) -> scheme.solve(u, 0, 14, 3500)).apply(start);
        double expected = 0;
        for (double q = k - 4; q <= k + 4; q += 0.001) {
            expected += 0.002 / Math.sqrt(Math.PI) * Math.exp(-4 * (q - k) * (q - k)) * Math.exp(-30 / q);
        }
        // about 7e-3; by the step and the grid waves are slower by (k^4 dt^2 + k^2 dx^2) / 8 and so
        assertThat(grid.sum(end.absSquared()).item()).isCloseTo(expected, Offset.offset(0.05 * expected));
        assertThatThrownBy(() -> new AbsorbingLayer(0, 1)).hasMessageContaining("positive");
    }

    /// The discrete solution is known: a mode shrinks in every step by `(1 - h) / (1 + h)`.
    @Test
    void theDerivativeIsThatOfTheDiscreteSolution() {
        int n = 50;
        Grid grid = new Grid(0, 1, n + 1);
        Tensor mode = grid.positions().mul(Math.PI).sin();
        double perDiffusivity = 0.004 / 2 * 4 * n * n * Math.pow(Math.sin(Math.PI / (2 * n)), 2);
        double h = 0.8 * perDiffusivity;
        double shrinking = (1 - h) / (1 + h);
        var solve = jit((Tensor diffusivity) -> {
            var scheme = CrankNicolson.real(grid, LinearEquation.heat(diffusivity), ZERO, ZERO);
            return scheme.solve(mode, 0, 0.08, 20).get(n / 2);
        });
        Tensor d = Tensor.scalar(0.8);
        assertThat(solve.apply(d).item()).isCloseTo(Math.pow(shrinking, 20), Offset.offset(1e-13));
        double derivative = 20 * Math.pow(shrinking, 19) * -2 / Math.pow(1 + h, 2) * perDiffusivity;
        Tensor gradient = grad((Tensor q) -> {
                    var scheme = CrankNicolson.real(grid, LinearEquation.heat(q), ZERO, ZERO);
                    return scheme.solve(mode, 0, 0.08, 20).get(n / 2);
                })
                .apply(d);
        assertThat(gradient.item()).isCloseTo(derivative, Offset.offset(1e-12));
    }

    /// The transpose of the solution operator, applied to the start's weights.
    @Test
    void theDerivativeByTheStartIsItsAdjoint() {
        Grid grid = new Grid(-8, 8, 81);
        var scheme = CrankNicolson.complex(
                grid,
                LinearEquation.schroedinger(grid.positions().square().div(2)),
                Boundary.outgoing(2),
                Boundary.fixed(Complex.of(0, 0)));
        Complex u = packet(grid, 0.5, 1, 0);
        Complex w = packet(grid, -1, 2, 0.5);
        // d/du Re <w, S u> = S* w, and <S* w, v> = <w, S v>
        Complex adjoint =
                grad((Complex v) -> product(w, scheme.solve(v, 0, 1, 10))).apply(u);
        Complex v = packet(grid, 1, -1, 0.2);
        assertThat(product(adjoint, v).item())
                .isCloseTo(product(w, scheme.solve(v, 0, 1, 10)).item(), Offset.offset(1e-12));
    }

    private static Tensor product(Complex a, Complex b) {
        return a.re().mul(b.re()).add(a.im().mul(b.im())).sum();
    }

    @Test
    void membersAreSolvedAsEachAlone() {
        Grid grid = new Grid(-10, 10, 101);
        var scheme = free(grid);
        Complex a = packet(grid, 0, 1, 0);
        Complex b = packet(grid, 1, -1, 0);
        Complex both = Tree.map(a, b, (x, y) -> Layout.stack(List.of(x, y), 0));
        Complex ends = jit(vmap((Complex u) -> scheme.solve(u, 0, 1, 10))).apply(both);
        assertThat(ends.get(0).re().identical(scheme.solve(a, 0, 1, 10).re())).isTrue();
        assertThat(ends.get(1).im().identical(scheme.solve(b, 0, 1, 10).im())).isTrue();
    }

    @Test
    void aPathHasTheStartAndEveryOfTheStepsAskedFor() {
        Grid grid = new Grid(-10, 10, 101);
        var scheme = free(grid);
        Complex start = packet(grid, 0, 1, 0);
        Path<Complex> path = scheme.path(start, 1, 3, 12, 4);
        assertThat(path.times().toDoubles())
                .containsExactly(new double[] {1, 5 / 3.0, 7 / 3.0, 3}, Offset.offset(1e-15));
        assertThat(path.states().get(0).re().identical(start.re())).isTrue();
        assertThat(path.states()
                        .get(3)
                        .re()
                        .identical(scheme.solve(start, 1, 3, 12).re()))
                .isTrue();
        Complex half = path.states().get(1);
        double dt = 1 / 6.0;
        Complex step = half;
        for (int i = 4; i < 8; i++) {
            step = scheme.step(step, Tensor.scalar(1 + i * dt), Tensor.scalar(dt));
        }
        assertThat(largest(step.sub(path.states().get(2)).abs())).isLessThan(1e-14);
    }

    @Test
    void singleNumbersStaySingle() {
        Grid grid = new Grid(0, 1, 41);
        var scheme = CrankNicolson.real(grid, LinearEquation.heat(Tensor.scalar(0.7)), ZERO, REFLECTING);
        Tensor mode = grid.positions().mul(Math.PI / 2).sin();
        Tensor end = scheme.solve(mode.to(DType.FLOAT32), 0, 0.3, 40);
        assertThat(end.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(largest(end.to(DType.FLOAT64).sub(scheme.solve(mode, 0, 0.3, 40))))
                .isLessThan(1e-6);
    }

    @Test
    void wrongCallsAreRefused() {
        assertThatThrownBy(() -> new Grid(1, 1, 10)).hasMessageContaining("no finite interval");
        assertThatThrownBy(() -> new Grid(0, 1, 2)).hasMessageContaining("at least 3");
        var scheme = free(new Grid(0, 1, 11));
        Complex start = Complex.real(Tensor.of(new double[11]));
        assertThatThrownBy(() -> scheme.solve(Complex.real(Tensor.of(new double[10])), 0, 1, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the state is f64[10], on a grid of 11 points");
        assertThatThrownBy(() -> scheme.solve(start, 0, 1, 0)).hasMessageContaining("at least one step");
        assertThatThrownBy(() -> scheme.solve(start, 0, Double.NaN, 3)).hasMessageContaining("finite times");
        assertThatThrownBy(() -> scheme.path(start, 0, 1, 10, 3)).hasMessageContaining("give a divisor");
    }
}
