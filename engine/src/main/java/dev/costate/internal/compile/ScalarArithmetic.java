package dev.costate.internal.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.costate.DType;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.functions.Arithmetic;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;

/// Emits arithmetic as scalar bytecode: every result goes to a local variable of its own.
final class ScalarArithmetic implements Arithmetic<ScalarArithmetic.Place, ScalarArithmetic.Condition> {
    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();

    private final CodeBuilder code;
    private final DType dtype;
    private final TypeKind values;
    private final TypeKind bits;

    ScalarArithmetic(CodeBuilder code, DType dtype) {
        this.code = code;
        this.dtype = dtype;
        values = ExprEmitter.stack(dtype);
        bits = isSingle() ? TypeKind.INT : TypeKind.LONG;
    }

    /// Where a value or bits are to be had.
    sealed interface Place {
        /// How it lies on the stack.
        TypeKind kind();
    }

    /// In a local variable.
    record Local(TypeKind kind, int number) implements Place {}

    /// In the class's constants.
    record Known(TypeKind kind, ConstantDesc constant) implements Place {}

    /// A comparison of two values, made where its outcome is needed.
    record Condition(Comparison comparison, Place x, Place y) {}

    private boolean isSingle() {
        return dtype == DType.FLOAT32;
    }

    /// Pushes it.
    void push(Place place) {
        switch (place) {
            case Local l -> code.loadLocal(l.kind(), l.number());
            case Known k -> code.loadConstant(k.constant());
        }
    }

    /// Pops a new value or bits.
    private Place pop(TypeKind kind) {
        int local = code.allocateLocal(kind);
        code.storeLocal(kind, local);
        return new Local(kind, local);
    }

    private Place operation(TypeKind kind, Opcode narrow, Opcode wide, Place... operands) {
        for (Place operand : operands) {
            assert operand.kind() == kind : operand;
            push(operand);
        }
        code.with(OperatorInstruction.of(isSingle() ? narrow : wide));
        return pop(kind);
    }

