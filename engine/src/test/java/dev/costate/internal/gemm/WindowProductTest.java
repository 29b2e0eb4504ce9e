package dev.costate.internal.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Shape;
import dev.costate.graph.Axes;
import dev.costate.graph.Convolution;
import dev.costate.internal.parallel.Workers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every convolution is, bit for bit, the chains of its definition.
class WindowProductTest {
    private static final Axes ONES = Axes.of(1, 1);

    static List<Tiles> tiles() {
        return GemmTest.tiles();
    }

    /// A convolution of operands whose elements lie in whatever order, the first one at an offset.
    private record Problem(Convolution op, Shape x, int[] xSteps, Shape w, int[] wSteps) {
        /// Both operands row by row.
        static Problem of(Convolution op, Shape x, Shape w) {
            return new Problem(op, x, x.strides(), w, w.strides());
        }

        WindowShape shape() {
            return new WindowShape(op, x, xSteps, w, wSteps);
        }

        Shape result() {
            int s = op.windowAxes();
            int k = op.contractedAxes();
            Shape y = x.slice(0, x.rank() - s - k).concat(w.slice(op.batchAxes(), w.rank() - s - k));
            for (int d = 0; d < s; d++) {
                y = y.insert(y.rank(), op.positions(d, x.dim(x.rank() - s + d), w.dim(w.rank() - s + d)));
            }
            return y;
        }

        /// The definition.
        double[] chains(double[] a, int ai, double[] b, boolean wide) {
            int s = op.windowAxes();
            int n = op.batchAxes();
            Shape y = result();
            int free = x.rank() - s - op.contractedAxes();
            int kernels = w.rank() - s - op.contractedAxes();
            Shape terms = w.slice(kernels, w.rank());
            double[] result = new double[y.size()];
            for (int e = 0; e < result.length; e++) {
                int[] p = index(y, e);
                for (int t = 0; t < terms.size(); t++) {
                    int[] r = index(terms, t);
                    int at = 0;
                    for (int i = 0; i < n; i++) {
                        at += p[i] * wSteps[i];
                    }
                    for (int i = n; i < kernels; i++) {
                        at += p[free + i - n] * wSteps[i];
                    }
                    for (int i = 0; i < r.length; i++) {
                        at += r[i] * wSteps[kernels + i];
                    }
                    double factor = element(p, r, a, ai, free);
                    result[e] = wide
                            ? Math.fma(b[at], factor, result[e])
                            : Math.fma((float) b[at], (float) factor, (float) result[e]);
                }
            }
            return result;
        }

        private double element(int[] p, int[] r, double[] a, int ai, int free) {
            int s = op.windowAxes();
            int at = ai;
            for (int i = 0; i < free; i++) {
                at += p[i] * xSteps[i];
            }
            for (int i = 0; i < op.contractedAxes(); i++) {
                at += r[i] * xSteps[free + i];
            }
            for (int d = 0; d < s; d++) {
                int place = p[p.length - s + d] * op.strides().get(d)
                        + r[r.length - s + d] * op.kernelDilation().get(d)
                        - op.low().get(d);
                int dilation = op.inputDilation().get(d);
                int axis = x.rank() - s + d;
                if (place < 0 || place % dilation != 0 || place / dilation >= x.dim(axis)) {
                    return 0;
                }
                at += place / dilation * xSteps[axis];
            }
            return a[at];
        }

        private static int[] index(Shape shape, int element) {
            int[] index = new int[shape.rank()];
            int rest = element;
            for (int d = index.length - 1; d >= 0; d--) {
                index[d] = rest % shape.dim(d);
                rest /= shape.dim(d);
            }
            return index;
        }
    }

    private static void check(Tiles tiles, Problem problem, int threads) {
        boolean wide = tiles.elements() instanceof Float64;
        Random random = new Random(problem.result().size());
        double[] a = numbers(random, 5 + problem.x.size(), wide);
        double[] b = numbers(random, problem.w.size(), wide);
        double[] expected = problem.chains(a, 5, b, wide);
        Object x = wide ? a : floats(a);
        Object w = wide ? b : floats(b);
        Object y = wide ? new double[expected.length + 3] : new float[expected.length + 3];
        WindowProduct product = WindowProduct.of(tiles, problem.shape());
        try (Workers workers = new Workers(threads)) {
            Workers.with(workers, () -> product.run(x, 5, w, 0, y, 2));
        }
        double[] all = new double[expected.length + 3];
        System.arraycopy(expected, 0, all, 2, expected.length);
        assertThat(wide ? y : doubles((float[]) y))
                .as("%s with %s threads", product, threads)
                .isEqualTo(all);
    }

