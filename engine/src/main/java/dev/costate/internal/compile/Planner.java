package dev.costate.internal.compile;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Convolution;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Kernel;
import dev.costate.internal.lower.Lowered;
import dev.costate.internal.lower.MatrixCall;
import dev.costate.internal.lower.Nest;
import dev.costate.internal.lower.Prefix;
import dev.costate.internal.lower.Ranking;
import dev.costate.internal.lower.Scatter;
import dev.costate.internal.lower.Structured;
import dev.costate.internal.rules.Lowering;
import dev.costate.internal.schedule.Shaping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides which values are stored and which are computed where they are read, and makes the kernels.
///
/// A producer without reduction is computed in its consumers if that costs no more work than storing it, or
/// little more: see [#reasonToStore].
final class Planner {
    /// The operations of a step from which on loops of unknown length are worth a share of a thread.
    private static final int SHARED_STEP = 32;

    private static final long LARGEST_BODY = 100;
    private static final int MOST_JOINED = 8;

    private final Graph graph;
    private final @Nullable Fused[] fused;
    private final boolean[] inlined;
    private final List<List<Node>> consumers = new ArrayList<>();
    private final Set<Integer> outputs = new HashSet<>();
    private final Map<Integer, String> stored = new HashMap<>();
    private final Clustering clusters;
    private List<Plan.Step> steps = List.of();

    /// A kernel whose operands are the values `operands`.
    record Fused(Kernel kernel, List<Integer> operands) {}

    private Planner(Graph graph) {
        this.graph = graph;
        clusters = new Clustering(graph::type);
        fused = new @Nullable Fused[graph.valueCount()];
        inlined = new boolean[graph.valueCount()];
        for (int v = 0; v < graph.valueCount(); v++) {
            consumers.add(new ArrayList<>());
        }
        for (Node node : graph.nodes()) {
            for (int operand : node.operands().toArray()) {
                if (!consumers.get(operand).contains(node)) {
                    consumers.get(operand).add(node);
                }
            }
        }
        for (int o : graph.outputs().toArray()) {
            outputs.add(o);
        }
    }

    /// The plan of `graph`, which is expanded.
    static Plan plan(Graph graph) {
        return new Planner(graph).run();
    }

    private Plan run() {
        for (Node node : graph.nodes()) {
            step(node);
        }
        int inputs = graph.inputs().size();
        steps = Epilogues.fuse(inputs, Updates.last(inputs, clusters.finish(outputs::contains)));
        List<Type> types = new ArrayList<>();
        for (int v = 0; v < graph.valueCount(); v++) {
            types.add(graph.type(v));
        }
        return new Plan(
                types,
                graph.inputs().size(),
                steps,
                lastUses(),
                graph.outputs().toArray(),
                new Rationale(graph, stored));
    }

    /// For each step the slots that no later one reads.
    private List<int[]> lastUses() {
        boolean[] used = new boolean[graph.valueCount()];
        outputs.forEach(o -> used[o] = true);
        List<int[]> dead = new ArrayList<>();
        for (Plan.Step step : steps.reversed()) {
            int[] last = Arrays.stream(step.operands())
                    .distinct()
                    .filter(v -> !used[v])
                    .toArray();
            for (int v : last) {
                used[v] = true;
            }
            dead.add(last);
        }
        return dead.reversed();
    }

    /// A join of many operands: one kernel would have to ask for each element whose it is.
    private static boolean isLongJoin(Node node) {
        return node.op() instanceof Concatenate && node.operands().size() > MOST_JOINED;
    }

    private Plan.Join join(Node node, int axis) {
        int[] operands = node.operands().toArray();
        Shape shape = node.results().getFirst().shape();
        int outer = shape.slice(0, axis).size();
        int[] widths = new int[operands.length];
        for (int k = 0; k < operands.length; k++) {
            Shape part = graph.type(operands[k]).shape();
            widths[k] = part.slice(axis, part.rank()).size();
        }
        return new Plan.Join(outer, widths, operands, node.first());
    }

