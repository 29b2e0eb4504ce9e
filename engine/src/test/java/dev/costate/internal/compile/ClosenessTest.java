package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What [Closeness] lets pass and what not.
class ClosenessTest {
    private static final float EPSILON = 0x1p-23f;

    private static Tensor numbers(int n) {
        Random random = new Random(n);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return Tensor.of(x);
    }

    private static void refuses(Closeness closeness, Tensor wrong) {
        assertThatThrownBy(() -> closeness.check(wrong, "it"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("of it");
    }

    @Test
    void whatIsExactHasTheSameBits() {
        Fn1<Tensor, Tensor> f = x -> x.mul(x).add(1).div(3).floor().sqrt().neg();
        Tensor x = numbers(13);
        Closeness closeness = Closeness.of(f, x);
        assertThat(closeness.largestBound()).isZero();
        closeness.check(f.apply(x), "it");
        float[] y = f.apply(x).toFloats();
        y[7] = y[7] == 0 ? -y[7] : Math.nextUp(y[7]);
        refuses(closeness, Tensor.of(y));
    }

    @Test
    void aSumMayBeAddedInAnyOrder() {
        Tensor x = numbers(4098);
        Closeness closeness = Closeness.of(Tensor::sum, x);
        float[] terms = x.toFloats();
        float forwards = 0;
        float backwards = 0;
        double magnitudes = 0;
        for (int i = 0; i < terms.length; i++) {
            forwards += terms[i];
            backwards += terms[terms.length - 1 - i];
            magnitudes += Math.abs(terms[i]);
        }
        closeness.check(Tensor.scalar(DType.FLOAT32, forwards), "it");
        closeness.check(Tensor.scalar(DType.FLOAT32, backwards), "it");
        assertThat(closeness.largestBound()).isLessThan(4 * (1 + Math.sqrt(4098)) * EPSILON * magnitudes);
        // A term of a usual size that is left out.
        refuses(closeness, Tensor.scalar(DType.FLOAT32, forwards - 0.5));
    }

    @Test
    void aFunctionMayBeOffByAFewUnits() {
        Tensor x = numbers(207);
        Closeness closeness = Closeness.of(Tensor::exp, x);
        float[] y = x.exp().toFloats();
        for (int i = 0; i < y.length; i++) {
            y[i] += Math.ulp(y[i]);
        }
        closeness.check(Tensor.of(y), "it");
        y[100] += 100 * Math.ulp(y[100]);
        refuses(closeness, Tensor.of(y));
    }

    /// The difference of what is nearly equal loses digits; what comes of it later does not get better.
    @Test
    void cancellationWidensTheBound() {
        Tensor x = numbers(13);
        double plain = Closeness.of((Tensor t) -> t.exp(), x).largestBound();
        double cancelled =
                Closeness.of((Tensor t) -> t.exp().add(1000).sub(1000), x).largestBound();
        assertThat(cancelled).isGreaterThan(20 * plain);
    }

    @Test
    void aJumpLeavesTheResultOpen() {
        // e^0 = 1, of which the composed function might miss the last bit.
        Closeness atTheJump = Closeness.of((Tensor t) -> t.exp().floor().to(DType.INT32), Tensor.of(0f));
        assertThat(atTheJump.certain()).isZero();
        Closeness beside = Closeness.of((Tensor t) -> t.exp().floor().to(DType.INT32), Tensor.of(0.3f));
        assertThat(beside.certain()).isOne();
        refuses(beside, Tensor.scalar(DType.INT32, 2));
    }

    @Test
    void infinitiesAndNaNStayWhereTheyAre() {
        Tensor x = Tensor.of(new float[] {1, Float.POSITIVE_INFINITY, 3});
        Closeness closeness = Closeness.of(t -> t.exp().sum(), x);
        closeness.check(Tensor.scalar(DType.FLOAT32, Double.POSITIVE_INFINITY), "it");
        refuses(closeness, Tensor.scalar(DType.FLOAT32, Double.NaN));
        refuses(closeness, Tensor.scalar(DType.FLOAT32, 1e30));
    }
}
