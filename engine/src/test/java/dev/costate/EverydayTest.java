package dev.costate;

import static dev.costate.Index.all;
import static dev.costate.Index.at;
import static dev.costate.Index.ellipsis;
import static dev.costate.Index.every;
import static dev.costate.Index.mask;
import static dev.costate.Index.newAxis;
import static dev.costate.Index.places;
import static dev.costate.Index.range;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.ops.Activation;
import dev.costate.ops.Contraction;
import dev.costate.ops.Creation;
import dev.costate.ops.Diagonals;
import dev.costate.ops.Einsum;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Indexing;
import dev.costate.ops.Layout;
import dev.costate.ops.Reductions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What somebody who comes from NumPy or PyTorch writes on the first day, in both floating dtypes; the results are
/// known by hand, and the text is what a print shows.
class EverydayTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /// `[[1, 2, 3], [4, 5, 6]]`
    private static Tensor matrix(DType dtype) {
        return Creation.arange(dtype, 6).add(1).reshape(2, 3);
    }

    private static Tensor vector(DType dtype, double... values) {
        return Tensor.of(values.clone()).to(dtype);
    }

    private static void shows(Tensor got, DType dtype, String rest) {
        assertThat(got).hasToString(dtype + rest);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void arithmeticBroadcasts(DType f) {
        Tensor x = matrix(f);
        shows(x.add(1), f, "[2,3] {{2, 3, 4}, {5, 6, 7}}");
        shows(x.mul(vector(f, 10, 0, -1)), f, "[2,3] {{10, 0, -3}, {40, 0, -6}}");
        shows(x.sub(vector(f, 1, 2).unsqueeze(1)), f, "[2,3] {{0, 1, 2}, {2, 3, 4}}");
        shows(vector(f, 1, 2).unsqueeze(1).add(vector(f, 10, 20)), f, "[2,2] {{11, 21}, {12, 22}}");
        shows(x.div(2), f, "[2,3] {{0.5, 1, 1.5}, {2, 2.5, 3}}");
        shows(x.rsub(10), f, "[2,3] {{9, 8, 7}, {6, 5, 4}}");
        shows(vector(f, 2, 4).rdiv(1), f, "[2] {0.5, 0.25}");
        shows(x.sub(x.mean(0)), f, "[2,3] {{-1.5, -1.5, -1.5}, {1.5, 1.5, 1.5}}");
        shows(x.pow(2), f, "[2,3] {{1, 4, 9}, {16, 25, 36}}");
        shows(vector(f, 1, 4, 9).sqrt(), f, "[3] {1, 2, 3}");
        shows(vector(f, 1, 2, 3).neg().abs().square(), f, "[3] {1, 4, 9}");
        shows(vector(f, 8).log2(), f, "[1] {3}");
        shows(vector(f, 3, -1).maximum(0).minimum(vector(f, 2, 2)), f, "[2] {2, 0}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void slicesAsInPython(DType f) {
        Tensor x = matrix(f);
        shows(x.get(1, 2), f, "[] 6");
        shows(x.get(-1), f, "[3] {4, 5, 6}");
        shows(x.get("1, ::-1"), f, "[3] {6, 5, 4}");
        shows(x.get(":, -1"), f, "[2] {3, 6}");
        shows(x.get("0:1"), f, "[1,3] {{1, 2, 3}}");
        shows(x.get(":, 5:2"), f, "[2,0] {{}, {}}");
        shows(x.get("..., None").squeeze(-1).get(all(), every(2)), f, "[2,2] {{1, 3}, {4, 6}}");
        shows(x.get(ellipsis(), Index.from(1)), f, "[2,2] {{2, 3}, {5, 6}}");
        shows(x.get(at(0), newAxis(), Index.to(-1)), f, "[1,2] {{1, 2}}");
        shows(x.get(places(Tensor.of(1, 0, 1)), at(0)), f, "[3] {4, 1, 4}");
        shows(x.get(places(Tensor.of(0, 1)), places(Tensor.of(2, 0))), f, "[2] {3, 4}");
        shows(x.take(Tensor.of(2, 0), 1), f, "[2,2] {{3, 1}, {6, 4}}");
        shows(Indexing.takeAlong(x, x.argMin(1).unsqueeze(1), 1), f, "[2,1] {{1}, {4}}");
        shows(x.get(mask(x.gt(2).and(x.ne(5)))), f, "[3] {3, 4, 6}");
        shows(x.get(mask(Tensor.of(false, true))), f, "[1,3] {{4, 5, 6}}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void partsAreReplacedAndAddedTo(DType f) {
        Tensor x = matrix(f);
        shows(x.at(at(0), at(1)).set(9), f, "[2,3] {{1, 9, 3}, {4, 5, 6}}");
        shows(x.at(at(0)).set(vector(f, 7, 8, 9)), f, "[2,3] {{7, 8, 9}, {4, 5, 6}}");
        shows(x.at(all(), range(0, 3, 2)).set(0), f, "[2,3] {{0, 2, 0}, {0, 5, 0}}");
        shows(x.at(mask(x.gt(3))).set(0.5), f, "[2,3] {{1, 2, 3}, {0.5, 0.5, 0.5}}");
        shows(x.at(places(Tensor.of(0, 0))).add(1), f, "[2,3] {{3, 4, 5}, {4, 5, 6}}");
        shows(x.at(all(), at(-1)).add(vector(f, 10, 20)), f, "[2,3] {{1, 2, 13}, {4, 5, 26}}");
        shows(x.at(at(1)).get(), f, "[3] {4, 5, 6}");
        shows(x, f, "[2,3] {{1, 2, 3}, {4, 5, 6}}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void reduces(DType f) {
        Tensor x = matrix(f);
        shows(x.sum(), f, "[] 21");
        shows(x.sum(0), f, "[3] {5, 7, 9}");
        shows(x.mean(1), f, "[2] {2, 5}");
        shows(Reductions.sum(x, true, -1), f, "[2,1] {{6}, {15}}");
        shows(x.max(1), f, "[2] {3, 6}");
        shows(x.min(), f, "[] 1");
        shows(x.prod(1), f, "[2] {6, 120}");
        shows(vector(f, 2, 4, 4, 4, 5, 5, 7, 9).var(), f, "[] 4");
        shows(vector(f, 2, 4, 4, 4, 5, 5, 7, 9).std(), f, "[] 2");
        shows(Reductions.std(vector(f, 1, 3), 1, false), f, "[] 1.414214");
        shows(vector(f, 3, 4).norm(), f, "[] 5");
        shows(x.argMax(1), DType.INT32, "[2] {2, 2}");
        shows(x.neg().argMax(), DType.INT32, "[] 0");
        shows(vector(f, 2, 1, 1).argMin(), DType.INT32, "[] 1");
        shows(vector(f, 1, Double.NaN, 3).argMax(0), DType.INT32, "[] 1");
        shows(vector(f, 1, Double.NaN, 3).max(), f, "[] NaN");
        shows(x.cumSum(1), f, "[2,3] {{1, 3, 6}, {4, 9, 15}}");
        shows(vector(f, 1, 2, 3, 4).cumProd(0), f, "[4] {1, 2, 6, 24}");
        shows(x.gt(2).sum(), DType.INT32, "[] 4");
        shows(x.gt(0).all(), DType.BOOL, "[] true");
        shows(x.gt(5).any(1), DType.BOOL, "[2] {false, true}");
        shows(Tensor.zeros(0).to(f).sum(), f, "[] 0");
        shows(Tensor.zeros(0).to(f).mean(), f, "[] NaN");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void rearranges(DType f) {
        Tensor x = matrix(f);
        Tensor v = vector(f, 1, 2, 3);
        shows(x.transpose(), f, "[3,2] {{1, 4}, {2, 5}, {3, 6}}");
        shows(x.reshape(3, -1), f, "[3,2] {{1, 2}, {3, 4}, {5, 6}}");
        shows(x.flatten(), f, "[6] {1, 2, 3, 4, 5, 6}");
        shows(x.flip(0), f, "[2,3] {{4, 5, 6}, {1, 2, 3}}");
        shows(Layout.stack(List.of(v, v.neg()), 1), f, "[3,2] {{1, -1}, {2, -2}, {3, -3}}");
        shows(Layout.concat(List.of(x, x.get("0:1")), 0), f, "[3,3] {{1, 2, 3}, {4, 5, 6}, {1, 2, 3}}");
        assertThat(Layout.split(v, 0, 1, 2)).hasToString("[" + f + "[1] {1}, " + f + "[2] {2, 3}]");
        assertThat(x.unstack(0)).hasToString("[" + f + "[3] {1, 2, 3}, " + f + "[3] {4, 5, 6}]");
        shows(Layout.pad(v, new int[] {1}, new int[] {2}), f, "[6] {0, 1, 2, 3, 0, 0}");
        shows(Layout.roll(v, 1, 0), f, "[3] {3, 1, 2}");
        shows(Layout.roll(x, -1, 1), f, "[2,3] {{2, 3, 1}, {5, 6, 4}}");
        shows(Layout.tile(v, 0, 2), f, "[6] {1, 2, 3, 1, 2, 3}");
        shows(Layout.repeat(v, 0, 2), f, "[6] {1, 1, 2, 2, 3, 3}");
        shows(v.broadcastTo(2, 3), f, "[2,3] {{1, 2, 3}, {1, 2, 3}}");
        assertThat(Tensor.zeros(2, 3, 4).transpose(2, 0, 1).shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThat(Tensor.zeros(2, 3, 4).swapAxes(0, -1).shape()).isEqualTo(Shape.of(4, 3, 2));
        assertThat(Tensor.zeros(2, 3, 4).moveAxis(0, -1).shape()).isEqualTo(Shape.of(3, 4, 2));
        assertThat(Tensor.zeros(1, 3, 1).squeeze().shape()).isEqualTo(Shape.of(3));
        assertThat(v.unsqueeze(-1).shape()).isEqualTo(Shape.of(3, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void multipliesMatrices(DType f) {
        Tensor x = matrix(f);
        Tensor v = vector(f, 1, 0, -1);
        shows(x.matmul(x.transpose()), f, "[2,2] {{14, 32}, {32, 77}}");
        shows(x.matmul(v), f, "[2] {-2, -2}");
        shows(v.matmul(v), f, "[] 2");
        shows(vector(f, 1, 2).outer(v), f, "[2,3] {{1, 0, -1}, {2, 0, -2}}");
        shows(Contraction.inner(x, x), f, "[] 91");
        assertThat(Tensor.ones(4, 2, 3).matmul(Tensor.ones(3, 5)).shape()).isEqualTo(Shape.of(4, 2, 5));
        shows(Einsum.einsum("ij,kj->ik", x, x), f, "[2,2] {{14, 32}, {32, 77}}");
        shows(Einsum.einsum("ij->j", x), f, "[3] {5, 7, 9}");
        shows(Einsum.einsum("ii", x.get(":, :2")), f, "[] 6");
        shows(Einsum.einsum("i,ij,j->", vector(f, 1, -1), x, v), f, "[] 0");
        shows(Einsum.einsum("i,ij,j->i", vector(f, 1, -1), x, v), f, "[2] {-2, 2}");
        shows(x.diagonal(), f, "[2] {1, 5}");
        shows(x.get(":, 1:").trace(), f, "[] 8");
        shows(Diagonals.diag(vector(f, 1, 2)), f, "[2,2] {{1, 0}, {0, 2}}");
        shows(Diagonals.upper(x, 1), f, "[2,3] {{0, 2, 3}, {0, 0, 6}}");
        shows(Diagonals.lower(x, 0), f, "[2,3] {{1, 0, 0}, {4, 5, 0}}");
        shows(Creation.eye(f, 2), f, "[2,2] {{1, 0}, {0, 1}}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void exponentialsNeitherOverflowNorBreak(DType f) {
        Tensor nothing = vector(f, -INFINITY, -INFINITY);
        shows(vector(f, 0, 0).softmax(0), f, "[2] {0.5, 0.5}");
        shows(vector(f, 1000, 1000, -1e30).softmax(0), f, "[3] {0.5, 0.5, 0}");
        shows(vector(f, -INFINITY, 0).softmax(0), f, "[2] {0, 1}");
        shows(Activation.logSoftmax(vector(f, -INFINITY, 0), 0), f, "[2] {-Infinity, 0}");
        shows(vector(f, 1000, 1000).logSumExp(), f, "[] 1000.693");
        shows(nothing.logSumExp(), f, "[] -Infinity");
        shows(vector(f, INFINITY, 0).logSumExp(), f, "[] Infinity");
        shows(Activation.softplus(vector(f, -1000, 0, 1000)), f, "[3] {0, 0.6931472, 1000}");
        shows(vector(f, -1000, 0, 1000).sigmoid(), f, "[3] {0, 0.5, 1}");
        shows(vector(f, -2, 0, 3).relu(), f, "[3] {0, 0, 3}");
        shows(Activation.oneHot(Tensor.of(0, 2), 3, f), f, "[2,3] {{1, 0, 0}, {0, 0, 1}}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void choosesAndCompares(DType f) {
        Tensor x = matrix(f);
        shows(x.clamp(2, 4.5), f, "[2,3] {{2, 2, 3}, {4, 4.5, 4.5}}");
        shows(x.clamp(vector(f, 2, 2, 2), vector(f, 3, 9, 9)), f, "[2,3] {{2, 2, 3}, {3, 5, 6}}");
        shows(x.gt(3).select(x, 0), f, "[2,3] {{0, 0, 0}, {4, 5, 6}}");
        shows(x.gt(3).select(-1, x), f, "[2,3] {{1, 2, 3}, {-1, -1, -1}}");
        shows(x.le(2).or(x.eq(6)), DType.BOOL, "[2,3] {{true, true, false}, {false, false, true}}");
        Tensor odd = vector(f, 1, Double.NaN, -INFINITY);
        shows(odd.isNaN(), DType.BOOL, "[3] {false, true, false}");
        shows(odd.isInfinite(), DType.BOOL, "[3] {false, false, true}");
        shows(odd.isNaN().select(0, odd), f, "[3] {1, 0, -Infinity}");
        shows(odd.isClose(odd.mul(1.000001), 1e-5, 0), DType.BOOL, "[3] {true, false, true}");
        assertThat(x.allClose(x.add(1e-3), 0, 2e-3)).isTrue();
        assertThat(x.allClose(x.add(1e-3), 1e-5, 1e-8)).isFalse();
        shows(vector(f, 0.5, 1.5, 2.5, -0.5).round(), f, "[4] {0, 2, 2, -0}");
        shows(vector(f, -1.5, 1.5).floor(), f, "[2] {-2, 1}");
        shows(vector(f, -1.5, 1.5).trunc(), f, "[2] {-1, 1}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void dividesAndTakesRemaindersAsPythonDoes(DType f) {
        shows(vector(f, -7, -3, 3, 7).floorDiv(2), f, "[4] {-4, -2, 1, 3}");
        shows(vector(f, -7, -3, 3, 7).mod(3), f, "[4] {2, 0, 0, 1}");
        shows(vector(f, -7, -3, 3, 7).mod(-3), f, "[4] {-1, 0, 0, -2}");
        shows(vector(f, 5.5, -5.5).mod(2), f, "[2] {1.5, 0.5}");
        shows(vector(f, -1, 1, INFINITY).floorDiv(vector(f, INFINITY, 0, 2)), f, "[3] {-1, Infinity, NaN}");
        // 0.1 is stored as slightly more: as float64 1 // 0.1 is 9, as Python says.
        shows(vector(f, 1).floorDiv(0.1), f, "[1] {9}");
        Tensor a = vector(f, 7.3, -7.3, 1e5);
        Tensor b = vector(f, 0.7, 0.7, -0.3);
        assertThat(b.mul(a.floorDiv(b)).add(a.mod(b)).allClose(a, 1e-6, 0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "INT64"})
    void integersStayIntegersWhereTheyCan(DType i) {
        Tensor x = Tensor.of(-7, -3, 0, 3, 7).to(i);
        shows(x.floorDiv(2), i, "[5] {-4, -2, 0, 1, 3}");
        shows(x.floorDiv(-2), i, "[5] {3, 1, 0, -2, -4}");
        shows(x.mod(3), i, "[5] {2, 0, 0, 0, 1}");
        shows(x.mod(-3), i, "[5] {-1, 0, 0, 0, -2}");
        shows(x.floorDiv(0), i, "[5] {0, 0, 0, 0, 0}");
        shows(x.div(2), DType.FLOAT32, "[5] {-3.5, -1.5, 0, 1.5, 3.5}");
        shows(x.pow(2), i, "[5] {49, 9, 0, 9, 49}");
        shows(x.abs().cumSum(0), i, "[5] {7, 10, 10, 13, 20}");
        shows(x.sign(), i, "[5] {-1, -1, 0, 1, 1}");
        shows(x.clamp(-3, 3), i, "[5] {-3, -3, 0, 3, 3}");
        shows(x.mean(), DType.FLOAT32, "[] 0");
        shows(x.floor(), i, "[5] {-7, -3, 0, 3, 7}");
        shows(x.not(), i, "[5] {6, 2, -1, -4, -8}");
        shows(x.and(Tensor.scalar(i, 3)), i, "[5] {1, 1, 0, 3, 3}");
        shows(Creation.scalar(i, 16_777_217).add(x.get("2:3")).round(), i, "[1] {16777217}");
        shows(Creation.full(i, Shape.of(2, 2), 2).matmul(Creation.eye(i, 2)), i, "[2,2] {{2, 2}, {2, 2}}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void dtypesPromoteAndJavaNumbersDoNot(DType f) {
        Tensor x = vector(f, 1, 2);
        Tensor ints = Tensor.of(1, 2);
        assertThat(x.mul(0.1).dtype()).isEqualTo(f);
        assertThat(x.add(3).dtype()).isEqualTo(f);
        assertThat(x.add(ints).dtype()).isEqualTo(f);
        assertThat(x.add(Tensor.of(1L, 2L)).dtype()).isEqualTo(f);
        assertThat(x.add(Tensor.of(1.0, 2)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(ints.add(Tensor.of(1L, 2L)).dtype()).isEqualTo(DType.INT64);
        assertThat(ints.mul(2).dtype()).isEqualTo(DType.INT32);
        assertThat(ints.mul(0.5)).hasToString("f32[2] {0.5, 1}");
        assertThat(ints.mod(0.75)).hasToString("f32[2] {0.25, 0.5}");
        assertThat(ints.sqrt().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.of(true, false).mul(x).dtype()).isEqualTo(f);
        assertThat(Tensor.scalar(true)).hasToString("bool[] true");
        assertThat(Tensor.scalar(false).select(Tensor.scalar(1), 2)).hasToString("f64[] 2");
        assertThat(Tensor.of(true, true).add(Tensor.of(true, false))).hasToString("i32[2] {2, 1}");
        assertThat(Layout.concat(List.of(ints, x), 0)).hasToString(f + "[4] {1, 2, 1, 2}");
        assertThat(vector(f, 2.7, -2.7).to(DType.INT32)).hasToString("i32[2] {2, -2}");
        assertThat(vector(f, 0, 3).to(DType.BOOL)).hasToString("bool[2] {false, true}");
        assertThat(Elementwise.toFloating(ints)).hasToString("f32[2] {1, 2}");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void comesFromJavaAndGoesBack(DType f) {
        Tensor x = matrix(f);
        Object array = x.toArray();
        if (f == DType.FLOAT32) {
            assertThat((float[][]) array).isDeepEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
        } else {
            assertThat((double[][]) array).isDeepEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
        }
        assertThat(Tensor.of(array).identical(x)).isTrue();
        assertThat(x.toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(x.to(DType.INT64).toLongs()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(x.get(1, 1).item()).isEqualTo(5);
        assertThat(x.sum().itemLong()).isEqualTo(21);
        assertThat(x.gt(0).all().itemBoolean()).isTrue();
        shows(Creation.arange(f, 0, 1, 0.25), f, "[4] {0, 0.25, 0.5, 0.75}");
        shows(Creation.linspace(f, -1, 1, 5), f, "[5] {-1, -0.5, 0, 0.5, 1}");
        shows(Creation.full(f, Shape.of(2), 0.1), f, "[2] {0.1, 0.1}");
        assertThat(Tensor.of(5.0)).hasToString("f64[] 5");
        assertThat(Tensor.of(new boolean[][] {{true}, {false}})).hasToString("bool[2,1] {{true}, {false}}");
    }
}
