package dev.costate.graph;

import static dev.costate.graph.RandomProgram.TAME;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Random steps with graphs inside: loops, branches, checkpoints and functions with derivatives of their own.
final class RandomStructure {
    private static final int INNER_STEPS = 4;

    private RandomStructure() {}

    static List<Consumer<RandomProgram>> steps(RandomProgram program) {
        List<Consumer<RandomProgram>> steps = new ArrayList<>(List.of(
                RandomStructure::scan,
                RandomStructure::scan,
                RandomStructure::cond,
                RandomStructure::checkpoint,
                RandomStructure::customJvp,
                RandomStructure::customVjp));
        if (!program.options.differentiable()) {
            steps.add(RandomStructure::whileLoop);
            steps.add(RandomStructure::customLinear);
        }
        return steps;
    }

    /// A random graph from inputs of these types to results of those.
    private static Graph graph(RandomProgram p, List<Type> inputs, List<Type> results) {
        RandomProgram inner = new RandomProgram(p.random, p.options, p.depth + 1);
        inputs.forEach(t -> inner.input(t, ""));
        RandomSteps.run(inner, INNER_STEPS);
        int[] outputs = new int[results.size()];
        for (int i = 0; i < outputs.length; i++) {
            Type wanted = results.get(i);
            boolean discrete = p.options.smooth() && !wanted.dtype().isFloating();
            int value = discrete ? inner.integer() : inner.any();
            outputs[i] = inner.fit(value, wanted);
        }
        return inner.build(outputs);
    }

    private static List<Integer> values(RandomProgram p, int atLeast, int atMost) {
        List<Integer> values = new ArrayList<>();
        for (int n = atLeast + p.random.nextInt(atMost - atLeast + 1); n > 0; n--) {
            values.add(p.tame(p.any()));
        }
        return values;
    }

    private static List<Type> types(RandomProgram p, List<Integer> values) {
        return values.stream().map(p::type).toList();
    }

    private static List<Type> newTypes(RandomProgram p, int atLeast) {
        List<Type> types = new ArrayList<>();
        for (int n = atLeast + p.random.nextInt(2); n > 0; n--) {
            types.add(new Type(p.choose(p.options.dtypes()), p.shape()));
        }
        return types;
    }

