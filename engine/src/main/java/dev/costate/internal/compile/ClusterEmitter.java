package dev.costate.internal.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.BinaryFunction;
import dev.costate.internal.compile.LaneValue.Op;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.schedule.Affine;
import dev.costate.internal.schedule.Cluster;
import dev.costate.internal.schedule.Segment;
import dev.costate.internal.schedule.Statement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Emits a cluster as a class that implements [RangeCode].
///
/// The spine's loop comes twice: in whole vectors, several side by side, and once for what is left over, under
/// masks. Of the last outer axis several rows are done side by side. What does not change in a loop is computed
/// before it.
final class ClusterEmitter {
    private static final ClassDesc INTERFACE =
            RangeCode.class.describeConstable().orElseThrow();
    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();

    private final Cluster cluster;
    private final Tiling tiling;
    private final CodeBuilder code;
    private final LaneCode lane;
    private final LaneGraph graph;
    private final int outer;
    private final int lanes;
    private final DType width;
    private final int[] arrays;
    private final int[] offsets;
    private final int[] axes;
    private final int[] jams;
    private final int from;
    private final int to;
    /// How many elements are left, of code for any length.
    private final int rest;
    private final List<ExprEmitter> scalars = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final int[][][] totals;
    private final Map<Integer, Integer> masks = new HashMap<>();
    private final List<Segment> segments;
    private final Set<LaneValue> hoisted = new LinkedHashSet<>();

    /// The loop over a segment of the spine, or what it leaves over.
    ///
    /// @param number which copy it is
    /// @param segment the segment
    /// @param isLoop whether it is the loop
    /// @param counts the lanes of each vector
    /// @param values for each statement, row, vector and point the bodies
    private record Copy(int number, Segment segment, boolean isLoop, int[] counts, LaneValue[][][][][] values) {}

    private ClusterEmitter(Cluster cluster, Tiling tiling, CodeBuilder code) {
        this.cluster = cluster;
        this.tiling = tiling;
        this.code = code;
        lane = new LaneCode(code);
        outer = cluster.outer().rank();
        width = tiling.bytes() == 4 ? DType.FLOAT32 : DType.FLOAT64;
        lanes = VectorModule.lanes(tiling.bytes());
        List<Type> values = cluster.values();
        int operands = cluster.operands().size();
        graph = new LaneGraph(values, operands, outer, tiling.bytes());
        arrays = new int[values.size()];
        offsets = new int[values.size()];
        from = 3;
        to = 4;
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
        totals = new int[cluster.statements().size()][tiling.jam()][];
        segments = Segment.of(cluster);
    }

