package dev.costate.nn.data.prepare;

import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// All products of up to `degree` inputs: `[..., inputs] -> [..., features]`.
///
/// Of inputs `a, b` to degree 2: `1, a, b, a^2, ab, b^2`. The order is scikit-learn's: by degree, then by the
/// inputs.
///
/// ```java
/// import dev.costate.nn.data.prepare.*;
///
/// var quadratic = PolynomialFeatures.of(2, 2);
/// IO.println(quadratic.names(List.of("a", "b")));           // -> [1, a, b, a^2, a b, b^2]
/// IO.println(quadratic.apply(Tensor.of(3.0, 10.0)));        // -> f64[6] {1, 3, 10, 9, 30, 100}
/// ```
///
/// @param inputs how many there are
/// @param least the degree from which on products are made
/// @param degree that to which they are
/// @param interactionOnly without powers: no input twice in a product
/// @param bias with a column of ones, whatever `least`
public record PolynomialFeatures(int inputs, int least, int degree, boolean interactionOnly, boolean bias) {
    private static final int MOST = 1 << 20;

    /// @throws IllegalArgumentException if `inputs` is not positive, the degrees are not `0 <= least <=
    ///     degree`, or there would be none or over 2^20 features
    public PolynomialFeatures {
        if (inputs < 1 || least < 0 || degree < least) {
            throw new IllegalArgumentException(
                    "PolynomialFeatures: %d inputs, degrees from %d to %d; expected an input and degrees from 0 upwards"
                            .formatted(inputs, least, degree));
        }
        var count = bias ? 1L : 0;
        for (int k = Math.max(1, least); k <= degree && count <= MOST; k++) {
            count += count(inputs, k, interactionOnly);
        }
        if (count == 0 || count > MOST) {
            throw new IllegalArgumentException("PolynomialFeatures: %d inputs to degree %d make %s features"
                    .formatted(inputs, degree, count == 0 ? "no" : "over 2^20"));
        }
    }

    /// All products of up to `degree` inputs, with the one.
    public static PolynomialFeatures of(int inputs, int degree) {
        return new PolynomialFeatures(inputs, 0, degree, false, true);
    }

    /// How many products of `k` inputs there are, or more than [#MOST].
    private static long count(int inputs, int k, boolean interactionOnly) {
        var n = interactionOnly ? inputs : inputs + (long) k - 1;
        if (k > n) {
            return 0;
        }
        var result = 1L;
        for (var i = 1; i <= k; i++) {
            result = result * (n - k + i) / i;
            if (result > MOST) {
                return result;
            }
        }
        return result;
    }

    /// The features of examples.
    ///
    /// @param x floating, `[..., inputs]`
    /// @throws IllegalArgumentException for another shape or dtype
    public Tensor apply(Tensor x) {
        if (x.rank() == 0 || x.dim(-1) != inputs || !x.dtype().isFloating()) {
            throw new IllegalArgumentException(
                    "PolynomialFeatures: " + x.type() + "; expected floating [..., " + inputs + "]");
        }
        var parts = new ArrayList<Tensor>();
        if (bias) {
            parts.add(Creation.ones(x.dtype(), x.shape().remove(x.rank() - 1).insert(x.rank() - 1, 1)));
        }
        var products = x;
        var terms = first();
        for (var k = 1; k <= degree; k++) {
            if (k > 1) {
                var grown = grow(terms);
                var before = grown.stream().mapToInt(Grown::before).toArray();
                var last = grown.stream().mapToInt(Grown::last).toArray();
                if (grown.isEmpty()) {
                    break;
                }
                products = products.take(Tensor.of((Object) before), -1).mul(x.take(Tensor.of((Object) last), -1));
                terms = terms(terms, grown);
            }
            if (k >= least) {
                parts.add(products);
            }
        }
        return Layout.concat(parts, -1);
    }

    /// The features by the names of the inputs: `1`, `a`, `a^2 b`.
    ///
    /// @throws IllegalArgumentException if their number is not that of the inputs
    public List<String> names(List<String> inputNames) {
        if (inputNames.size() != inputs) {
            throw new IllegalArgumentException(
                    "PolynomialFeatures: " + inputNames.size() + " names for " + inputs + " inputs");
        }
        var result = new ArrayList<String>();
        if (bias) {
            result.add("1");
        }
        var terms = first();
        for (var k = 1; k <= degree; k++) {
            if (k > 1) {
                terms = terms(terms, grow(terms));
            }
            if (k >= least) {
                terms.forEach(term -> result.add(name(term, inputNames)));
            }
        }
        return List.copyOf(result);
    }

    private static String name(int[] term, List<String> names) {
        return Arrays.stream(term)
                .distinct()
                .mapToObj(i -> {
                    var power = Arrays.stream(term).filter(j -> j == i).count();
                    return names.get(i) + (power > 1 ? "^" + power : "");
                })
                .collect(Collectors.joining(" "));
    }

    /// The inputs themselves.
    private List<int[]> first() {
        var result = new ArrayList<int[]>();
        for (var i = 0; i < inputs; i++) {
            result.add(new int[] {i});
        }
        return result;
    }

    /// A product of one factor more.
    ///
    /// @param before the place of the product without its last factor
    /// @param last the input that is its last factor
    private record Grown(int before, int last) {}

    private List<Grown> grow(List<int[]> terms) {
        var result = new ArrayList<Grown>();
        for (var t = 0; t < terms.size(); t++) {
            var last = terms.get(t)[terms.get(t).length - 1];
            for (var i = interactionOnly ? last + 1 : last; i < inputs; i++) {
                result.add(new Grown(t, i));
            }
        }
        return result;
    }

    private static List<int[]> terms(List<int[]> before, List<Grown> grown) {
        return grown.stream()
                .map(g -> {
                    var shorter = before.get(g.before);
                    var term = Arrays.copyOf(shorter, shorter.length + 1);
                    term[shorter.length] = g.last;
                    return term;
                })
                .toList();
    }
}
