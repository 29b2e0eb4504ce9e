package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.functions.Functions;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Emits the elementary functions, each as a static method that all kernels call: it is compiled, and warm, once
/// for all of them. Each has a class of its own, made when the first kernel needs it.
final class FunctionEmitter {
    private static final Map<Key, ClassDesc> OWNERS = new ConcurrentHashMap<>();

    private record Key(UnaryFunction function, DType dtype) {}

    private FunctionEmitter() {}

    /// The class that has a method `NAME(x)` for the function, one of [#isMethod].
    static ClassDesc owner(UnaryFunction function, DType dtype) {
        return OWNERS.computeIfAbsent(new Key(function, dtype), FunctionEmitter::define);
    }

    /// Whether the function is one of the methods. Of an exact one the JVM's own gives the same bits.
    static boolean isMethod(UnaryFunction function, DType dtype) {
        return Functions.hasOwnBits(function, dtype);
    }

    private static ClassDesc define(Key key) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        UnaryFunction function = key.function;
        TypeKind kind = ExprEmitter.stack(key.dtype);
        ClassDesc self = ClassDesc.of(
                lookup.lookupClass().getPackageName() + ".Elementary_" + function.code() + "_" + key.dtype.code());
        byte[] bytes = ClassFile.of()
                .build(
                        self,
                        type -> type.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                                .withMethodBody(
                                        function.code(),
                                        MethodTypeDesc.of(kind.upperBound(), kind.upperBound()),
                                        ClassFile.ACC_STATIC,
                                        code -> {
                                            ScalarArithmetic arithmetic = new ScalarArithmetic(code, key.dtype);
                                            ScalarArithmetic.Place x =
                                                    new ScalarArithmetic.Local(kind, code.parameterSlot(0));
                                            arithmetic.push(Functions.apply(function, x, arithmetic));
                                            code.return_(kind);
                                        }));
        try {
            lookup.defineClass(bytes);
        } catch (IllegalAccessException e) {
            throw new LinkageError("a generated function could not be loaded: " + key, e);
        }
        return self;
    }
}
