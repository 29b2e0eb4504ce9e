package dev.costate.internal.hotspot;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.function.Consumer;

/// The class around a generated method: it has no state, and implements an interface whose only method is `run`.
public final class GeneratedClass {
    private GeneratedClass() {}

    /// The bytes of a class named `name` that implements `type` by a method `run` with this body.
    public static byte[] around(String name, Class<?> type, MethodTypeDesc run, Consumer<CodeBuilder> body) {
        return ClassFile.of()
                .build(
                        ClassDesc.of(name),
                        builder -> builder.withFlags(AccessFlag.FINAL)
                                .withInterfaceSymbols(type.describeConstable().orElseThrow())
                                .withMethodBody(
                                        INIT_NAME,
                                        MTD_void,
                                        ClassFile.ACC_PUBLIC,
                                        code -> code.aload(0)
                                                .invokespecial(CD_Object, INIT_NAME, MTD_void)
                                                .return_())
                                .withMethodBody("run", run, ClassFile.ACC_PUBLIC, body));
    }
}
