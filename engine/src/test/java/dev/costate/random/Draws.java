package dev.costate.random;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.ArrayList;
import java.util.List;

/// Every function of [Random], in both floating dtypes, as a function of the key alone.
record Draws(String name, Fn1<Key, Tensor> draw) {
    private static final Shape SHAPE = Shape.of(2, 3);

    static List<Draws> all() {
        List<Draws> all = new ArrayList<>();
        add(all, "bits i32", k -> Random.bits(k, DType.INT32, SHAPE));
        add(all, "bits i64", k -> Random.bits(k, DType.INT64, SHAPE));
        add(all, "integers i32", k -> Random.integers(k, DType.INT32, SHAPE, -5, 1_000_003));
        add(all, "integers i64", k -> Random.integers(k, DType.INT64, SHAPE, Long.MIN_VALUE, Long.MAX_VALUE));
        add(all, "permutation of 1", k -> Random.permutation(k, 1));
        add(all, "permutation of 37", k -> Random.permutation(k, 37));
        add(all, "permutation of rows", k -> Random.permutation(k, Tensor.of(new int[][] {{1, 2}, {3, 4}, {5, 6}})));
        add(all, "choice with replacement", k -> Random.choice(k, 9, SHAPE, true));
        add(all, "choice without replacement", k -> Random.choice(k, 9, SHAPE, false));
        add(all, "choice of rows", k -> Random.choice(k, Tensor.of(new int[][] {{1, 2}, {3, 4}}), SHAPE, true));
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Tensor positive =
                    Tensor.of(new double[][] {{0.2, 1, 30}, {0.7, 2.5, 1e-3}}).to(dtype);
            Tensor p = Tensor.of(0.3, 0.1, 0, 2, 0.6, 1, 5).to(dtype);
            String of = " " + dtype;
            add(all, "uniform" + of, k -> Random.uniform(k, dtype, SHAPE));
            add(all, "uniform between" + of, k -> Random.uniform(k, dtype, SHAPE, -1, 2));
            add(all, "normal" + of, k -> Random.normal(k, dtype, SHAPE));
            add(all, "normal with mean" + of, k -> Random.normal(k, dtype, SHAPE, positive, positive));
            add(all, "truncatedNormal" + of, k -> Random.truncatedNormal(k, dtype, SHAPE, -1, 2));
            add(all, "exponential" + of, k -> Random.exponential(k, dtype, SHAPE));
            add(all, "gumbel" + of, k -> Random.gumbel(k, dtype, SHAPE));
            add(all, "laplace" + of, k -> Random.laplace(k, dtype, SHAPE));
            add(all, "logistic" + of, k -> Random.logistic(k, dtype, SHAPE));
            add(all, "gamma" + of, k -> Random.gamma(k, positive));
            add(all, "bernoulli" + of, k -> Random.bernoulli(k, positive));
            add(all, "categorical" + of, k -> Random.categorical(k, positive.log(), 0, Shape.of(4)));
            add(all, "weighted choice" + of, k -> Random.choice(k, 7, SHAPE, true, p));
            add(all, "weighted choice without replacement" + of, k -> Random.choice(k, 7, SHAPE, false, p));
        }
        return all;
    }

    private static void add(List<Draws> all, String name, Fn1<Key, Tensor> draw) {
        all.add(new Draws(name, draw));
    }

    @Override
    public String toString() {
        return name;
    }
}
