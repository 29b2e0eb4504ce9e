package dev.costate.internal.members;

import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.List;

/// The classes of axes that flow into each other, through a whole program with its loops and branches: the
/// members of an ensemble are one of them, wherever their axis stands in a value.
///
/// Nobody has to say which inputs have members: what is added elementwise to what has members, has them too, and
/// the data that all members share are in no such class, even where their extent is the same.
final class AxisClasses {
    /// More than one axis of a value.
    static final int SEVERAL = -2;

    private final int[] parent;

    private AxisClasses(int axes) {
        parent = new int[axes];
        java.util.Arrays.setAll(parent, i -> i);
    }

    /// The classes of the axes in `program`.
    static AxisClasses of(Scope program) {
        AxisClasses classes = new AxisClasses(program.end());
        classes.join(program);
        return classes;
    }

    /// The class of an axis.
    int classOf(Scope scope, int value, int axis) {
        return find(scope.axis(value, axis));
    }

    /// Which axis of `value` is of class `which`: its number, [SingleOp#NONE] or [#SEVERAL].
    int axisOf(int which, Scope scope, int value) {
        int found = SingleOp.NONE;
        for (int a = 0; a < scope.graph().type(value).rank(); a++) {
            if (find(scope.axis(value, a)) == which) {
                if (found != SingleOp.NONE) {
                    return SEVERAL;
                }
                found = a;
            }
        }
        return found;
    }

    private int find(int axis) {
        int a = axis;
        while (parent[a] != a) {
            parent[a] = parent[parent[a]];
            a = parent[a];
        }
        return a;
    }

    private void unite(int a, int b) {
        parent[find(a)] = find(b);
    }

    /// Unites the axes of two values, those of `y` from axis `skip` on.
    private void unite(Scope a, int x, Scope b, int y, int skip) {
        for (int axis = 0; axis < a.graph().type(x).rank(); axis++) {
            unite(a.axis(x, axis), b.axis(y, axis + skip));
        }
    }

    private void join(Scope scope) {
        Graph graph = scope.graph();
        for (int n = 0; n < graph.nodes().size(); n++) {
            Node node = graph.nodes().get(n);
            List<Scope> inner = scope.inner(n);
            inner.forEach(this::join);
            if (node.op() instanceof Scan scan) {
                scan(scan, node, scope, inner.getFirst());
            } else if (node.op() instanceof While loop) {
                loop(loop, node, scope, inner);
            } else if (node.op() instanceof Cond) {
                inner.forEach(branch -> call(node, 1, scope, branch));
            } else {
                List<Type> in = types(graph, node.operands());
                Axes operands = node.operands();
                for (int r = 0; r < node.results().size(); r++) {
                    int y = node.first() + r;
                    AxisFlow.of(
                            node.op(),
                            in,
                            node.results().get(r),
                            (k, from, to) -> unite(scope.axis(operands.get(k), from), scope.axis(y, to)));
                }
            }
        }
    }

    private void scan(Scan op, Node node, Scope scope, Scope body) {
        int fixed = op.consts() + op.carries();
        Axes outputs = body.graph().outputs();
        for (int i = 0; i < node.operands().size(); i++) {
            unite(body, i, scope, node.operands().get(i), i < fixed ? 0 : 1);
        }
        for (int o = 0; o < outputs.size(); o++) {
            unite(body, outputs.get(o), scope, node.first() + o, o < op.carries() ? 0 : 1);
            if (o < op.carries()) {
                unite(body, outputs.get(o), body, op.consts() + o, 0);
            }
        }
    }

    private void loop(While op, Node node, Scope scope, List<Scope> inner) {
        Scope condition = inner.get(0);
        Scope body = inner.get(1);
        int consts = op.conditionConsts() + op.bodyConsts();
        for (int i = 0; i < op.conditionConsts(); i++) {
            unite(condition, i, scope, node.operands().get(i), 0);
        }
        for (int i = op.conditionConsts(); i < node.operands().size(); i++) {
            unite(body, i - op.conditionConsts(), scope, node.operands().get(i), 0);
        }
        for (int c = 0; c < node.results().size(); c++) {
            unite(condition, op.conditionConsts() + c, scope, node.operands().get(consts + c), 0);
            unite(body, body.graph().outputs().get(c), body, op.bodyConsts() + c, 0);
            unite(body, op.bodyConsts() + c, scope, node.first() + c, 0);
        }
    }

    private void call(Node node, int skipped, Scope scope, Scope callee) {
        for (int i = skipped; i < node.operands().size(); i++) {
            unite(callee, i - skipped, scope, node.operands().get(i), 0);
        }
        for (int o = 0; o < node.results().size(); o++) {
            unite(callee, callee.graph().outputs().get(o), scope, node.first() + o, 0);
        }
    }

    /// The types of these values.
    static List<Type> types(Graph graph, Axes values) {
        return java.util.Arrays.stream(values.toArray()).mapToObj(graph::type).toList();
    }
}