    private void step(Node node) {
        int[] operands = node.operands().toArray();
        if (isLongJoin(node)) {
            clusters.add(join(node, ((Concatenate) node.op()).axis()), 1);
            return;
        }
        Optional<ProductCode> product = product(node);
        if (product.isPresent()) {
            clusters.add(product(node, product.get()), 1);
            return;
        }
        Optional<RowScatter> rows = RowScatter.of(node.op(), types(node));
        if (rows.isPresent()) {
            clusters.add(new Plan.Compute(rows.get(), operands, new int[] {node.first()}), 1);
            return;
        }
        if (isWindowProduct(node)) {
            clusters.add(windowProduct(node), 1);
            return;
        }
        switch (lowered(node)) {
            case Kernel kernel -> compute(node, kernel);
            case Lowered.Alias alias -> {
                if (inlined[operands[0]]) {
                    compute(node, alias.nest());
                } else {
                    clusters.add(new Plan.Alias(operands[0], node.first()), 1);
                }
            }
            case Ranking ranking ->
                clusters.add(
                        new Plan.Compute(
                                new RankingCode(ranking), operands, new int[] {node.first(), node.first() + 1}),
                        2);
            case MatrixCall call ->
                clusters.add(
                        new Plan.Compute(MatrixCode.of(call), operands, slots(node)),
                        node.results().size());
            case Lowered.Data data -> clusters.add(new Plan.Data(data.value(), node.first()), 1);
            case Structured.Loop(var scan)
            when !isSharedOut(scan) && scalarLoop(node, ScalarLoops.emit(scan, types(node), node.results())) -> {}
            case Structured.Repeat(var loop)
            when scalarLoop(node, ScalarLoops.emit(loop, types(node), node.results())) -> {}
            case Structured.Loop(var scan) ->
                clusters.add(
                        new Plan.Loop(
                                plan(scan.body()),
                                scan.length(),
                                scan.consts(),
                                scan.carries(),
                                scan.reverse(),
                                operands,
                                node.first()),
                        node.results().size());
            case Structured.Repeat(var loop) ->
                clusters.add(
                        new Plan.Repeat(
                                plan(loop.condition()),
                                plan(loop.body()),
                                loop.conditionConsts(),
                                loop.bodyConsts(),
                                operands,
                                node.first()),
                        node.results().size());
            case Structured.Branch(var cond) ->
                clusters.add(
                        new Plan.Branch(
                                cond.branches().stream().map(Planner::plan).toList(), operands, node.first()),
                        node.results().size());
            case Structured.Inline _ -> throw new AssertionError("expanded before");
        }
    }

    /// Whether a loop is one over members that each run a loop of their own length: these are shared out to the
    /// threads, and each is a piece of code of its own.
    private static boolean isSharedOut(Scan scan) {
        return scan.carries() == 0
                && scan.length() > 1
                && scan.body().nodes().stream().anyMatch(Planner::isUntil);
    }

    /// Whether an operation is, or holds, a loop whose length is decided as it runs, and whose steps are no trifle.
    private static boolean isUntil(Node node) {
        return (node.op() instanceof While loop && loop.body().nodes().size() >= SHARED_STEP)
                || (node.op() instanceof Scan scan
                        && scan.body().nodes().stream().anyMatch(Planner::isUntil));
    }

    /// Whether a loop has become one piece of code, which runs as a step then.
    private boolean scalarLoop(Node node, Optional<KernelCode> code) {
        code.ifPresent(c -> {
            int[] results = slots(node);
            clusters.add(new Plan.Compute(c, node.operands().toArray(), results), results.length);
        });
        return code.isPresent();
    }

    /// The slots of its results.
    private static int[] slots(Node node) {
        return IntStream.range(node.first(), node.first() + node.results().size())
                .toArray();
    }

    private Optional<ProductCode> product(Node node) {
        return node.op() instanceof Dot dot
                ? ProductCode.of(dot, types(node), node.results().getFirst())
                : Optional.empty();
    }

    /// The product on what is stored: the factors, or what they are views of.
    private Plan.Compute product(Node node, ProductCode code) {
        View a = view(node.operands().get(0));
        View b = view(node.operands().get(1));
        KernelCode reading = code.reading((Dot) node.op(), a, b, node.results().getFirst());
        return new Plan.Compute(reading, viewed(node), new int[] {node.first()});
    }

    private boolean isWindowProduct(Node node) {
        return node.op() instanceof Convolution c
                && WindowProductCode.does(c, types(node), node.results().getFirst());
    }

    private Plan.Compute windowProduct(Node node) {
        KernelCode code = WindowProductCode.of(
                (Convolution) node.op(),
                view(node.operands().get(0)),
                view(node.operands().get(1)),
                node.results().getFirst().dtype());
        return new Plan.Compute(code, viewed(node), new int[] {node.first()});
    }

