package dev.costate.internal.rules;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Axes;
import dev.costate.graph.Graph;
import dev.costate.graph.Reduce;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Trace;
import dev.costate.internal.transform.ForwardMode;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;

/// A product along axes as a tree of pairwise products, whose derivative needs no division and so is right at
/// zeros.
final class ProductTree {
    private ProductTree() {}

    static Dual push(Reduce op, Tensor x, Tensor dx) {
        Graph graph = Trace.graph(List.of(x.type()), in -> List.of(product(in.get(0), op.axes())));
        ForwardMode.Jvp jvp = ForwardMode.jvp(graph, new boolean[] {true}, new boolean[] {true});
        Tensor tangent = Dispatch.call(jvp.graph(), List.of(x, dx)).get(1);
        return new Dual(Dispatch.apply(op, List.of(x)), List.of(tangent));
    }

    private static Tensor product(Tensor x, Axes axes) {
        Axes rest = axes.complement(x.rank());
        Shape kept = Typing.pick(x.shape(), rest);
        Tensor y = Layout.transpose(x, rest.concat(axes).toArray()).reshape(kept.concat(Shape.of(count(x, axes))));
        int n = y.shape().dim(kept.rank());
        if (n == 0) {
            return Creation.ones(x.dtype(), kept).add(y.sum(kept.rank()));
        }
        while (n > 1) {
            int half = n / 2;
            Tensor pairs = Layout.slice(y, kept.rank(), 0, half).mul(Layout.slice(y, kept.rank(), half, 2 * half));
            y = n % 2 == 0 ? pairs : Layout.concat(List.of(pairs, Layout.slice(y, kept.rank(), n - 1, n)), kept.rank());
            n = half + n % 2;
        }
        return y.reshape(kept);
    }

    private static int count(Tensor x, Axes axes) {
        return Typing.pick(x.shape(), axes).size();
    }
}
