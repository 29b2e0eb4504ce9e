package dev.costate.internal.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.math.SpecialFunctions;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Emits scalar expressions and indices: each leaves its value on the operand stack.
///
/// Booleans are ints 0 and 1. The arithmetic means what the interpreter's does, bit for bit, but for the functions of
/// [FunctionEmitter], which agree within their bounds; the other float32 functions are computed in double and
/// rounded.
final class ExprEmitter {
    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
    private static final ClassDesc SCALARS = Scalars.class.describeConstable().orElseThrow();
    private static final ClassDesc SPECIAL =
            SpecialFunctions.class.describeConstable().orElseThrow();

    private final CodeBuilder code;
    private final List<Type> operands;
    private final int[] arrays;
    private final int[] offsets;
    private final int[] axes;

    /// Local variables that hold values already computed.
    final Map<Expr, Integer> known = new HashMap<>();

    /// Expressions to keep in a local variable once computed, for they are needed again.
    final Set<Expr> shared = new HashSet<>();

    /// How many conditions stand around the code being emitted: what is computed under one may not have been.
    private int branches;

    /// @param operands the operands' types
    /// @param arrays the local variable that holds each operand's array
    /// @param offsets the local variable that holds where its elements begin
    /// @param axes the local variable of each axis
    ExprEmitter(CodeBuilder code, List<Type> operands, int[] arrays, int[] offsets, int[] axes) {
        this.code = code;
        this.operands = operands;
        this.arrays = arrays;
        this.offsets = offsets;
        this.axes = axes;
    }

    /// How a dtype lies in an array.
    static TypeKind element(DType dtype) {
        return switch (dtype) {
            case BOOL -> TypeKind.BOOLEAN;
            case INT32 -> TypeKind.INT;
            case INT64 -> TypeKind.LONG;
            case FLOAT32 -> TypeKind.FLOAT;
            case FLOAT64 -> TypeKind.DOUBLE;
        };
    }

    /// How a dtype lies on the stack.
    static TypeKind stack(DType dtype) {
        return element(dtype).asLoadable();
    }

    /// Pushes the value of `expr`: from the local variable that holds it, if one does.
    void emit(Expr expr) {
        Integer local = known.get(expr);
        if (local != null) {
            code.loadLocal(stack(expr.dtype()), local);
            return;
        }
        compute(expr);
        if (branches == 0 && shared.contains(expr)) {
            TypeKind kind = stack(expr.dtype());
            int fresh = code.allocateLocal(kind);
            if (kind.slotSize() == 2) {
                code.dup2();
            } else {
                code.dup();
            }
            code.storeLocal(kind, fresh);
            known.put(expr, fresh);
        }
    }

    private void compute(Expr expr) {
        switch (expr) {
            case Expr.Load l -> {
                code.aload(arrays[l.operand()]);
                address(l);
                code.arrayLoad(element(l.dtype()));
            }
            case Expr.Literal l -> literal(l);
            case Expr.Position p -> {
                emit(p.index());
                convert(DType.INT32, p.dtype());
            }
            case Expr.Within w -> within(w);
            case Expr.Unary u -> unary(u);
            case Expr.Binary b -> binary(b);
            case Expr.Compare c -> {
                emit(c.a());
                emit(c.b());
                compare(c.comparison(), c.a().dtype());
            }
            case Expr.Select s -> {
                Label no = code.newLabel();
                Label end = code.newLabel();
                emit(s.condition());
                code.ifeq(no);
                branches++;
                emit(s.yes());
                code.goto_(end);
                code.labelBinding(no);
                emit(s.no());
                code.labelBinding(end);
                branches--;
            }
            case Expr.Fma f -> {
                emit(f.a());
                emit(f.b());
                emit(f.c());
                ClassDesc type = stack(f.dtype()).upperBound();
                code.invokestatic(MATH, "fma", MethodTypeDesc.of(type, type, type, type));
            }
            case Expr.Convert c -> {
                emit(c.x());
                convert(c.x().dtype(), c.dtype());
            }
            case Expr.Threefry t -> {
                emit(t.key0());
                emit(t.key1());
                emit(t.counter());
                emit(t.word());
                code.invokestatic(SCALARS, "threefry", MethodTypeDesc.of(CD_int, CD_int, CD_int, CD_int, CD_int));
            }
        }
    }

    /// Pushes where a read's element stands in its array.
    private void address(Expr.Load load) {
        emit(flat(load.at(), operands.get(load.operand()).shape()));
        code.iload(offsets[load.operand()]);
        code.iadd();
    }

