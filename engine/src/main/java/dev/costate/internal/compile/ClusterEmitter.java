package dev.costate.internal.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.costate.internal.hotspot.GeneratedClass;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.schedule.Cluster;
import dev.costate.internal.schedule.Statement;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/// Emits a cluster as a class that implements [RangeCode].
///
/// The spine's loop comes twice: in whole vectors, several side by side, and once for what is left over, under
/// masks. Of the last outer axis several rows are done side by side. What does not change in a loop is computed
/// before it.
final class ClusterEmitter {
    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();

    private final Cluster cluster;
    private final Tiling tiling;
    private final CodeBuilder code;
    private final ClusterLocals locals;
    private final Totals totals;
    private final TurnEmitter turns;
    private final AfterSpine after;
    private final SpineCopies copies;
    private final Set<LaneValue> hoisted = new LinkedHashSet<>();

    private ClusterEmitter(Cluster cluster, Tiling tiling, CodeBuilder code) {
        this.cluster = cluster;
        this.tiling = tiling;
        this.code = code;
        locals = new ClusterLocals(cluster, tiling, code);
        LaneGraph graph = new LaneGraph(cluster.values(), cluster.operands().size(), locals.outer, tiling.bytes());
        totals = new Totals(locals, cluster.statements().size(), tiling.jam());
        turns = new TurnEmitter(cluster, tiling, locals, graph, totals);
        after = new AfterSpine(cluster, locals, totals);
        copies = new SpineCopies(cluster, tiling, locals, graph);
    }

    /// The bytes of a class named `name` that computes `cluster`.
    static byte[] emit(Cluster cluster, Tiling tiling, String name) {
        return GeneratedClass.around(
                name,
                RangeCode.class,
                MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int.arrayType(), CD_int, CD_int),
                code -> new ClusterEmitter(cluster, tiling, code).body());
    }

    private void body() {
        for (SpineCopy copy : copies.all()) {
            copy.each(this::reach);
        }
        for (SpineCopy copy : copies.all()) {
            reachFactors(copy);
        }
        hoist(0);
        outerLoop(0);
        code.return_();
    }

    /// Counts a use, and finds what is computed outside the spine's loop.
    private void reach(LaneValue value) {
        if (value.uses++ > 0) {
            return;
        }
        value.args.forEach(this::reach);
        if (value.level <= locals.outer) {
            hoisted.add(value);
        }
    }

    /// Counts the factors of products that are fused with a sum and needed as products too.
    private void reachFactors(SpineCopy copy) {
        for (int s = 0; s < copy.values().length; s++) {
            if (copy.segment().statements().get(s).combine() == Combine.DOT) {
                copy.each(s, body -> {
                    if (body.uses > 1) {
                        body.args.forEach(this::reach);
                    }
                });
            }
        }
    }

    /// Computes what belongs to the turn of the loop `level`, before the loops inside.
    private void hoist(int level) {
        for (LaneValue value : hoisted) {
            if (value.level == level && !LaneEmitter.isLiteral(value)) {
                turns.keep(value);
            }
        }
    }

    private void outerLoop(int axis) {
        if (axis == locals.outer) {
            turn();
            return;
        }
        int step = axis == locals.outer - 1 ? tiling.jam() : 1;
        int extent = cluster.outer().dim(axis);
        int local = locals.axes[axis];
        Label head = code.newLabel();
        Label end = code.newLabel();
        if (axis == 0) {
            code.iload(ClusterLocals.FROM);
            times(step);
        } else {
            code.iconst_0();
        }
        code.istore(local);
        int limit = code.allocateLocal(TypeKind.INT);
        if (axis == 0) {
            code.iload(ClusterLocals.TO);
            times(step);
        } else {
            code.loadConstant(extent);
        }
        code.istore(limit);
        code.labelBinding(head);
        code.iload(local);
        code.iload(limit);
        code.if_icmpge(end);
        if (axis == locals.outer - 1) {
            for (int u = 0; u < tiling.jam(); u++) {
                code.iload(local);
                code.loadConstant(u);
                code.iadd();
                code.istore(locals.jams[u]);
            }
        }
        hoist(axis + 1);
        outerLoop(axis + 1);
        code.iinc(local, step);
        code.goto_w(head);
        code.labelBinding(end);
    }

    private void times(int step) {
        if (step != 1) {
            code.loadConstant(step);
            code.imul();
        }
    }

    /// One turn of the locals.outer loops: the spine's loop, and what comes after it.
    private void turn() {
        for (int s = 0; s < cluster.statements().size(); s++) {
            Statement statement = cluster.statements().get(s);
            if (statement.role() == Statement.Role.ACROSS) {
                for (int u = 0; u < tiling.jam(); u++) {
                    totals.begin(s, u, statement, 1);
                }
            }
        }
        if (tiling.anyLength()) {
            anyLength();
        } else if (cluster.spine() > 1) {
            spine();
        }
        for (int u = 0; u < tiling.jam(); u++) {
            after.row(u);
        }
    }

    /// The elements `from` to `to`.
    private void anyLength() {
        int local = locals.axes[locals.outer];
        Label head = code.newLabel();
        Label end = code.newLabel();
        Label done = code.newLabel();
        int limit = code.allocateLocal(TypeKind.INT);
        code.iload(ClusterLocals.TO);
        code.loadConstant(locals.lanes);
        code.isub();
        code.istore(limit);
        code.iload(ClusterLocals.FROM);
        code.istore(local);
        code.labelBinding(head);
        code.iload(local);
        code.iload(limit);
        code.if_icmpgt(end);
        turns.turn(copies.all().getFirst());
        code.iinc(local, locals.lanes);
        code.goto_w(head);
        code.labelBinding(end);
        code.iload(ClusterLocals.TO);
        code.iload(local);
        code.isub();
        code.istore(locals.rest);
        code.iload(locals.rest);
        code.ifle(done);
        SpineCopy last = copies.all().getLast();
        locals.lane.species(locals.width);
        code.iload(locals.rest);
        locals.lane.first();
        code.astore(Objects.requireNonNull(locals.masks.get(last.counts()[0])));
        turns.turn(last);
        code.labelBinding(done);
    }

    private void spine() {
        int local = locals.axes[locals.outer];
        int step = locals.lanes * tiling.chunks();
        boolean split = locals.outer == 0 && copies.hasOneSegment();
        for (SpineCopy copy : copies.all()) {
            int whole = copy.segment().length() / step;
            if (copy.isLoop()) {
                Label head = code.newLabel();
                Label end = code.newLabel();
                int limit = code.allocateLocal(TypeKind.INT);
                if (split) {
                    code.iload(ClusterLocals.TO);
                    code.loadConstant(whole);
                    code.invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
                    times(step);
                    code.istore(limit);
                    code.iload(ClusterLocals.FROM);
                    times(step);
                } else {
                    code.loadConstant(whole * step);
                    code.istore(limit);
                    code.iconst_0();
                }
                code.istore(local);
                code.labelBinding(head);
                code.iload(local);
                code.iload(limit);
                code.if_icmpge(end);
                turns.turn(copy);
                code.iinc(local, step);
                code.goto_w(head);
                code.labelBinding(end);
            } else {
                Label end = code.newLabel();
                if (split && whole > 0) {
                    // The last piece takes what is left over.
                    code.iload(ClusterLocals.TO);
                    code.loadConstant(whole);
                    code.if_icmple(end);
                }
                code.loadConstant(whole * step);
                code.istore(local);
                turns.turn(copy);
                code.labelBinding(end);
            }
        }
    }
}
