package dev.costate.internal.rules.battery;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Where an operand's elements are drawn from: a region in which the operation is legal, smooth and well
/// conditioned.
@FunctionalInterface
interface Domain {
    /// `n` elements, exact in `float32`.
    double[] draw(SplittableRandom random, int n);

    /// Anywhere between two numbers.
    static Domain between(double low, double high) {
        return (random, n) -> random.doubles(n, low, high).map(x -> (float) x).toArray();
    }

    /// Each element from one of these domains.
    static Domain either(Domain... domains) {
        return (random, n) -> {
            double[] x = new double[n];
            Arrays.setAll(x, _ -> domains[random.nextInt(domains.length)].draw(random, 1)[0]);
            return x;
        };
    }

    /// On either side of 0, at least `gap` away from it and at most `reach`.
    static Domain awayFromZero(double gap, double reach) {
        return either(between(gap, reach), between(-reach, -gap));
    }

    /// Between two whole numbers from -3 to 3 or their halves, a tenth away from all of these.
    static Domain betweenSteps() {
        return (random, n) -> random.doubles(n, 0.1, 0.4)
                .map(x -> (float) (x + 0.5 * random.nextInt(-6, 6)))
                .toArray();
    }

    /// All elements at least a quarter apart.
    static Domain apart() {
        return (random, n) -> {
            double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                int place = random.nextInt(i + 1);
                x[i] = x[place];
                x[place] = (float) (0.5 * i - 0.25 * n + random.nextDouble(0, 0.25));
            }
            return x;
        };
    }

    /// Whole numbers from `low` to `high`, both included.
    static Domain integers(int low, int high) {
        return (random, n) -> random.ints(n, low, high + 1).asDoubleStream().toArray();
    }

    /// `false` and `true`.
    static Domain booleans() {
        return integers(0, 1);
    }

    /// Exactly these elements.
    static Domain exactly(double... elements) {
        return (_, n) -> {
            if (n != elements.length) {
                throw new IllegalArgumentException(n + " elements wanted, " + List.of(elements.length) + " given");
            }
            return elements.clone();
        };
    }
}