    /// The row-major number of the element at these indices.
    static Index flat(List<Index> at, Shape shape) {
        int[] strides = shape.strides();
        Index flat = Index.literal(0);
        for (int i = 0; i < strides.length; i++) {
            flat = flat.plus(at.get(i).times(strides[i]));
        }
        return flat;
    }

    /// Pushes an index as an int. A sum may overflow on the way: it is right modulo 2^32, and its value fits.
    void emit(Index index) {
        switch (index) {
            case Index.Literal l -> code.loadConstant((int) l.value());
            case Index.Axis a -> code.iload(axes[a.axis()]);
            case Index.Sum s -> {
                boolean first = true;
                for (Index.Term t : s.terms()) {
                    emit(t.atom());
                    if (t.factor() != 1) {
                        code.loadConstant((int) t.factor());
                        code.imul();
                    }
                    if (!first) {
                        code.iadd();
                    }
                    first = false;
                }
                if (first) {
                    code.loadConstant((int) s.constant());
                } else if (s.constant() != 0) {
                    code.loadConstant((int) s.constant());
                    code.iadd();
                }
            }
            case Index.FloorDiv d -> {
                emit(d.x());
                code.loadConstant((int) d.divisor());
                if (d.x().low() >= 0) {
                    code.idiv();
                } else {
                    code.invokestatic(MATH, "floorDiv", MethodTypeDesc.of(CD_int, CD_int, CD_int));
                }
            }
            case Index.Mod m -> {
                emit(m.x());
                code.loadConstant((int) m.divisor());
                if (m.x().low() >= 0) {
                    code.irem();
                } else {
                    code.invokestatic(MATH, "floorMod", MethodTypeDesc.of(CD_int, CD_int, CD_int));
                }
            }
            case Index.Clamp c -> {
                emit(c.x());
                code.loadConstant((int) c.from());
                code.invokestatic(MATH, "max", MethodTypeDesc.of(CD_int, CD_int, CD_int));
                code.loadConstant((int) c.to());
                code.invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
            }
            case Index.Value v -> {
                emit(v.expr());
                convert(v.expr().dtype(), DType.INT32);
            }
        }
    }

    private void literal(Expr.Literal l) {
        switch (l.value().storage()) {
            case boolean[] b -> code.loadConstant(b[0] ? 1 : 0);
            case int[] n -> code.loadConstant(n[0]);
            case long[] n -> code.loadConstant(n[0]);
            case float[] f -> code.loadConstant(f[0]);
            case double[] d -> code.loadConstant(d[0]);
            default -> throw new AssertionError(l);
        }
    }

