package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.lower.LoweredExecutor;
import dev.costate.internal.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// How near a compiled program has to come to its reference: bit by bit unless it computes sums, products of many
/// numbers or elementary functions; else within a few times of what rounding errors in these do to the results.
///
/// That is measured, by running the reference with random errors in it ([Disturbance]). What changes by a jump
/// then, such as an integer, is left open.
public final class Closeness {
    /// Enough that two errors which cancel in all of them do so in one result of a million.
    private static final int SAMPLES = 8;

    private static final double TIMES = 8;

    private final List<Array> expected;
    private final boolean[] inexact;
    private final double[][] bounds;

    private Closeness(List<Array> expected, boolean[] inexact, double[][] bounds) {
        this.expected = expected;
        this.inexact = inexact;
        this.bounds = bounds;
    }

    /// The interpreter's results, and how near to them others have to be.
    public static Closeness of(Graph graph, List<Array> inputs) {
        return of(graph, inputs, new Interpreter().compile(graph).run(inputs), true);
    }

    /// The results of `f` at `x` and how near others have to be.
    public static <A> Closeness of(Fn1<A, ?> f, A x) {
        return of(Graph.of(f, x), arrays(x));
    }

    /// The results of the program whose functions are those of compiled code, and how near others have to be.
    static Closeness ofComposed(Graph graph, List<Array> inputs) {
        return of(graph, inputs, LoweredExecutor.composing().run(graph, inputs), false);
    }

    private static Closeness of(Graph graph, List<Array> inputs, List<Array> expected, boolean functions) {
        Graph expanded = Expansion.expand(graph);
        boolean[] inexact = Disturbance.of(expanded, functions, 0).inexact();
        double[][] bounds = new double[expected.size()][];
        for (int o = 0; o < bounds.length; o++) {
            bounds[o] = new double[expected.get(o).size()];
        }
        if (any(inexact)) {
            List<Array> middle =
                    functions ? expected : new Interpreter().compile(expanded).run(inputs);
            for (int s = 1; s <= SAMPLES; s++) {
                Graph disturbed = Disturbance.of(expanded, functions, s).graph();
                List<Array> sample = new Interpreter().compile(disturbed).run(inputs);
                for (int o = 0; o < bounds.length; o++) {
                    widen(bounds[o], sample.get(o), middle.get(o));
                }
            }
        }
        return new Closeness(expected, inexact, bounds);
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    private static void widen(double[] bounds, Array sample, Array middle) {
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Math.max(bounds[i], TIMES * distance(sample, middle, i));
        }
    }

    /// 0 for equal ones, infinite for different integers and where the difference is no number.
    private static double distance(Array a, Array b, int i) {
        if (!a.type().dtype().isFloating()) {
            return a.getLong(i) == b.getLong(i) ? 0 : Double.POSITIVE_INFINITY;
        }
        double x = a.getDouble(i);
        double y = b.getDouble(i);
        double distance = Math.abs(x - y);
        return Double.compare(x, y) == 0 ? 0 : Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    /// The reference.
    public List<Array> expected() {
        return expected;
    }

    /// How many elements there are.
    public int elements() {
        return Arrays.stream(bounds).mapToInt(b -> b.length).sum();
    }

    /// Of how many elements three digits at least are determined.
    public int certain() {
        int certain = 0;
        for (int o = 0; o < bounds.length; o++) {
            Array e = expected.get(o);
            for (int i = 0; i < bounds[o].length; i++) {
                double size = e.type().dtype().isFloating() ? Math.abs(e.getDouble(i)) : 1;
                certain += bounds[o][i] <= 1e-3 * Math.max(1, Double.isFinite(size) ? size : 1) ? 1 : 0;
            }
        }
        return certain;
    }

    /// The widest bound of an element.
    public double largestBound() {
        return Arrays.stream(bounds).flatMapToDouble(Arrays::stream).max().orElse(0);
    }

    /// Passes if each element of `actual` is as near as it has to be; of an exact result, has the same bits.
    ///
    /// @param actual results
    /// @param what the program, for the message
    public void check(List<Array> actual, Supplier<String> what) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int o = 0; o < expected.size(); o++) {
            Array a = actual.get(o);
            Array e = expected.get(o);
            assertThat(a.type()).isEqualTo(e.type());
            for (int i = 0; i < e.size(); i++) {
                double distance = distance(a, e, i);
                boolean close = inexact[o] ? distance <= bounds[o][i] : bits(a, i) == bits(e, i);
                if (!close) {
                    throw new AssertionError("element " + i + " of output " + o + " is " + text(a, i) + ", not "
                            + text(e, i) + " within " + bounds[o][i] + ", of " + what.get());
                }
            }
        }
    }

    /// Passes if each leaf of a tree is as near as it has to be.
    public void check(Object tree, String what) {
        check(arrays(tree), () -> what);
    }

    private static long bits(Array a, int i) {
        return a.type().dtype().isFloating() ? Double.doubleToLongBits(a.getDouble(i)) : a.getLong(i);
    }

    private static String text(Array a, int i) {
        return a.type().dtype().isFloating() ? Double.toString(a.getDouble(i)) : Long.toString(a.getLong(i));
    }

    /// The values of a tree's tensors.
    public static List<Array> arrays(Object tree) {
        List<Array> arrays = new ArrayList<>();
        for (Tensor tensor : Tree.leaves(tree)) {
            arrays.add(Objects.requireNonNull(Trace.known(tensor)));
        }
        return arrays;
    }
}
