import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Writes out the lambdas and method references of a class: each becomes a class of its own, as
/// `java.lang.invoke.LambdaMetafactory` would make when it first runs.
///
/// Such a class has a field for each value that is captured, is made by its method `of`, and belongs to the nest of the
/// class it comes from, so that it may call what is private there. One that captures nothing has one instance.
final class Lambdas {
    private static final ClassDesc FACTORY = ClassDesc.of("java.lang.invoke.LambdaMetafactory");
    private static final String MAKE = "of";
    private static final String INSTANCE = "INSTANCE";

    private final ClassFile format;
    private final ClassModel host;
    private final ClassDesc self;
    private final Map<ClassDesc, byte[]> classes = new LinkedHashMap<>();

    Lambdas(ClassFile format, ClassModel host) {
        this.format = format;
        this.host = host;
        self = host.thisClass().asSymbol();
    }

    /// The classes written so far.
    Map<ClassDesc, byte[]> classes() {
        return classes;
    }

    /// The class that says who belongs to the nest of `type`.
    static ClassDesc nest(ClassModel type) {
        return type.findAttribute(Attributes.nestHost())
                .map(a -> a.nestHost().asSymbol())
                .orElse(type.thisClass().asSymbol());
    }

    /// What a call site makes.
    ///
    /// @param captured the values taken from the stack, and the interface
    /// @param method what calls it, as the interface has it
    /// @param instance the same as it is used here
    /// @param body what is called
    private record Site(
            String name,
            MethodTypeDesc captured,
            MethodTypeDesc method,
            MethodTypeDesc instance,
            DirectMethodHandleDesc body) {
        ClassDesc implemented() {
            return captured.returnType();
        }

        int captures() {
            return captured.parameterCount();
        }

        /// The type of argument `j` of the interface's method, as the body wants it.
        ClassDesc wanted(int j) {
            return body.invocationType().parameterType(captures() + j);
        }
    }

    /// Whether `call` can be written out: conversions between different primitives, serializable lambdas and bodies
    /// that no other class may call are left as they are.
    boolean concerns(InvokeDynamicInstruction call) {
        return site(call).isPresent();
    }

    private Optional<Site> site(InvokeDynamicInstruction call) {
        if (!call.bootstrapMethod().owner().equals(FACTORY)
                || !call.bootstrapMethod().methodName().equals("metafactory")) {
            return Optional.empty();
        }
        var arguments = call.bootstrapArgs();
        Site site = new Site(
                call.name().stringValue(),
                call.typeSymbol(),
                (MethodTypeDesc) arguments.get(0),
                (MethodTypeDesc) arguments.get(2),
                (DirectMethodHandleDesc) arguments.get(1));
        return Optional.of(site).filter(this::callable).filter(Lambdas::convertible);
    }

    private boolean callable(Site site) {
        return !site.body.owner().isArray()
                && switch (site.body.kind()) {
                    case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL, CONSTRUCTOR -> true;
                    // What is private here: from another class of the nest it is called like any other.
                    case SPECIAL, INTERFACE_SPECIAL -> site.body.owner().equals(self);
                    case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> false;
                };
    }

    private static boolean convertible(Site site) {
        for (int j = 0; j < site.method.parameterCount(); j++) {
            ClassDesc from = site.method.parameterType(j);
            ClassDesc use = from.isPrimitive() ? from : site.instance.parameterType(j);
            if (!convertible(use, site.wanted(j))) {
                return false;
            }
        }
        ClassDesc result = site.method.returnType();
        return result.equals(CD_void) || convertible(site.body.invocationType().returnType(), result);
    }

    private static boolean convertible(ClassDesc from, ClassDesc to) {
        if (from.isPrimitive() && to.isPrimitive()) {
            return from.equals(to);
        }
        // A primitive becomes its own box, and a box its own primitive.
        return (!from.isPrimitive() || !isBox(to) || box(from).equals(to))
                && (!to.isPrimitive() || box(to).equals(from));
    }

    /// The class of a primitive's values as objects, whose static methods do what a primitive cannot: `Integer` for an
    /// `int`.
    static ClassDesc box(ClassDesc primitive) {
        return ClassDesc.of("java.lang."
                + switch (primitive.displayName()) {
                    case "int" -> "Integer";
                    case "char" -> "Character";
                    case String name -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
                });
    }

    private static boolean isBox(ClassDesc type) {
        return switch (type.descriptorString()) {
            case "Ljava/lang/Boolean;",
                    "Ljava/lang/Byte;",
                    "Ljava/lang/Character;",
                    "Ljava/lang/Short;",
                    "Ljava/lang/Integer;",
                    "Ljava/lang/Long;",
                    "Ljava/lang/Float;",
                    "Ljava/lang/Double;" -> true;
            default -> false;
        };
    }

