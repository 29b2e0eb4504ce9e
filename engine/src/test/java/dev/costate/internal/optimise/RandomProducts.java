package dev.costate.internal.optimise;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Scan;
import dev.costate.graph.Transpose;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random programs of matrix products, by themselves and in loops that sum some of them up.
///
/// In wrapping integers every order of the products gives the same, so that a rewritten program has to agree
/// bit by bit.
final class RandomProducts {
    private static final int[] EXTENTS = {1, 2, 3, 25, 60};

    private final Random random;
    private final DType dtype;
    private final GraphBuilder builder = new GraphBuilder();
    private final List<Integer> values = new ArrayList<>();
    private final int scalar;

    private RandomProducts(Random random, DType dtype) {
        this.random = random;
        this.dtype = dtype;
        scalar = builder.input(Type.scalar(dtype), "s");
    }

    /// Some products of matrices that share few extents.
    static Graph straight(long seed, DType dtype) {
        Random random = new Random(seed);
        RandomProducts program = new RandomProducts(random, dtype);
        for (int i = 0; i < 4; i++) {
            program.input(program.type());
        }
        program.steps(4 + random.nextInt(8));
        return program.builder.build(program.last(), program.any(), program.any());
    }

    /// A loop over products of constants, carries and inputs; two of its carries are sums.
    static Graph loop(long seed, DType dtype) {
        Random random = new Random(seed);
        int length = 2 + random.nextInt(3);
        RandomProducts step = new RandomProducts(random, dtype);
        List<Type> consts = List.of(step.type(), step.type());
        List<Type> states = List.of(step.type(), step.type());
        List<Type> xs = List.of(step.type(), step.type());
        consts.forEach(step::input);
        states.forEach(step::input);
        // The sums' types are known when their terms are.
        int before = step.builder.valueCount();
        xs.forEach(step::input);
        step.steps(3 + random.nextInt(8));
        int term = step.product();
        int other = step.product();
        Type sumType = step.builder.type(term);
        Type otherType = step.builder.type(other);
        int sum = step.builder.input(sumType, "sum");
        int difference = step.builder.input(otherType, "difference");
        int nextSum = step.add(new Binary(BinaryFunction.ADD), sum, term);
        int nextDifference = step.add(new Binary(BinaryFunction.SUB), difference, other);
        int[] next = new int[states.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = step.like(states.get(i), before - states.size() + i);
        }
        Graph drawn = step.builder.build(next[0], next[1], nextSum, nextDifference, step.any());
        Graph body = sumsBeforeInputs(drawn, 1 + consts.size() + states.size(), xs.size());

        GraphBuilder outer = new GraphBuilder();
        int[] operands = new int[body.inputs().size()];
        int fixed = 1 + consts.size() + states.size() + 2;
        for (int i = 0; i < operands.length; i++) {
            Type type = body.inputs().get(i);
            operands[i] =
                    outer.input(i < fixed ? type : type.withShape(type.shape().insert(0, length)), "");
        }
        Scan scan = new Scan(body, length, 1 + consts.size(), states.size() + 2, random.nextBoolean());
        int first = outer.add(scan, operands, Origin.UNKNOWN);
        return outer.build(first, first + 1, first + 2, first + 3, first + 4);
    }

    /// The same program with its last two inputs before the `xs` inputs in front of them.
    private static Graph sumsBeforeInputs(Graph graph, int fixed, int xs) {
        GraphBuilder builder = new GraphBuilder();
        int[] arguments = new int[graph.inputs().size()];
        for (int i = 0; i < arguments.length; i++) {
            int old = i < fixed ? i : i < fixed + 2 ? i + xs : i - 2;
            arguments[old] = builder.input(graph.inputs().get(old), "");
        }
        return builder.build(builder.inline(graph, arguments));
    }

    private Type type() {
        return Type.of(dtype, extent(), extent());
    }

    private int extent() {
        return EXTENTS[random.nextInt(EXTENTS.length)];
    }

    private void input(Type type) {
        values.add(builder.input(type, ""));
    }

    private int add(Op op, int... operands) {
        return builder.add(op, operands, Origin.UNKNOWN);
    }

    private int any() {
        return values.get(random.nextInt(values.size()));
    }

    private int last() {
        return values.getLast();
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            values.add(
                    switch (random.nextInt(8)) {
                        case 0 -> add(new Transpose(Axes.of(1, 0)), any());
                        case 1 -> scaled();
                        case 2 -> add(new Unary(UnaryFunction.NEG), any());
                        default -> product();
                    });
        }
    }

    private int scaled() {
        int x = any();
        Shape shape = builder.type(x).shape();
        int all = add(new Broadcast(shape, Axes.of()), scalar);
        return random.nextBoolean()
                ? add(new Binary(BinaryFunction.MUL), x, all)
                : add(new Binary(BinaryFunction.MUL), all, x);
    }

    /// A product of two values that have an extent in common, rather of late ones.
    private int product() {
        for (int tries = 0; tries < 50; tries++) {
            int a = random.nextBoolean() ? last() : any();
            int b = any();
            int i = random.nextInt(2);
            int j = random.nextInt(2);
            if (builder.type(a).shape().dim(i) == builder.type(b).shape().dim(j)) {
                return add(new Dot(Axes.of(), Axes.of(), Axes.of(i), Axes.of(j)), a, b);
            }
        }
        return add(new Dot(Axes.of(), Axes.of(), Axes.of(0), Axes.of(0)), last(), last());
    }

    /// The latest value of this type, or `otherwise`.
    private int like(Type type, int otherwise) {
        for (int value : values.reversed()) {
            if (builder.type(value).equals(type)) {
                return value;
            }
        }
        return otherwise;
    }
}
