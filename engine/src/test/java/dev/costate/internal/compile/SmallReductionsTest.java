package dev.costate.internal.compile;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Reductions of a few terms, which are scalars in a run alone and lanes in an ensemble, have the same bits in both.
class SmallReductionsTest {
    private static final int MEMBERS = 13;

    private static final Map<String, Fn1<Tensor, Tensor>> PROGRAMS = Map.of(
            "sum of squares", x -> x.add(x.mul(x).sum().mul(0.1)),
            "mean", x -> x.sub(x.exp().mean()),
            "product", x -> x.add(x.abs().add(0.5).prod()),
            "softmax", x -> x.softmax(-1),
            "dot", x -> x.mul(x.matmul(x)),
            "scan over sums",
                    x -> scan((Tensor c) -> c.mul(c.mul(c).sum().rsqrt()).add(0.1), x, 3),
            "scan over products", x -> scan((Tensor c) -> c.add(c.matmul(c).mul(0.01)), x, 3),
            "scan over a product",
                    x -> scan((Tensor c) -> c.mul(c.abs().prod().add(1).tanh()), x, 3),
            "gradient", x -> grad((Tensor c) -> c.tanh().mul(c).sum().square()).apply(x),
            "gradient of a scan",
                    x -> grad((Tensor c) -> scan(
                                            (Tensor d) ->
                                                    d.mul(d.square().mean()).tanh(),
                                            c,
                                            3)
                                    .sum())
                            .apply(x));

    @TestFactory
    Stream<DynamicTest> aMemberHasTheBitsOfARunAlone() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> Stream.of(1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 33)
                        .flatMap(n -> PROGRAMS.entrySet().stream()
                                .map(program -> DynamicTest.dynamicTest(
                                        "%s of %d %s".formatted(program.getKey(), n, dtype),
                                        () -> check(program.getValue(), dtype, n)))));
    }

    private static void check(Fn1<Tensor, Tensor> program, DType dtype, int n) {
        var members = Random.normal(Key.of(n), dtype, Shape.of(MEMBERS, n));
        var together = jit(vmap(program)).apply(members);
        var alone = jit(program);
        for (int i = 0; i < MEMBERS; i++) {
            assertThat(together.get(i).identical(alone.apply(members.get(i))))
                    .as("member %d", i)
                    .isTrue();
        }
    }
}
