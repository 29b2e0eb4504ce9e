package dev.costate.internal.compile;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.graph.RandomGraphs;
import dev.costate.internal.members.MembersOutermost;
import dev.costate.internal.optimise.Optimiser;
import dev.costate.ops.Einsum;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A product of matrices is the same to the last bit whether its factors are read where they lie or stored first.
class ProductsTest {
    private static final String LETTERS = "abcdefghijkl";

    /// Products of the views of two tensors, and of these views with others.
    private record Factors(Fn1<Tensor, Tensor> left, Fn1<Tensor, Tensor> right, String formula) {
        Tensor product(List<Tensor> x) {
            return Einsum.einsum(formula, left.apply(x.get(0)), right.apply(x.get(1)));
        }

        /// What is a result is stored, and read from there.
        List<Tensor> stored(List<Tensor> x) {
            Tensor a = left.apply(x.get(0));
            Tensor b = right.apply(x.get(1));
            return List.of(Einsum.einsum(formula, a, b), a, b);
        }
    }

    private static void check(Factors factors, List<Tensor> x, String what) {
        Fn1<List<Tensor>, Tensor> product = factors::product;
        Tensor inPlace = jit(product).apply(x);
        Fn1<List<Tensor>, List<Tensor>> stored = factors::stored;
        if (isPacked(product, x)) {
            Members.identical(List.of(inPlace), List.of(jit(stored).apply(x).getFirst()), what + ", stored");
        }
        Closeness.of(product, x).check(inPlace, what);
        Members.doNotSeeThreads(jit(product), x);
    }

    /// The kernels that a program runs.
    private static List<Plan.Compute> kernels(Fn1<List<Tensor>, ?> f, List<Tensor> x) {
        Plan plan = Planner.plan(Optimiser.optimise(MembersOutermost.apply(Expansion.expand(Graph.of(f, x)))));
        return plan.steps().stream()
                .filter(Plan.Compute.class::isInstance)
                .map(Plan.Compute.class::cast)
                .toList();
    }

    /// Loops may sum what lies elsewhere in another order.
    private static boolean isPacked(Fn1<List<Tensor>, ?> f, List<Tensor> x) {
        return kernels(f, x).stream().anyMatch(k -> k.code() instanceof ProductCode);
    }

    private static Tensor normal(int seed, DType dtype, int... dims) {
        return Random.normal(Key.of(seed), dtype, Shape.of(dims));
    }

    private static final Fn1<Tensor, Tensor> ALL = x -> x;

