package dev.costate.internal.gemm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.costate.internal.hotspot.GeneratedClass;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Emits a [TileCode] whose tile of C stays in vector registers.
///
/// ```text
/// c[i][v] = load ? C[i, v] : 0                                  for all rows i and vectors v
/// for l in 0..k-1:
///   b[v] = B[l, v]                                              for all v; row l at places[l] if it has places
///   panel[l, v] = b[v]                                          for all v, if it copies
///   c[i][v] = fma(broadcast(A[i, l]), b[v], c[i][v])            for all i, v
/// C[i, v] = c[i][v]
/// ```
/// All is unrolled but the loop over l, so every `c[i][v]` is a local of this one method, which is what keeps
/// the JIT compiler from making objects of them.
final class TileEmitter {
    private static final String PACKAGE = "jdk.incubator.vector.";
    private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE + "Vector");
    private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(
            CD_void,
            CD_int,
            CD_Object,
            CD_int,
            CD_int,
            CD_int,
            CD_Object,
            CD_int,
            CD_int,
            CD_int.arrayType(),
            CD_Object,
            CD_Object,
            CD_int,
            CD_int,
            CD_boolean);

    // The parameters' slots, in the order of TileCode.run.
    private static final int K = 1;
    private static final int A = 2;
    private static final int A_START = 3;
    private static final int A_ROW = 4;
    private static final int A_STEP = 5;
    private static final int B = 6;
    private static final int B_START = 7;
    private static final int B_STEP = 8;
    private static final int PLACES = 9;
    private static final int PANEL = 10;
    private static final int C = 11;
    private static final int C_START = 12;
    private static final int C_ROW = 13;
    private static final int LOAD = 14;

    private final CodeBuilder code;
    private final Walk walk;
    private final boolean copies;
    private final int bits;
    private final int lanes;
    private final ClassDesc element;
    private final ClassDesc array;
    private final ClassDesc vector;
    private final int a;
    private final int b;
    private final int c;
    private final int panel;
    private final int factor;
    private final int[] row;
    private final int[] starts;
    private final int[][] tile;

    private TileEmitter(
            CodeBuilder code, Elements elements, int bits, int rows, int vectors, Walk walk, boolean copies) {
        this.code = code;
        this.walk = walk;
        this.copies = copies;
        this.bits = bits;
        lanes = bits / elements.bits();
        element = switch (elements) {
            case Float32 f -> ConstantDescs.CD_float;
            case Float64 f -> ConstantDescs.CD_double;
        };
        array = element.arrayType();
        vector = ClassDesc.of(PACKAGE
                + switch (elements) {
                    case Float32 f -> "FloatVector";
                    case Float64 f -> "DoubleVector";
                });
        a = code.allocateLocal(TypeKind.REFERENCE);
        b = code.allocateLocal(TypeKind.REFERENCE);
        c = code.allocateLocal(TypeKind.REFERENCE);
        panel = code.allocateLocal(TypeKind.REFERENCE);
        factor = code.allocateLocal(TypeKind.REFERENCE);
        row = locals(vectors, TypeKind.REFERENCE);
        starts = locals(walk == Walk.ROWS ? rows : 0, TypeKind.INT);
        tile = new int[rows][];
        for (int i = 0; i < rows; i++) {
            tile[i] = locals(vectors, TypeKind.REFERENCE);
        }
    }

    private int[] locals(int n, TypeKind kind) {
        int[] slots = new int[n];
        for (int i = 0; i < n; i++) {
            slots[i] = code.allocateLocal(kind);
        }
        return slots;
    }

    /// The bytes of a class named `name` for tiles of `rows` by `vectors` vectors of `bits` bits.
    static byte[] emit(String name, Elements elements, int bits, int rows, int vectors, Walk walk, boolean copies) {
        return GeneratedClass.around(
                name,
                TileCode.class,
                RUN,
                code -> new TileEmitter(code, elements, bits, rows, vectors, walk, copies).body());
    }

    private void body() {
        typed(A, a);
        typed(B, b);
        typed(C, c);
        if (copies) {
            typed(PANEL, panel);
        }
        begin();
        for (int i = 0; i < starts.length; i++) {
            code.iload(A_START).loadConstant(i).iload(A_ROW).imul().iadd().istore(starts[i]);
        }
        loop();
        // What the loop hands on is any vector to C2: -0 added to it, by a method of one that is known, is
        // known too.
        species();
        switch (element.descriptorString()) {
            case "F" -> code.loadConstant(-0.0f);
            default -> code.loadConstant(-0.0);
        }
        code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element))
                .astore(factor);
        for (int i = 0; i < tile.length; i++) {
            for (int v = 0; v < row.length; v++) {
                code.aload(factor)
                        .aload(tile[i][v])
                        .invokevirtual(vector, "add", MethodTypeDesc.of(vector, VECTOR))
                        .aload(c);
                indexOfC(i, v);
                code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
            }
        }
        code.return_();
    }

    private void typed(int parameter, int local) {
        code.aload(parameter).checkcast(array).astore(local);
    }

    /// The tile as the chains begin.
    private void begin() {
        Label zeros = code.newLabel();
        Label done = code.newLabel();
        code.iload(LOAD).ifeq(zeros);
        for (int i = 0; i < tile.length; i++) {
            for (int v = 0; v < row.length; v++) {
                species();
                code.aload(c);
                indexOfC(i, v);
                fromArray(tile[i][v]);
            }
        }
        code.goto_w(done);
        code.labelBinding(zeros);
        for (int[] locals : tile) {
            for (int local : locals) {
                species();
                code.invokestatic(vector, "zero", MethodTypeDesc.of(vector, SPECIES))
                        .astore(local);
            }
        }
        code.labelBinding(done);
    }

    private void loop() {
        int l = code.allocateLocal(TypeKind.INT);
        int start = walk == Walk.PLACES ? code.allocateLocal(TypeKind.INT) : B_START;
        int write = code.allocateLocal(TypeKind.INT);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0().istore(l);
        code.iconst_0().istore(write);
        code.labelBinding(head);
        code.iload(l).iload(K).if_icmpge(end);
        if (walk == Walk.PLACES) {
            code.iload(B_START).aload(PLACES).iload(l).iaload().iadd().istore(start);
        }
        for (int v = 0; v < row.length; v++) {
            species();
            code.aload(b).iload(start).loadConstant(v * lanes).iadd();
            fromArray(row[v]);
            if (copies) {
                code.aload(row[v])
                        .aload(panel)
                        .iload(write)
                        .loadConstant(v * lanes)
                        .iadd();
                code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
            }
        }
        for (int i = 0; i < tile.length; i++) {
            species();
            code.aload(a);
            switch (walk) {
                case COLUMNS, PLACES -> code.iload(A_START).loadConstant(i).iadd();
                case ROWS -> code.iload(starts[i]).iload(l).iadd();
            }
            code.arrayLoad(TypeKind.from(element));
            code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element))
                    .astore(factor);
            for (int v = 0; v < row.length; v++) {
                code.aload(factor)
                        .aload(row[v])
                        .aload(tile[i][v])
                        .invokevirtual(vector, "fma", MethodTypeDesc.of(vector, VECTOR, VECTOR))
                        .astore(tile[i][v]);
            }
        }
        if (walk != Walk.ROWS) {
            code.iload(A_START).iload(A_STEP).iadd().istore(A_START);
        }
        if (walk != Walk.PLACES) {
            code.iload(B_START).iload(B_STEP).iadd().istore(B_START);
        }
        if (copies) {
            code.iinc(write, row.length * lanes);
        }
        code.iinc(l, 1);
        code.goto_w(head);
        code.labelBinding(end);
    }

    /// A constant to the JIT compiler, which must know the species to use registers.
    private void species() {
        code.getstatic(vector, "SPECIES_" + bits, SPECIES);
    }

    private void indexOfC(int i, int v) {
        code.iload(C_START).loadConstant(i).iload(C_ROW).imul().iadd();
        code.loadConstant(v * lanes).iadd();
    }

    private void fromArray(int local) {
        code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array, CD_int))
                .astore(local);
    }
}