    /// Writes what `call` does with the values on the stack, and the class it takes.
    void write(CodeBuilder code, InvokeDynamicInstruction call) {
        Site site = site(call).orElseThrow();
        ClassDesc name = ClassDesc.ofDescriptor(
                self.descriptorString().replace(";", "$Lambda$" + classes.size() + ";"));
        classes.put(name, format.build(name, type -> write(type, name, site)));
        code.invokestatic(name, MAKE, site.captured);
    }

    private void write(ClassBuilder type, ClassDesc name, Site site) {
        type.withVersion(host.majorVersion(), host.minorVersion())
                .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
                .withInterfaceSymbols(site.implemented())
                .with(NestHostAttribute.of(nest(host)));
        MethodTypeDesc make = site.captured.changeReturnType(CD_void);
        for (int i = 0; i < site.captures(); i++) {
            type.withField(field(i), make.parameterType(i), ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
        }
        type.withMethodBody(INIT_NAME, make, ClassFile.ACC_PRIVATE, code -> {
            code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void);
            for (int i = 0; i < site.captures(); i++) {
                ClassDesc kind = make.parameterType(i);
                code.aload(0)
                        .loadLocal(TypeKind.from(kind), code.parameterSlot(i))
                        .putfield(name, field(i), kind);
            }
            code.return_();
        });
        if (site.captures() == 0) {
            instance(type, name, site);
        } else {
            type.withMethodBody(MAKE, site.captured, ClassFile.ACC_STATIC, code -> {
                code.new_(name).dup();
                for (int i = 0; i < site.captures(); i++) {
                    code.loadLocal(TypeKind.from(make.parameterType(i)), code.parameterSlot(i));
                }
                code.invokespecial(name, INIT_NAME, make).areturn();
            });
        }
        type.withMethodBody(site.name, site.method, ClassFile.ACC_PUBLIC, code -> body(code, name, site));
    }

    private static String field(int i) {
        return "captured" + i;
    }

    private static void instance(ClassBuilder type, ClassDesc name, Site site) {
        type.withField(INSTANCE, name, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        type.withMethodBody("<clinit>", MTD_void, ClassFile.ACC_STATIC, code -> code.new_(name)
                .dup()
                .invokespecial(name, INIT_NAME, MTD_void)
                .putstatic(name, INSTANCE, name)
                .return_());
        type.withMethodBody(MAKE, site.captured, ClassFile.ACC_STATIC, code -> code.getstatic(name, INSTANCE, name)
                .areturn());
    }

    private static void body(CodeBuilder code, ClassDesc name, Site site) {
        DirectMethodHandleDesc body = site.body;
        MethodTypeDesc call = body.invocationType();
        boolean creates = body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
        if (creates) {
            code.new_(body.owner()).dup();
        }
        for (int i = 0; i < site.captures(); i++) {
            code.aload(0).getfield(name, field(i), site.captured.parameterType(i));
        }
        for (int j = 0; j < site.method.parameterCount(); j++) {
            ClassDesc from = site.method.parameterType(j);
            code.loadLocal(TypeKind.from(from), code.parameterSlot(j));
            if (!from.isPrimitive()) {
                from = cast(code, from, site.instance.parameterType(j));
            }
            convert(code, from, site.wanted(j));
        }
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
        switch (body.kind()) {
            case STATIC, INTERFACE_STATIC ->
                code.invokestatic(body.owner(), body.methodName(), type, body.isOwnerInterface());
            case CONSTRUCTOR -> code.invokespecial(body.owner(), INIT_NAME, type);
            default -> {
                if (body.isOwnerInterface()) {
                    code.invokeinterface(body.owner(), body.methodName(), type);
                } else {
                    code.invokevirtual(body.owner(), body.methodName(), type);
                }
            }
        }
        ClassDesc result = site.method.returnType();
        if (result.equals(CD_void)) {
            switch (TypeKind.from(call.returnType()).slotSize()) {
                case 0 -> {}
                case 1 -> code.pop();
                default -> code.pop2();
            }
        } else {
            convert(code, call.returnType(), result);
        }
        code.return_(TypeKind.from(result));
    }

    private static ClassDesc cast(CodeBuilder code, ClassDesc from, ClassDesc to) {
        if (!from.equals(to) && !to.equals(CD_Object)) {
            code.checkcast(to);
        }
        return to;
    }

    private static void convert(CodeBuilder code, ClassDesc from, ClassDesc to) {
        if (from.isPrimitive() && !to.isPrimitive()) {
            code.invokestatic(box(from), "valueOf", MethodTypeDesc.of(box(from), from));
        } else if (!from.isPrimitive() && to.isPrimitive()) {
            code.invokevirtual(from, to.displayName() + "Value", MethodTypeDesc.of(to));
        } else if (!from.isPrimitive()) {
            cast(code, from, to);
        }
    }
}
