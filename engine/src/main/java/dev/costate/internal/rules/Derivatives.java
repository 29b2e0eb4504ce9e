package dev.costate.internal.rules;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
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
import dev.costate.graph.UnaryFunction;
import dev.costate.graph.Unfold;
import dev.costate.graph.While;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.transform.CheckpointRules;
import dev.costate.internal.transform.CondRules;
import dev.costate.internal.transform.CustomRules;
import dev.costate.internal.transform.ScanRules;
import dev.costate.internal.transform.WhileRules;
import dev.costate.ops.Creation;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Indexing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The page of derivatives: for each operation, the tangents of its results given those of its operands.
///
/// Every tangent is written as a linear function of the operands' tangents, by operations that [Transposition]
/// knows; so reverse mode follows from this page, and forward, reverse and every nesting of them agree by
/// construction.
public final class Derivatives {
    private Derivatives() {}

    /// Applies `op` and pushes tangents through it.
    ///
    /// @param op the operation
    /// @param x its operands
    /// @param dx their tangents, null for zero; at least one is not
    public static Dual push(Op op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        return switch (op) {
            case Unary o ->
                map(op, x, y -> {
                    Tensor t = dx.get(0);
                    return t == null ? null : unary(o.function(), x.get(0), y, t);
                });
            case Binary o -> map(op, x, y -> binary(o.function(), x.get(0), x.get(1), y, dx.get(0), dx.get(1)));

            // Linear in all operands that carry tangents: the tangent goes the way of the value.
            case Broadcast _, Reshape _, Transpose _, Slice _, Reverse _, Concatenate _, Pad _, CumulativeSum _ ->
                map(op, x, _ -> Dispatch.apply(op, instantiated(x, dx)).get(0));
            case Unfold _, Fold _ ->
                map(op, x, _ -> Dispatch.apply(op, instantiated(x, dx)).get(0));
            case Convert o ->
                map(op, x, _ -> {
                    Tensor t = dx.get(0);
                    return t != null && o.dtype().isFloating() ? t.to(o.dtype()) : null;
                });
            // d gather(x, i) = gather(dx, i)
            case Gather _ ->
                map(op, x, _ -> Dispatch.one(op, instantiated(x, dx).get(0), x.get(1)));
            // d scatter(x, i, u) = scatter(dx, i, du)
            case ScatterAdd _ -> {
                List<Tensor> t = instantiated(x, dx);
                yield map(op, x, _ -> Dispatch.one(op, t.get(0), x.get(1), t.get(2)));
            }
            // d (p ? a : b) = p ? da : db
            case Select _ -> {
                List<Tensor> t = instantiated(x, dx);
                yield map(op, x, _ -> Dispatch.one(op, x.get(0), t.get(1), t.get(2)));
            }
            // d (a b) = da b + a db
            case Dot _, Convolution _ ->
                map(op, x, _ -> {
                    Tensor da = dx.get(0);
                    Tensor db = dx.get(1);
                    return add(
                            da == null ? null : Dispatch.one(op, da, x.get(1)),
                            db == null ? null : Dispatch.one(op, x.get(0), db));
                });
            // d sort(x) = dx at the places
            case Sort o -> {
                List<Tensor> y = Dispatch.apply(op, x);
                Tensor t = dx.get(0);
                yield new Dual(y, Arrays.asList(t == null ? null : Indexing.takeAlong(t, y.get(1), o.axis()), null));
            }
            case MatrixOp o -> MatrixRules.push(o, x, dx);
            case Reduce o -> reduce(o, x, dx);

            case Scan o -> ScanRules.push(o, x, dx);
            case While o -> WhileRules.push(o, x, dx);
            case Cond o -> CondRules.push(o, x, dx);
            case CustomJvp o -> CustomRules.push(o, x, dx);
            case CustomVjp o -> CustomRules.push(o, x, dx);
            case CustomLinear o -> CustomRules.push(o, x, dx);
            case Checkpoint o -> CheckpointRules.push(o, x, dx);
            case Tap _ -> new Dual(Dispatch.apply(op, x), dx);

            // Piecewise constant, or constant by decree.
            case Constant _, Iota _, Compare _, ArgReduce _, RandomBits _, StopGradient _ -> map(op, x, _ -> null);
        };
    }

