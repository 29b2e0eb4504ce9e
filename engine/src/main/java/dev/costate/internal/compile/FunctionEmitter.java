package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.functions.Functions;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;

/// Emits the elementary functions as static methods of one class, which all kernels call: they are compiled, and
/// warm, once for all of them.
final class FunctionEmitter {
    private static final ClassDesc OWNER = define();

    private FunctionEmitter() {}

    /// The class that has a method `NAME(x)` for each function of [#isMethod], overloaded by type.
    static ClassDesc owner() {
        return OWNER;
    }

    /// Whether the function is one of the methods. Of an exact one the JVM's own gives the same bits.
    static boolean isMethod(UnaryFunction function, DType dtype) {
        return Functions.hasOwnBits(function, dtype);
    }

    private static ClassDesc define() {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        ClassDesc self = ClassDesc.of(lookup.lookupClass().getPackageName() + ".ElementaryFunctions");
        byte[] bytes = ClassFile.of().build(self, type -> {
            type.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC);
            for (UnaryFunction function : UnaryFunction.values()) {
                for (DType dtype : DType.values()) {
                    if (isMethod(function, dtype)) {
                        method(type, function, dtype);
                    }
                }
            }
        });
        try {
            lookup.defineClass(bytes);
        } catch (IllegalAccessException e) {
            throw new LinkageError("the generated functions could not be loaded", e);
        }
        return self;
    }

    private static void method(ClassBuilder type, UnaryFunction function, DType dtype) {
        TypeKind kind = ExprEmitter.stack(dtype);
        MethodTypeDesc signature = MethodTypeDesc.of(kind.upperBound(), kind.upperBound());
        type.withMethodBody(function.code(), signature, ClassFile.ACC_STATIC, code -> {
            ScalarArithmetic arithmetic = new ScalarArithmetic(code, dtype);
            ScalarArithmetic.Place x = new ScalarArithmetic.Local(kind, code.parameterSlot(0));
            arithmetic.push(Functions.apply(function, x, arithmetic));
            code.return_(kind);
        });
    }
}
