package dev.costate.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.ArgumentException;
import dev.costate.CostateException;
import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.ops.Creation;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RandomArgumentsTest {
    private static final Key KEY = Key.of(0);
    private static final Shape THREE = Shape.of(3);
    private static final DType F32 = DType.FLOAT32;
    private static final DType F64 = DType.FLOAT64;

    @Test
    void scalarsAndEmptyTensorsAreShapesLikeOthers() {
        for (Shape shape : List.of(Shape.of(), Shape.of(0), Shape.of(3, 0, 2), Shape.of(1, 1))) {
            for (DType dtype : List.of(F32, F64)) {
                Type type = new Type(dtype, shape);
                Tensor ones = Creation.ones(dtype, shape);
                for (Tensor drawn : List.of(
                        Random.uniform(KEY, dtype, shape),
                        Random.uniform(KEY, dtype, shape, ones, ones),
                        Random.normal(KEY, dtype, shape),
                        Random.truncatedNormal(KEY, dtype, shape, -1, 1),
                        Random.exponential(KEY, dtype, shape),
                        Random.gumbel(KEY, dtype, shape),
                        Random.laplace(KEY, dtype, shape),
                        Random.logistic(KEY, dtype, shape),
                        Random.gamma(KEY, ones),
                        Random.gamma(KEY, dtype, shape, 2))) {
                    assertThat(drawn.type()).isEqualTo(type);
                }
                assertThat(Random.bernoulli(KEY, ones).type()).isEqualTo(new Type(DType.BOOL, shape));
                assertThat(Random.choice(KEY, 4, shape, true, Creation.ones(dtype, Shape.of(4)))
                                .type())
                        .isEqualTo(new Type(DType.INT32, shape));
            }
            for (DType dtype : List.of(DType.INT32, DType.INT64)) {
                assertThat(Random.bits(KEY, dtype, shape).type()).isEqualTo(new Type(dtype, shape));
                assertThat(Random.integers(KEY, dtype, shape, 0, 9).type()).isEqualTo(new Type(dtype, shape));
            }
            assertThat(Random.choice(KEY, 9, shape, true).type()).isEqualTo(new Type(DType.INT32, shape));
            assertThat(Random.choice(KEY, 9, shape, false).type()).isEqualTo(new Type(DType.INT32, shape));
        }
        assertThat(Random.uniform(KEY).type()).isEqualTo(Type.of(F32));
        assertThat(Random.normal(KEY, 2, 3).type()).isEqualTo(Type.of(F32, 2, 3));
        assertThat(Random.permutation(KEY, 0).type()).isEqualTo(Type.of(DType.INT32, 0));
        assertThat(Random.permutation(KEY, Tensor.zeros(0, 2)).type()).isEqualTo(Type.of(F32, 0, 2));
        assertThat(Random.choice(KEY, 0, Shape.of(0), true).type()).isEqualTo(Type.of(DType.INT32, 0));
        assertThat(Random.categorical(KEY, Tensor.zeros(0, 2), -1).type()).isEqualTo(Type.of(DType.INT32, 0));
        assertThat(Random.categorical(KEY, Tensor.zeros(5, 2, 3), 1, Shape.of(7))
                        .type())
                .isEqualTo(Type.of(DType.INT32, 7, 5, 3));
    }

    @Test
    void choicesOfRowsAreRows() {
        Tensor x = Tensor.of(new float[][] {{1, 10}, {2, 20}, {3, 30}});
        for (Tensor rows : List.of(
                Random.permutation(KEY, x),
                Random.choice(KEY, x, Shape.of(3), false),
                Random.choice(KEY, x, Shape.of(3), true),
                Random.choice(KEY, x, Shape.of(3), false, Tensor.of(0.2f, 0.5f, 0.3f)))) {
            assertThat(rows.type()).isEqualTo(x.type());
            assertThat(rows.get("..., 1").toDoubles())
                    .isEqualTo(rows.get("..., 0").mul(10).toDoubles());
        }
        assertThat(Random.permutation(KEY, x).sum(0).toDoubles()).containsExactly(6, 60);
    }

    @Test
    void neverChoosesTheImpossible() {
        Tensor p = Tensor.of(0.0, 0, 3, 0);
        assertThat(Random.choice(KEY, 4, Shape.of(1), false, p).toInts()).containsExactly(2);
        assertThat(Random.choice(KEY, 4, Shape.of(100), true, p).toInts()).containsOnly(2);
        Tensor logits = Tensor.of(Double.NEGATIVE_INFINITY, 0, Double.NEGATIVE_INFINITY);
        assertThat(Random.categorical(KEY, logits, 0, Shape.of(100)).toInts()).containsOnly(1);
        assertThat(Random.bernoulli(KEY, 0, Shape.of(100)).toBooleans()).containsOnly(false);
        assertThat(Random.bernoulli(KEY, 1, Shape.of(100)).toBooleans()).containsOnly(true);
    }

    @Test
    void refusesManyKeys() {
        Key many = KEY.split(4);
        List<ThrowingCallable> calls = List.of(
                () -> Random.uniform(many, 3),
                () -> Random.normal(many, 3),
                () -> Random.bits(many, DType.INT32, THREE),
                () -> Random.integers(many, DType.INT32, THREE, 0, 2),
                () -> Random.permutation(many, 1),
                () -> Random.choice(many, 2, THREE, true),
                () -> Random.gamma(many, Tensor.zeros(0)));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining(": the key is 4 keys, i32[4,2] at RandomArgumentsTest.java:");
        }
    }

    @Test
    void refusesOtherDtypes() {
        says(
                DTypeException.class,
                "uniform: the numbers are real, not i32",
                () -> Random.uniform(KEY, DType.INT32, THREE));
        says(
                DTypeException.class,
                "normal: the numbers are real, not bool",
                () -> Random.normal(KEY, DType.BOOL, THREE));
        says(DTypeException.class, "gamma: the numbers are real, not i64", () -> Random.gamma(KEY, Tensor.of(1L)));
        says(
                DTypeException.class,
                "bernoulli: the numbers are real, not i32",
                () -> Random.bernoulli(KEY, Tensor.of(1)));
        says(DTypeException.class, "bits: the numbers are integers, not f32", () -> Random.bits(KEY, F32, THREE));
        says(
                DTypeException.class,
                "integers: the numbers are integers, not f64",
                () -> Random.integers(KEY, F64, THREE, 0, 2));
        says(
                DTypeException.class,
                "categorical: the numbers are real, not i32",
                () -> Random.categorical(KEY, Tensor.of(1, 2), 0));
    }

    @Test
    void refusesNumbersOutsideTheDomain() {
        double infinity = Double.POSITIVE_INFINITY;
        argument("uniform: there is no range from 1.0 to 0.0", () -> Random.uniform(KEY, F32, THREE, 1, 0));
        argument("uniform: there is no range from 0.0 to NaN", () -> Random.uniform(KEY, F32, THREE, 0, Double.NaN));
        argument("uniform: there is no range from -1.0E39 to 1.0", () -> Random.uniform(KEY, F32, THREE, -1e39, 1));
        argument("uniform: there is no range from 0.0 to Infinity", () -> Random.uniform(KEY, F64, THREE, 0, infinity));
        argument("normal: the standard deviation is -1.0", () -> Random.normal(KEY, F32, THREE, 0, -1));
        argument(
                "truncatedNormal: between 1.0 and 1.0 there is no normal number of f32",
                () -> Random.truncatedNormal(KEY, F32, THREE, 1, 1));
        argument(
                "truncatedNormal: between 7.0 and Infinity there is no normal number of f32",
                () -> Random.truncatedNormal(KEY, F32, THREE, 7, infinity));
        argument("integers: there is no i32 from 3 to below 3", () -> Random.integers(KEY, DType.INT32, THREE, 3, 3));
        argument(
                "integers: there is no i32 from 0 to below 2147483649",
                () -> Random.integers(KEY, DType.INT32, THREE, 0, (1L << 31) + 1));
        argument("bernoulli: the probability is 1.5", () -> Random.bernoulli(KEY, 1.5, THREE));
        argument("bernoulli: the probability is NaN", () -> Random.bernoulli(KEY, Double.NaN, THREE));
        argument("gamma: shape parameter 1 is -1.0", () -> Random.gamma(KEY, Tensor.of(1.0, -1)));
        argument("gamma: shape parameter 0 is Infinity", () -> Random.gamma(KEY, F64, THREE, infinity));
        argument("permutation: there are -1 elements", () -> Random.permutation(KEY, -1));
        argument("choice: 3 of 0 elements", () -> Random.choice(KEY, 0, THREE, true));
        argument("choice: 3 different elements of 2", () -> Random.choice(KEY, 2, THREE, false));
        argument("choice: probability 1 is -0.5", () -> Random.choice(KEY, 2, THREE, true, Tensor.of(1, -0.5)));
        argument(
                "choice: 2 of the probabilities are positive, 3 elements are wanted",
                () -> Random.choice(KEY, 4, THREE, false, Tensor.of(0.0, 1, 0, 1)));
        argument(
                "choice: 0 of the probabilities are positive, 1 elements are wanted",
                () -> Random.choice(KEY, 2, THREE, true, Tensor.of(0.0, 0)));
        says(
                ShapeException.class,
                "choice: the probabilities of 3 elements are f64[2]",
                () -> Random.choice(KEY, 3, THREE, true, Tensor.of(0.5, 0.5)));
        says(
                ShapeException.class,
                "broadcastTo: f64[2] does not fit in [3]",
                () -> Random.normal(KEY, F64, THREE, Tensor.of(0.0, 0), Tensor.scalar(1)));
        says(ShapeException.class, "permutation: f64[] has no axis 0", () -> Random.permutation(KEY, Tensor.scalar(1)));
    }

    private static void argument(String message, ThrowingCallable call) {
        says(ArgumentException.class, message, call);
    }

    private static void says(Class<? extends CostateException> type, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(type)
                .hasMessageStartingWith(message)
                .hasMessageContaining(" at RandomArgumentsTest.java:");
    }
}
