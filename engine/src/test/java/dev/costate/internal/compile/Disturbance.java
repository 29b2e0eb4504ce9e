package dev.costate.internal.compile;

import dev.costate.graph.Binary;
import dev.costate.graph.Cond;
import dev.costate.graph.Convert;
import dev.costate.graph.Convolution;
import dev.costate.graph.Dot;
import dev.costate.graph.Fold;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Scan;
import dev.costate.graph.Unary;
import dev.costate.graph.While;
import dev.costate.internal.functions.Functions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Programs with rounding errors put into them, as in Monte Carlo arithmetic (Parker 1997): how far apart their
/// results are says how well the problem determines them, whatever cancels or jumps in it.
///
/// Errors are put in where a compiled program may round otherwise than the interpreter: in sums and products of
/// many numbers, whose order is the compiler's, and, unless they are given, in the elementary functions that it
/// composes. What rests on such a value is rounded otherwise too. All else is left as it is, to the last bit.
final class Disturbance {
    /// In units of `2^-52` or `2^-23`: the sum of what the composed function and the reference may be off.
    private static final double FUNCTION = 2;

    private static final double OPERATION = 1;

    private final boolean functions;
    private final SplittableRandom random;

    private Disturbance(boolean functions, SplittableRandom random) {
        this.functions = functions;
        this.random = random;
    }

    /// A program, and which of its results rest on something inexact.
    ///
    /// @param graph the program with errors
    /// @param inexact for each output whether it differs from that without errors
    record Disturbed(Graph graph, boolean[] inexact) {}

    /// `graph` with errors.
    ///
    /// @param graph a program, in which nothing stands for a program
    /// @param functions whether elementary functions have errors
    /// @param seed which errors
    static Disturbed of(Graph graph, boolean functions, long seed) {
        boolean[] exact = new boolean[graph.inputs().size()];
        return new Disturbance(functions, new SplittableRandom(seed)).disturb(graph, exact);
    }

    private Disturbed disturb(Graph graph, boolean[] inputs) {
        Errors g = new Errors(random);
        int[] map = new int[graph.valueCount()];
        boolean[] inexact = Arrays.copyOf(inputs, graph.valueCount());
        for (int i = 0; i < graph.inputs().size(); i++) {
            map[i] = g.builder.input(graph.inputs().get(i), graph.inputNames().get(i));
        }
        for (Node node : graph.nodes()) {
            int[] operands =
                    Arrays.stream(node.operands().toArray()).map(v -> map[v]).toArray();
            boolean[] rest = new boolean[operands.length];
            boolean any = false;
            for (int i = 0; i < rest.length; i++) {
                rest[i] = inexact[node.operands().get(i)];
                any |= rest[i];
            }
            Inside inside = inside(node.op(), rest);
            int first = g.builder.add(inside.op, operands, node.results(), node.origin());
            for (int r = 0; r < node.results().size(); r++) {
                map[node.first() + r] = first + r;
                inexact[node.first() + r] = inside.runs ? inside.inexact[r] : any;
            }
            if (!inside.runs && node.results().getFirst().dtype().isFloating()) {
                int made = error(g, node.op(), operands, first, any);
                map[node.first()] = made;
                inexact[node.first()] |= made != first || isSum(node.op());
            }
        }
        int[] outputs = graph.outputs().toArray();
        boolean[] results = new boolean[outputs.length];
        for (int o = 0; o < outputs.length; o++) {
            results[o] = inexact[outputs[o]];
            outputs[o] = map[outputs[o]];
        }
        return new Disturbed(g.builder.build(outputs), results);
    }

    /// The result `y` of an operation with its error; `y` itself if there is none.
    private int error(Errors g, Op op, int[] x, int y, boolean any) {
        return switch (op) {
            case Unary(var f) when Functions.isExact(f) -> y;
            case Unary(var f) when functions && Functions.isExpanded(f, g.dtype(y)) -> g.relative(y, FUNCTION);
            case Reduce(var reduction, var axes)
            when reduction == Reduction.SUM -> {
                int terms = terms(g, x[0], y);
                yield terms > 1 ? g.absolute(y, g.reduce(g.magnitude(x[0]), Reduction.SUM, axes), terms) : y;
            }
            case Reduce(var reduction, var axes)
            when reduction == Reduction.PROD -> {
                int terms = terms(g, x[0], y);
                yield terms > 1 ? g.product(y, x[0], axes, terms) : y;
            }
            case Dot dot -> {
                int terms = dot.lhsContract().size() == 0 ? 1 : contracted(g, dot, x[0]);
                int sum = g.add(dot, g.magnitude(x[0]), g.magnitude(x[1]));
                yield terms > 0 ? g.absolute(y, sum, terms) : y;
            }
            case Convolution convolution -> {
                int sum = g.add(convolution, g.magnitude(x[0]), g.magnitude(x[1]));
                yield g.absolute(y, sum, g.builder.type(x[1]).size());
            }
            case Fold fold ->
                g.absolute(
                        y, g.add(fold, g.magnitude(x[0])), g.builder.type(x[0]).size());
            // An order that is not the compiler's, or one rounding: inexact if what it reads is.
            case Unary _, Binary _, Convert _ -> any ? g.relative(y, OPERATION) : y;
            default -> y;
        };
    }

