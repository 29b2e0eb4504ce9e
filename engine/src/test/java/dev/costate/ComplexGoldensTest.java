package dev.costate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComplexGoldensTest {
    /// Of the modulus of the result; the most seen are 3.5 in `float64` (the powers) and 6 in `float32`.
    private static final int ULPS = 8;

    private static final Set<String> PERIODIC_IN_IM = Set.of("exp", "sinh", "cosh", "tanh");
    private static final Set<String> PERIODIC_IN_RE = Set.of("sin", "cos");

    @Test
    void valuesAreRightToTheLastDigitsWhateverTheirSize() {
        List<ComplexGoldens.Case> cases = ComplexGoldens.of("values.txt");
        for (ComplexGoldens.Case c : cases) {
            near(c.toString(), c.value(DType.FLOAT64), c.parts(), ULPS * Math.ulp(modulus(c.parts())));
        }
        assertThat(cases).hasSizeGreaterThan(600);
    }

    /// Against `float64` on the same numbers, where `float32` has them.
    @Test
    void valuesInFloat32AreThoseInFloat64Rounded() {
        int compared = 0;
        for (ComplexGoldens.Case c : ComplexGoldens.of("values.txt")) {
            double[] rounded = Arrays.stream(c.arguments()).map(x -> (float) x).toArray();
            ComplexGoldens.Case same = new ComplexGoldens.Case(c.function(), rounded, c.parts());
            double[] wide = same.value(DType.FLOAT64);
            double size = modulus(wide);
            boolean finite = Arrays.stream(rounded).allMatch(Double::isFinite) && size < Float.MAX_VALUE;
            if (finite && size > Float.MIN_NORMAL) {
                near(same.toString(), same.value(DType.FLOAT32), wide, ULPS * Math.ulp((float) size));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(400);
    }

    /// Zeros keep their signs, infinities come out as they should; only arguments of NaN, and infinite ones of
    /// periodic functions, give NaN without ado.
    @Test
    void specialValuesAndBothSidesOfTheCutsAreNumPys() {
        int compared = 0;
        for (ComplexGoldens.Case c : ComplexGoldens.of("special.txt")) {
            double[] z = c.arguments();
            boolean undefined = Double.isNaN(z[0])
                    || Double.isNaN(z[1])
                    || (PERIODIC_IN_IM.contains(c.function()) && Double.isInfinite(z[1]))
                    || (PERIODIC_IN_RE.contains(c.function()) && Double.isInfinite(z[0]));
            boolean always = Set.of("abs", "arg", "log").contains(c.function());
            if (!undefined || always) {
                same(c, c.value(DType.FLOAT64));
                same(c, c.value(DType.FLOAT32));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(300);
    }

    private static void same(ComplexGoldens.Case c, double[] got) {
        for (int i = 0; i < got.length; i++) {
            double expected = c.parts()[i];
            if (Double.isFinite(expected) && expected != 0) {
                assertThat(got[i]).as(c.toString()).isEqualTo(expected, within(4e-7 * Math.abs(expected)));
            } else {
                assertThat(got[i]).as(c.toString()).isEqualTo(Double.valueOf(expected));
            }
        }
    }

    private static void near(String name, double[] got, double[] expected, double tolerance) {
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).as(name).isEqualTo(expected[i], within(tolerance));
        }
    }

    private static double modulus(double[] parts) {
        return parts.length == 1 ? Math.abs(parts[0]) : Math.hypot(parts[0], parts[1]);
    }
}
