package dev.costate.internal.rules;

import static dev.costate.internal.rules.Typing.count;
import static dev.costate.internal.rules.Typing.dtype;
import static dev.costate.internal.rules.Typing.require;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Convolution;
import dev.costate.graph.Fold;
import dev.costate.graph.Op;
import dev.costate.graph.Unfold;
import java.util.List;

/// The legality of operations with windows.
final class WindowTyping {
    private WindowTyping() {}

    static List<Type> convolution(Convolution op, List<Type> in) {
        count(op, in, 2);
        Type x = in.get(0);
        Type w = in.get(1);
        int s = op.windowAxes();
        dtype(x.dtype() == w.dtype() && x.dtype() != DType.BOOL, op, w.dtype());
        for (Axes list : List.of(op.low(), op.high(), op.inputDilation(), op.kernelDilation())) {
            require(list.size() == s, op, "%s for %s axes", list, s);
        }
        for (Axes list : List.of(op.strides(), op.inputDilation(), op.kernelDilation())) {
            for (int d = 0; d < s; d++) {
                require(list.get(d) >= 1, op, "%s in %s", list.get(d), list);
            }
        }
        int b = op.batchAxes();
        int k = op.contractedAxes();
        require(b >= 0 && k >= 0, op, "%s batch axes, %s contracted ones", b, k);
        int iEnd = x.rank() - k - s;
        int jEnd = w.rank() - k - s;
        require(iEnd >= b && jEnd >= b, op, "%s and %s have too few axes", x, w);
        boolean agree = x.shape().slice(0, b).equals(w.shape().slice(0, b))
                && x.shape().slice(iEnd, iEnd + k).equals(w.shape().slice(jEnd, jEnd + k));
        require(agree, op, "%s and %s differ along the batch or contracted axes", x, w);
        int[] positions = new int[s];
        for (int d = 0; d < s; d++) {
            positions[d] =
                    op.positions(d, x.shape().dim(iEnd + k + d), w.shape().dim(jEnd + k + d));
        }
        return List.of(x.withShape(
                x.shape().slice(0, iEnd).concat(w.shape().slice(b, jEnd)).concat(Shape.of(positions))));
    }

    static List<Type> unfold(Unfold op, List<Type> in) {
        count(op, in, 1);
        Type x = in.getFirst();
        require(op.axis() >= 0 && op.axis() < x.rank(), op, "axis %s of %s", op.axis(), x);
        require(op.size() >= 1, op, "size %s", op.size());
        steps(op, op.stride(), op.dilation());
        int windows = op.windows(x.shape().dim(op.axis()));
        return List.of(x.withShape(
                x.shape().remove(op.axis()).insert(op.axis(), windows).insert(x.rank(), op.size())));
    }

    static List<Type> fold(Fold op, List<Type> in) {
        count(op, in, 1);
        Type x = in.getFirst();
        dtype(x.dtype() != DType.BOOL, op, x.dtype());
        int last = x.rank() - 1;
        require(op.axis() >= 0 && op.axis() < last, op, "axis %s of %s", op.axis(), x);
        require(x.shape().dim(last) >= 1, op, "windows of nothing in %s", x);
        steps(op, op.stride(), op.dilation());
        Unfold unfold = new Unfold(op.axis(), x.shape().dim(last), op.stride(), op.dilation());
        require(
                op.extent() >= 0 && unfold.windows(op.extent()) == x.shape().dim(op.axis()),
                op,
                "%s are not the windows of %s places",
                x,
                op.extent());
        return List.of(x.withShape(x.shape().slice(0, last).remove(op.axis()).insert(op.axis(), op.extent())));
    }

    private static void steps(Op op, int stride, int dilation) {
        require(stride >= 1 && dilation >= 1, op, "stride %s, dilation %s", stride, dilation);
    }
}