    /// Whether the result, if it is 0, may have either sign, even as a sum of one number.
    private static boolean isSum(Op op) {
        return op instanceof Dot
                || op instanceof Convolution
                || op instanceof Fold
                || (op instanceof Reduce(var reduction, var axes) && reduction == Reduction.SUM);
    }

    private static int terms(Errors g, int x, int y) {
        int results = g.builder.type(y).size();
        return results == 0 ? 0 : g.builder.type(x).size() / results;
    }

    private static int contracted(Errors g, Dot dot, int x) {
        int terms = 1;
        for (int axis : dot.lhsContract().toArray()) {
            terms *= g.builder.type(x).shape().dim(axis);
        }
        return terms;
    }

    /// An operation, with errors inside if it `runs` programs: then which of its results rest on them.
    private record Inside(Op op, boolean runs, boolean[] inexact) {}

    private Inside inside(Op op, boolean[] operands) {
        return switch (op) {
            case Scan scan -> scan(scan, operands);
            case While loop -> loop(loop, operands);
            case Cond(List<Graph> branches) -> {
                boolean[] all = new boolean[branches.getFirst().outputs().size()];
                Arrays.fill(all, operands[0]);
                List<Graph> made = new ArrayList<>();
                for (Graph branch : branches) {
                    Disturbed d = disturb(branch, Arrays.copyOfRange(operands, 1, operands.length));
                    made.add(d.graph);
                    or(all, d.inexact);
                }
                yield new Inside(new Cond(made), true, all);
            }
            default -> new Inside(op, false, new boolean[0]);
        };
    }

    /// What rests on a carry that rests on an error does so from the second step on.
    private Inside scan(Scan scan, boolean[] operands) {
        boolean[] in = operands.clone();
        Disturbed body = disturb(scan.body(), in);
        for (boolean more = true; more; body = more ? disturb(scan.body(), in) : body) {
            more = false;
            for (int c = 0; c < scan.carries(); c++) {
                more |= body.inexact[c] && !in[scan.consts() + c];
                in[scan.consts() + c] |= body.inexact[c];
            }
        }
        boolean[] out = body.inexact.clone();
        for (int c = 0; c < scan.carries(); c++) {
            out[c] |= in[scan.consts() + c];
        }
        return new Inside(
                new Scan(body.graph, scan.length(), scan.consts(), scan.carries(), scan.reverse()), true, out);
    }

    /// All of a loop rests on its condition.
    private Inside loop(While loop, boolean[] operands) {
        int tests = loop.conditionConsts();
        int consts = loop.bodyConsts();
        int carries = operands.length - tests - consts;
        boolean[] carry = Arrays.copyOfRange(operands, tests + consts, operands.length);
        while (true) {
            boolean[] asked = Arrays.copyOf(operands, tests + carries);
            System.arraycopy(carry, 0, asked, tests, carries);
            boolean[] in = Arrays.copyOfRange(operands, tests, tests + consts + carries);
            System.arraycopy(carry, 0, in, consts, carries);
            Disturbed condition = disturb(loop.condition(), asked);
            Disturbed body = disturb(loop.body(), in);
            boolean[] next = carry.clone();
            or(next, body.inexact);
            for (int c = 0; c < carries; c++) {
                next[c] |= condition.inexact[0];
            }
            if (Arrays.equals(next, carry)) {
                return new Inside(new While(condition.graph, body.graph, tests, consts), true, carry);
            }
            carry = next;
        }
    }

    private static void or(boolean[] into, boolean[] other) {
        for (int i = 0; i < into.length; i++) {
            into[i] |= other[i];
        }
    }
}