    /// Left factors of 45 rows and 33 columns: what they are, how they are made, of what.
    static Stream<Arguments> views() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> Stream.of(
                        view(dtype, true, "all", ALL, 45, 33),
                        view(dtype, true, "transposed", x -> x.transpose(), 33, 45),
                        view(dtype, true, "columns", x -> x.get(":, 5:38"), 45, 40),
                        view(dtype, true, "rows", x -> x.get("7:52"), 60, 33),
                        view(dtype, false, "every third column", x -> x.get(":, 1::3"), 45, 100),
                        view(dtype, true, "every second row", x -> x.get("1::2"), 91, 33),
                        view(
                                dtype,
                                true,
                                "columns, transposed",
                                x -> x.get(":, 2:47").transpose(),
                                33,
                                50),
                        view(dtype, true, "of three axes", x -> x.get("1").transpose(), 2, 33, 45),
                        view(
                                dtype,
                                true,
                                "a slice of blocks",
                                x -> x.get(":, :, 1:34").reshape(45, 33),
                                9,
                                5,
                                40),
                        view(dtype, true, "one row", x -> x.get("3").broadcastTo(45, 33), 5, 33),
                        view(dtype, false, "one column", x -> x.get(":, 3:4").broadcastTo(45, 33), 45, 5),
                        view(dtype, false, "a number", x -> x.broadcastTo(45, 33), 1, 1),
                        view(dtype, false, "backwards", x -> x.flip(0), 45, 33),
                        view(dtype, false, "columns backwards", x -> x.flip(1), 45, 33),
                        view(dtype, false, "doubled", x -> x.add(x), 45, 33),
                        view(
                                dtype,
                                false,
                                "blocks of three columns",
                                x -> x.get(":, :, :3").reshape(45, 33),
                                45,
                                11,
                                5),
                        view(dtype, false, "padded", x -> Layout.pad(x, new int[] {0, 3}, new int[] {0, 0}), 45, 30)));
    }

    private static Arguments view(DType dtype, boolean isRead, String name, Fn1<Tensor, Tensor> view, int... dims) {
        return arguments(dtype, isRead, name, view, dims);
    }

    @ParameterizedTest(name = "{2} of {0}")
    @MethodSource("views")
    void viewsAreReadInPlace(DType dtype, boolean isRead, String name, Fn1<Tensor, Tensor> view, int[] dims) {
        Tensor base = normal(1, dtype, dims);
        for (int n : new int[] {5, 29, 64}) {
            List<Tensor> left = List.of(base, normal(2, dtype, 33, n));
            List<Tensor> right = List.of(normal(3, dtype, n, 45), base);
            Factors asLeft = new Factors(view, ALL, "ik,kj->ij");
            Factors asRight = new Factors(ALL, view, "ik,kj->ij");
            check(asLeft, left, name + " times " + n);
            check(asRight, right, n + " times " + name);
            assertThat(kernels(asLeft::product, left)).hasSize(isRead ? 1 : 2);
            assertThat(kernels(asRight::product, right)).hasSize(isRead ? 1 : 2);
            check(new Factors(view, view, "ik,jk->ij"), List.of(base, base), name + " by itself");
        }
    }

    /// Sums over axes that do not lie like one, members, and products that stand apart, large enough to be shared out:
    /// some by columns, some by rows.
    @Test
    void axesApart() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Tensor x = normal(1, dtype, 7 * 43, 41);
            Tensor y = normal(2, dtype, 7 * 43, 39);
            Tensor z = normal(3, dtype, 7 * 37, 60);
            Fn1<Tensor, Tensor> blocks = t -> t.get(":, :37").reshape(7, 43, 37);
            for (String formula :
                    List.of("ink,imk->nm", "ink,imk->inm", "ink,jmk->injm", "kni,kmi->nm", "nik,mik->nm")) {
                check(new Factors(blocks, blocks, formula), List.of(x, y), formula + " of " + dtype);
            }
            Fn1<Tensor, Tensor> columns = t -> t.get(":, 3:56").reshape(7, 37, 53);
            for (String formula : List.of("ink,ikm->nm", "ink,ikm->inm", "ink,jkm->injm")) {
                check(new Factors(blocks, columns, formula), List.of(x, z), formula + " of " + dtype);
            }
        }
    }

    /// Sixteen sums of 64 terms, or one of 1024 after a copy: to write sums many times costs more than to copy.
    @Test
    void sumsArePutTogetherWherePartsCostMore() {
        for (int side : new int[] {48, 256}) {
            List<Tensor> x = List.of(normal(1, DType.FLOAT32, side, 16, 68), normal(2, DType.FLOAT32, 16, 64, side));
            Factors factors = new Factors(t -> t.get("..., 2:66"), ALL, "nik,ikm->nm");
            check(factors, x, "rows of blocks");
            assertThat(kernels(factors::product, x)).hasSize(side == 48 ? 1 : 2);
        }
    }

    @Test
    void whatIsStoredAnywayIsReadThere() {
        List<Tensor> x = List.of(normal(1, DType.FLOAT64, 50, 60), normal(2, DType.FLOAT64, 40, 20));
        Factors factors = new Factors(t -> t.get(":, 3:43"), ALL, "ik,kj->ij");
        Fn1<List<Tensor>, List<Tensor>> stored = factors::stored;
        Plan.Compute product = kernels(stored, x).getLast();
        assertThat(product.code()).isInstanceOf(ProductCode.class);
        assertThat(product.operands()[0]).isGreaterThan(1);
    }

    static LongStream seeds() {
        return RandomGraphs.seeds(150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomViews(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DType dtype = random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64;
        Tensor x = normal((int) seed, dtype, dims(random, 1 + random.nextInt(4), 24));
        List<Fn1<Tensor, Tensor>> moves = moves(random, x);
        Fn1<Tensor, Tensor> left = t -> moved(t, moves);
        Shape shape = left.apply(x).shape();
        // Each axis of the left factor: of both and the result, of both, of the left alone; then some of the right.
        List<Integer> letters = new ArrayList<>();
        List<Integer> dims = new ArrayList<>();
        StringBuilder result = new StringBuilder();
        for (int axis = 0; axis < shape.rank(); axis++) {
            int part = random.nextInt(7);
            if (part > 2) {
                letters.add(axis);
                dims.add(shape.dim(axis));
            }
            if (part <= 2 || part == 6) {
                result.insert(random.nextInt(result.length() + 1), LETTERS.charAt(axis));
            }
        }
        for (int free = random.nextInt(3); free > 0; free--) {
            int letter = shape.rank() + free;
            result.insert(random.nextInt(result.length() + 1), LETTERS.charAt(letter));
            letters.add(letter);
            dims.add(1 + random.nextInt(20));
        }
        int[] order = order(random, letters.size());
        StringBuilder second = new StringBuilder();
        IntStream.of(order).forEach(i -> second.append(LETTERS.charAt(letters.get(i))));
        int rest = random.nextInt(3);
        int[] larger = IntStream.of(order).map(i -> dims.get(i) + rest).toArray();
        Fn1<Tensor, Tensor> right = t -> rest == 0 ? t : shrunk(t, rest);
        String formula = LETTERS.substring(0, shape.rank()) + "," + second + "->" + result;
        check(
                new Factors(left, right, formula),
                List.of(x, normal(-1 - (int) seed, dtype, larger)),
                "-Dcostate.seed=" + seed + ": " + formula + " of " + shape);
    }

    private static Tensor shrunk(Tensor t, int rest) {
        Tensor y = t;
        for (int axis = 0; axis < t.rank(); axis++) {
            y = y.moveAxis(axis, 0).get("1:" + (y.dim(axis) - rest + 1)).moveAxis(0, axis);
        }
        return y;
    }

    private static int[] dims(SplittableRandom random, int rank, int most) {
        return random.ints(rank, 1, most + 1).toArray();
    }

    private static int[] order(SplittableRandom random, int n) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(random.nextInt(i + 1), i);
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Tensor moved(Tensor x, List<Fn1<Tensor, Tensor>> moves) {
        Tensor y = x;
        for (Fn1<Tensor, Tensor> move : moves) {
            y = move.apply(y);
        }
        return y;
    }

    /// Up to four views of views of `x`.
    private static List<Fn1<Tensor, Tensor>> moves(SplittableRandom random, Tensor x) {
        List<Fn1<Tensor, Tensor>> moves = new ArrayList<>();
        Tensor y = x;
        for (int count = random.nextInt(5); count > 0; count--) {
            Fn1<Tensor, Tensor> move = move(random, y.shape());
            moves.add(move);
            y = move.apply(y);
        }
        return moves;
    }

    private static Fn1<Tensor, Tensor> move(SplittableRandom random, Shape shape) {
        int axis = random.nextInt(shape.rank());
        int dim = shape.dim(axis);
        return switch (random.nextInt(6)) {
            case 0 -> {
                int[] order = order(random, shape.rank());
                yield t -> t.transpose(order);
            }
            case 1, 2 -> {
                int from = random.nextInt(dim);
                int to = from + 1 + random.nextInt(dim - from);
                int step = 1 + random.nextInt(2);
                yield t -> t.moveAxis(axis, 0).get(from + ":" + to + ":" + step).moveAxis(0, axis);
            }
            case 3 -> reshape(shape, axis);
            case 4 -> {
                int[] dims = shape.insert(axis, 1 + random.nextInt(6)).dims();
                yield shape.rank() < 5 ? t -> t.unsqueeze(axis).broadcastTo(dims) : ALL;
            }
            default -> random.nextInt(4) == 0 ? t -> t.flip(axis) : ALL;
        };
    }

    /// An axis in two, or two in one.
    private static Fn1<Tensor, Tensor> reshape(Shape shape, int axis) {
        int dim = shape.dim(axis);
        for (int parts = 2; parts <= 5; parts++) {
            if (dim % parts == 0 && shape.rank() < 5) {
                int[] dims = shape.insert(axis, parts).dims();
                dims[axis + 1] = dim / parts;
                return t -> t.reshape(dims);
            }
        }
        if (axis + 1 == shape.rank()) {
            return ALL;
        }
        int[] dims = shape.remove(axis).dims();
        dims[axis] = dim * shape.dim(axis + 1);
        return t -> t.reshape(dims);
    }
}
