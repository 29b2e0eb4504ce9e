package dev.costate.bench.routines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.bench.measure.Measuring;
import dev.costate.bench.workload.Scale;
import dev.costate.ops.LinearAlgebra;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoutineTimesTest {
    /// By `even` of `routines_peer.py`.
    @Test
    void numbersAreThoseOfThePeers() {
        assertThat(Numbers.even(Shape.of(2, 2)).toDoubles())
                .containsExactly(0.7666216164272852, -0.13694400590298006, -0.9471324568148045, 0.941763956307657);
    }

    @Test
    void theTriangleIsLowerAndWellConditioned() {
        var triangle = Numbers.triangle(Numbers.even(Shape.of(3, 3)));
        assertThat(triangle.get(0, 1).item()).isZero();
        assertThat(triangle.get(1, 1).item()).isEqualTo(2);
        assertThat(LinearAlgebra.determinant(triangle).item()).isCloseTo(8, within(1e-12));
    }

    /// Signs and the order of rows are free; what a routine computes is not.
    @Test
    void theNumberOfAgreementKnowsWhatIsFree() {
        var q = Tensor.of(new double[][] {{0.6, -0.8}, {0.8, 0.6}});
        var r = Tensor.of(new double[][] {{2, 1}, {0, 3}});
        var sign = Routine.QR.sign(List.of(q, r));
        assertThat(Routine.QR.sign(List.of(q.neg(), r.neg()))).isEqualTo(sign);
        assertThat(Routine.QR.sign(List.of(q, r.mul(1.001)))).isNotCloseTo(sign, within(1e-6));
        assertThat(new RoutineTime("QR", "2", "Costate", 1, sign)
                        .agreesWith(new RoutineTime("QR", "2", "JAX", 1, sign * 1.1)))
                .isFalse();
    }

    @Test
    void showsWhoDisagrees() {
        var costate = new RoutineTime("LU", "32", "Costate", 2e-6, 1);
        var times = new RoutineTimes(
                List.of(
                        costate,
                        new RoutineTime("LU", "32", "SciPy", 3e-6, 1),
                        new RoutineTime("LU", "32", "JAX", 1e-6, 2)),
                List.of());
        assertThat(times.areSound()).isFalse();
        assertThat(times.cells().rows())
                .containsExactly(List.of("LU", "32", "2.00", "3.00", "1.00", "1.50x", "DISAGREE"));
    }

    @Test
    void measuresEveryRoutine() throws IOException {
        var measured = RoutineTimes.measure(new Measuring("", 1, Scale.QUICK, _ -> {}));
        assertThat(measured.times())
                .allMatch(time -> time.seconds() > 0 && Double.isFinite(time.sign()))
                .extracting(RoutineTime::routine)
                .containsAll(Stream.of(Routine.values()).map(Routine::name).toList());
        assertThat(measured.areSound()).isTrue();
    }
}
