package dev.costate.lab.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.nn.init.Initialisers;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// CKA, RSA and alignment are NumPy's and SciPy's of `probes_curvature.py`, and what theory says of them.
class RepresentationsTest {
    private static final Rsa EUCLIDEAN = new Rsa(Rsa.Dissimilarity.EUCLIDEAN);
    private static final Rsa CORRELATION = new Rsa(Rsa.Dissimilarity.CORRELATION);

    private static Tensor first(DType dtype, int n, int p) {
        return SmallNet.wave(dtype, 0.1, n, p);
    }

    private static Tensor second(int n, int p, int q) {
        var values = new double[n * q];
        Arrays.setAll(values, i -> Math.pow(Math.cos(0.2 + 0.9 * i), 3));
        return Tensor.of(values)
                .reshape(n, q)
                .add(first(DType.FLOAT64, n, p).get("..., 0:1").mul(0.5));
    }

    private static void close(Tensor measured, JsonNode golden, String name) {
        double tolerance = measured.dtype() == DType.FLOAT64 ? 1e-12 : 2e-5;
        assertThat(measured.item()).as(name).isCloseTo(golden.get(name).asDouble(), within(tolerance));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT64", "FLOAT32"})
    void measuresAreThoseOfNumPyAndSciPy(DType dtype) {
        for (var golden : SmallNet.goldens().get("representations")) {
            int n = golden.get("n").asInt();
            int p = golden.get("p").asInt();
            var x = first(dtype, n, p);
            var y = second(n, p, golden.get("q").asInt()).to(dtype);
            close(LinearCka.hsic(x, y), golden, "hsic");
            close(LinearCka.debiased(x, y), golden, "debiased");
            close(LinearCka.biased(x, y), golden, "biased");
            close(RepresentationAlignment.of(x, y), golden, "alignment");
            close(RepresentationAlignment.centred(x, y), golden, "biased");
            close(EUCLIDEAN.pearson(x, y), golden, "pearson");
            close(EUCLIDEAN.spearman(x, y), golden, "spearman");
            close(CORRELATION.pearson(x, y), golden, "pearsonCorrelation");
            close(CORRELATION.spearman(x, y), golden, "spearmanCorrelation");
            close(EUCLIDEAN.spearman(x.get("..., 0:2").round(), y), golden, "spearmanTies");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT64", "FLOAT32"})
    void ckaIsInvariantToRotationScaleAndPlace(DType dtype) {
        var x = first(dtype, 30, 7);
        var y = second(30, 7, 40).to(dtype);
        var rotation = Initialisers.orthogonal(1).draw(Key.of(2), dtype, Shape.of(7, 7));
        var moved = x.matmul(rotation).mul(-37).add(Tensor.of(3).to(dtype));
        double tolerance = dtype == DType.FLOAT64 ? 1e-12 : 2e-5;
        assertThat(LinearCka.debiased(x, moved).item()).isCloseTo(1, within(tolerance));
        assertThat(LinearCka.biased(x, moved).item()).isCloseTo(1, within(tolerance));
        assertThat(LinearCka.debiased(moved, y).item())
                .isCloseTo(LinearCka.debiased(x, y).item(), within(tolerance));
        assertThat(LinearCka.biased(moved, y).item())
                .isCloseTo(LinearCka.biased(x, y).item(), within(tolerance));
        // not to every linear map
        var stretched = x.mul(SmallNet.wave(dtype, 0.2, 7).mul(4));
        assertThat(LinearCka.debiased(x, stretched).item()).isLessThan(0.97);
    }

    /// 20 examples of 2,000 independent features: kernels near the identity, whose centred cosine is near 1.
    @Test
    void biasedIsHighForIndependentWideDataAndDebiasedIsNot() {
        double biased = 0;
        double debiased = 0;
        double hsic = 0;
        int draws = 20;
        for (int i = 0; i < draws; i++) {
            var keys = Key.of(i).split();
            var x = Random.normal(keys.first(), DType.FLOAT64, Shape.of(20, 2000));
            var y = Random.normal(keys.second(), DType.FLOAT64, Shape.of(20, 2000));
            biased += LinearCka.biased(x, y).item() / draws;
            debiased += LinearCka.debiased(x, y).item() / draws;
            hsic += LinearCka.hsic(x, y).item() / draws;
        }
        assertThat(biased).isGreaterThan(0.98);
        // the cosine of 20 * 17 / 2 independent numbers is within 1 / sqrt(170) = .077, the mean of 20 draws
        // within .017
        assertThat(debiased).isBetween(-0.06, 0.06);
        assertThat(hsic / 2000).isBetween(-0.06, 0.06);
    }

    @Test
    void ranksAreThoseOfSciPyWithTies() {
        var golden = SmallNet.goldens().get("ranks");
        for (var dtype : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            var ranks = Ranks.of(Tensor.of(SmallNet.numbers(golden.get("of"))).to(dtype));
            assertThat(ranks.dtype()).isEqualTo(dtype);
            assertThat(ranks.to(DType.FLOAT64).toDoubles()).containsExactly(SmallNet.numbers(golden.get("are")));
        }
        assertThat(Ranks.of(Tensor.of(new double[] {7})).toDoubles()).containsExactly(1);
        assertThat(Ranks.of(Tensor.of(7.0, 7.0, 7.0)).toDoubles()).containsExactly(2, 2, 2);
        assertThat(Ranks.of(Tensor.of(1.0, Double.NaN, 0.0)).toDoubles()).containsOnly(Double.NaN);
    }

    @Test
    void degenerateRepresentationsGiveNaN() {
        var x = first(DType.FLOAT64, 6, 3);
        var constant = Tensor.of(2.5).broadcastTo(6, 3);
        assertThat(LinearCka.debiased(x, constant).item()).isNaN();
        assertThat(LinearCka.biased(x, constant).item()).isNaN();
        assertThat(EUCLIDEAN.pearson(x, constant).item()).isNaN();
        assertThat(EUCLIDEAN.spearman(x, constant).item()).isNaN();
        assertThat(RepresentationAlignment.of(x, constant.mul(0)).item()).isNaN();
        var unknown = x.mul(Double.NaN);
        assertThat(LinearCka.debiased(x, unknown).item()).isNaN();
        assertThat(EUCLIDEAN.spearman(x, unknown).item()).isNaN();
    }

    @Test
    void mistakesAreNamed() {
        var x = first(DType.FLOAT64, 3, 2);
        assertThatThrownBy(() -> LinearCka.debiased(x, x))
                .isInstanceOf(ShapeException.class)
                .message()
                .startsWith(
                        "LinearCka: the unbiased estimate takes at least 4 examples, given f64[3,2] at RepresentationsTest.java:")
                .endsWith("; biased takes" + " fewer");
        assertThatThrownBy(() -> LinearCka.biased(x, first(DType.FLOAT64, 4, 2)))
                .message()
                .startsWith("LinearCka: f64[3,2] and f64[4,2] at RepresentationsTest.java:")
                .endsWith("; expected an example a row, in both as many");
        assertThatThrownBy(() -> EUCLIDEAN.pearson(x, first(DType.FLOAT64, 4, 2)))
                .message()
                .startsWith("Rsa: f64[3,2] and f64[4,2] at RepresentationsTest.java:")
                .endsWith("; expected an example a row, at least 3, and in both as many");
        assertThatThrownBy(() -> Ranks.of(x)).hasMessage("Ranks: expected a vector, given f64[3,2]");
    }
}
