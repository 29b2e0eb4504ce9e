package dev.costate;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTextTest {
    @Test
    void numbersHaveSevenDigitsAndNoZerosAtTheirEnd() {
        assertThat(Tensor.of(1.0 / 3, 0.1, 12.5, 1234567.89, 0.187844049, 2.00000000001, -0.0, 1e-4, 1234567890))
                .hasToString("f64[9] {0.3333333, 0.1, 12.5, 1234567.9, 0.187844, 2.0, -0, 0.0001, 1.234568e+09}");
        assertThat(Tensor.of(1f / 3, 0.1f, 16_777_216f, 1e10f, 1e-7f))
                .hasToString("f32[5] {0.3333333, 0.1, 16777216, 1e+10, 1e-07}");
        assertThat(Tensor.of(Double.NaN, Double.POSITIVE_INFINITY, 1.5e300, -2.5e-300, 999_999_999))
                .hasToString("f64[5] {NaN, Infinity, 1.5e+300, -2.5e-300, 999999999}");
        assertThat(Tensor.of(Long.MIN_VALUE, 7)).hasToString("i64[2] {-9223372036854775808, 7}");
    }

    @Test
    void everyRankHasItsBraces() {
        assertThat(Tensor.scalar(2.5)).hasToString("f64[] 2.5");
        assertThat(Tensor.zeros(0)).hasToString("f32[0] {}");
        assertThat(Tensor.zeros(2, 0)).hasToString("f32[2,0] {{}, {}}");
        assertThat(Creation.arange(DType.INT32, 8).reshape(2, 2, 2))
                .hasToString("i32[2,2,2] {{{0, 1}, {2, 3}}, {{4, 5}, {6, 7}}}");
    }

    @Test
    void whatDoesNotFitOnALineIsAlignedInRows() {
        Tensor x = Creation.arange(DType.FLOAT64, 24).sub(7.25).reshape(4, 6).mul(-10);
        assertThat(x).hasToString("""
            f64[4,6]
            {{  72.5,   62.5,   52.5,   42.5,   32.5,   22.5},
             {  12.5,    2.5,   -7.5,  -17.5,  -27.5,  -37.5},
             { -47.5,  -57.5,  -67.5,  -77.5,  -87.5,  -97.5},
             {-107.5, -117.5, -127.5, -137.5, -147.5, -157.5}}\
            """);
        assertThat(Creation.arange(DType.INT32, 60)).hasToString("""
            i32[60]
            { 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
             25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49,
             50, 51, 52, 53, 54, 55, 56, 57, 58, 59}\
            """);
    }

    @Test
    void whatIsLargeIsSummarised() {
        assertThat(Creation.arange(DType.INT32, 1000)).hasToString("i32[1000] {0, 1, 2, ..., 997, 998, 999}");
        assertThat(Creation.arange(DType.INT32, 10_000).reshape(100, 100)).hasToString("""
            i32[100,100]
            {{   0,    1,    2, ...,   97,   98,   99},
             { 100,  101,  102, ...,  197,  198,  199},
             { 200,  201,  202, ...,  297,  298,  299},
             ...,
             {9700, 9701, 9702, ..., 9797, 9798, 9799},
             {9800, 9801, 9802, ..., 9897, 9898, 9899},
             {9900, 9901, 9902, ..., 9997, 9998, 9999}}\
            """);
    }

    @Test
    void aTracedTensorSaysSoAndWhatIsKnownOfIt() {
        List<String> seen = new ArrayList<>();
        jit((Tensor x) -> {
                    seen.add(x.mul(2).toString());
                    return x;
                })
                .apply(Tensor.of(1.0, 2));
        grad((Tensor x) -> {
                    seen.add(x.mul(2).toString());
                    return x.sum();
                })
                .apply(Tensor.of(1.0, 2));
        assertThat(seen).containsExactly("f64[2] (traced by jit)", "f64[2] {2, 4} (traced by grad)");
    }
}