    /// What is stored of a product's factors: they themselves, or what they are views of.
    private int[] viewed(Node node) {
        int[] slots = node.operands().toArray();
        for (int k = 0; k < slots.length; k++) {
            Fused producer = fused[slots[k]];
            if (inlined[slots[k]] && producer != null) {
                slots[k] = producer.operands.getFirst();
            }
        }
        return slots;
    }

    /// How value `v` lies: a view if it is not stored.
    private View view(int v) {
        Fused producer = fused[v];
        return inlined[v] && producer != null ? View.of((Nest) producer.kernel).orElseThrow() : View.of(graph.type(v));
    }

    /// Whether value `v`, a factor of a product, had better be read where `view` says than be stored.
    private boolean readsInPlace(Node node, ProductCode code, int v, View view) {
        int a = node.operands().get(0);
        int b = node.operands().get(1);
        Dot op = (Dot) node.op();
        Type out = node.results().getFirst();
        ProductCode copying = code.reading(op, view(a), view(b), out);
        ProductCode reading = code.reading(op, a == v ? view : view(a), b == v ? view : view(b), out);
        return (a != v || reading.isBetterThan(copying, true, view))
                && (b != v || reading.isBetterThan(copying, false, view));
    }

    private Lowered lowered(Node node) {
        return Lowering.lower(node.op(), types(node), node.results());
    }

    private List<Type> types(Node node) {
        return Arrays.stream(node.operands().toArray()).mapToObj(graph::type).toList();
    }

    private void compute(Node node, Kernel kernel) {
        storeTerms(node, kernel);
        Fused all = SmallSums.expand(fuse(kernel, node.operands().toArray()));
        int v = node.first();
        fused[v] = all;
        Optional<String> reason = all.kernel instanceof Nest nest ? reasonToStore(v, nest) : Optional.empty();
        inlined[v] = all.kernel instanceof Nest && reason.isEmpty();
        if (inlined[v]) {
            return;
        }
        reason.ifPresent(r -> stored.put(v, r));
        if (all.kernel instanceof Nest nest) {
            clusters.add(v, nest, all.operands);
        } else {
            int[] operands = all.operands.stream().mapToInt(Integer::intValue).toArray();
            clusters.add(new Plan.Compute(PlainCode.of(all.kernel), operands, new int[] {v}), 1);
        }
    }

    /// Stores the terms of a sum that has its order only if they are stored.
    ///
    /// In a run alone a term may be computed where it is summed; in an ensemble a constant that members share is
    /// stored and read by all. The sum has the same order in both.
    private void storeTerms(Node node, Kernel kernel) {
        if (!(kernel instanceof Nest sum) || (Shaping.isInOrder(sum) && !SmallSums.isSmall(sum))) {
            return;
        }
        int v = node.first();
        int[] operands = node.operands().toArray();
        boolean fuses = Arrays.stream(operands).anyMatch(i -> inlined[i] && fused[i] != null);
        if (!fuses || hasItsOrder(v, fuse(kernel, operands)) || !hasItsOrder(v, apart(kernel, operands))) {
            return;
        }
        for (int operand : operands) {
            Fused term = fused[operand];
            if (inlined[operand] && term != null) {
                inlined[operand] = false;
                stored.put(operand, "the terms of a sum");
                clusters.add(operand, (Nest) term.kernel, term.operands);
            }
        }
    }

    /// Whether the sum that makes `v` can be written out if it is small, else laid into vectors.
    private boolean hasItsOrder(int v, Fused all) {
        Nest sum = (Nest) all.kernel;
        return SmallSums.isSmall(sum) ? SmallSums.expand(sum).isPresent() : clusters.hasVectors(v, sum, all.operands);
    }

    /// The kernel with its operands stored.
    private Fused apart(Kernel kernel, int[] operands) {
        return new Fused(kernel, Arrays.stream(operands).boxed().toList());
    }

    /// The kernel with its inlined operands computed where they are read, each stored operand once.
    private Fused fuse(Kernel kernel, int[] operands) {
        Kernel all = kernel;
        List<Integer> values = new ArrayList<>(Arrays.stream(operands).boxed().toList());
        for (int k = operands.length - 1; k >= 0; k--) {
            Fused producer = fused[operands[k]];
            if (inlined[operands[k]] && producer != null) {
                all = all.inline(k, (Nest) producer.kernel);
                values.remove(/* index */ k);
                values.addAll(k, producer.operands);
            }
        }
        List<Integer> distinct = values.stream().distinct().toList();
        List<Type> types = distinct.stream().map(graph::type).toList();
        return new Fused(all.on(types, load -> load.of(distinct.indexOf(values.get(load.operand())))), distinct);
    }