    private static @Nullable Tensor unary(UnaryFunction f, Tensor x, Tensor y, Tensor t) {
        return switch (f) {
            // (-x)' = -1
            case NEG -> t.neg();
            // |x|' = sign x, 0 at 0
            case ABS -> t.mul(x.sign());
            // (e^x)' = e^x
            case EXP -> t.mul(y);
            // (e^x - 1)' = y + 1
            case EXPM1 -> t.mul(y.add(1));
            // (ln x)' = 1/x
            case LOG -> t.div(x);
            // ln(1 + x)' = 1/(1 + x)
            case LOG1P -> t.div(x.add(1));
            // (sqrt x)' = 1/(2 sqrt x), infinite at 0
            case SQRT -> t.mul(y.rdiv(0.5));
            // (x^-1/2)' = -1/2 x^-3/2
            case RSQRT -> t.mul(y.div(x).mul(-0.5));
            // (x^1/3)' = 1/(3 y^2)
            case CBRT -> t.mul(y.square().rdiv(1.0 / 3));
            // sin' = cos
            case SIN -> t.mul(x.cos());
            // cos' = -sin
            case COS -> t.mul(x.sin().neg());
            // tan' = 1 + tan^2
            case TAN -> t.mul(y.square().add(1));
            // asin' = 1/sqrt(1 - x^2)
            case ASIN -> t.mul(x.rsub(1).mul(x.add(1)).rsqrt());
            // acos' = -1/sqrt(1 - x^2)
            case ACOS -> t.mul(x.rsub(1).mul(x.add(1)).rsqrt().neg());
            // atan' = 1/(1 + x^2)
            case ATAN -> t.div(x.square().add(1));
            // sinh' = cosh
            case SINH -> t.mul(x.cosh());
            // cosh' = sinh
            case COSH -> t.mul(x.sinh());
            // tanh' = 1 - tanh^2
            case TANH -> t.mul(y.square().rsub(1));
            // asinh' = 1/sqrt(x^2 + 1)
            case ASINH -> t.mul(x.square().add(1).rsqrt());
            // acosh' = 1/sqrt(x^2 - 1)
            case ACOSH -> t.mul(x.sub(1).mul(x.add(1)).rsqrt());
            // atanh' = 1/(1 - x^2)
            case ATANH -> t.div(x.rsub(1).mul(x.add(1)));
            // sigmoid' = y (1 - y)
            case SIGMOID -> t.mul(y.mul(y.rsub(1)));
            // erf' = 2/sqrt(pi) e^-x^2
            case ERF -> t.mul(x.square().neg().exp().mul(2 / Math.sqrt(Math.PI)));
            // erfc' = -2/sqrt(pi) e^-x^2
            case ERFC -> t.mul(x.square().neg().exp().mul(-2 / Math.sqrt(Math.PI)));
            // erfcx' = 2 x erfcx x - 2/sqrt(pi)
            case ERFCX -> t.mul(ScaledErrorFunction.slope(x, y));
            // erf^-1' = sqrt(pi)/2 e^y^2
            case ERF_INV -> t.mul(y.square().exp().mul(Math.sqrt(Math.PI) / 2));
            // (ln Gamma)' = digamma
            case LGAMMA -> t.mul(Elementwise.unary(UnaryFunction.DIGAMMA, x));
            // digamma' = trigamma
            case DIGAMMA -> t.mul(Elementwise.unary(UnaryFunction.TRIGAMMA, x));
            // trigamma' = tetragamma
            case TRIGAMMA -> t.mul(Polygamma.tetragamma(x));
            // Steps: 0 everywhere, at the jumps too.
            case SIGN, FLOOR, CEIL, ROUND, TRUNC, NOT, IS_FINITE, IS_NAN -> null;
        };
    }