    /// The bytes of a class named `name` that computes `cluster`.
    static byte[] emit(Cluster cluster, Tiling tiling, String name) {
        ClassDesc self = ClassDesc.of(name);
        return ClassFile.of()
                .build(
                        self,
                        type -> type.withFlags(AccessFlag.FINAL)
                                .withInterfaceSymbols(INTERFACE)
                                .withMethodBody(
                                        "<init>",
                                        ConstantDescs.MTD_void,
                                        ClassFile.ACC_PUBLIC,
                                        c -> c.aload(0)
                                                .invokespecial(CD_Object, "<init>", ConstantDescs.MTD_void)
                                                .return_())
                                .withMethodBody(
                                        "run",
                                        MethodTypeDesc.of(
                                                CD_void, CD_Object.arrayType(), CD_int.arrayType(), CD_int, CD_int),
                                        ClassFile.ACC_PUBLIC,
                                        c -> new ClusterEmitter(cluster, tiling, c).body()));
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

    private void body() {
        if (tiling.anyLength()) {
            int part = Math.max(1, lanes - 1);
            copies.add(copy(segments.getFirst(), true, new int[] {lanes}));
            copies.add(copy(segments.getFirst(), false, new int[] {part}));
            masks.put(part, code.allocateLocal(TypeKind.REFERENCE));
            copies.forEach(copy -> each(copy, this::reach));
        } else if (cluster.spine() > 1) {
            int step = lanes * tiling.chunks();
            for (Segment segment : segments) {
                if (segment.length() >= step) {
                    int[] whole = new int[tiling.chunks()];
                    Arrays.fill(whole, lanes);
                    copies.add(copy(segment, true, whole));
                }
                int rest = segment.length() % step;
                if (rest > 0) {
                    int[] counts = new int[(rest + lanes - 1) / lanes];
                    for (int v = 0; v < counts.length; v++) {
                        counts[v] = Math.min(lanes, rest - v * lanes);
                    }
                    copies.add(copy(segment, false, counts));
                    maskOf(rest % lanes);
                }
            }
            for (Copy copy : copies) {
                each(copy, value -> reach(value));
            }
        }
        hoist(0);
        outerLoop(0);
        code.return_();
    }

    /// The mask of the first `count` lanes, in a local variable.
    private void maskOf(int count) {
        if (count > 0 && !masks.containsKey(count)) {
            int local = code.allocateLocal(TypeKind.REFERENCE);
            lane.first(width, count);
            code.astore(local);
            masks.put(count, local);
        }
    }

    private void each(Copy copy, java.util.function.Consumer<LaneValue> use) {
        for (LaneValue[][][][] statement : copy.values) {
            for (LaneValue[][][] row : statement) {
                for (LaneValue[][] vector : row) {
                    for (LaneValue[] point : vector) {
                        for (LaneValue body : point) {
                            use.accept(body);
                        }
                    }
                }
            }
        }
    }

    /// Counts a use, and finds what is computed outside the spine's loop.
    private void reach(LaneValue value) {
        if (value.uses++ > 0) {
            return;
        }
        value.args.forEach(this::reach);
        if (value.level <= outer) {
            hoisted.add(value);
        }
    }

    private Copy copy(Segment segment, boolean isLoop, int[] counts) {
        int number = copies.size();
        List<Statement> statements = segment.statements();
        LaneValue[][][][][] values = new LaneValue[statements.size()][tiling.jam()][counts.length][][];
        for (int u = 0; u < tiling.jam(); u++) {
            for (int v = 0; v < counts.length; v++) {
                graph.at(number, u, v, counts[v]);
                for (int s = 0; s < statements.size(); s++) {
                    values[s][u][v] = values(s, statements.get(s));
                }
            }
        }
        return new Copy(number, segment, isLoop, counts, values);
    }

    private LaneValue[][] values(int number, Statement statement) {
        if (statement.role() == Statement.Role.AFTER) {
            return new LaneValue[0][];
        }
        List<Statement.Point> points = statement.points();
        LaneValue[][] values = new LaneValue[points.size()][];
        for (int p = 0; p < values.length; p++) {
            List<Expr> bodies = points.get(p).bodies();
            values[p] = new LaneValue[bodies.size()];
            for (int b = 0; b < values[p].length; b++) {
                values[p][b] = graph.vector(bodies.get(b));
            }
        }
        if (statement.role() == Statement.Role.ALONG) {
            for (int p = 0; p < values.length; p++) {
                LaneValue result =
                        statement.loop().rank() == 0 ? values[p][0] : graph.total(number, p, statement.dtype());
                graph.result(cluster.operands().size() + number, points.get(p).at(), result);
            }
        }
        return values;
    }

    /// Computes what belongs to the turn of the loop `level`, before the loops inside.
    private void hoist(int level) {
        for (LaneValue value : hoisted) {
            if (value.level == level && !isLiteral(value)) {
                keep(value);
            }
        }
    }

    private static boolean isLiteral(LaneValue value) {
        return value.op instanceof Op.Uniform u && u.expr() instanceof Expr.Literal;
    }

    /// Computes a value into a local variable, once.
    private void keep(LaneValue value) {
        if (value.local < 0) {
            TypeKind kind = kind(value);
            int local = code.allocateLocal(kind);
            compute(value);
            code.storeLocal(kind, local);
            value.local = local;
        }
    }

    private static TypeKind kind(LaneValue value) {
        return value.vector ? TypeKind.REFERENCE : ExprEmitter.stack(value.dtype);
    }

    private void outerLoop(int axis) {
        if (axis == outer) {
            turn();
            return;
        }
        int step = axis == outer - 1 ? tiling.jam() : 1;
        int extent = cluster.outer().dim(axis);
        int local = axes[axis];
        Label head = code.newLabel();
        Label end = code.newLabel();
        if (axis == 0) {
            code.iload(from);
            times(step);
        } else {
            code.iconst_0();
        }
        code.istore(local);
        int limit = code.allocateLocal(TypeKind.INT);
        if (axis == 0) {
            code.iload(to);
            times(step);
        } else {
            code.loadConstant(extent);
        }
        code.istore(limit);
        code.labelBinding(head);
        code.iload(local);
        code.iload(limit);
        code.if_icmpge(end);
        if (axis == outer - 1) {
            for (int u = 0; u < tiling.jam(); u++) {
                code.iload(local);
                code.loadConstant(u);
                code.iadd();
                code.istore(jams[u]);
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

    /// One turn of the outer loops: the spine's loop, and what comes after it.
    private void turn() {
        for (int s = 0; s < cluster.statements().size(); s++) {
            Statement statement = cluster.statements().get(s);
            if (statement.role() == Statement.Role.ACROSS) {
                for (int u = 0; u < tiling.jam(); u++) {
                    totals[s][u] = fresh(statement);
                }
            }
        }
        if (tiling.anyLength()) {
            anyLength();
        } else if (cluster.spine() > 1) {
            spine();
        }
        for (int u = 0; u < tiling.jam(); u++) {
            for (int s = 0; s < cluster.statements().size(); s++) {
                Statement statement = cluster.statements().get(s);
                switch (statement.role()) {
                    case ACROSS -> finish(s, statement, u);
                    case AFTER -> after(s, statement, u);
                    case ALONG -> {}
                }
            }
            scalars.get(u).known.clear();
        }
    }

    /// A vector of totals for each point, holding what nothing combines to.
    private int[] fresh(Statement statement) {
        int[] locals = new int[statement.points().size()];
        for (int p = 0; p < locals.length; p++) {
            locals[p] = code.allocateLocal(TypeKind.REFERENCE);
            identity(statement.combine(), statement.dtype());
            lane.splat(statement.dtype(), width);
            code.astore(locals[p]);
        }
        return locals;
    }

    private void identity(Combine combine, DType dtype) {
        double value = switch (combine) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
            case NONE, ALL, ANY, ARG_MAX, ARG_MIN -> throw new AssertionError(combine);
        };
        switch (dtype) {
            case FLOAT32 -> code.loadConstant((float) value);
            case FLOAT64 -> code.loadConstant(value);
            case INT32 -> code.loadConstant((int) value);
            case INT64 -> code.loadConstant((long) value);
            case BOOL -> throw new AssertionError(combine);
        }
    }

    /// The elements `from` to `to`.
    private void anyLength() {
        int local = axes[outer];
        Label head = code.newLabel();
        Label end = code.newLabel();
        Label done = code.newLabel();
        int limit = code.allocateLocal(TypeKind.INT);
        code.iload(to);
        code.loadConstant(lanes);
        code.isub();
        code.istore(limit);
        code.iload(from);
        code.istore(local);
        code.labelBinding(head);
        code.iload(local);
        code.iload(limit);
        code.if_icmpgt(end);
        turn(copies.get(0));
        code.iinc(local, lanes);
        code.goto_w(head);
        code.labelBinding(end);
        code.iload(to);
        code.iload(local);
        code.isub();
        code.istore(rest);
        code.iload(rest);
        code.ifle(done);
        Copy last = copies.get(1);
        lane.species(width);
        code.iload(rest);
        lane.first();
        code.astore(Objects.requireNonNull(masks.get(last.counts[0])));
        turn(last);
        code.labelBinding(done);
    }

    private void spine() {
        int local = axes[outer];
        int step = lanes * tiling.chunks();
        boolean split = outer == 0 && segments.size() == 1;
        for (Copy copy : copies) {
            int whole = copy.segment.length() / step;
            if (copy.isLoop) {
                Label head = code.newLabel();
                Label end = code.newLabel();
                int limit = code.allocateLocal(TypeKind.INT);
                if (split) {
                    code.iload(to);
                    code.loadConstant(whole);
                    code.invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
                    times(step);
                    code.istore(limit);
                    code.iload(from);
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
                turn(copy);
                code.iinc(local, step);
                code.goto_w(head);
                code.labelBinding(end);
            } else {
                Label end = code.newLabel();
                if (split && whole > 0) {
                    // The last piece takes what is left over.
                    code.iload(to);
                    code.loadConstant(whole);
                    code.if_icmple(end);
                }
                code.loadConstant(whole * step);
                code.istore(local);
                turn(copy);
                code.labelBinding(end);
            }
        }
    }

    /// One turn of the spine's loop.
    private void turn(Copy copy) {
        List<Statement> statements = cluster.statements();
        boolean[] done = new boolean[statements.size()];
        for (int s = 0; s < statements.size(); s++) {
            if (done[s] || statements.get(s).role() == Statement.Role.AFTER) {
                continue;
            }
            List<Integer> group = new ArrayList<>();
            for (int t = s; t < statements.size(); t++) {
                Statement other = statements.get(t);
                if (!done[t]
                        && other.role() != Statement.Role.AFTER
                        && other.loop().equals(statements.get(s).loop())
                        && isReady(t, done)) {
                    group.add(t);
                    if (other.loop().rank() == 0) {
                        // Without a loop it is ready at once.
                        done[t] = true;
                    }
                }
            }
            group.forEach(t -> done[t] = true);
            group(copy, group);
        }
    }

    /// Whether all the statements that statement `t` reads are done.
    private boolean isReady(int t, boolean[] done) {
        int operands = cluster.operands().size();
        for (Statement.Point point : cluster.statements().get(t).points()) {
            for (Expr body : point.bodies()) {
                if (!reads(body, v -> v < operands || done[v - operands])) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether everything that the expression reads is as wished.
    static boolean reads(Expr expr, java.util.function.IntPredicate wished) {
        if (expr instanceof Expr.Load load && !wished.test(load.operand())) {
            return false;
        }
        return expr.parts().stream().allMatch(e -> reads(e, wished))
                && expr.indices().stream().allMatch(i -> reads(i, wished));
    }

    static boolean reads(Index index, java.util.function.IntPredicate wished) {
        return switch (index) {
            case Index.Literal l -> true;
            case Index.Axis a -> true;
            case Index.Sum s -> s.terms().stream().allMatch(t -> reads(t.atom(), wished));
            case Index.FloorDiv d -> reads(d.x(), wished);
            case Index.Mod m -> reads(m.x(), wished);
            case Index.Clamp c -> reads(c.x(), wished);
            case Index.Value v -> reads(v.expr(), wished);
        };
    }

    /// Statements with equal loops inside the spine's, in one loop nest.
    private void group(Copy copy, List<Integer> group) {
        int rank = cluster.statements().get(group.getFirst()).loop().rank();
        if (rank == 0) {
            group.forEach(s -> turn(copy, s));
            return;
        }
        for (int s : group) {
            Statement statement = cluster.statements().get(s);
            if (statement.role() == Statement.Role.ALONG) {
                for (int u = 0; u < tiling.jam(); u++) {
                    totals[s][u] = new int[0];
                    for (int v = 0; v < copy.counts.length; v++) {
                        totals[s][u] = concat(totals[s][u], fresh(statement));
                    }
                }
            }
        }
        List<LaneValue> inside = new ArrayList<>();
        Set<LaneValue> seen = new LinkedHashSet<>();
        for (int s : group) {
            for (LaneValue[][][] row : copy.values[s]) {
                for (LaneValue[][] vector : row) {
                    for (LaneValue[] point : vector) {
                        for (LaneValue body : point) {
                            collect(body, seen);
                        }
                    }
                }
            }
        }
        inside.addAll(seen);
        innerLoop(copy, group, 0, inside);
        for (LaneValue value : inside) {
            if (value.level > outer + 1) {
                value.local = -1;
            }
        }
        for (int s : group) {
            Statement statement = cluster.statements().get(s);
            if (statement.role() == Statement.Role.ALONG) {
                for (int u = 0; u < tiling.jam(); u++) {
                    for (int v = 0; v < copy.counts.length; v++) {
                        graph.at(copy.number, u, v, copy.counts[v]);
                        for (int p = 0; p < statement.points().size(); p++) {
                            int local = totals[s][u][v * statement.points().size() + p];
                            code.aload(local);
                            lane.known(statement.dtype());
                            code.astore(local);
                            graph.total(s, p, statement.dtype()).local = local;
                            store(copy, s, statement, p, u, v, () -> code.aload(local));
                        }
                    }
                }
            }
        }
    }

    private static int[] concat(int[] a, int[] b) {
        int[] all = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private static void collect(LaneValue value, Set<LaneValue> seen) {
        if (!seen.contains(value)) {
            value.args.forEach(arg -> collect(arg, seen));
            seen.add(value);
        }
    }

    private void innerLoop(Copy copy, List<Integer> group, int depth, List<LaneValue> inside) {
        Statement first = cluster.statements().get(group.getFirst());
        // Before the loop: what does not change in it.
        for (LaneValue value : inside) {
            if (value.level == outer + 1 + depth && !(value.op instanceof Op.Total)) {
                keep(value);
            }
        }
        if (depth == first.loop().rank()) {
            group.forEach(s -> combine(copy, s));
            return;
        }
        int local = axes[outer + 1 + depth];
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0();
        code.istore(local);
        code.labelBinding(head);
        code.iload(local);
        code.loadConstant(first.loop().dim(depth));
        code.if_icmpge(end);
        innerLoop(copy, group, depth + 1, inside);
        code.iinc(local, 1);
        code.goto_w(head);
        code.labelBinding(end);
    }

    /// A statement without a loop inside the spine's.
    private void turn(Copy copy, int s) {
        Statement statement = cluster.statements().get(s);
        if (statement.role() == Statement.Role.ACROSS) {
            combine(copy, s);
            return;
        }
        for (int u = 0; u < tiling.jam(); u++) {
            for (int v = 0; v < copy.counts.length; v++) {
                for (int p = 0; p < statement.points().size(); p++) {
                    LaneValue value = copy.values[s][u][v][p][0];
                    if (value.uses > 1) {
                        push(value);
                        code.pop();
                    }
                    store(copy, s, statement, p, u, v, () -> push(value));
                }
            }
        }
    }

    /// Combines the bodies of a statement into its totals.
    private void combine(Copy copy, int s) {
        Statement statement = cluster.statements().get(s);
        boolean across = statement.role() == Statement.Role.ACROSS;
        int points = statement.points().size();
        for (int v = 0; v < copy.counts.length; v++) {
            for (int u = 0; u < tiling.jam(); u++) {
                for (int p = 0; p < points; p++) {
                    int total = totals[s][u][across ? p : v * points + p];
                    for (LaneValue body : copy.values[s][u][v][p]) {
                        boolean masked = across && copy.counts[v] < lanes;
                        combine(statement, total, body);
                        if (masked) {
                            code.aload(total);
                            mask(copy.counts[v], statement.dtype());
                            lane.compute(LaneValue.Code.NOT, 0, DType.BOOL, DType.BOOL);
                            lane.blend(statement.dtype());
                        }
                        code.astore(total);
                    }
                }
            }
        }
    }

    /// Pushes the combination of a total and a body.
    private void combine(Statement statement, int total, LaneValue body) {
        DType dtype = statement.dtype();
        boolean product = statement.combine() == Combine.SUM
                && dtype.isFloating()
                && body.local < 0
                && body.uses == 1
                && body.op instanceof Op.Compute c
                && c.code() == LaneValue.Code.MUL;
        if (product) {
            push(body.args.get(0));
            push(body.args.get(1));
            code.aload(total);
            lane.compute(LaneValue.Code.FMA, 0, dtype, dtype);
            return;
        }
        // The other way round the call would be on what the loop hands on: see LaneCode.known.
        push(body);
        code.aload(total);
        LaneValue.Code operation = switch (statement.combine()) {
            case SUM -> LaneValue.Code.ADD;
            case PROD -> LaneValue.Code.MUL;
            case MAX -> LaneValue.Code.MAX;
            case MIN -> LaneValue.Code.MIN;
            case NONE, ALL, ANY, ARG_MAX, ARG_MIN -> throw new AssertionError(statement);
        };
        lane.compute(operation, 0, dtype, dtype);
    }

    /// Pushes the mask of the first `count` lanes, for vectors of a dtype.
    private void mask(int count, DType dtype) {
        code.aload(Objects.requireNonNull(masks.get(count)));
        if (dtype != width) {
            lane.castMask(dtype);
        }
    }

    private void store(Copy copy, int s, Statement statement, int p, int u, int v, Runnable value) {
        if (!cluster.stored().get(s)) {
            return;
        }
        int operand = cluster.operands().size() + s;
        DType dtype = statement.result().dtype();
        Index flat = ExprEmitter.flat(
                copy.segment.statements().get(s).points().get(p).at(),
                statement.result().shape());
        Affine affine = Affine.of(flat, outer).orElseThrow();
        if (affine.step() != 1) {
            throw new LaneGraph.NoVectors(flat);
        }
        value.run();
        code.aload(arrays[operand]);
        address(operand, affine.rest(), u, v);
        boolean masked = copy.counts[v] < lanes;
        if (dtype == DType.BOOL) {
            count(copy.counts[v]);
            lane.storeBooleans();
            return;
        }
        if (masked) {
            mask(copy.counts[v], dtype);
        }
        lane.store(dtype, masked);
    }

    /// Pushes how many lanes of a vector with `count` lanes there are.
    private void count(int count) {
        if (tiling.anyLength() && count < lanes) {
            code.iload(rest);
        } else {
            code.loadConstant(count);
        }
    }

    /// Pushes where in its array the vector at `rest` begins.
    private void address(int operand, Index rest, int u, int v) {
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

    /// Pushes a value: from its local variable, if it has one; into one, if it is needed again.
    private void push(LaneValue value) {
        if (value.local >= 0) {
            code.loadLocal(kind(value), value.local);
            return;
        }
        compute(value);
        if (value.uses > 1 && !isLiteral(value)) {
            TypeKind kind = kind(value);
            value.local = code.allocateLocal(kind);
            if (kind.slotSize() == 2) {
                code.dup2();
            } else {
                code.dup();
            }
            code.storeLocal(kind, value.local);
        }
    }

    private void compute(LaneValue value) {
        switch (value.op) {
            case Op.Uniform uniform -> scalars.get(uniform.jam()).emit(uniform.expr());
            case Op.Splat splat -> {
                push(value.args.getFirst());
                lane.splat(value.dtype, width);
            }
            case Op.Load load -> load(value, load);
            case Op.Place place -> place(value, place);
            case Op.Compute c -> {
                value.args.forEach(this::push);
                DType of = value.args.getFirst().dtype;
                if (c.code() == LaneValue.Code.BLEND && !of.isFloating()) {
                    lane.castMask(of);
                }
                lane.compute(c.code(), c.by(), of, value.dtype);
                if (value.dtype == DType.BOOL && of.isInteger()) {
                    lane.castMask(width);
                }
            }
            case Op.Total total -> throw new AssertionError(total);
        }
    }

    private void load(LaneValue value, Op.Load load) {
        boolean part = load.count() < lanes;
        if (value.dtype == DType.BOOL) {
            code.aload(arrays[load.operand()]);
            address(load.operand(), load.rest(), load.jam(), load.chunk());
            count(load.count());
            lane.loadBooleans(width);
            return;
        }
        lane.species(value.dtype);
        code.aload(arrays[load.operand()]);
        address(load.operand(), load.rest(), load.jam(), load.chunk());
        if (value.args.isEmpty() && !part) {
            lane.load(value.dtype);
            return;
        }
        if (value.args.isEmpty()) {
            mask(load.count(), value.dtype);
        } else {
            push(value.args.getFirst());
            if (part) {
                mask(load.count(), width);
                lane.compute(LaneValue.Code.AND, 0, DType.BOOL, DType.BOOL);
            }
            if (value.dtype != width) {
                lane.castMask(value.dtype);
            }
        }
        lane.loadMasked(value.dtype);
    }

    /// `step (spine + 0, 1, 2, ...) + rest`.
    private void place(LaneValue value, Op.Place place) {
        lane.steps(value.dtype);
        code.loadConstant((int) place.step());
        scalars.getFirst().convert(DType.INT32, value.dtype);
        lane.splat(value.dtype, width);
        lane.compute(LaneValue.Code.MUL, 0, value.dtype, value.dtype);
        code.iload(axes[outer]);
        code.loadConstant(place.chunk() * lanes);
        code.iadd();
        code.loadConstant((int) place.step());
        code.imul();
        scalars.get(place.jam()).emit(place.rest());
        code.iadd();
        scalars.getFirst().convert(DType.INT32, value.dtype);
        lane.splat(value.dtype, width);
        lane.compute(LaneValue.Code.ADD, 0, value.dtype, value.dtype);
    }

    /// An element that was reduced over the spine.
    private void finish(int s, Statement statement, int u) {
        DType dtype = statement.dtype();
        TypeKind kind = ExprEmitter.stack(dtype);
        for (int p = 0; p < statement.points().size(); p++) {
            int total = totals[s][u][p];
            code.aload(total);
            lane.known(dtype);
            lane.across(statement.combine().toString(), dtype);
            int local = code.allocateLocal(kind);
            code.storeLocal(kind, local);
            ready(s, statement, p, u, local, dtype);
        }
    }

    /// An element is in a local variable: for those that read it, and to be stored.
    private void ready(int s, Statement statement, int p, int u, int local, DType dtype) {
        int operand = cluster.operands().size() + s;
        List<Index> at = statement.points().get(p).at();
        ExprEmitter scalar = scalars.get(u);
        scalar.known.put(new Expr.Load(operand, dtype, at), local);
        if (cluster.stored().get(s)) {
            code.aload(arrays[operand]);
            scalar.emit(ExprEmitter.flat(at, statement.result().shape()));
            code.iload(offsets[operand]);
            code.iadd();
            code.loadLocal(ExprEmitter.stack(dtype), local);
            code.arrayStore(ExprEmitter.element(dtype));
        }
    }

    private void after(int s, Statement statement, int u) {
        ExprEmitter scalar = scalars.get(u);
        DType dtype = statement.dtype();
        TypeKind kind = ExprEmitter.stack(dtype);
        for (int p = 0; p < statement.points().size(); p++) {
            boolean first = true;
            for (Expr body : statement.points().get(p).bodies()) {
                if (first) {
                    scalar.emit(body);
                } else {
                    scalarCombine(scalar, statement.combine(), body);
                }
                first = false;
            }
            int local = code.allocateLocal(kind);
            code.storeLocal(kind, local);
            ready(s, statement, p, u, local, dtype);
        }
    }

    private void scalarCombine(ExprEmitter scalar, Combine combine, Expr body) {
        DType dtype = body.dtype();
        scalar.emit(body);
        ClassDesc type = ExprEmitter.stack(dtype).upperBound();
        switch (combine) {
            case SUM -> scalar.arithmetic(BinaryFunction.ADD, dtype);
            case PROD -> scalar.arithmetic(BinaryFunction.MUL, dtype);
            case MAX, MIN -> code.invokestatic(MATH, combine.toString(), MethodTypeDesc.of(type, type, type));
            case NONE, ALL, ANY, ARG_MAX, ARG_MIN -> throw new AssertionError(combine);
        }
    }
}
