package dev.costate.internal.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.BinaryFunction;
import dev.costate.internal.hotspot.GeneratedClass;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Kernel;
import dev.costate.internal.lower.Nest;
import dev.costate.internal.lower.Prefix;
import dev.costate.internal.lower.Scatter;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Emits a kernel as a class that implements [KernelCode]: a loop nest in plain bytecode.
final class KernelEmitter {
    private static final int ROW_FROM = 4;

    private final CodeBuilder code;
    private final Kernel kernel;
    private final int[] arrays;
    private final int[] offsets;
    private final int result;
    private final int out;

    private KernelEmitter(CodeBuilder code, Kernel kernel) {
        this.code = code;
        this.kernel = kernel;
        int n = kernel.operands().size();
        arrays = new int[n];
        offsets = new int[n];
        for (int k = 0; k < n; k++) {
            arrays[k] = array(k, kernel.operands().get(k).dtype());
            offsets[k] = offset(k);
        }
        result = array(n, kernel.result().dtype());
        out = offset(n);
    }

    /// The bytes of a class named `name` that computes `kernel`.
    static byte[] emit(Kernel kernel, String name) {
        Kernel flat = kernel instanceof Nest nest ? Collapsing.collapse(nest) : kernel;
        return GeneratedClass.around(
                name,
                KernelCode.class,
                MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int.arrayType()),
                code -> new KernelEmitter(code, flat).body());
    }

    private int array(int k, DType dtype) {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(1);
        code.loadConstant(k);
        code.aaload();
        code.checkcast(ExprEmitter.element(dtype).upperBound().arrayType());
        code.astore(local);
        return local;
    }

    private int offset(int k) {
        int local = code.allocateLocal(TypeKind.INT);
        code.aload(2);
        code.loadConstant(k);
        code.iaload();
        code.istore(local);
        return local;
    }

    private void body() {
        switch (kernel) {
            case Nest nest -> {
                if (isRowwise(nest)) {
                    rowwise(nest);
                } else {
                    nest(nest);
                }
            }
            case Prefix prefix -> prefix(prefix);
            case Scatter scatter -> scatter(scatter);
        }
        code.return_();
    }

    private int[] axisLocals(int n) {
        int[] axes = new int[n];
        for (int i = 0; i < n; i++) {
            axes[i] = code.allocateLocal(TypeKind.INT);
        }
        return axes;
    }

    /// `for (local = 0; local < extent; local++) body`, or downwards.
    private void loop(int local, int extent, boolean reverse, Runnable body) {
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.loadConstant(reverse ? extent - 1 : 0);
        code.istore(local);
        code.labelBinding(head);
        code.iload(local);
        if (reverse) {
            code.iflt(end);
        } else {
            code.loadConstant(extent);
            code.if_icmpge(end);
        }
        body.run();
        code.iinc(local, reverse ? -1 : 1);
        code.goto_w(head);
        code.labelBinding(end);
    }

    private void loops(int[] locals, Shape shape, int from, int to, Runnable body) {
        if (from == to) {
            body.run();
        } else {
            loop(locals[from], shape.dim(from), false, () -> loops(locals, shape, from + 1, to, body));
        }
    }

    private BodyEmitter expressions(int[] axes) {
        return new BodyEmitter(code, new ExprEmitter(code, kernel.operands(), arrays, offsets, axes));
    }

    // One result after the other, each with its own reduction.
    private void nest(Nest nest) {
        int p = nest.parallel().rank();
        int r = nest.reduction().rank();
        int[] axes = axisLocals(p + r);
        BodyEmitter body = expressions(axes);
        DType wide = nest.body().dtype();
        if (nest.combine() == Combine.NONE) {
            int inner = p - 1;
            loops(axes, nest.parallel(), 0, Math.max(0, inner), () -> {
                if (p == 0) {
                    store(() -> body.emit(nest.body()), wide, nest.dtype());
                    return;
                }
                body.hoist(nest.body(), inner, nest.parallel().dim(inner));
                loop(
                        axes[inner],
                        nest.parallel().dim(inner),
                        false,
                        () -> store(() -> body.emit(nest.body()), wide, nest.dtype()));
                body.forget();
            });
            return;
        }
        int total = code.allocateLocal(ExprEmitter.stack(wide));
        int best = code.allocateLocal(TypeKind.INT);
        boolean arg = nest.combine() == Combine.ARG_MAX || nest.combine() == Combine.ARG_MIN;
        int[] reductionAxes = java.util.Arrays.copyOfRange(axes, p, p + r);
        loops(axes, nest.parallel(), 0, p, () -> {
            if (arg) {
                argument(nest, body, axes[p], total, best);
                store(() -> code.iload(best), DType.INT32, nest.dtype());
                return;
            }
            identity(nest.combine(), wide);
            code.storeLocal(ExprEmitter.stack(wide), total);
            loops(reductionAxes, nest.reduction(), 0, Math.max(0, r - 1), () -> {
                Runnable step = () -> {
                    code.loadLocal(ExprEmitter.stack(wide), total);
                    body.emit(nest.body());
                    combine(nest.combine(), wide, body);
                    code.storeLocal(ExprEmitter.stack(wide), total);
                };
                if (r == 0) {
                    step.run();
                } else {
                    body.hoist(nest.body(), p + r - 1, nest.reduction().dim(r - 1));
                    loop(reductionAxes[r - 1], nest.reduction().dim(r - 1), false, step);
                    body.forget();
                }
            });
            store(() -> code.loadLocal(ExprEmitter.stack(wide), total), wide, nest.dtype());
        });
    }

    /// `result[out++] = value`.
    private void store(Runnable value, DType from, DType to) {
        code.aload(result);
        code.iload(out);
        value.run();
        new ExprEmitter(code, kernel.operands(), arrays, offsets, new int[0]).convert(from, to);
        code.arrayStore(ExprEmitter.element(to));
        code.iinc(out, 1);
    }

    /// The first best, or the first NaN.
    private void argument(Nest nest, BodyEmitter body, int axis, int total, int best) {
        DType dtype = nest.body().dtype();
        TypeKind kind = ExprEmitter.stack(dtype);
        boolean max = nest.combine() == Combine.ARG_MAX;
        int value = code.allocateLocal(kind);
        code.iconst_0();
        code.istore(best);
        code.iconst_0();
        code.istore(axis);
        body.emit(nest.body());
        code.storeLocal(kind, total);
        loop(axis, nest.reduction().dim(0), false, () -> {
            Label take = code.newLabel();
            Label next = code.newLabel();
            body.emit(nest.body());
            code.storeLocal(kind, value);
            if (dtype.isFloating()) {
                // A NaN stays; a value that is NaN, or better, takes its place.
                code.loadLocal(kind, total);
                code.loadLocal(kind, total);
                compareFloat(dtype, true);
                code.ifne(next);
                code.loadLocal(kind, value);
                code.loadLocal(kind, value);
                compareFloat(dtype, true);
                code.ifne(take);
                code.loadLocal(kind, value);
                code.loadLocal(kind, total);
                compareFloat(dtype, max);
                if (max) {
                    code.ifgt(take);
                } else {
                    code.iflt(take);
                }
            } else {
                code.loadLocal(kind, value);
                code.loadLocal(kind, total);
                if (dtype == DType.INT64) {
                    code.lcmp();
                } else {
                    code.invokestatic(
                            ClassDesc.of("java.lang.Integer"), "compare", MethodTypeDesc.of(CD_int, CD_int, CD_int));
                }
                if (max) {
                    code.ifgt(take);
                } else {
                    code.iflt(take);
                }
            }
            code.goto_(next);
            code.labelBinding(take);
            code.loadLocal(kind, value);
            code.storeLocal(kind, total);
            code.iload(axis);
            code.istore(best);
            code.labelBinding(next);
        });
    }

    private void compareFloat(DType dtype, boolean lessOnNaN) {
        if (dtype == DType.FLOAT32) {
            if (lessOnNaN) {
                code.fcmpl();
            } else {
                code.fcmpg();
            }
        } else if (lessOnNaN) {
            code.dcmpl();
        } else {
            code.dcmpg();
        }
    }

    private void identity(Combine combine, DType dtype) {
        switch (combine) {
            case SUM, DOT -> zero(dtype);
            case PROD -> {
                code.iconst_1();
                new ExprEmitter(code, List.of(), arrays, offsets, new int[0]).convert(DType.INT32, dtype);
            }
            case ALL -> code.iconst_1();
            case ANY -> code.iconst_0();
            case MAX, MIN -> {
                boolean max = combine == Combine.MAX;
                switch (dtype) {
                    case INT32 -> code.loadConstant(max ? Integer.MIN_VALUE : Integer.MAX_VALUE);
                    case INT64 -> code.loadConstant(max ? Long.MIN_VALUE : Long.MAX_VALUE);
                    case FLOAT32 -> code.loadConstant(max ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
                    case FLOAT64 -> code.loadConstant(max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
                    case BOOL -> throw new AssertionError(combine);
                }
            }
            case NONE, ARG_MAX, ARG_MIN -> throw new AssertionError(combine);
        }
    }

    private void zero(DType dtype) {
        switch (dtype) {
            case BOOL, INT32 -> code.iconst_0();
            case INT64 -> code.lconst_0();
            case FLOAT32 -> code.fconst_0();
            case FLOAT64 -> code.dconst_0();
        }
    }

    /// Pops a total and a value, pushes the new total.
    private void combine(Combine combine, DType dtype, BodyEmitter body) {
        switch (combine) {
            case SUM, DOT -> body.plain().arithmetic(BinaryFunction.ADD, dtype);
            case PROD -> body.plain().arithmetic(BinaryFunction.MUL, dtype);
            case MAX, MIN -> {
                ClassDesc type = ExprEmitter.stack(dtype).upperBound();
                code.invokestatic(
                        ClassDesc.of("java.lang.Math"),
                        combine == Combine.MAX ? "max" : "min",
                        MethodTypeDesc.of(type, type, type));
            }
            case ALL -> code.iand();
            case ANY -> code.ior();
            case NONE, ARG_MAX, ARG_MIN -> throw new AssertionError(combine);
        }
    }

    /// Whether a reduction goes better with a row of totals: the last parallel axis is walked in steps of one,
    /// the reduction axis is not.
    private static boolean isRowwise(Nest nest) {
        int p = nest.parallel().rank();
        boolean reduces = switch (nest.combine()) {
            case SUM, DOT, PROD, MAX, MIN -> nest.reduction().rank() > 0;
            case NONE, ALL, ANY, ARG_MAX, ARG_MIN -> false;
        };
        if (!reduces || p == 0 || nest.parallel().dim(p - 1) < ROW_FROM) {
            return false;
        }
        Strides strides = new Strides(p - 1, p + nest.reduction().rank() - 1);
        strides.visit(nest.body());
        return strides.unit > 0 && !strides.irregular;
    }

    /// How the reads of a body step along the last parallel axis.
    private static final class Strides {
        private final int row;
        private final int inner;
        int unit;
        boolean irregular;

        Strides(int row, int inner) {
            this.row = row;
            this.inner = inner;
        }

        void visit(Expr expr) {
            if (expr instanceof Expr.Load load) {
                long along = step(load.at().get(0), row);
                unit += along == 1 ? 1 : 0;
                irregular |= along != 0 && along != 1;
                // A reduction along neighbours is better done one result at a time.
                irregular |= along == 1 && step(load.at().get(0), inner) == 1;
            }
            expr.parts().forEach(this::visit);
        }

        private static long step(Index index, int axis) {
            return switch (index) {
                case Index.Axis a -> a.axis() == axis ? 1 : 0;
                case Index.Sum s ->
                    s.terms().stream()
                            .mapToLong(t -> t.atom() instanceof Index.Axis a && a.axis() == axis ? t.factor() : 0)
                            .sum();
                case Index.Literal _, Index.FloorDiv _, Index.Mod _, Index.Clamp _, Index.Value _ -> 0;
            };
        }
    }

    private void rowwise(Nest nest) {
        int p = nest.parallel().rank();
        int r = nest.reduction().rank();
        int[] axes = axisLocals(p + r);
        BodyEmitter body = expressions(axes);
        DType wide = nest.body().dtype();
        int row = p - 1;
        int width = nest.parallel().dim(row);
        int totals = code.allocateLocal(TypeKind.REFERENCE);
        code.loadConstant(width);
        code.newarray(ExprEmitter.element(wide));
        code.astore(totals);
        int[] reductionAxes = java.util.Arrays.copyOfRange(axes, p, p + r);
        loops(axes, nest.parallel(), 0, row, () -> {
            code.aload(totals);
            identity(nest.combine(), wide);
            code.invokestatic(
                    ClassDesc.of("java.util.Arrays"),
                    "fill",
                    MethodTypeDesc.of(
                            CD_void,
                            ExprEmitter.element(wide).upperBound().arrayType(),
                            ExprEmitter.element(wide).upperBound()));
            loops(reductionAxes, nest.reduction(), 0, r, () -> {
                body.hoist(nest.body(), row, width);
                loop(axes[row], width, false, () -> {
                    code.aload(totals);
                    code.iload(axes[row]);
                    code.aload(totals);
                    code.iload(axes[row]);
                    code.arrayLoad(ExprEmitter.element(wide));
                    body.emit(nest.body());
                    combine(nest.combine(), wide, body);
                    code.arrayStore(ExprEmitter.element(wide));
                });
                body.forget();
            });
            loop(
                    axes[row],
                    width,
                    false,
                    () -> store(
                            () -> {
                                code.aload(totals);
                                code.iload(axes[row]);
                                code.arrayLoad(ExprEmitter.element(wide));
                            },
                            wide,
                            nest.dtype()));
        });
    }

    private void prefix(Prefix prefix) {
        int n = prefix.extents().rank();
        int[] axes = axisLocals(n);
        BodyEmitter body = expressions(axes);
        DType wide = prefix.body().dtype();
        int total = code.allocateLocal(ExprEmitter.stack(wide));
        int first = code.allocateLocal(TypeKind.INT);
        Shape outer = prefix.extents().remove(prefix.axis());
        int[] outerAxes = java.util.stream.IntStream.range(0, n)
                .filter(i -> i != prefix.axis())
                .map(i -> axes[i])
                .toArray();
        Index place = ExprEmitter.flat(Index.axes(prefix.extents(), 0), prefix.extents());
        loops(outerAxes, outer, 0, n - 1, () -> {
            code.iconst_1();
            code.istore(first);
            zero(wide);
            code.storeLocal(ExprEmitter.stack(wide), total);
            loop(axes[prefix.axis()], prefix.extents().dim(prefix.axis()), prefix.reverse(), () -> {
                // The first sum is the first value itself: 0 + -0 would lose its sign.
                Label add = code.newLabel();
                Label done = code.newLabel();
                code.iload(first);
                code.ifeq(add);
                code.iconst_0();
                code.istore(first);
                body.emit(prefix.body());
                code.goto_(done);
                code.labelBinding(add);
                code.loadLocal(ExprEmitter.stack(wide), total);
                body.emit(prefix.body());
                body.plain().arithmetic(BinaryFunction.ADD, wide);
                code.labelBinding(done);
                code.storeLocal(ExprEmitter.stack(wide), total);
                code.aload(result);
                body.plain().emit(place);
                code.iload(out);
                code.iadd();
                code.loadLocal(ExprEmitter.stack(wide), total);
                body.plain().convert(wide, prefix.dtype());
                code.arrayStore(ExprEmitter.element(prefix.dtype()));
            });
        });
    }

    private void scatter(Scatter scatter) {
        DType wide = scatter.value().dtype();
        Type totalsType = new Type(wide, scatter.shape());
        int totals = code.allocateLocal(TypeKind.REFERENCE);
        code.loadConstant(totalsType.size());
        code.newarray(ExprEmitter.element(wide));
        code.astore(totals);
        int[] axes =
                axisLocals(Math.max(scatter.shape().rank(), scatter.updates().rank()));
        BodyEmitter body = expressions(axes);
        int at = code.allocateLocal(TypeKind.INT);
        code.iconst_0();
        code.istore(at);
        loops(axes, scatter.shape(), 0, scatter.shape().rank(), () -> {
            code.aload(totals);
            code.iload(at);
            body.emit(scatter.init());
            code.arrayStore(ExprEmitter.element(wide));
            code.iinc(at, 1);
        });
        Index place = ExprEmitter.flat(scatter.at(), scatter.shape());
        loops(axes, scatter.updates(), 0, scatter.updates().rank(), () -> {
            body.plain().emit(place);
            code.istore(at);
            code.aload(totals);
            code.iload(at);
            code.aload(totals);
            code.iload(at);
            code.arrayLoad(ExprEmitter.element(wide));
            body.emit(scatter.value());
            body.plain().arithmetic(BinaryFunction.ADD, wide);
            code.arrayStore(ExprEmitter.element(wide));
        });
        loop(
                at,
                totalsType.size(),
                false,
                () -> store(
                        () -> {
                            code.aload(totals);
                            code.iload(at);
                            code.arrayLoad(ExprEmitter.element(wide));
                        },
                        wide,
                        scatter.dtype()));
    }
}