    private static @Nullable Tensor binary(
            BinaryFunction f, Tensor a, Tensor b, Tensor y, @Nullable Tensor da, @Nullable Tensor db) {
        return switch (f) {
            // d(a + b) = da + db
            case ADD -> add(da, db);
            // d(a - b) = da - db
            case SUB -> da == null || db == null ? add(da, db == null ? null : db.neg()) : da.sub(db);
            // d(a b) = b da + a db
            case MUL -> add(times(da, () -> b), times(db, () -> a));
            // d(a / b) = da / b - (y / b) db
            case DIV ->
                add(da == null ? null : da.div(b), times(db, () -> y.div(b).neg()));
            // d(a - b trunc(a / b)) = da - trunc(a / b) db
            case REM -> add(da, times(db, () -> a.div(b).trunc().neg()));
            // d(a^b) = b a^(b-1) da + a^b ln(a) db, where 0 0^-1 = 0 and 0^b ln 0 = 0 for b >= 0
            case POW ->
                add(
                        times(
                                da,
                                () -> b.mul(a.pow(oneIf(a.eq(0).and(b.eq(0)), b).sub(1)))),
                        times(db, () -> y.mul(oneIf(a.eq(0).and(b.ge(0)), a).log())));
            // d atan2(a, b) = (b da - a db) / (a^2 + b^2), 0 at the origin; scaled so that no square overflows
            // or vanishes
            case ATAN2 -> {
                Tensor largest = a.abs().maximum(b.abs()).stopGradient();
                Tensor scale = oneIf(largest.eq(0), largest);
                Tensor u = a.div(scale);
                Tensor v = b.div(scale);
                Tensor r2 = oneIf(largest.eq(0), u.square().add(v.square())).mul(scale);
                yield add(times(da, () -> v.div(r2)), times(db, () -> u.div(r2).neg()));
            }
            // The larger one's tangent; of equals half of each
            case MAX -> add(times(da, () -> share(a.gt(b), a.eq(b), a)), times(db, () -> share(b.gt(a), a.eq(b), a)));
            // The smaller one's tangent; of equals half of each
            case MIN -> add(times(da, () -> share(a.lt(b), a.eq(b), a)), times(db, () -> share(b.lt(a), a.eq(b), a)));
            case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> null;
        };
    }

    /// `x`, but 1 where the condition holds.
    private static Tensor oneIf(Tensor condition, Tensor x) {
        return condition.select(Creation.onesLike(x), x);
    }

    private static Tensor share(Tensor wins, Tensor ties, Tensor like) {
        DType dtype = like.dtype();
        return wins.to(dtype).add(ties.to(dtype).mul(0.5));
    }

    private static Dual reduce(Reduce op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        Tensor t = dx.get(0);
        if (t == null) {
            return map(op, x, _ -> null);
        }
        Tensor operand = x.get(0);
        return switch (op.reduction()) {
            // d sum x = sum dx
            case SUM -> map(op, x, _ -> Dispatch.one(op, t));
            // d prod x = sum_i dx_i prod_{j != i} x_j, by the tree of pairwise products, which divides by
            // nothing
            case PROD -> ProductTree.push(op, operand, t);
            // The extreme one's tangent; of equals an equal share of each
            case MAX, MIN ->
                map(op, x, y -> {
                    if (op.axes().size() == 0) {
                        return t;
                    }
                    int[] kept = operand.shape().dims();
                    for (int axis : op.axes().toArray()) {
                        kept[axis] = 1;
                    }
                    Tensor ties = operand.eq(y.reshape(kept)).to(operand.dtype());
                    Tensor count = ties.sum(op.axes().toArray()).reshape(kept);
                    return t.mul(ties.div(count)).sum(op.axes().toArray());
                });
            case ALL, ANY -> map(op, x, _ -> null);
        };
    }

    private static Dual map(Op op, List<Tensor> x, Function<Tensor, @Nullable Tensor> tangent) {
        Tensor y = Dispatch.apply(op, x).get(0);
        return new Dual(List.of(y), Collections.singletonList(tangent.apply(y)));
    }

    private static @Nullable Tensor times(@Nullable Tensor t, java.util.function.Supplier<Tensor> factor) {
        return t == null ? null : t.mul(factor.get());
    }

    private static @Nullable Tensor add(@Nullable Tensor a, @Nullable Tensor b) {
        return a == null ? b : b == null ? a : a.add(b);
    }

    /// The tangents with zeros for the missing ones; operands that are not floating stand for themselves.
    public static List<Tensor> instantiated(List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            Tensor t = dx.get(i);
            all.add(t != null ? t : x.get(i).dtype().isFloating() ? Creation.zerosLike(x.get(i)) : x.get(i));
        }
        return all;
    }
}
