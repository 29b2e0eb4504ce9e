package dev.costate.internal.optimise;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Compare;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Cond;
import dev.costate.graph.Constant;
import dev.costate.graph.Convert;
import dev.costate.graph.Convolution;
import dev.costate.graph.CumulativeSum;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Dot;
import dev.costate.graph.Fold;
import dev.costate.graph.Gather;
import dev.costate.graph.Graph;
import dev.costate.graph.Iota;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Op;
import dev.costate.graph.Pad;
import dev.costate.graph.RandomBits;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Scan;
import dev.costate.graph.ScatterAdd;
import dev.costate.graph.Select;
import dev.costate.graph.Slice;
import dev.costate.graph.Sort;
import dev.costate.graph.StopGradient;
import dev.costate.graph.Tap;
import dev.costate.graph.Transpose;
import dev.costate.graph.Unary;
import dev.costate.graph.Unfold;
import dev.costate.graph.While;
import org.jspecify.annotations.Nullable;

/// How much operations cost, by their types alone.
final class Work {
    private Work() {}

    /// Whether doing `op` again costs more than reading its stored result.
    static boolean isWork(Op op) {
        return switch (op) {
            case Unary(var function) ->
                switch (function) {
                    case NEG, ABS, SIGN, NOT, IS_NAN, IS_FINITE, FLOOR, CEIL, ROUND, TRUNC -> false;
                    case EXP, EXPM1, LOG, LOG1P, SQRT, RSQRT, CBRT, SIN, COS, TAN, ASIN, ACOS, ATAN -> true;
                    case SINH, COSH, TANH, ASINH, ACOSH, ATANH, SIGMOID, ERF, ERFC, ERF_INV -> true;
                    case ERFCX, LGAMMA, DIGAMMA, TRIGAMMA -> true;
                };
            case Binary(var function) ->
                switch (function) {
                    case ADD, SUB, MUL, MAX, MIN, AND, OR, XOR -> false;
                    case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> false;
                    case DIV, REM, POW, ATAN2 -> true;
                };
            case Constant _, Iota _, Compare _, Select _, Convert _ -> false;
            case Broadcast _, Reshape _, Transpose _, Slice _, Reverse _, Pad _, Concatenate _, Unfold _ -> false;
            case StopGradient _, Tap _ -> false;
            case Gather _, ScatterAdd _, Reduce _, ArgReduce _, CumulativeSum _, Sort _, RandomBits _ -> true;
            case Dot _, Convolution _, Fold _, MatrixOp _ -> true;
            case Scan _, While _, Cond _, CustomJvp _, CustomVjp _, CustomLinear _, Checkpoint _ -> true;
        };
    }

    /// Whether `op` computes each element of its result from the same element of its operands.
    static boolean isElementwise(Op op) {
        return op instanceof Unary
                || op instanceof Binary
                || op instanceof Compare
                || op instanceof Select
                || op instanceof Convert;
    }

    /// Whether `op` repeats one scalar in every element.
    static boolean isFill(@Nullable Op op) {
        return op instanceof Broadcast broadcast && broadcast.axes().size() == 0;
    }

    /// Whether `op` may run forever.
    static boolean mayHang(Op op) {
        return switch (op) {
            case While _ -> true;
            case Scan scan -> mayHang(scan.body());
            case Cond cond -> cond.branches().stream().anyMatch(Work::mayHang);
            default -> false;
        };
    }

    private static boolean mayHang(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> mayHang(node.op()));
    }

    /// How many multiplications a contraction takes: the product of its batch, free and contracted extents.
    static double multiplications(Dot dot, Type lhs, Type rhs) {
        double free = size(rhs.shape(), dot.rhsBatch().concat(dot.rhsContract()).complement(rhs.rank()));
        return size(lhs.shape(), Axes.range(0, lhs.rank())) * free;
    }

    /// The product of the extents of `shape` along `axes`.
    static double size(Shape shape, Axes axes) {
        double size = 1;
        for (int axis : axes.toArray()) {
            size *= shape.dim(axis);
        }
        return size;
    }

    /// The bytes of a stack of `steps` values.
    static double bytes(Type type, int steps) {
        return (double) type.size() * type.dtype().bytes() * steps;
    }
}
