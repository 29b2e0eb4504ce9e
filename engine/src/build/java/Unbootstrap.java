import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes out what javac leaves to be made when it first runs: `equals`, `hashCode` and `toString` of records, the
/// choice of a `switch` among types, and lambdas.
///
/// Each such call site spins code of its own in the running JVM, which takes a large part of a millisecond while that
/// is cold, and a first compilation by the engine passes more than a hundred of them. What they do stays the same:
/// docs/decisions/0012-warm-up.md.
///
/// `java Unbootstrap.java FOLDER` changes the class files of a folder in place; a second time there is nothing to do.
///
/// Source: `java.lang.runtime.ObjectMethods` and `SwitchBootstraps` say what the call sites have to do.
final class Unbootstrap {
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");

    private final ClassModel type;
    private final ClassDesc self;
    private final Lambdas lambdas;
    private final List<InvokeDynamicInstruction> switches = new ArrayList<>();

    private Unbootstrap(ClassFile format, ClassModel type) {
        this.type = type;
        self = type.thisClass().asSymbol();
        lambdas = new Lambdas(format, type);
    }

    static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
                var files = Files.walk(folder)) {
            // Frames are computed anew where code changes; no class is loaded for them.
            ClassFile format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(loader).cached()));
            Map<ClassDesc, List<ClassDesc>> nests = new LinkedHashMap<>();
            Map<Path, byte[]> changed = new LinkedHashMap<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                var unbootstrap = new Unbootstrap(format, format.parse(file));
                if (unbootstrap.isConcerned()) {
                    changed.put(file, unbootstrap.rewritten(format));
                    Map<ClassDesc, byte[]> made = unbootstrap.lambdas.classes();
                    made.forEach((name, bytes) -> changed.put(file(folder, name), bytes));
                    if (!made.isEmpty()) {
                        nests.computeIfAbsent(Lambdas.nest(unbootstrap.type), _ -> new ArrayList<>())
                                .addAll(made.keySet());
                    }
                }
            }
            for (var nest : nests.entrySet()) {
                Path host = file(folder, nest.getKey());
                byte[] bytes = changed.containsKey(host) ? changed.get(host) : Files.readAllBytes(host);
                changed.put(host, joined(format, format.parse(bytes), nest.getValue()));
            }
            // All or nothing, should a class not be understood.
            for (var file : changed.entrySet()) {
                Files.write(file.getKey(), file.getValue());
            }
        }
    }

    private static Path file(Path folder, ClassDesc type) {
        String descriptor = type.descriptorString();
        return folder.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class");
    }

    /// The class `host`, to whose nest `members` belong too.
    private static byte[] joined(ClassFile format, ClassModel host, List<ClassDesc> members) {
        Set<ClassDesc> all = new LinkedHashSet<>();
        host.findAttribute(Attributes.nestMembers())
                .ifPresent(a -> a.nestMembers().forEach(m -> all.add(m.asSymbol())));
        all.addAll(members);
        return format.transformClass(
                host,
                ClassTransform.dropping(NestMembersAttribute.class::isInstance)
                        .andThen(ClassTransform.endHandler(b -> b.with(NestMembersAttribute.ofSymbols(List.copyOf(all))))));
    }

    private boolean isConcerned() {
        return type.methods().stream().flatMap(m -> m.code().stream())
                .flatMap(CodeModel::elementStream)
                .anyMatch(e -> e instanceof InvokeDynamicInstruction call
                        && (isOfRecord(call) || isSwitch(call) || lambdas.concerns(call)));
    }

    private static boolean isOfRecord(InvokeDynamicInstruction call) {
        return call.bootstrapMethod().owner().equals(RECORDS);
    }

    /// Whether a call chooses among classes alone; choices among strings, numbers and constants stay as they are.
    private static boolean isSwitch(InvokeDynamicInstruction call) {
        return call.bootstrapMethod().owner().equals(SWITCHES)
                && call.bootstrapMethod().methodName().equals("typeSwitch")
                && !call.typeSymbol().parameterType(0).isPrimitive()
                && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
    }

    private byte[] rewritten(ClassFile format) {
        ClassTransform calls = ClassTransform.transformingMethodBodies(this::write);
        return format.transformClass(type, calls.andThen(ClassTransform.endHandler(this::writeSwitches)));
    }

    private void write(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeDynamicInstruction call && isSwitch(call)) {
            code.invokestatic(self, nameOfSwitch(switches.size()), call.typeSymbol(), isInterface());
            switches.add(call);
        } else if (element instanceof InvokeDynamicInstruction call && isOfRecord(call)) {
            writeMethod(code, call);
        } else if (element instanceof InvokeDynamicInstruction call && lambdas.concerns(call)) {
            lambdas.write(code, call);
        } else if (!isOfTypes(element)) {
            code.with(element);
        }
    }

    /// Whether an element annotates types inside a method. It would be copied as it is, with places in the code before
    /// it was rewritten, and nobody can ask for it while the program runs.
    private static boolean isOfTypes(CodeElement element) {
        return element instanceof RuntimeVisibleTypeAnnotationsAttribute
                || element instanceof RuntimeInvisibleTypeAnnotationsAttribute;
    }

    private boolean isInterface() {
        return type.flags().has(AccessFlag.INTERFACE);
    }

    private static String nameOfSwitch(int number) {
        return "typeSwitch$" + number;
    }

    // ---------------------------------------------------------------- switches

    private void writeSwitches(ClassBuilder builder) {
        for (int k = 0; k < switches.size(); k++) {
            InvokeDynamicInstruction call = switches.get(k);
            builder.withMethodBody(
                    nameOfSwitch(k),
                    call.typeSymbol(),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                    code -> choose(code, call.bootstrapArgs()));
        }
    }

    /// The number of the first of `labels`, from the second argument on, that the first argument is one of; -1 for
    /// null, and as many as there are labels if it is none.
    private static void choose(CodeBuilder code, List<ConstantDesc> labels) {
        Label some = code.newLabel();
        code.aload(0).ifnonnull(some).iconst_m1().ireturn().labelBinding(some);
        for (int k = 0; k < labels.size(); k++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(k).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) labels.get(k)).ifeq(next);
            code.loadConstant(k).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    // ---------------------------------------------------------------- records

    /// A component of a record.
    private record Component(String name, ClassDesc type) {
        TypeKind kind() {
            return TypeKind.from(type);
        }
    }

    /// What `call` does with the values on the stack, in place of it: the rest of the method returns the result.
    private void writeMethod(CodeBuilder code, InvokeDynamicInstruction call) {
        List<Component> components = new ArrayList<>();
        for (ConstantDesc getter : call.bootstrapArgs().subList(2, call.bootstrapArgs().size())) {
            DirectMethodHandleDesc field = (DirectMethodHandleDesc) getter;
            components.add(new Component(field.methodName(), field.invocationType().returnType()));
        }
        switch (call.name().stringValue()) {
            case "hashCode" -> hashCode(code.pop(), components);
            case "equals" -> equals(code.pop2(), components);
            case "toString" -> toString(code.pop(), components);
            case String name -> throw new IllegalStateException("a record's " + name);
        }
    }

    private void get(CodeBuilder code, Component c) {
        code.getfield(self, c.name, c.type);
    }

    private void hashCode(CodeBuilder code, List<Component> components) {
        code.iconst_0();
        for (Component c : components) {
            code.bipush(31).imul().aload(0);
            get(code, c);
            if (c.type.isPrimitive()) {
                code.invokestatic(Lambdas.box(c.type), "hashCode", MethodTypeDesc.of(CD_int, c.type));
            } else {
                code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
            }
            code.iadd();
        }
    }

    private void equals(CodeBuilder code, List<Component> components) {
        Label equal = code.newLabel();
        Label differ = code.newLabel();
        Label end = code.newLabel();
        code.aload(0).aload(1).if_acmpeq(equal);
        code.aload(1).instanceOf(self).ifeq(differ);
        for (Component c : components) {
            code.aload(0);
            get(code, c);
            code.aload(1).checkcast(self);
            get(code, c);
            if (c.type.isPrimitive()) {
                // By `compare`, so that NaN equals itself and zeros of different sign do not.
                code.invokestatic(Lambdas.box(c.type), "compare", MethodTypeDesc.of(CD_int, c.type, c.type)).ifne(differ);
            } else {
                code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object)).ifeq(differ);
            }
        }
        code.labelBinding(equal).iconst_1().goto_(end);
        code.labelBinding(differ).iconst_0().labelBinding(end);
    }

    private void toString(CodeBuilder code, List<Component> components) {
        code.new_(BUILDER).dup().invokespecial(BUILDER, "<init>", MethodTypeDesc.ofDescriptor("()V"));
        // The simple name: of a nested class without those around it, of a local one without its number too.
        String before = self.displayName().replaceFirst("^.*\\$[0-9]*", "") + "[";
        for (Component c : components) {
            append(code.loadConstant(before + c.name + "="), CD_String);
            code.aload(0);
            get(code, c);
            append(code, switch (c.kind()) {
                case REFERENCE -> CD_Object;
                case BYTE, SHORT -> CD_int;
                case BOOLEAN, CHAR, INT, LONG, FLOAT, DOUBLE -> c.type;
                case VOID -> throw new IllegalStateException(c.name);
            });
            before = ", ";
        }
        append(code.loadConstant(components.isEmpty() ? before + "]" : "]"), CD_String);
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(CD_String));
    }

    private static void append(CodeBuilder code, ClassDesc what) {
        code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, what));
    }
}
