package dev.costate.internal.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.costate.Type;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Loops whose values are small, each as one method: the carries are local variables, a step is straight-line
/// code, and nothing is stored but the results.
///
/// Such a loop is bound by the latency of its arithmetic, of which a step through buffers would be a small
/// part. It computes what the loop would kernel by kernel, bit for bit.
final class ScalarLoops {
    private static final int KEPT = 256;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final ClassDesc SELF = ClassDesc.of(ScalarLoops.class.getPackageName() + ".ScalarLoop");
    private static final ClassDesc ARRAYS = CD_Object.arrayType();
    private static final Map<Key, Optional<KernelCode>> CODE = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<KernelCode>> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(Op op, List<Type> operands) {}

    private ScalarLoops() {}

    /// The code of a loop on the operands' buffers, then the results', which share no memory with them; none
    /// if the loop is too large.
    static Optional<KernelCode> emit(Scan op, List<Type> operands, List<Type> results) {
        return code(op, operands, results);
    }

    /// The code of a loop that runs while a condition holds: see [#emit(Scan, List, List)].
    static Optional<KernelCode> emit(While op, List<Type> operands, List<Type> results) {
        return code(op, operands, results);
    }

    private static Optional<KernelCode> code(Op op, List<Type> operands, List<Type> results) {
        Key key = new Key(op, List.copyOf(operands));
        synchronized (CODE) {
            Optional<KernelCode> known = CODE.get(key);
            if (known != null) {
                return known;
            }
        }
        Optional<KernelCode> fresh = define(op, operands, results);
        synchronized (CODE) {
            Optional<KernelCode> other = CODE.putIfAbsent(key, fresh);
            return other != null ? other : fresh;
        }
    }

    private static Optional<KernelCode> define(Op op, List<Type> operands, List<Type> results) {
        ScalarProgram program;
        try {
            program = ScalarUnrolling.of(op, operands, results);
        } catch (NotSmallException e) {
            return Optional.empty();
        }
        byte[] bytes = bytes(program);
        if (CodeSize.longest(bytes) > CodeSize.MOST) {
            bytes = compact(program);
        }
        if (CodeSize.longest(bytes) > CodeSize.MOST) {
            return Optional.empty();
        }
        try {
            Object[] data = program.data().toArray();
            KernelCode code = (KernelCode) LOOKUP.defineHiddenClass(bytes, true)
                    .lookupClass()
                    .getDeclaredConstructor(Object[].class)
                    .newInstance((Object) data);
            return Optional.of(ScalarLoopCode.of(code, program));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the generated loop could not be loaded: " + op, e);
        }
    }

    /// A class with the known arrays in a field. Local variables are those of the buffers, then those of the
    /// scalars.
    static byte[] bytes(ScalarProgram program) {
        return emitted(program, 0).bytes;
    }

    /// The same with the buffers' local variables behind those of the scalars, which are used more often: the
    /// first 256 have instructions of half the length.
    static byte[] compact(ScalarProgram program) {
        return emitted(program, emitted(program, 0).slots).bytes;
    }

    /// @param slots how many words of local variables the scalars took
    private record Emitted(byte[] bytes, int slots) {}

    /// @param reserved how many words of local variables are kept for the scalars before those of the buffers
    private static Emitted emitted(ScalarProgram program, int reserved) {
        int[] slots = {0};
        byte[] bytes = ClassFile.of()
                .build(
                        SELF,
                        type -> type.withFlags(AccessFlag.FINAL)
                                .withInterfaceSymbols(
                                        KernelCode.class.describeConstable().orElseThrow())
                                .withField("data", ARRAYS, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL)
                                .withMethodBody(
                                        "<init>",
                                        MethodTypeDesc.of(CD_void, ARRAYS),
                                        ClassFile.ACC_PUBLIC,
                                        c -> c.aload(0)
                                                .invokespecial(CD_Object, "<init>", ConstantDescs.MTD_void)
                                                .aload(0)
                                                .aload(1)
                                                .putfield(SELF, "data", ARRAYS)
                                                .return_())
                                .withMethodBody(
                                        "run",
                                        MethodTypeDesc.of(CD_void, ARRAYS, CD_int.arrayType()),
                                        ClassFile.ACC_PUBLIC,
                                        c -> slots[0] = run(c, program, reserved)));
        return new Emitted(bytes, slots[0]);
    }

    /// Emits the method; how many words of local variables the scalars take.
    private static int run(CodeBuilder code, ScalarProgram program, int reserved) {
        ScalarPlacement placement = ScalarPlacement.of(program);
        boolean[] used = ScalarLoopEmitter.buffers(program, placement);
        List<Type> buffers = program.buffers();
        int given = buffers.size() - program.data().size();
        int[] arrays = new int[buffers.size()];
        int[] offsets = new int[buffers.size()];
        int[] kept = IntStream.range(0, reserved)
                .map(_ -> code.allocateLocal(TypeKind.INT))
                .toArray();
        for (int b = 0; b < arrays.length; b++) {
            if (!used[b]) {
                continue;
            }
            if (b < given) {
                code.aload(1).loadConstant(b);
            } else {
                code.aload(0).getfield(SELF, "data", ARRAYS).loadConstant(b - given);
            }
            arrays[b] = code.allocateLocal(TypeKind.REFERENCE);
            code.aaload();
            code.checkcast(
                    ExprEmitter.element(buffers.get(b).dtype()).upperBound().arrayType());
            code.astore(arrays[b]);
            offsets[b] = code.allocateLocal(TypeKind.INT);
            if (b < given) {
                code.aload(2).loadConstant(b).iaload();
            } else {
                code.iconst_0();
            }
            code.istore(offsets[b]);
        }
        PlainScalarCode scalars = new PlainScalarCode(code, buffers, arrays, offsets, kept);
        new ScalarLoopEmitter(code, program, placement, scalars).emit();
        code.return_();
        return scalars.slots();
    }
}
