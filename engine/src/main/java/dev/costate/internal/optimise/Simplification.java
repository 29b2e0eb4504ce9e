package dev.costate.internal.optimise;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Compare;
import dev.costate.graph.Cond;
import dev.costate.graph.Constant;
import dev.costate.graph.Convert;
import dev.costate.graph.Graph;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Reshape;
import dev.costate.graph.Select;
import dev.costate.graph.StopGradient;
import dev.costate.graph.Tap;
import dev.costate.graph.Unary;
import dev.costate.internal.rules.Typing;
import dev.costate.internal.transform.Pruning;
import java.util.Arrays;
import java.util.List;

/// Computes what is known, applies the algebra that changes no bit, does repeated work once, and drops what
/// nobody needs: of a matrix that was factored, what the derivative alone would read.
///
/// Its normal form of a constant with equal elements is a scalar broadcast; arithmetic among broadcast scalars
/// is arithmetic among scalars, broadcast.
final class Simplification {
    /// What the rules answer where none applies.
    static final int NONE = -1;

    private final Draft draft;
    private final KnownValues known;
    private final ExactAlgebra algebra;
    private final LayoutAlgebra layout;

    private Simplification(Draft draft) {
        this.draft = draft;
        known = new KnownValues(draft);
        algebra = new ExactAlgebra(this, draft, known);
        layout = new LayoutAlgebra(this, draft);
    }

    /// The same program, bit by bit, simpler.
    static Graph simplify(Graph graph) {
        Draft draft = new Draft();
        Simplification rules = new Simplification(draft);
        return Pruning.prune(draft.build(draft.write(graph, draft.inputs(graph), rules::node)));
    }

    private int[] node(Draft target, Node node, int[] given) {
        int[] operands = given;
        if (node.op() instanceof MatrixOp op) {
            operands = given.clone();
            Arrays.fill(operands, 0, op.unread(), operands[op.unread()]);
        }
        if (node.op() instanceof Cond(List<Graph> branches)) {
            Array index = known.value(operands[0]);
            if (index != null) {
                int chosen = Math.clamp(index.getLong(0), 0, branches.size() - 1);
                return target.write(branches.get(chosen), Arrays.copyOfRange(operands, 1, operands.length), this::node);
            }
        }
        return node.results().size() == 1 && !KnownValues.runsProgram(node.op())
                ? new int[] {emit(node.op(), node.origin(), operands)}
                : target.keep(node, operands);
    }

    /// The number of a value equal to what `op` gives on these operands, by the simplest operations known here.
    int emit(Op op, Origin origin, int... operands) {
        List<Type> types = Arrays.stream(operands).mapToObj(draft::type).toList();
        Type type = Typing.infer(op, types).getFirst();
        int value = constant(op, type, origin, operands);
        if (value == NONE) {
            value = onScalars(op, type, origin, operands);
        }
        if (value == NONE) {
            value = algebra.simplify(op, origin, operands);
        }
        if (value == NONE) {
            value = layout.simplify(op, type, origin, operands);
        }
        return value == NONE ? draft.results(op, operands, List.of(type), origin)[0] : value;
    }

    private int constant(Op op, Type type, Origin origin, int[] operands) {
        if (op instanceof Constant(Array value)) {
            return type.size() == 0 ? draft.constant(value, origin) : compact(value, origin);
        }
        if (type.size() == 0) {
            return draft.constant(Array.zeros(type), origin);
        }
        Array folded = known.fold(op, type, origin, operands);
        return folded == null ? NONE : compact(folded, origin);
    }

    /// A constant; if all its elements are equal, one of them broadcast.
    int compact(Array value, Origin origin) {
        Array element = KnownValues.element(value);
        return element == null ? draft.constant(value, origin) : draft.fill(element, value.type(), origin);
    }

    /// `f(broadcast a, broadcast b) = broadcast f(a, b)` of scalars.
    private int onScalars(Op op, Type type, Origin origin, int[] operands) {
        boolean elementwise = op instanceof Unary
                || op instanceof Binary
                || op instanceof Compare
                || op instanceof Select
                || op instanceof Convert;
        if (!elementwise || type.rank() == 0) {
            return NONE;
        }
        int[] scalars = new int[operands.length];
        for (int i = 0; i < operands.length; i++) {
            if (!isFill(operands[i])) {
                return NONE;
            }
            scalars[i] = draft.operand(operands[i], 0);
        }
        return emit(new Broadcast(type.shape(), Axes.of()), origin, emit(op, origin, scalars));
    }

    /// Whether `value` is one scalar in every element.
    boolean isFill(int value) {
        return Work.isFill(draft.op(value));
    }

    /// `value` with its elements in row-major order under another shape.
    int reshape(int value, Shape shape, Origin origin) {
        return emit(new Reshape(shape), origin, value);
    }

    /// Whether `op` hands on its operand.
    static boolean isIdentity(Op op) {
        return op instanceof Tap || op instanceof StopGradient;
    }
}
