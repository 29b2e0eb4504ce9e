package dev.costate.bench.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.bench.measure.Measuring;
import dev.costate.bench.workload.Scale;
import dev.costate.numerics.ode.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkPrecisionTest {
    @TempDir
    Path folder;

    /// The solutions at the end are those of the equations: a tight tolerance comes close to them.
    @ParameterizedTest
    @EnumSource
    void methodsComeToTheSolution(Equation equation) {
        for (var method : equation.methods()) {
            var solution = equation.solver(method, 1e-9).solve();
            assertThat(solution.why()).isEqualTo(Failure.NONE);
            // orbits lose digits from passing close to a body: by 1e4 and more on Arenstorf's
            assertThat(equation.error(solution.y().toDoubles()))
                    .describedAs(method.name())
                    .isLessThan(1e-3);
        }
    }

    @Test
    void anErrorIsThatOfTheWorstComponentByItsSize() {
        var start = Equation.VAN_DER_POL;
        assertThat(start.error(new double[] {0.1706167732170483e1, 0})).isEqualTo(1);
        assertThat(start.error(new double[] {Double.NaN, -0.8928097010247975})).isNaN();
    }

    @Test
    void theTimeToAnErrorLiesBetweenItsNeighboursByLogarithms() {
        var course = new Course("Costate", "m", List.of(point(1, 1e-2), point(4, 1e-6)));
        assertThat(course.secondsTo(1e-4)).isCloseTo(2, within(1e-12));
        assertThat(course.secondsTo(1)).isEqualTo(1);
        assertThat(course.secondsTo(1e-7)).isNaN();
    }

    private static Point point(double seconds, double error) {
        return new Point("KEPLER", "Costate", "m", 1e-3, seconds, error, 1);
    }

    @Test
    void writesTableAndFigure() throws IOException {
        var measured = WorkPrecision.measure(new Measuring("", 1, Scale.QUICK, _ -> {}));
        assertThat(measured.points()).hasSize(20).allMatch(p -> p.seconds() > 0 && p.evaluations() > 0);
        assertThat(measured.cells().rows()).hasSize(10);
        assertThat(measured.write(folder)).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(folder.resolve("work-precision.csv")).content().hasLineCount(21);
    }
}
