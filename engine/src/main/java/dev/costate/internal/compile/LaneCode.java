package dev.costate.internal.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.costate.DType;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.compile.LaneValue.Code;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// The instructions of the Vector API, on the operand stack.
final class LaneCode {
    private static final String PACKAGE = "jdk.incubator.vector.";
    private static final ClassDesc LANES = runtime();
    private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE + "Vector");
    private static final ClassDesc MASK = ClassDesc.of(PACKAGE + "VectorMask");
    private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");
    private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE + "VectorOperators");
    private static final ClassDesc OBJECT = ClassDesc.of("java.lang.Object");

    private final CodeBuilder code;

    LaneCode(CodeBuilder code) {
        this.code = code;
    }

    private static ClassDesc runtime() {
        return ClassDesc.of(LaneCode.class.getPackageName() + ".Lanes");
    }

    private static ClassDesc nested(String name) {
        return ClassDesc.of(PACKAGE + "VectorOperators$" + name);
    }

    private static ClassDesc vector(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> ClassDesc.of(PACKAGE + "FloatVector");
            case FLOAT64 -> ClassDesc.of(PACKAGE + "DoubleVector");
            case INT32 -> ClassDesc.of(PACKAGE + "IntVector");
            case INT64 -> ClassDesc.of(PACKAGE + "LongVector");
            case BOOL -> MASK;
        };
    }

    private static ClassDesc element(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> CD_float;
            case FLOAT64 -> CD_double;
            case INT32 -> CD_int;
            case INT64 -> CD_long;
            case BOOL -> CD_boolean;
        };
    }

    private static String name(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> "F32";
            case FLOAT64 -> "F64";
            case INT32 -> "I32";
            case INT64 -> "I64";
            case BOOL -> throw new AssertionError();
        };
    }

    /// Pushes the species of a dtype.
    void species(DType dtype) {
        code.getstatic(LANES, name(dtype), SPECIES);
    }

    /// Pops a number, pushes it in every lane; of a boolean a mask, of lanes as `lane`.
    void splat(DType dtype, DType lane) {
        if (dtype == DType.BOOL) {
            species(lane);
            code.swap();
            code.invokeinterface(SPECIES, "maskAll", MethodTypeDesc.of(MASK, CD_boolean));
            return;
        }
        // The species comes first: kept below a number of one or two slots.
        if (dtype.bytes() == 8) {
            species(dtype);
            code.dup_x2();
            code.pop();
        } else {
            species(dtype);
            code.swap();
        }
        code.invokestatic(vector(dtype), "broadcast", MethodTypeDesc.of(vector(dtype), SPECIES, element(dtype)));
    }

    /// Pops an array and a place, pushes the elements there.
    void load(DType dtype) {
        code.invokestatic(
                vector(dtype),
                "fromArray",
                MethodTypeDesc.of(vector(dtype), SPECIES, element(dtype).arrayType(), CD_int));
    }

    /// Pops a species, an array, a place and a mask, pushes the elements there, 0 in the lanes that are not set.
    void loadMasked(DType dtype) {
        code.invokestatic(
                vector(dtype),
                "fromArray",
                MethodTypeDesc.of(vector(dtype), SPECIES, element(dtype).arrayType(), CD_int, MASK));
    }

    /// Pops an array, a place and a count, pushes the booleans there as a mask of lanes as `lane`.
    void loadBooleans(DType lane) {
        code.invokestatic(
                LANES,
                lane.bytes() == 4 ? "mask32" : "mask64",
                MethodTypeDesc.of(MASK, CD_boolean.arrayType(), CD_int, CD_int));
    }

    /// Pops a vector, an array and a place, and a mask if there is one, and stores the elements.
    void store(DType dtype, boolean masked) {
        ClassDesc array = element(dtype).arrayType();
        code.invokevirtual(
                vector(dtype),
                "intoArray",
                masked ? MethodTypeDesc.of(CD_void, array, CD_int, MASK) : MethodTypeDesc.of(CD_void, array, CD_int));
    }

    /// Pops a mask, an array, a place and a count, and stores booleans.
    void storeBooleans() {
        code.invokestatic(LANES, "store", MethodTypeDesc.of(CD_void, MASK, CD_boolean.arrayType(), CD_int, CD_int));
    }

    /// Pushes the mask of the first `count` lanes as `lane`.
    void first(DType lane, int count) {
        species(lane);
        code.loadConstant(count);
        first();
    }

    /// Pops a species and a number, pushes the mask of so many first lanes.
    void first() {
        code.invokestatic(LANES, "first", MethodTypeDesc.of(MASK, SPECIES, CD_int));
    }

    /// Pushes 0, 1, 2, ...
    void steps(DType dtype) {
        code.getstatic(LANES, name(dtype) + "_STEPS", vector(dtype));
    }

    /// Pops a vector, pushes it again as one whose class the JIT compiler knows.
    ///
    /// What a loop has handed on is any `FloatVector` to C2, and a call on it is one of a method that each species
    /// has its own of. Without a profile it is not inlined, and all around it becomes objects: 25 times slower, for
    /// good. So no such vector is what a method is called on; as an argument it is known by the check against the
    /// one it is called on.
    void known(DType dtype) {
        code.getstatic(LANES, name(dtype) + "_NOTHING", vector(dtype));
        code.swap();
        code.invokevirtual(vector(dtype), "add", MethodTypeDesc.of(vector(dtype), VECTOR));
    }

    /// Pops two vectors and a mask, pushes the first with the second where the mask is set.
    void blend(DType dtype) {
        code.invokevirtual(vector(dtype), "blend", MethodTypeDesc.of(vector(dtype), VECTOR, MASK));
    }

    /// Pops a mask for lanes of its own kind, pushes it for lanes as `lane`.
    void castMask(DType lane) {
        species(lane);
        code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    }

    /// Pops a vector, pushes what its lanes come to.
    void across(String name, DType dtype) {
        code.invokestatic(LANES, name, MethodTypeDesc.of(element(dtype), vector(dtype)));
    }

    private void two(DType dtype, String name) {
        code.invokevirtual(vector(dtype), name, MethodTypeDesc.of(vector(dtype), VECTOR));
    }

    private void one(DType dtype, String name) {
        code.invokevirtual(vector(dtype), name, MethodTypeDesc.of(vector(dtype)));
    }

    private void compare(DType dtype, String name) {
        // The operator comes between the two operands.
        code.getstatic(OPERATORS, name, nested("Comparison"));
        code.swap();
        code.invokevirtual(vector(dtype), "compare", MethodTypeDesc.of(MASK, nested("Comparison"), VECTOR));
    }

    private void lanewise(DType dtype, String name) {
        code.getstatic(OPERATORS, name, nested("Associative"));
        code.swap();
        code.invokevirtual(vector(dtype), "lanewise", MethodTypeDesc.of(vector(dtype), nested("Binary"), VECTOR));
    }

    private void shift(DType dtype, String name, int by) {
        code.getstatic(OPERATORS, name, nested("Binary"));
        code.loadConstant((long) by);
        if (dtype == DType.INT32) {
            code.l2i();
            code.invokevirtual(vector(dtype), "lanewise", MethodTypeDesc.of(vector(dtype), nested("Binary"), CD_int));
        } else {
            code.invokevirtual(vector(dtype), "lanewise", MethodTypeDesc.of(vector(dtype), nested("Binary"), CD_long));
        }
    }

    private void convert(DType from, DType to) {
        String operator = letter(from) + "2" + letter(to);
        code.getstatic(OPERATORS, operator, nested("Conversion"));
        code.iconst_0();
        code.invokevirtual(VECTOR, "convert", MethodTypeDesc.of(VECTOR, nested("Conversion"), CD_int));
        code.checkcast(vector(to));
    }

    private static String letter(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> "F";
            case FLOAT64 -> "D";
            case INT32 -> "I";
            case INT64 -> "L";
            case BOOL -> throw new AssertionError();
        };
    }

    /// Pops the operands, pushes the result of type `to`; they are of type `dtype`.
    void compute(Code operation, int by, DType dtype, DType to) {
        switch (operation) {
            case ADD -> two(dtype, "add");
            case SUB -> two(dtype, "sub");
            case MUL -> two(dtype, "mul");
            case DIV -> two(dtype, "div");
            case MIN -> two(dtype, "min");
            case MAX -> two(dtype, "max");
            case AND -> logical(dtype, "and", "AND");
            case OR -> logical(dtype, "or", "OR");
            case XOR -> logical(dtype, "xor", "XOR");
            case NEG -> one(dtype, "neg");
            case ABS -> one(dtype, "abs");
            case SQRT -> one(dtype, "sqrt");
            case NOT -> code.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
            case FMA -> code.invokevirtual(vector(dtype), "fma", MethodTypeDesc.of(vector(dtype), VECTOR, VECTOR));
            case SHIFT_LEFT -> shift(dtype, "LSHL", by);
            case SHIFT_RIGHT -> shift(dtype, "ASHR", by);
            case SHIFT_RIGHT_LOGICAL -> shift(dtype, "LSHR", by);
            case BLEND -> blend(dtype);
            case EQ, NE, LT, LE, GT, GE -> compare(dtype, operation.name());
            case TO_INTEGER, TO_FLOATING -> convert(dtype, to);
            case AS_BITS ->
                code.invokevirtual(
                        VECTOR,
                        to == DType.INT32 ? "reinterpretAsInts" : "reinterpretAsLongs",
                        MethodTypeDesc.of(vector(to)));
            case AS_VALUE ->
                code.invokevirtual(
                        VECTOR,
                        to == DType.FLOAT32 ? "reinterpretAsFloats" : "reinterpretAsDoubles",
                        MethodTypeDesc.of(vector(to)));
            case STRICT_SIN -> strict(UnaryFunction.SIN, dtype);
            case STRICT_COS -> strict(UnaryFunction.COS, dtype);
        }
    }

    private void strict(UnaryFunction function, DType dtype) {
        ClassDesc type = ClassDesc.of(UnaryFunction.class.getName());
        code.getstatic(type, function.name(), type);
        code.invokestatic(
                LANES, "exceptionally", MethodTypeDesc.of(vector(dtype), vector(dtype), vector(dtype), MASK, type));
    }

    private void logical(DType dtype, String onMasks, String onNumbers) {
        if (dtype == DType.BOOL) {
            code.invokevirtual(MASK, onMasks, MethodTypeDesc.of(MASK, MASK));
        } else {
            lanewise(dtype, onNumbers);
        }
    }

    /// Casts the reference on the stack to the vectors of a dtype.
    void cast(DType dtype) {
        if (!vector(dtype).equals(OBJECT)) {
            code.checkcast(vector(dtype));
        }
    }
}
