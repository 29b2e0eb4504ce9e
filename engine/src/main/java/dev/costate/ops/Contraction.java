package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.graph.Axes;
import dev.costate.graph.Dot;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.Arrays;

/// Products that sum over shared axes.
public final class Contraction {
    private Contraction() {}

    /// The matrix product by NumPy's rule.
    ///
    /// `[..., n, k] x [..., k, m] -> [..., n, m]`, the leading axes broadcast; a vector on the left counts as
    /// a row, on the right as a column, and its axis vanishes: `[k] x [k, m] -> [m]`, `[n, k] x [k] -> [n]`,
    /// `[k] x [k] -> []`.
    ///
    /// @throws dev.costate.ShapeException if the inner extents differ or an operand is a scalar
    public static Tensor matmul(Tensor a, Tensor b) {
        Problem.present("matmul", "the left operand", a);
        Problem.present("matmul", "the right operand", b);
        if (a.rank() == 0 || b.rank() == 0) {
            throw Problem.shape(
                    "matmul",
                    "an operand is a scalar: " + Problem.describe(a) + " x " + Problem.describe(b),
                    "use mul");
        }
        int inner = a.shape().dim(a.rank() - 1);
        int innerB = b.shape().dim(Math.max(0, b.rank() - 2));
        if (inner != innerB) {
            boolean transposed = inner == b.shape().dim(b.rank() - 1)
                    || (a.rank() > 1 && a.shape().dim(a.rank() - 2) == innerB);
            throw Problem.shape(
                    "matmul",
                    "inner dimensions differ: " + Problem.describe(a) + " x " + Problem.describe(b) + " (" + inner
                            + " vs " + innerB + ")",
                    transposed
                            ? "transpose an operand?"
                            : "the last axis of the left and the last but one of the right must agree");
        }
        DType dtype = numeric(a, b);
        Tensor x = a.to(dtype);
        Tensor y = b.to(dtype);
        if (x.rank() <= 2 && y.rank() <= 2) {
            return Dispatch.one(
                    new Dot(Axes.of(), Axes.of(), Axes.of(x.rank() - 1), Axes.of(Math.max(0, y.rank() - 2))), x, y);
        }
        if (x.rank() == 1 || y.rank() == 1) {
            return Dispatch.one(
                    new Dot(Axes.of(), Axes.of(), Axes.of(x.rank() - 1), Axes.of(Math.max(0, y.rank() - 2))), x, y);
        }
        if (y.rank() == 2) {
            return Dispatch.one(new Dot(Axes.of(), Axes.of(), Axes.of(x.rank() - 1), Axes.of(0)), x, y);
        }
        var lead = Layout.leading("matmul", x, y, x.rank() - 2, y.rank() - 2);
        x = Layout.broadcastTo(x, lead.concat(x.shape().slice(x.rank() - 2, x.rank())));
        y = Layout.broadcastTo(y, lead.concat(y.shape().slice(y.rank() - 2, y.rank())));
        int r = lead.rank();
        Axes batch = Axes.range(0, r);
        return Dispatch.one(new Dot(batch, batch, Axes.of(r + 1), Axes.of(r)), x, y);
    }

    /// Sums products over `axesA` of `a` and `axesB` of `b`; the result has `a`'s other axes, then `b`'s.
    public static Tensor tensordot(Tensor a, Tensor b, int[] axesA, int[] axesB) {
        Axes i = contracted(a, axesA);
        Axes j = contracted(b, axesB);
        for (int k = 0; k < Math.max(i.size(), j.size()); k++) {
            boolean pair = k < i.size() && k < j.size();
            if (!pair || a.shape().dim(i.get(k)) != b.shape().dim(j.get(k))) {
                String difference = pair
                        ? a.shape().dim(i.get(k)) + " vs " + b.shape().dim(j.get(k))
                        : i.size() + " vs " + j.size() + " axes";
                throw Problem.shape(
                        "tensordot",
                        "axes " + i + " of " + Problem.describe(a) + " and " + j + " of " + Problem.describe(b)
                                + " differ (" + difference + ")",
                        "they agree in number and extent");
            }
        }
        DType dtype = numeric(a, b);
        return Dispatch.one(new Dot(Axes.of(), Axes.of(), i, j), a.to(dtype), b.to(dtype));
    }

    /// The axes to sum over, in the order they were named; here none named means none.
    private static Axes contracted(Tensor x, int[] axes) {
        Problem.present("tensordot", "an operand", x);
        int[] named = Arrays.stream(Problem.present("tensordot", "a list of axes", axes))
                .map(axis -> Layout.axis("tensordot", x, axis))
                .toArray();
        return named.length == 0 ? Axes.of() : Layout.distinct("tensordot", x, named);
    }

    /// All products of an element of `a` and one of `b`: `[A] x [B] -> [A ++ B]`.
    public static Tensor outer(Tensor a, Tensor b) {
        return tensordot(a, b, new int[0], new int[0]);
    }

    /// The scalar product of two tensors of one shape: the sum of all products.
    public static Tensor inner(Tensor a, Tensor b) {
        Problem.present("inner", "the left operand", a);
        Problem.present("inner", "the right operand", b);
        if (!a.shape().equals(b.shape())) {
            throw Problem.shape(
                    "inner", Problem.describe(a) + " and " + Problem.describe(b) + " differ", "reshape one of them");
        }
        int[] all = Axes.range(0, a.rank()).toArray();
        return tensordot(a, b, all, all);
    }

    private static DType numeric(Tensor a, Tensor b) {
        DType dtype = a.dtype().promote(b.dtype());
        return dtype == DType.BOOL ? DType.INT32 : dtype;
    }
}