    private void within(Expr.Within w) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        boolean low = w.index().low() < w.from();
        boolean high = w.index().high() >= w.to();
        if (low) {
            emit(w.index());
            code.loadConstant((int) w.from());
            code.if_icmplt(no);
        }
        if (high) {
            emit(w.index());
            code.loadConstant((int) w.to());
            code.if_icmpge(no);
        }
        code.iconst_1();
        code.goto_(end);
        code.labelBinding(no);
        code.iconst_0();
        code.labelBinding(end);
    }

    /// Pops two values of `dtype` and pushes whether the comparison holds; with a NaN only `NE` does.
    private void compare(Comparison c, DType dtype) {
        boolean wide = dtype == DType.INT64 || dtype.isFloating();
        switch (dtype) {
            case BOOL, INT32 -> {}
            case INT64 -> code.lcmp();
            case FLOAT32 -> {
                if (c == Comparison.LT || c == Comparison.LE) {
                    code.fcmpg();
                } else {
                    code.fcmpl();
                }
            }
            case FLOAT64 -> {
                if (c == Comparison.LT || c == Comparison.LE) {
                    code.dcmpg();
                } else {
                    code.dcmpl();
                }
            }
        }
        Opcode jump = switch (c) {
            case EQ -> wide ? Opcode.IFEQ : Opcode.IF_ICMPEQ;
            case NE -> wide ? Opcode.IFNE : Opcode.IF_ICMPNE;
            case LT -> wide ? Opcode.IFLT : Opcode.IF_ICMPLT;
            case LE -> wide ? Opcode.IFLE : Opcode.IF_ICMPLE;
            case GT -> wide ? Opcode.IFGT : Opcode.IF_ICMPGT;
            case GE -> wide ? Opcode.IFGE : Opcode.IF_ICMPGE;
        };
        Label yes = code.newLabel();
        Label end = code.newLabel();
        code.branch(jump, yes);
        code.iconst_0();
        code.goto_(end);
        code.labelBinding(yes);
        code.iconst_1();
        code.labelBinding(end);
    }

    private void unary(Expr.Unary u) {
        DType dtype = u.x().dtype();
        emit(u.x());
        UnaryFunction f = u.function();
        if (f == UnaryFunction.NOT) {
            if (dtype == DType.INT64) {
                code.loadConstant(-1L);
                code.lxor();
            } else {
                code.loadConstant(dtype == DType.BOOL ? 1 : -1);
                code.ixor();
            }
        } else if (f == UnaryFunction.NEG) {
            switch (dtype) {
                case INT32 -> code.ineg();
                case INT64 -> code.lneg();
                case FLOAT32 -> code.fneg();
                case FLOAT64 -> code.dneg();
                case BOOL -> throw new AssertionError(u);
            }
        } else if (f == UnaryFunction.IS_NAN || f == UnaryFunction.IS_FINITE) {
            convert(dtype, DType.FLOAT64);
            code.invokestatic(
                    ClassDesc.of("java.lang.Double"),
                    f == UnaryFunction.IS_NAN ? "isNaN" : "isFinite",
                    MethodTypeDesc.of(java.lang.constant.ConstantDescs.CD_boolean, CD_double));
        } else if (dtype.isInteger()) {
            integer(f, dtype);
        } else if (f == UnaryFunction.ABS) {
            ClassDesc type = dtype == DType.FLOAT32 ? CD_float : CD_double;
            code.invokestatic(MATH, "abs", MethodTypeDesc.of(type, type));
        } else if (FunctionEmitter.isMethod(f, dtype)) {
            ClassDesc type = stack(dtype).upperBound();
            code.invokestatic(FunctionEmitter.owner(f, dtype), f.code(), MethodTypeDesc.of(type, type));
        } else {
            convert(dtype, DType.FLOAT64);
            real(f);
            convert(DType.FLOAT64, dtype);
        }
    }

    private void integer(UnaryFunction f, DType dtype) {
        ClassDesc type = dtype == DType.INT64 ? CD_long : CD_int;
        if (f == UnaryFunction.ABS) {
            code.invokestatic(MATH, "abs", MethodTypeDesc.of(type, type));
        } else {
            ClassDesc box = ClassDesc.of(dtype == DType.INT64 ? "java.lang.Long" : "java.lang.Integer");
            code.invokestatic(box, "signum", MethodTypeDesc.of(CD_int, type));
            convert(DType.INT32, dtype);
        }
    }

    private void real(UnaryFunction f) {
        MethodTypeDesc type = MethodTypeDesc.of(CD_double, CD_double);
        switch (f) {
            case SQRT, CBRT, TAN, ASIN, ACOS, ATAN, FLOOR, CEIL -> code.invokestatic(MATH, f.code(), type);
            case ROUND -> code.invokestatic(MATH, "rint", type);
            case SIGN, TRUNC -> code.invokestatic(SCALARS, f.code(), type);
            case ASINH, ACOSH, ATANH, ERF, ERFC, ERFCX, LGAMMA, DIGAMMA, TRIGAMMA ->
                code.invokestatic(SPECIAL, f.code(), type);
            case ERF_INV -> code.invokestatic(SPECIAL, "erfInv", type);
            case EXP, EXPM1, LOG, LOG1P, SIN, COS, SINH, COSH, TANH, SIGMOID, RSQRT -> throw new AssertionError(f);
            case NEG, ABS, NOT, IS_FINITE, IS_NAN -> throw new AssertionError(f);
        }
    }

    private void binary(Expr.Binary b) {
        DType dtype = b.dtype();
        BinaryFunction f = b.function();
        switch (f) {
            case ADD, SUB, MUL -> {
                emit(b.a());
                emit(b.b());
                arithmetic(f, dtype);
            }
            case MAX, MIN -> {
                emit(b.a());
                emit(b.b());
                ClassDesc type = stack(dtype).upperBound();
                code.invokestatic(MATH, f.code(), MethodTypeDesc.of(type, type, type));
            }
            case AND, OR -> {
                if (dtype == DType.BOOL) {
                    shortCircuit(b, f == BinaryFunction.AND);
                } else {
                    emit(b.a());
                    emit(b.b());
                    bits(f, dtype);
                }
            }
            case XOR -> {
                emit(b.a());
                emit(b.b());
                bits(f, dtype);
            }
            case DIV, REM, POW, ATAN2 -> {
                if (dtype.isFloating()) {
                    realPair(b, f, dtype);
                } else {
                    integerPair(b, f.code(), dtype, false);
                }
            }
            case SHIFT_LEFT -> integerPair(b, "shiftLeft", dtype, true);
            case SHIFT_RIGHT -> integerPair(b, "shiftRight", dtype, true);
            case SHIFT_RIGHT_LOGICAL -> integerPair(b, "shiftRightLogical", dtype, true);
        }
    }

    /// The second side is evaluated only if it decides: it may be the guard of a read that must not be made.
    private void shortCircuit(Expr.Binary b, boolean and) {
        Label decided = code.newLabel();
        Label end = code.newLabel();
        emit(b.a());
        if (and) {
            code.ifeq(decided);
        } else {
            code.ifne(decided);
        }
        branches++;
        emit(b.b());
        branches--;
        code.goto_(end);
        code.labelBinding(decided);
        code.loadConstant(and ? 0 : 1);
        code.labelBinding(end);
    }

    /// Pops two values and pushes their sum, difference or product.
    void arithmetic(BinaryFunction f, DType dtype) {
        Opcode[] ops = switch (dtype) {
            case BOOL -> throw new AssertionError(f);
            case INT32 -> new Opcode[] {Opcode.IADD, Opcode.ISUB, Opcode.IMUL};
            case INT64 -> new Opcode[] {Opcode.LADD, Opcode.LSUB, Opcode.LMUL};
            case FLOAT32 -> new Opcode[] {Opcode.FADD, Opcode.FSUB, Opcode.FMUL};
            case FLOAT64 -> new Opcode[] {Opcode.DADD, Opcode.DSUB, Opcode.DMUL};
        };
        Opcode op = f == BinaryFunction.ADD ? ops[0] : f == BinaryFunction.SUB ? ops[1] : ops[2];
        code.with(OperatorInstruction.of(op));
    }

    private void bits(BinaryFunction f, DType dtype) {
        boolean wide = dtype == DType.INT64;
        Opcode op = f == BinaryFunction.AND
                ? (wide ? Opcode.LAND : Opcode.IAND)
                : f == BinaryFunction.OR ? (wide ? Opcode.LOR : Opcode.IOR) : (wide ? Opcode.LXOR : Opcode.IXOR);
        code.with(OperatorInstruction.of(op));
    }

    private void realPair(Expr.Binary b, BinaryFunction f, DType dtype) {
        if (f == BinaryFunction.DIV && dtype == DType.FLOAT32) {
            emit(b.a());
            emit(b.b());
            code.fdiv();
            return;
        }
        emit(b.a());
        convert(dtype, DType.FLOAT64);
        emit(b.b());
        convert(dtype, DType.FLOAT64);
        MethodTypeDesc type = MethodTypeDesc.of(CD_double, CD_double, CD_double);
        switch (f) {
            case DIV -> code.ddiv();
            case REM -> code.drem();
            case POW -> code.invokestatic(SCALARS, "pow", type);
            case ATAN2 -> code.invokestatic(MATH, "atan2", type);
            case ADD, SUB, MUL, MAX, MIN, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL ->
                throw new AssertionError(f);
        }
        convert(DType.FLOAT64, dtype);
    }

    private void integerPair(Expr.Binary b, String name, DType dtype, boolean bits) {
        emit(b.a());
        convert(dtype, DType.INT64);
        emit(b.b());
        convert(dtype, DType.INT64);
        if (bits) {
            code.loadConstant(dtype.bytes() * 8);
            code.invokestatic(SCALARS, name, MethodTypeDesc.of(CD_long, CD_long, CD_long, CD_int));
        } else {
            code.invokestatic(SCALARS, name, MethodTypeDesc.of(CD_long, CD_long, CD_long));
        }
        convert(DType.INT64, dtype);
    }

    /// Converts the value on the stack as the operation of that name does.
    void convert(DType from, DType to) {
        if (from == to) {
            return;
        }
        if (to == DType.BOOL) {
            switch (from) {
                case BOOL -> {}
                case INT32 -> {
                    code.iconst_0();
                    compare(Comparison.NE, DType.INT32);
                }
                case INT64 -> {
                    code.lconst_0();
                    compare(Comparison.NE, from);
                }
                case FLOAT32 -> {
                    code.fconst_0();
                    compare(Comparison.NE, from);
                }
                case FLOAT64 -> {
                    code.dconst_0();
                    compare(Comparison.NE, from);
                }
            }
            return;
        }
        TypeKind source = stack(from);
        TypeKind target = stack(to);
        if (source != target) {
            code.conversion(source, target);
        }
    }
}