    private Place call(String function, Place... operands) {
        ClassDesc type = isSingle() ? CD_float : CD_double;
        ClassDesc[] parameters = new ClassDesc[operands.length];
        for (int i = 0; i < operands.length; i++) {
            assert operands[i].kind() == values : operands[i];
            push(operands[i]);
            parameters[i] = type;
        }
        code.invokestatic(MATH, function, MethodTypeDesc.of(type, parameters));
        return pop(values);
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public Place constant(double value) {
        ConstantDesc constant = value;
        return new Known(values, isSingle() ? (Float) (float) value : constant);
    }

    @Override
    public Place add(Place x, Place y) {
        return operation(values, Opcode.FADD, Opcode.DADD, x, y);
    }

    @Override
    public Place sub(Place x, Place y) {
        return operation(values, Opcode.FSUB, Opcode.DSUB, x, y);
    }

    @Override
    public Place mul(Place x, Place y) {
        return operation(values, Opcode.FMUL, Opcode.DMUL, x, y);
    }

    @Override
    public Place div(Place x, Place y) {
        return operation(values, Opcode.FDIV, Opcode.DDIV, x, y);
    }

    @Override
    public Place fma(Place x, Place y, Place z) {
        return call("fma", x, y, z);
    }

    @Override
    public Place neg(Place x) {
        return operation(values, Opcode.FNEG, Opcode.DNEG, x);
    }

    @Override
    public Place abs(Place x) {
        return call("abs", x);
    }

    @Override
    public Place sqrt(Place x) {
        push(x);
        // The root of a float in double, rounded, is the rounded root (Figueroa, 1995).
        code.conversion(values, TypeKind.DOUBLE);
        code.invokestatic(MATH, "sqrt", MethodTypeDesc.of(CD_double, CD_double));
        code.conversion(TypeKind.DOUBLE, values);
        return pop(values);
    }

    @Override
    public Condition compare(Comparison comparison, Place x, Place y) {
        return new Condition(comparison, x, y);
    }

    @Override
    public Place select(Condition condition, Place yes, Place no) {
        return choose(condition, () -> push(yes), no);
    }

    @Override
    public Place exceptionally(Condition condition, UnaryFunction function, Place x, Place usual) {
        Runnable strict = () -> {
            push(x);
            code.conversion(values, TypeKind.DOUBLE);
            code.invokestatic(
                    ClassDesc.of("java.lang.StrictMath"), function.code(), MethodTypeDesc.of(CD_double, CD_double));
            code.conversion(TypeKind.DOUBLE, values);
        };
        return choose(condition, strict, usual);
    }

    private Place choose(Condition condition, Runnable yes, Place no) {
        push(condition.x());
        push(condition.y());
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        // A NaN makes the comparison's outcome the one with which the jump past `yes` is taken.
        boolean below = condition.comparison() == Comparison.LT || condition.comparison() == Comparison.LE;
        if (isSingle()) {
            code.with(OperatorInstruction.of(below ? Opcode.FCMPG : Opcode.FCMPL));
        } else {
            code.with(OperatorInstruction.of(below ? Opcode.DCMPG : Opcode.DCMPL));
        }
        switch (condition.comparison()) {
            case EQ -> code.ifne(otherwise);
            case NE -> code.ifeq(otherwise);
            case LT -> code.ifge(otherwise);
            case LE -> code.ifgt(otherwise);
            case GT -> code.ifle(otherwise);
            case GE -> code.iflt(otherwise);
        }
        yes.run();
        code.goto_(end);
        code.labelBinding(otherwise);
        push(no);
        code.labelBinding(end);
        return pop(values);
    }

    @Override
    public Place bits(long pattern) {
        ConstantDesc constant = pattern;
        return new Known(bits, isSingle() ? (Integer) (int) pattern : constant);
    }

    @Override
    public Place asBits(Place value) {
        push(value);
        if (isSingle()) {
            code.invokestatic(
                    ClassDesc.of("java.lang.Float"), "floatToRawIntBits", MethodTypeDesc.of(CD_int, CD_float));
        } else {
            code.invokestatic(
                    ClassDesc.of("java.lang.Double"), "doubleToRawLongBits", MethodTypeDesc.of(CD_long, CD_double));
        }
        return pop(bits);
    }

    @Override
    public Place asValue(Place pattern) {
        push(pattern);
        if (isSingle()) {
            code.invokestatic(ClassDesc.of("java.lang.Float"), "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int));
        } else {
            code.invokestatic(
                    ClassDesc.of("java.lang.Double"), "longBitsToDouble", MethodTypeDesc.of(CD_double, CD_long));
        }
        return pop(values);
    }

    @Override
    public Place addBits(Place x, Place y) {
        return operation(bits, Opcode.IADD, Opcode.LADD, x, y);
    }

    @Override
    public Place subBits(Place x, Place y) {
        return operation(bits, Opcode.ISUB, Opcode.LSUB, x, y);
    }

    @Override
    public Place and(Place x, Place y) {
        return operation(bits, Opcode.IAND, Opcode.LAND, x, y);
    }

    @Override
    public Place or(Place x, Place y) {
        return operation(bits, Opcode.IOR, Opcode.LOR, x, y);
    }

    @Override
    public Place xor(Place x, Place y) {
        return operation(bits, Opcode.IXOR, Opcode.LXOR, x, y);
    }

    @Override
    public Place shiftLeft(Place x, int by) {
        return shift(Opcode.ISHL, Opcode.LSHL, x, by);
    }

    @Override
    public Place shiftRight(Place x, int by) {
        return shift(Opcode.ISHR, Opcode.LSHR, x, by);
    }

    private Place shift(Opcode narrow, Opcode wide, Place x, int by) {
        push(x);
        code.loadConstant(by);
        code.with(OperatorInstruction.of(isSingle() ? narrow : wide));
        return pop(bits);
    }
}
