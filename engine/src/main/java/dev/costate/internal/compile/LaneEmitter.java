package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.internal.compile.LaneValue.Op;
import dev.costate.internal.lower.Expr;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/// Emits the values of a [LaneGraph], each once where it is needed again.
final class LaneEmitter {
    private final ClusterLocals locals;
    private final CodeBuilder code;

    LaneEmitter(ClusterLocals locals) {
        this.locals = locals;
        code = locals.code;
    }

    /// Computes a value into a local variable, once.
    void keep(LaneValue value) {
        if (value.local < 0) {
            TypeKind kind = kind(value);
            int local = code.allocateLocal(kind);
            compute(value);
            code.storeLocal(kind, local);
            value.local = local;
        }
    }

    /// Pushes a value: from its local variable, if it has one; into one, if it is needed again.
    void push(LaneValue value) {
        if (value.local >= 0) {
            code.loadLocal(kind(value), value.local);
            return;
        }
        compute(value);
        if (value.uses > 1 && !isLiteral(value)) {
            TypeKind kind = kind(value);
            value.local = code.allocateLocal(kind);
            if (kind.slotSize() == 2) {
                code.dup2();
            } else {
                code.dup();
            }
            code.storeLocal(kind, value.local);
        }
    }

    /// Whether it is a number that stands in the code.
    static boolean isLiteral(LaneValue value) {
        return value.op instanceof Op.Uniform u && u.expr() instanceof Expr.Literal;
    }

    private static TypeKind kind(LaneValue value) {
        return value.vector ? TypeKind.REFERENCE : ExprEmitter.stack(value.dtype);
    }

    private void compute(LaneValue value) {
        switch (value.op) {
            case Op.Uniform uniform -> locals.scalars.get(uniform.jam()).emit(uniform.expr());
            case Op.Splat splat -> {
                push(value.args.getFirst());
                locals.lane.splat(value.dtype, locals.width);
            }
            case Op.Load load -> load(value, load);
            case Op.Place place -> place(value, place);
            case Op.Compute c -> {
                value.args.forEach(this::push);
                DType of = value.args.getFirst().dtype;
                if (c.code() == LaneValue.Code.BLEND && !of.isFloating()) {
                    locals.lane.castMask(of);
                }
                locals.lane.compute(c.code(), c.by(), of, value.dtype);
                if (value.dtype == DType.BOOL && of.isInteger()) {
                    locals.lane.castMask(locals.width);
                }
            }
            case Op.Total total -> throw new AssertionError(total);
        }
    }

    private void load(LaneValue value, Op.Load load) {
        boolean part = load.count() < locals.lanes;
        if (value.dtype == DType.BOOL) {
            code.aload(locals.arrays[load.operand()]);
            locals.address(load.operand(), load.rest(), load.jam(), load.chunk());
            locals.count(load.count());
            locals.lane.loadBooleans(locals.width);
            return;
        }
        locals.lane.species(value.dtype);
        code.aload(locals.arrays[load.operand()]);
        locals.address(load.operand(), load.rest(), load.jam(), load.chunk());
        if (value.args.isEmpty() && !part) {
            locals.lane.load(value.dtype);
            return;
        }
        if (value.args.isEmpty()) {
            locals.mask(load.count(), value.dtype);
        } else {
            push(value.args.getFirst());
            if (part) {
                locals.mask(load.count(), locals.width);
                locals.lane.compute(LaneValue.Code.AND, 0, DType.BOOL, DType.BOOL);
            }
            if (value.dtype != locals.width) {
                locals.lane.castMask(value.dtype);
            }
        }
        locals.lane.loadMasked(value.dtype);
    }

    /// `step (spine + 0, 1, 2, ...) + rest`.
    private void place(LaneValue value, Op.Place place) {
        locals.lane.steps(value.dtype);
        code.loadConstant((int) place.step());
        locals.scalars.getFirst().convert(DType.INT32, value.dtype);
        locals.lane.splat(value.dtype, locals.width);
        locals.lane.compute(LaneValue.Code.MUL, 0, value.dtype, value.dtype);
        code.iload(locals.axes[locals.outer]);
        code.loadConstant(place.chunk() * locals.lanes);
        code.iadd();
        code.loadConstant((int) place.step());
        code.imul();
        locals.scalars.get(place.jam()).emit(place.rest());
        code.iadd();
        locals.scalars.getFirst().convert(DType.INT32, value.dtype);
        locals.lane.splat(value.dtype, locals.width);
        locals.lane.compute(LaneValue.Code.ADD, 0, value.dtype, value.dtype);
    }
}
