package dev.costate.internal.gemm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.costate.internal.hotspot.GeneratedClass;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/// Emits a [RowsToColumns] that transposes square blocks in vector registers.
///
/// ```text
/// for each block of n places, n being the lanes of a vector:
///   r[i] = row i                                              for all i < n
///   for d = n/2, n/4, ..., 1:
///     r[i], r[i+d] = the lanes of both that step d says       for all i without bit d
///   column i = r[i]                                           for all i
/// ```
/// A step exchanges bit d of an element's row with that of its lane: J. O. Eklundh, A fast computer method for matrix
/// transposing, IEEE Transactions on Computers 21 (1972).
final class TransposeEmitter {
    private static final String PACKAGE = "jdk.incubator.vector.";
    private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE + "Vector");
    private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object);

    // The parameters' slots, in the order of RowsToColumns.run.
    private static final int SOURCE = 1;
    private static final int FROM = 2;
    private static final int APART = 3;
    private static final int DEPTH = 4;
    private static final int TARGET = 5;
    private static final int AT = 6;
    private static final int WIDTH = 7;
    private static final int STEPS = 8;

    private final CodeBuilder code;
    private final int bits;
    private final int lanes;
    private final ClassDesc array;
    private final ClassDesc vector;
    private final String floating;
    /// Lanes of bits, for which choosing lanes of two vectors takes numbers of lanes that are integers.
    private final ClassDesc wholeArray;
    private final ClassDesc whole;
    private final String integral;

    private TransposeEmitter(CodeBuilder code, Elements elements, int bits) {
        this.code = code;
        this.bits = bits;
        lanes = bits / elements.bits();
        boolean single = elements instanceof Float32;
        array = (single ? ConstantDescs.CD_float : ConstantDescs.CD_double).arrayType();
        vector = ClassDesc.of(PACKAGE + (single ? "FloatVector" : "DoubleVector"));
        floating = single ? "reinterpretAsFloats" : "reinterpretAsDoubles";
        wholeArray = (single ? CD_int : ConstantDescs.CD_long).arrayType();
        whole = ClassDesc.of(PACKAGE + (single ? "IntVector" : "LongVector"));
        integral = single ? "reinterpretAsInts" : "reinterpretAsLongs";
    }

    /// The bytes of a class named `name` for vectors of `bits` bits.
    static byte[] emit(String name, Elements elements, int bits) {
        return GeneratedClass.around(
                name, RowsToColumns.class, RUN, code -> new TransposeEmitter(code, elements, bits).body());
    }

    /// Where each step gets its lanes, as elements of the size of `elements`: for distance d, lane `l` of the
    /// first row of a pair from its lane `l`, or from lane `l - d` of the second where l has bit d, and lane `l`
    /// of the second row from lane `l + d` of the first, or its own where l has it. The lanes of the second are
    /// counted after those of the first.
    static Object steps(Elements elements, int lanes) {
        int stages = Integer.numberOfTrailingZeros(lanes);
        int[] steps = new int[2 * stages * lanes];
        int at = 0;
        for (int d = lanes / 2; d > 0; d /= 2) {
            for (int l = 0; l < lanes; l++) {
                boolean other = (l & d) != 0;
                steps[at + l] = other ? lanes + l - d : l;
                steps[at + lanes + l] = other ? lanes + l : l + d;
            }
            at += 2 * lanes;
        }
        return switch (elements) {
            case Float32 f -> steps;
            case Float64 f -> Arrays.stream(steps).asLongStream().toArray();
        };
    }

    private void body() {
        int source = typed(SOURCE, array);
        int target = typed(TARGET, array);
        int[] steps = steps();
        int l = code.allocateLocal(TypeKind.INT);
        int[] row = new int[lanes];
        for (int i = 0; i < lanes; i++) {
            row[i] = code.allocateLocal(TypeKind.REFERENCE);
        }
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0().istore(l);
        code.labelBinding(head);
        code.iload(l).loadConstant(lanes).iadd().iload(DEPTH).if_icmpgt(end);
        for (int i = 0; i < lanes; i++) {
            species(vector);
            code.aload(source).iload(FROM).iload(l).iadd();
            code.loadConstant(i).iload(APART).imul().iadd();
            code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array, CD_int))
                    .invokevirtual(vector, integral, MethodTypeDesc.of(whole))
                    .astore(row[i]);
        }
        exchange(row, steps);
        for (int i = 0; i < lanes; i++) {
            code.aload(row[i])
                    .invokevirtual(whole, floating, MethodTypeDesc.of(vector))
                    .aload(target)
                    .iload(AT);
            code.iload(l).loadConstant(i).iadd().iload(WIDTH).imul().iadd();
            code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
        }
        code.iinc(l, lanes);
        code.goto_w(head);
        code.labelBinding(end);
        code.return_();
    }

    private int typed(int parameter, ClassDesc type) {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(parameter).checkcast(type).astore(local);
        return local;
    }

    private int[] steps() {
        int array = typed(STEPS, wholeArray);
        int[] steps = new int[2 * Integer.numberOfTrailingZeros(lanes)];
        for (int s = 0; s < steps.length; s++) {
            steps[s] = code.allocateLocal(TypeKind.REFERENCE);
            species(whole);
            code.aload(array).loadConstant(s * lanes);
            code.invokestatic(whole, "fromArray", MethodTypeDesc.of(whole, SPECIES, wholeArray, CD_int))
                    .astore(steps[s]);
        }
        return steps;
    }

    private void exchange(int[] row, int[] steps) {
        int first = code.allocateLocal(TypeKind.REFERENCE);
        int step = 0;
        for (int d = lanes / 2; d > 0; d /= 2) {
            for (int i = 0; i < lanes; i++) {
                if ((i & d) == 0) {
                    choose(steps[step], row[i], row[i + d], first);
                    choose(steps[step + 1], row[i], row[i + d], row[i + d]);
                    code.aload(first).astore(row[i]);
                }
            }
            step += 2;
        }
    }

    private void choose(int lanes, int x, int y, int to) {
        code.aload(lanes)
                .aload(x)
                .aload(y)
                .invokevirtual(whole, "selectFrom", MethodTypeDesc.of(whole, VECTOR, VECTOR))
                .astore(to);
    }

    private void species(ClassDesc type) {
        code.getstatic(type, "SPECIES_" + bits, SPECIES);
    }
}