    private static void add(RandomProgram p, Op op, List<Integer> operands) {
        p.add(op, TAME, operands.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void scan(RandomProgram p) {
        int length = p.random.nextInt(4) + (p.options.empty() ? 0 : 1);
        List<Integer> operands = values(p, 0, 2);
        int consts = operands.size();
        List<Integer> carries = values(p, 0, 2);
        operands.addAll(carries);
        List<Type> inner = new ArrayList<>(types(p, operands));
        for (Type slice : newTypes(p, 0)) {
            operands.add(p.fit(p.any(), slice.withShape(slice.shape().insert(0, length))));
            inner.add(slice);
        }
        List<Type> results = new ArrayList<>(types(p, carries));
        results.addAll(newTypes(p, 1));
        Graph body = graph(p, inner, results);
        add(p, new Scan(body, length, consts, carries.size(), p.random.nextBoolean()), operands);
    }

    private static void cond(RandomProgram p) {
        List<Integer> operands = values(p, 0, 2);
        List<Type> inner = types(p, operands);
        List<Type> results = newTypes(p, 1);
        List<Graph> branches = new ArrayList<>();
        for (int n = 1 + p.random.nextInt(3); n > 0; n--) {
            branches.add(graph(p, inner, results));
        }
        operands.addFirst(p.fit(p.integer(), Type.scalar(DType.INT32)));
        add(p, new Cond(branches), operands);
    }

    private static void checkpoint(RandomProgram p) {
        List<Integer> operands = values(p, 1, 2);
        add(p, new Checkpoint(graph(p, types(p, operands), newTypes(p, 1))), operands);
    }

    /// A counter runs below a bound of at most 3, whatever the values.
    private static void whileLoop(RandomProgram p) {
        List<Integer> consts = values(p, 0, 1);
        List<Integer> carries = values(p, 0, 2);
        Type count = Type.scalar(DType.INT32);
        GraphBuilder condition = new GraphBuilder();
        int bound = condition.input(count, "");
        int counter = condition.input(count, "");
        types(p, carries).forEach(t -> condition.input(t, ""));
        int below = condition.add(new Compare(Comparison.LT), new int[] {counter, bound}, Origin.UNKNOWN);

        List<Type> inner = new ArrayList<>(types(p, consts));
        inner.add(count);
        inner.addAll(types(p, carries));
        Graph step = graph(p, inner, types(p, carries));
        GraphBuilder body = new GraphBuilder();
        int[] inputs = inner.stream().mapToInt(t -> body.input(t, "")).toArray();
        int one = body.constant(Array.scalar(DType.INT32, 1L), Origin.UNKNOWN);
        int next = body.add(new Binary(BinaryFunction.ADD), new int[] {inputs[consts.size()], one}, Origin.UNKNOWN);
        int[] stepped = body.inline(step, inputs);
        int[] outputs = new int[1 + stepped.length];
        outputs[0] = next;
        System.arraycopy(stepped, 0, outputs, 1, stepped.length);

        List<Integer> operands = new ArrayList<>();
        int limit = p.fill(DType.INT32, Shape.scalar(), 3);
        int start = p.fit(p.integer(), count);
        int three = p.fill(DType.INT32, Shape.scalar(), 3);
        operands.add(limit);
        operands.addAll(consts);
        operands.add(p.add(new Binary(BinaryFunction.AND), 0, start, three));
        operands.addAll(carries);
        add(p, new While(condition.build(below), body.build(outputs), 1, consts.size()), operands);
    }

    /// x y, with dx y + x dy.
    private static void customJvp(RandomProgram p) {
        int x = p.floating();
        Type t = p.type(x);
        int y = p.fit(p.floating(), t);
        GraphBuilder rule = new GraphBuilder();
        int[] in = {rule.input(t, "x"), rule.input(t, "y"), rule.input(t, "dx"), rule.input(t, "dy")};
        int product = multiply(rule, in[0], in[1]);
        int left = multiply(rule, in[2], in[1]);
        int right = multiply(rule, in[0], in[3]);
        int sum = rule.add(new Binary(BinaryFunction.ADD), new int[] {left, right}, Origin.UNKNOWN);
        p.add(new CustomJvp(product(t, false), rule.build(product, sum)), TAME * TAME, x, y);
    }

    /// x y, with dz y and dz x.
    private static void customVjp(RandomProgram p) {
        int x = p.floating();
        Type t = p.type(x);
        int y = p.fit(p.floating(), t);
        GraphBuilder backward = new GraphBuilder();
        int[] in = {backward.input(t, "x"), backward.input(t, "y"), backward.input(t, "dz")};
        Graph back = backward.build(multiply(backward, in[2], in[1]), multiply(backward, in[2], in[0]));
        p.add(new CustomVjp(product(t, false), product(t, true), back), TAME * TAME, x, y);
    }

    /// r dx, by the transpose r dy, and every other time by itself too.
    private static void customLinear(RandomProgram p) {
        int x = p.floating();
        Type t = p.type(x);
        int residual = p.fit(p.floating(), t);
        List<Graph> along = x % 2 == 0 ? List.of() : List.of(product(t, false));
        p.add(new CustomLinear(product(t, false), 1, along), TAME * TAME, residual, x);
    }

    private static Graph product(Type t, boolean residuals) {
        GraphBuilder g = new GraphBuilder();
        int x = g.input(t, "x");
        int y = g.input(t, "y");
        int product = multiply(g, x, y);
        return residuals ? g.build(product, x, y) : g.build(product);
    }

    private static int multiply(GraphBuilder g, int x, int y) {
        return g.add(new Binary(BinaryFunction.MUL), new int[] {x, y}, Origin.UNKNOWN);
    }
}
