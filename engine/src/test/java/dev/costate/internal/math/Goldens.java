package dev.costate.internal.math;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/// High-precision values of a function of one double, from `goldens/math/NAME.txt`.
public record Goldens(String name, List<Point> points) {
    /// `exact` is the value at the double `x`, to 22 digits.
    public record Point(double x, BigDecimal exact) {
        /// The distance of `value` from the exact one, in units of the last place of the double nearest to
        /// that.
        double ulps(double value) {
            if (!Double.isFinite(value)) {
                return Double.POSITIVE_INFINITY;
            }
            BigDecimal unit = new BigDecimal(Math.ulp(exact.doubleValue()));
            return new BigDecimal(value)
                    .subtract(exact)
                    .abs()
                    .divide(unit, MathContext.DECIMAL64)
                    .doubleValue();
        }
    }

    /// Where a function was farthest from its golden values.
    public record Worst(double x, double value, BigDecimal exact, double ulps) {}

    /// The values in the file of that name.
    public static Goldens read(String name) {
        String resource = "/goldens/math/" + name + ".txt";
        try (var in = Objects.requireNonNull(Goldens.class.getResourceAsStream(resource), resource);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return new Goldens(
                    name,
                    lines.lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split(" "))
                            .map(word -> new Point(Double.parseDouble(word[0]), new BigDecimal(word[1])))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /// Where `f` is farthest from them.
    public Worst worst(DoubleUnaryOperator f) {
        Worst worst = new Worst(Double.NaN, Double.NaN, BigDecimal.ZERO, -1);
        for (Point point : points) {
            double value = f.applyAsDouble(point.x());
            double ulps = point.ulps(value);
            if (ulps > worst.ulps()) {
                worst = new Worst(point.x(), value, point.exact(), ulps);
            }
        }
        return worst;
    }
}