    private static double[] numbers(Random random, int n, boolean wide) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = wide ? random.nextGaussian() : (float) random.nextGaussian();
        }
        return x;
    }

    private static float[] floats(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    private static double[] doubles(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i];
        }
        return y;
    }

    /// One tile more or less, in both ways to do it.
    @ParameterizedTest
    @MethodSource("tiles")
    void everySize(Tiles tiles) {
        for (int width : new int[] {1, 3, 15, 16, 17, 33, 70}) {
            for (int kernels : new int[] {1, 7, 9}) {
                Convolution op = new Convolution(0, 1, ONES, ONES, ONES, ONES, ONES);
                check(tiles, Problem.of(op, Shape.of(2, 3, 5, width), Shape.of(kernels, 3, 3, 3)), 1);
                // A window of all but two places
                Shape window = Shape.of(kernels, 3, 5, width);
                check(tiles, Problem.of(op, Shape.of(kernels + 2, 3, 5, width), window), 1);
            }
        }
    }

    /// Strides, padding, cut off places, dilations, groups, and operands that lie in other orders.
    @ParameterizedTest
    @MethodSource("tiles")
    void everyWindow(Tiles tiles) {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            int s = 1 + random.nextInt(2);
            int[][] lists = new int[5][s];
            int[] input = new int[s];
            int[] window = new int[s];
            for (int d = 0; d < s; d++) {
                lists[0][d] = 1 + random.nextInt(3);
                lists[1][d] = random.nextInt(6) - 2;
                lists[2][d] = random.nextInt(6) - 2;
                lists[3][d] = 1 + random.nextInt(3);
                lists[4][d] = 1 + random.nextInt(3);
                input[d] = 1 + random.nextInt(9);
                window[d] = 1 + random.nextInt(random.nextBoolean() ? 3 : 9);
            }
            Convolution op = new Convolution(
                    1,
                    1,
                    Axes.of(lists[0]),
                    Axes.of(lists[1]),
                    Axes.of(lists[2]),
                    Axes.of(lists[3]),
                    Axes.of(lists[4]));
            int groups = 1 + random.nextInt(3);
            int channels = 1 + random.nextInt(4);
            Shape x = Shape.of(groups, 1 + random.nextInt(5), channels).concat(Shape.of(input));
            Shape w = Shape.of(groups, 1 + random.nextInt(12), channels).concat(Shape.of(window));
            Problem problem = new Problem(op, x, steps(x, random), w, steps(w, random));
            if (problem.result().size() > 0) {
                check(tiles, problem, 1);
            }
        }
    }

    /// The strides of the axes in some order.
    private static int[] steps(Shape shape, Random random) {
        int[] steps = new int[shape.rank()];
        int step = 1;
        List<Integer> order = new java.util.ArrayList<>();
        for (int d = 0; d < steps.length; d++) {
            order.add(random.nextInt(order.size() + 1), d);
        }
        for (int d : order) {
            steps[d] = step;
            step *= shape.dim(d);
        }
        return steps;
    }

    /// Large enough to be shared out, to be cut into parts and groups: forward, and the kernel's gradient.
    @ParameterizedTest
    @MethodSource("tiles")
    void threadsAndParts(Tiles tiles) {
        Convolution op = new Convolution(0, 1, ONES, ONES, ONES, ONES, ONES);
        Shape x = Shape.of(3, 70, 13, 11);
        Shape y = Shape.of(3, 9, 13, 11);
        Convolution kernel = new Convolution(0, 1, ONES, ONES, ONES, ONES, ONES);
        for (int threads = 1; threads <= 3; threads++) {
            check(tiles, Problem.of(op, x, Shape.of(9, 70, 3, 3)), threads);
            // [C, N, H, W] and [O, N, H, W] of arrays [N, C, H, W] and [N, O, H, W]
            check(
                    tiles,
                    new Problem(
                            kernel,
                            Shape.of(70, 3, 13, 11),
                            new int[] {x.strides()[1], x.strides()[0], 11, 1},
                            Shape.of(9, 3, 13, 11),
                            new int[] {y.strides()[1], y.strides()[0], 11, 1}),
                    threads);
        }
        Shape large = Shape.of(2, 3, 400, 300);
        check(tiles, Problem.of(new Convolution(0, 1, ONES, ONES, ONES, ONES, ONES), large, Shape.of(2, 3, 3, 3)), 2);
        check(
                tiles,
                Problem.of(new Convolution(0, 1, ONES, ONES, ONES, ONES, ONES), large, Shape.of(2, 3, 399, 301)),
                2);
    }
}