    /// Why value `v` is stored rather than computed where it is read; nothing if it is not.
    ///
    /// Work counts as operations a result. Read about once, anything is; read a few times, what costs little;
    /// read many times, only what is no more than a read.
    private Optional<String> reasonToStore(int v, Nest nest) {
        if (outputs.contains(v)) {
            return Optional.of("a result");
        }
        if (nest.combine() != Combine.NONE) {
            return Optional.of("a reduction");
        }
        if (nest.body().operations() > LARGEST_BODY) {
            return Optional.of("too long to write twice");
        }
        Optional<View> view = View.of(nest);
        double points = 0;
        for (Node consumer : consumers.get(v)) {
            if (isLongJoin(consumer)) {
                return Optional.of("joined with others by copies");
            }
            if (isWindowProduct(consumer)) {
                if (view.isEmpty()) {
                    return Optional.of("a factor of a convolution");
                }
                continue;
            }
            Optional<ProductCode> product = product(consumer);
            if (product.isPresent()) {
                if (view.isEmpty() || !readsInPlace(consumer, product.get(), v, view.get())) {
                    return Optional.of("a factor of a product");
                }
                continue;
            }
            if (RowScatter.of(consumer.op(), types(consumer)).isPresent()) {
                return Optional.of("added to rows");
            }
            switch (lowered(consumer)) {
                case Kernel kernel -> points += points(kernel);
                case Lowered.Alias alias -> points += alias.result().size();
                case Ranking _, MatrixCall _, Structured _ -> {
                    return Optional.of("goes into " + consumer.op().name());
                }
                case Lowered.Data _ -> {}
            }
        }
        double repeats = points / Math.max(1, graph.type(v).size());
        long cost = cost(nest.body(), new HashSet<>());
        if (repeats <= 1 || cost <= (repeats <= 8 ? 12 : 1)) {
            return Optional.empty();
        }
        return Optional.of("each element is read " + Rationale.rounded(repeats) + " times");
    }

    private static double points(Kernel kernel) {
        return switch (kernel) {
            case Nest nest -> (double) nest.parallel().size() * nest.reduction().size();
            case Prefix prefix -> prefix.extents().size();
            case Scatter scatter ->
                (double) scatter.shape().size() + scatter.updates().size();
        };
    }

    /// What computing `expr` takes, its parts each once.
    private static long cost(Expr expr, Set<Expr> counted) {
        if (!counted.add(expr)) {
            return 0;
        }
        long cost = switch (expr) {
            case Expr.Literal _ -> 0;
            case Expr.Load _,
                    Expr.Position _,
                    Expr.Within _,
                    Expr.Compare _,
                    Expr.Select _,
                    Expr.Convert _,
                    Expr.Fma _ -> 1;
            case Expr.Unary u ->
                switch (u.function()) {
                    case NEG, ABS, NOT, IS_NAN, IS_FINITE -> 1;
                    case SQRT, FLOOR, CEIL, ROUND, TRUNC, SIGN -> 4;
                    case EXP, EXPM1, LOG, LOG1P, RSQRT, CBRT, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH -> 20;
                    case ASINH, ACOSH, ATANH, SIGMOID, ERF, ERFC, ERF_INV, ERFCX, LGAMMA, DIGAMMA, TRIGAMMA -> 20;
                };
            case Expr.Binary b ->
                switch (b.function()) {
                    case ADD, SUB, MUL, MAX, MIN, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> 1;
                    case DIV, REM -> 5;
                    case POW, ATAN2 -> 40;
                };
            case Expr.Threefry _ -> 60;
        };
        for (Index index : expr.indices()) {
            cost += cost(index, counted);
        }
        for (Expr part : expr.parts()) {
            cost += cost(part, counted);
        }
        return cost;
    }

    private static long cost(Index index, Set<Expr> counted) {
        return switch (index) {
            case Index.Literal _, Index.Axis _ -> 0;
            case Index.Sum s ->
                s.terms().stream().mapToLong(t -> cost(t.atom(), counted)).sum();
            case Index.FloorDiv d -> 10 + cost(d.x(), counted);
            case Index.Mod m -> 10 + cost(m.x(), counted);
            case Index.Clamp c -> 2 + cost(c.x(), counted);
            case Index.Value v -> 1 + cost(v.expr(), counted);
        };
    }
}
