package dev.costate.internal.members;

import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Convolution;
import dev.costate.graph.CumulativeSum;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Reduce;
import dev.costate.graph.Scan;
import dev.costate.graph.Sort;
import dev.costate.graph.While;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// When the members of a region go outermost: what there is in it, and what is made of that.
///
/// No figure depends on how many members there are, so that a run is compiled in the same way whatever the size
/// of its ensemble, also one of a single member. The members go outermost if all of these hold:
///
/// 1. *Something is gained.* A loop carries values that have members, which then stay in a core's cache; or
///    operands that have members are contracted or reduced, with work enough for a loop of one's own.
/// 2. *A member fills a vector.* Smaller members are better side by side in a vector's lanes, as they are; unless
///    each goes on as long as it has to: side by side all would work until the last one is through.
/// 3. *No large weights are shared by few rows.* There the members are the rows of one matrix product, which
///    reads the weights once; one after another they would read them again for each.
/// 4. *What all members share is less than their own work*, for inside a loop each would do it again.
/// 5. *It is the greater part* of the program's work; else its values would move in and out for little.
final class Survey {
    /// The elements of the widest vector, of `float32` on AVX-512.
    private static final int VECTOR = 16;

    private static final double SMALLEST_WORK = 10_000;

    /// The least work of a step that is a loop of one's own for a member that does not fill a vector.
    private static final double SMALLEST_STEP = 100;

    private static final int LARGE_OPERAND = 4096;
    private static final int FEW_ROWS = 4;

    private final Members members;
    private boolean loops;
    private boolean ragged;
    private boolean combines;
    private boolean sharesLargeWeights;
    private int widest;
    private double own;
    private double shared;

    private Survey(Members members) {
        this.members = members;
    }

    /// Whether the members of `region` are to go outermost.
    ///
    /// @param work the work of the whole program that is still to be placed
    static boolean isWorthwhile(Region region, double work) {
        Survey survey = new Survey(region.members());
        double inside = 0;
        Graph graph = region.scope().graph();
        for (int n : region.nodes()) {
            survey.visit(region.scope(), n, 1);
            inside += Work.of(graph.nodes().get(n), graph);
        }
        return survey.gains() && inside >= work / 2;
    }

    private boolean gains() {
        return (loops || (combines && own >= SMALLEST_WORK))
                && (ragged || widest >= VECTOR)
                && !sharesLargeWeights
                && shared <= own;
    }

    private void visit(Scope scope, int n, double times) {
        Graph graph = scope.graph();
        Node node = graph.nodes().get(n);
        int[] at = members.axes(scope, node.operands());
        boolean hasMembers = Arrays.stream(at).anyMatch(a -> a != SingleOp.NONE);
        for (int r = 0; r < node.results().size(); r++) {
            if (members.axis(scope, node.first() + r) != SingleOp.NONE) {
                hasMembers = true;
                widest =
                        Math.max(widest, members.single(scope, node.first() + r).size());
            }
        }
        List<Scope> inner = scope.inner(n);
        if (inner.isEmpty()) {
            double work = times * Work.of(node, graph);
            if (hasMembers) {
                own += work / members.count();
            } else {
                shared += work;
            }
            combines |= hasMembers && isCombining(node.op());
            if (node.op() instanceof Dot dot) {
                dot(dot, AxisClasses.types(graph, node.operands()), at);
            }
            return;
        }
        double steps = times;
        if (node.op() instanceof Scan scan) {
            steps *= scan.length();
            loops |= carries(at, scan.consts(), scan.consts() + scan.carries());
        } else if (node.op() instanceof While loop) {
            steps *= Work.STEPS;
            loops |= carries(at, loop.conditionConsts() + loop.bodyConsts(), at.length);
            double step = Work.of(loop.body()) / members.count();
            ragged |= step >= SMALLEST_STEP && isOfMembers(inner.getFirst());
        }
        for (Scope program : inner) {
            for (int k = 0; k < program.graph().nodes().size(); k++) {
                visit(program, k, steps);
            }
        }
    }

    /// Whether a condition is one for each member.
    private boolean isOfMembers(Scope condition) {
        return condition.graph().nodes().stream()
                .flatMapToInt(node -> IntStream.range(
                        node.first(), node.first() + node.results().size()))
                .anyMatch(v -> members.axis(condition, v) != SingleOp.NONE);
    }

    private static boolean isCombining(Op op) {
        return switch (op) {
            case Dot _, Convolution _, Reduce _, ArgReduce _, CumulativeSum _, Sort _, MatrixOp _ -> true;
            default -> false;
        };
    }

    private static boolean carries(int[] at, int from, int to) {
        return Arrays.stream(at, from, to).anyMatch(a -> a != SingleOp.NONE);
    }

    private void dot(Dot op, List<Type> in, int[] at) {
        if ((at[0] == SingleOp.NONE) == (at[1] == SingleOp.NONE)) {
            return;
        }
        Type weights = at[0] == SingleOp.NONE ? in.get(0) : in.get(1);
        double rows =
                free(in.get(0), at[0], op.lhsBatch().concat(op.lhsContract()).toArray());
        double columns =
                free(in.get(1), at[1], op.rhsBatch().concat(op.rhsContract()).toArray());
        sharesLargeWeights |= weights.size() > LARGE_OPERAND && Math.min(rows, columns) < FEW_ROWS;
    }

    /// How many rows an operand has for one member: its elements along the axes that are free.
    private double free(Type type, int at, int[] used) {
        double n = type.size();
        for (int axis : used) {
            n /= Math.max(1, type.shape().dim(axis));
        }
        return at == SingleOp.NONE ? n : n / members.count();
    }
}
