package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
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
import java.util.List;
import java.util.function.Supplier;

/// Writes a loop over small values as a [ScalarProgram].
final class ScalarUnrolling {
    /// The largest value of which every element becomes a scalar.
    static final int MOST_ELEMENTS = 16;

    /// The longest loop inside that becomes straight-line code although it could stay a loop.
    private static final int UNROLLED = 4;

    private final ScalarProgram program;
    private final ScalarReduction reduction;

    private ScalarUnrolling(ScalarProgram program) {
        this.program = program;
        reduction = new ScalarReduction(program);
    }

    /// The program of a [Scan] or [While].
    ///
    /// @throws NotSmallException if it is too large
    static ScalarProgram of(Op op, List<Type> operands, List<Type> results) {
        List<Type> buffers = new ArrayList<>(operands);
        buffers.addAll(results);
        ScalarProgram program = new ScalarProgram(buffers);
        ScalarUnrolling unrolling = new ScalarUnrolling(program);
        List<ScalarValue> in = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            in.add(new ScalarValue.Memory(program, operands.get(i), i, Index.literal(0)));
        }
        ScalarBlock root = program.root();
        List<ScalarValue> out = op instanceof Scan scan
                ? unrolling.scan(scan, in, root, operands.size())
                : unrolling.repeat((While) op, in, root);
        for (int r = 0; r < out.size(); r++) {
            // An output of a scan is stored step by step: here it has no elements left.
            unrolling.store(root, operands.size() + r, Index.literal(0), out.get(r));
        }
        return program;
    }

    private void store(ScalarBlock block, int buffer, Index from, ScalarValue value) {
        List<Expr> elements = value.elements();
        for (int i = 0; i < elements.size(); i++) {
            block.add(new ScalarBlock.Store(program.size(), buffer, from.plus(i), elements.get(i)));
        }
    }

    /// The results of `graph` on these inputs; its loops and branches become statements of `block`.
    private List<ScalarValue> call(Graph graph, List<ScalarValue> inputs, ScalarBlock block) {
        List<ScalarValue> values = new ArrayList<>(inputs);
        for (Node node : graph.nodes()) {
            List<ScalarValue> operands = Arrays.stream(node.operands().toArray())
                    .mapToObj(values::get)
                    .toList();
            List<Type> types = operands.stream().map(ScalarValue::type).toList();
            switch (Lowering.lower(node.op(), types, node.results())) {
                case Nest nest -> values.add(nest(nest, operands));
                case Prefix prefix -> values.add(elements(prefix.result(), () -> reduction.prefix(prefix, operands)));
                case Scatter scatter ->
                    values.add(elements(scatter.result(), () -> reduction.scatter(scatter, operands)));
                case Ranking ranking -> values.addAll(ranking(ranking, operands.getFirst(), node.results()));
                case MatrixCall call -> values.addAll(matrices(call, operands));
                case Lowered.Alias alias -> values.add(operands.getFirst().as(alias.result()));
                case Lowered.Data data -> values.add(data(data.value()));
                case Structured.Loop(Scan scan) -> values.addAll(scan(scan, operands, block, -1));
                case Structured.Repeat(While loop) -> values.addAll(repeat(loop, operands, block));
                case Structured.Branch(Cond cond) -> values.addAll(branch(cond, operands, block));
                case Structured.Inline _ -> throw new AssertionError("expanded before");
            }
        }
        return Arrays.stream(graph.outputs().toArray()).mapToObj(values::get).toList();
    }

    private ScalarValue nest(Nest lowered, List<ScalarValue> operands) {
        Nest nest = VectorModule.isPresent() ? SmallSums.expand(lowered).orElse(lowered) : lowered;
        if (VectorModule.isPresent() && !Shaping.isInOrder(nest)) {
            // In a member of an ensemble its terms are lanes of vectors, and here the order would be another.
            throw new NotSmallException();
        }
        if (nest.combine() == Combine.NONE && nest.result().size() > MOST_ELEMENTS) {
            return new ScalarValue.Demanded(program, nest, operands);
        }
        return elements(nest.result(), () -> reduction.nest(nest, operands));
    }

    private List<ScalarValue> ranking(Ranking ranking, ScalarValue operand, List<Type> results) {
        results.forEach(ScalarUnrolling::requireSmall);
        ScalarRanking.Both both = new ScalarRanking(program).elements(ranking, operand);
        return List.of(
                new ScalarValue.Elements(program, results.get(0), both.values()),
                new ScalarValue.Elements(program, results.get(1), both.places()));
    }

    private List<ScalarValue> matrices(MatrixCall call, List<ScalarValue> operands) {
        call.results().forEach(ScalarUnrolling::requireSmall);
        List<List<Expr>> elements = new ScalarMatrices(program).elements(call, operands);
        List<ScalarValue> results = new ArrayList<>();
        for (int r = 0; r < elements.size(); r++) {
            results.add(new ScalarValue.Elements(program, call.results().get(r), elements.get(r)));
        }
        return results;
    }

    private ScalarValue data(Array value) {
        Type type = value.type();
        if (type.size() > MOST_ELEMENTS) {
            return new ScalarValue.Memory(program, type, program.constant(value), Index.literal(0));
        }
        Type scalar = Type.scalar(type.dtype());
        List<Expr> elements = new ArrayList<>();
        for (int i = 0; i < type.size(); i++) {
            Object element = Array.allocate(scalar);
            System.arraycopy(value.storage(), i, element, 0, 1);
            elements.add(new Expr.Literal(Array.wrap(scalar, element)));
        }
        return new ScalarValue.Elements(program, type, elements);
    }

    private ScalarValue elements(Type type, Supplier<List<Expr>> elements) {
        requireSmall(type);
        return new ScalarValue.Elements(program, type, elements.get());
    }

    private static void requireSmall(Type type) {
        if (type.size() > MOST_ELEMENTS) {
            throw new NotSmallException();
        }
    }

    /// A loop of known length. One inside another that has outputs, or whose few steps are quickly written, is
    /// written step by step.
    ///
    /// @param results the buffer of the first result where the outputs can be stored; negative for none
    private List<ScalarValue> scan(Scan scan, List<ScalarValue> operands, ScalarBlock block, int results) {
        int fixed = scan.consts() + scan.carries();
        List<ScalarValue> consts = operands.subList(0, scan.consts());
        List<ScalarValue> carries = operands.subList(scan.consts(), fixed);
        List<ScalarValue> xs = operands.subList(fixed, operands.size());
        carries.forEach(c -> requireSmall(c.type()));
        Graph body = scan.body();
        boolean outputs = body.outputs().size() > scan.carries();
        if (results < 0 && (outputs || scan.length() <= UNROLLED)) {
            return steps(scan, body, consts, carries, xs, block);
        }
        if (scan.length() == 0) {
            List<ScalarValue> all = new ArrayList<>(carries);
            for (Type y :
                    body.outputTypes().subList(scan.carries(), body.outputs().size())) {
                Type empty = y.withShape(y.shape().insert(0, 0));
                all.add(new ScalarValue.Elements(program, empty, List.of()));
            }
            return all;
        }
        ScalarBlock inside = new ScalarBlock(block, block.loops() + 1);
        Expr.Load counter = program.variable(DType.INT32, inside);
        Index step = Index.value(counter);
        List<ScalarValue> state = variables(carries, inside);
        List<ScalarValue> inputs = new ArrayList<>(consts);
        inputs.addAll(state);
        xs.forEach(x -> inputs.add(slice(x, step)));
        List<ScalarValue> out = call(body, inputs, inside);
        List<ScalarValue> stored = new ArrayList<>();
        for (int y = scan.carries(); y < out.size(); y++) {
            Type type = out.get(y).type();
            requireSmall(type);
            store(inside, results + y, step.times(type.size()), out.get(y));
            stored.add(new ScalarValue.Elements(program, type.withShape(Shape.of(0)), List.of()));
        }
        Ends ends = ends(carries, state, out.subList(0, scan.carries()), block);
        block.add(new ScalarBlock.Count(ends.position, scan.length(), scan.reverse(), counter, ends.carried, inside));
        List<ScalarValue> all = new ArrayList<>(ends.after);
        all.addAll(stored);
        return all;
    }

    private List<ScalarValue> steps(
            Scan scan,
            Graph body,
            List<ScalarValue> consts,
            List<ScalarValue> carries,
            List<ScalarValue> xs,
            ScalarBlock block) {
        List<List<Expr>> ys = new ArrayList<>();
        List<Type> types = body.outputTypes();
        for (Type y : types.subList(scan.carries(), types.size())) {
            requireSmall(y.withShape(y.shape().insert(0, scan.length())));
            ys.add(new ArrayList<>());
        }
        List<ScalarValue> state = carries;
        for (int s = 0; s < scan.length(); s++) {
            Index step = Index.literal(scan.reverse() ? scan.length() - 1 - s : s);
            List<ScalarValue> inputs = new ArrayList<>(consts);
            inputs.addAll(state);
            xs.forEach(x -> inputs.add(slice(x, step)));
            List<ScalarValue> out = call(body, inputs, block);
            state = out.subList(0, scan.carries());
            for (int y = 0; y < ys.size(); y++) {
                List<Expr> all = ys.get(y);
                all.addAll(
                        scan.reverse() ? 0 : all.size(),
                        out.get(scan.carries() + y).elements());
            }
        }
        List<ScalarValue> all = new ArrayList<>(state);
        for (int y = 0; y < ys.size(); y++) {
            Type type = types.get(scan.carries() + y);
            Type stacked = type.withShape(type.shape().insert(0, scan.length()));
            all.add(new ScalarValue.Elements(program, stacked, ys.get(y)));
        }
        return all;
    }

    private ScalarValue slice(ScalarValue x, Index step) {
        ScalarValue.Row row = new ScalarValue.Row(x, step);
        if (x instanceof ScalarValue.Memory m) {
            Type type = row.type();
            return new ScalarValue.Memory(program, type, m.buffer(), m.from().plus(step.times(type.size())));
        }
        return row;
    }

    private List<ScalarValue> repeat(While loop, List<ScalarValue> operands, ScalarBlock block) {
        int fixed = loop.conditionConsts() + loop.bodyConsts();
        List<ScalarValue> carries = operands.subList(fixed, operands.size());
        carries.forEach(c -> requireSmall(c.type()));
        ScalarBlock test = new ScalarBlock(block, block.loops() + 1);
        ScalarBlock inside = new ScalarBlock(test, test.loops());
        List<ScalarValue> state = variables(carries, test);
        List<ScalarValue> inputs = new ArrayList<>(operands.subList(0, loop.conditionConsts()));
        inputs.addAll(state);
        Expr condition = call(loop.condition(), inputs, test).getFirst().at(List.of());
        inputs = new ArrayList<>(operands.subList(loop.conditionConsts(), fixed));
        inputs.addAll(state);
        List<ScalarValue> out = call(loop.body(), inputs, inside);
        Ends ends = ends(carries, state, out, block);
        block.add(new ScalarBlock.Repeat(ends.position, test, condition, ends.carried, inside));
        return ends.after;
    }

    private List<ScalarValue> branch(Cond cond, List<ScalarValue> operands, ScalarBlock block) {
        Expr which = operands.getFirst().at(List.of());
        List<ScalarValue> inputs = operands.subList(1, operands.size());
        int last = cond.branches().size() - 1;
        if (which instanceof Expr.Literal l) {
            int taken = Math.clamp(l.value().getLong(0), 0, last);
            return call(cond.branches().get(taken), inputs, block);
        }
        List<ScalarBlock.Arm> arms = new ArrayList<>();
        for (Graph branch : cond.branches()) {
            ScalarBlock inside = new ScalarBlock(block, block.loops());
            List<Expr> values = new ArrayList<>();
            for (ScalarValue value : call(branch, inputs, inside)) {
                requireSmall(value.type());
                values.addAll(value.elements());
            }
            arms.add(new ScalarBlock.Arm(inside, values));
        }
        int position = program.size();
        List<Expr.Load> results = new ArrayList<>();
        List<ScalarValue> after = new ArrayList<>();
        for (Type type : cond.branches().getFirst().outputTypes()) {
            List<Expr.Load> elements = variables(type, block);
            results.addAll(elements);
            after.add(new ScalarValue.Elements(program, type, List.copyOf(elements)));
        }
        block.add(new ScalarBlock.Branch(position, which, arms, results));
        return after;
    }

    private List<Expr.Load> variables(Type type, ScalarBlock block) {
        List<Expr.Load> elements = new ArrayList<>();
        for (int i = 0; i < type.size(); i++) {
            elements.add(program.variable(type.dtype(), block));
        }
        return elements;
    }

    private List<ScalarValue> variables(List<ScalarValue> like, ScalarBlock block) {
        List<ScalarValue> values = new ArrayList<>();
        for (ScalarValue value : like) {
            List<Expr.Load> elements = variables(value.type(), block);
            values.add(new ScalarValue.Elements(program, value.type(), List.copyOf(elements)));
        }
        return values;
    }

    /// The ends of a loop tied together.
    ///
    /// @param carried each element's way through the loop
    /// @param after the carries after the loop
    private record Ends(int position, List<ScalarBlock.Carried> carried, List<ScalarValue> after) {}

    private Ends ends(List<ScalarValue> first, List<ScalarValue> state, List<ScalarValue> next, ScalarBlock block) {
        List<Expr> begin = elements(first);
        List<Expr> end = elements(next);
        List<Expr> inside = elements(state);
        int position = program.size();
        List<ScalarValue> after = variables(first, block);
        List<Expr> results = elements(after);
        List<ScalarBlock.Carried> carried = new ArrayList<>();
        for (int i = 0; i < begin.size(); i++) {
            carried.add(new ScalarBlock.Carried(
                    (Expr.Load) inside.get(i), (Expr.Load) results.get(i), begin.get(i), end.get(i)));
        }
        return new Ends(position, carried, after);
    }

    private static List<Expr> elements(List<ScalarValue> values) {
        return values.stream().flatMap(v -> v.elements().stream()).toList();
    }
}
