package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.internal.lower.Index;
import dev.costate.internal.schedule.Cluster;
import dev.costate.internal.schedule.Statement;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The local variables of the method that a cluster becomes, and where in memory its vectors lie.
final class ClusterLocals {
    /// The parameters of [RangeCode#run]: the first turn, and the one after the last.
    static final int FROM = 3;

    static final int TO = 4;

    final CodeBuilder code;
    final LaneCode lane;
    /// How many outer axes there are.
    final int outer;
    /// How many lanes a vector has.
    final int lanes;
    /// The floating dtype that fills a lane.
    final DType width;
    /// The array of each value.
    final int[] arrays;
    /// Where in its array each value begins.
    final int[] offsets;
    /// The axes: the outer ones, the spine, those of inner loops.
    final int[] axes;
    /// The last outer axis of each row that is done beside others.
    final int[] jams;
    /// How many elements are left, of code for any length.
    final int rest;
    /// The scalar expressions of each row.
    final List<ExprEmitter> scalars = new ArrayList<>();
    /// The masks of so many first lanes.
    final Map<Integer, Integer> masks = new HashMap<>();

    private final Tiling tiling;

    ClusterLocals(Cluster cluster, Tiling tiling, CodeBuilder code) {
        this.tiling = tiling;
        this.code = code;
        lane = new LaneCode(code);
        outer = cluster.outer().rank();
        width = tiling.bytes() == 4 ? DType.FLOAT32 : DType.FLOAT64;
        lanes = VectorModule.lanes(tiling.bytes());
        List<Type> values = cluster.values();
        int operands = cluster.operands().size();
        arrays = new int[values.size()];
        offsets = new int[values.size()];
        rest = code.allocateLocal(TypeKind.INT);
        int slot = 0;
        for (int v = 0; v < values.size(); v++) {
            if (v < operands || cluster.stored().get(v - operands)) {
                bind(v, slot++, values.get(v).dtype());
            }
        }
        int loops = 0;
        for (Statement s : cluster.statements()) {
            loops = Math.max(loops, s.loop().rank());
        }
        axes = ints(outer + 1 + loops);
        jams = ints(tiling.jam());
        for (int u = 0; u < tiling.jam(); u++) {
            int[] mine = axes.clone();
            if (outer > 0) {
                mine[outer - 1] = jams[u];
            }
            scalars.add(new ExprEmitter(code, values, arrays, offsets, mine));
        }
    }

    private void bind(int v, int slot, DType dtype) {
        arrays[v] = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(1);
        code.loadConstant(slot);
        code.aaload();
        code.checkcast(ExprEmitter.element(dtype).upperBound().arrayType());
        code.astore(arrays[v]);
        offsets[v] = code.allocateLocal(TypeKind.INT);
        code.aload(2);
        code.loadConstant(slot);
        code.iaload();
        code.istore(offsets[v]);
    }

    private int[] ints(int n) {
        int[] locals = new int[n];
        for (int i = 0; i < n; i++) {
            locals[i] = code.allocateLocal(TypeKind.INT);
        }
        return locals;
    }

    /// The mask of the first `count` lanes, in a local variable.
    void maskOf(int count) {
        if (count > 0 && !masks.containsKey(count)) {
            int local = code.allocateLocal(TypeKind.REFERENCE);
            lane.first(width, count);
            code.astore(local);
            masks.put(count, local);
        }
    }

    /// Pushes the mask of the first `count` lanes, for vectors of a dtype.
    void mask(int count, DType dtype) {
        code.aload(Objects.requireNonNull(masks.get(count)));
        if (dtype != width) {
            lane.castMask(dtype);
        }
    }

    /// Pushes how many lanes of a vector with `count` lanes there are.
    void count(int count) {
        if (tiling.anyLength() && count < lanes) {
            code.iload(rest);
        } else {
            code.loadConstant(count);
        }
    }

    /// Pushes where in its array the vector at `rest` begins.
    void address(int operand, Index rest, int u, int v) {
        code.iload(axes[outer]);
        if (!(rest instanceof Index.Literal literal && literal.value() == 0)) {
            scalars.get(u).emit(rest);
            code.iadd();
        }
        code.iload(offsets[operand]);
        code.iadd();
        if (v > 0) {
            code.loadConstant(v * lanes);
            code.iadd();
        }
    }
}
