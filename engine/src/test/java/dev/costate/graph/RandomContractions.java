package dev.costate.graph;

import dev.costate.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Random steps that combine elements along axes.
final class RandomContractions {
    private RandomContractions() {}

    static List<Consumer<RandomProgram>> steps(RandomProgram program) {
        List<Consumer<RandomProgram>> steps = new ArrayList<>(List.of(
                RandomContractions::sum,
                RandomContractions::product,
                RandomContractions::discrete,
                RandomContractions::cumulativeSum,
                RandomContractions::dot,
                RandomContractions::dot,
                RandomContractions::convolution,
                RandomContractions::fold,
                RandomMatrices::step));
        if (!program.options.smooth()) {
            steps.add(RandomContractions::extremum);
            steps.add(RandomContractions::argReduce);
            steps.add(RandomContractions::sort);
        }
        return steps;
    }

    private static void sum(RandomProgram p) {
        int x = p.floating();
        int n = Math.max(1, p.type(x).size());
        p.tame(p.add(new Reduce(Reduction.SUM, RandomParameters.axes(p.type(x), p.random)), n * p.bound(x), x));
    }

    /// Of sines, so that it stays within 1.
    private static void product(RandomProgram p) {
        int x = p.sine(p.floating());
        p.add(new Reduce(Reduction.PROD, RandomParameters.axes(p.type(x), p.random)), 1, x);
    }

    private static void discrete(RandomProgram p) {
        if (p.random.nextBoolean()) {
            int x = p.integer();
            List<Reduction> reductions = List.of(Reduction.SUM, Reduction.PROD, Reduction.MAX, Reduction.MIN);
            p.add(new Reduce(p.choose(reductions), RandomParameters.axes(p.type(x), p.random)), 1, x);
        } else {
            int x = p.value(t -> t.dtype() == DType.BOOL, DType.BOOL);
            List<Reduction> reductions = List.of(Reduction.ALL, Reduction.ANY);
            p.add(new Reduce(p.choose(reductions), RandomParameters.axes(p.type(x), p.random)), 1, x);
        }
    }

    /// Over no elements it would be infinite.
    private static void extremum(RandomProgram p) {
        int x = p.tame(p.value(t -> t.dtype().isFloating() && t.size() > 0, p.floatingDType()));
        Reduction reduction = p.random.nextBoolean() ? Reduction.MAX : Reduction.MIN;
        p.add(new Reduce(reduction, RandomParameters.axes(p.type(x), p.random)), p.bound(x), x);
    }

    private static void argReduce(RandomProgram p) {
        int x = p.value(t -> t.rank() > 0 && t.size() > 0 && t.dtype() != DType.BOOL, p.floatingDType());
        p.add(new ArgReduce(p.random.nextBoolean(), p.random.nextInt(p.type(x).rank())), 0, x);
    }

    private static void sort(RandomProgram p) {
        int x = p.value(t -> t.rank() > 0, p.floatingDType());
        int axis = p.random.nextInt(p.type(x).rank());
        int n = p.type(x).shape().dim(axis);
        int least = p.options.empty() ? 0 : Math.min(1, n);
        int count = least + p.random.nextInt(n + 1 - least);
        p.add(new Sort(axis, count, p.random.nextBoolean()), p.bound(x), x);
    }

    private static void cumulativeSum(RandomProgram p) {
        int x = p.value(t -> t.rank() > 0 && t.dtype() != DType.BOOL, p.floatingDType());
        int axis = p.random.nextInt(p.type(x).rank());
        double bound = p.bound(x) * Math.max(1, p.type(x).shape().dim(axis));
        p.tame(p.add(new CumulativeSum(axis, p.random.nextBoolean()), bound, x));
    }

    private static void dot(RandomProgram p) {
        int x = p.value(t -> t.dtype() != DType.BOOL, p.floatingDType());
        x = p.tame(x);
        RandomParameters.Contraction c = RandomParameters.contraction(p.type(x), p.options.maxExtent(), p.random);
        int y = p.fit(p.any(), c.rhs());
        p.tame(p.add(c.dot(), p.bound(x) * p.bound(y) * Math.max(1, c.terms()), x, y));
    }

    private static void convolution(RandomProgram p) {
        int x = p.tame(p.value(t -> t.dtype() != DType.BOOL, p.floatingDType()));
        OpCases.Case c = RandomWindows.convolution(p.type(x), p.random);
        int w = p.fit(p.any(), c.operands().get(1));
        int terms = Math.max(1, p.type(w).size());
        p.tame(p.add(c.op(), p.bound(x) * p.bound(w) * terms, x, w));
    }

    private static void fold(RandomProgram p) {
        int x = p.value(
                t -> t.rank() >= 2 && t.shape().dim(t.rank() - 1) > 0 && t.dtype() != DType.BOOL, p.floatingDType());
        Fold op = RandomWindows.fold(p.type(x), p.random);
        p.tame(p.add(op, p.bound(x) * p.type(x).shape().dim(p.type(x).rank() - 1), x));
    }
}
