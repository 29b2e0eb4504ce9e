package dev.costate.graph;

import dev.costate.DType;
import dev.costate.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Random legal programs, each the same for the same seed.
///
/// Floating values stay of the order of 1 and inside every function's domain, so that what a program gives can
/// be compared with differences and with other ways to compute it. Say the seed in a failure's message;
/// `-Dcostate.seed=N` then runs that one alone.
public final class RandomGraphs {
    private RandomGraphs() {}

    /// What may occur in a program.
    ///
    /// @param steps how many random steps (a step is one operation and what guards its domain)
    /// @param maxExtent the largest extent of an axis
    /// @param depth how deep graphs may nest; 0 for none
    /// @param empty whether extents may be 0
    /// @param differentiable every operation has both derivatives and the results are floating
    /// @param smooth differentiable, without kinks or jumps, and fit to be compared with differences
    /// @param scalar the only result is a floating scalar that depends on many values
    /// @param dtypes the element types that may occur; `INT32` and `BOOL` as indices and conditions always may
    public record Options(
            int steps,
            int maxExtent,
            int depth,
            boolean empty,
            boolean differentiable,
            boolean smooth,
            boolean scalar,
            List<DType> dtypes) {
        /// Everything there is.
        public static final Options ANY = new Options(12, 5, 2, true, false, false, false, List.of(DType.values()));

        /// Everything that has derivatives.
        public static final Options DIFFERENTIABLE =
                new Options(12, 4, 2, true, true, false, true, List.of(DType.INT32, DType.FLOAT32, DType.FLOAT64));

        /// Smooth functions in float64.
        public static final Options SMOOTH =
                new Options(12, 4, 2, false, true, true, true, List.of(DType.INT32, DType.FLOAT64));

        /// These with another number of steps.
        public Options withSteps(int steps) {
            return new Options(steps, maxExtent, depth, empty, differentiable, smooth, scalar, dtypes);
        }

        /// These with another largest extent.
        public Options withMaxExtent(int maxExtent) {
            return new Options(steps, maxExtent, depth, empty, differentiable, smooth, scalar, dtypes);
        }

        /// These with another depth of nesting.
        public Options withDepth(int depth) {
            return new Options(steps, maxExtent, depth, empty, differentiable, smooth, scalar, dtypes);
        }

        /// These with empty axes or without.
        public Options withEmpty(boolean empty) {
            return new Options(steps, maxExtent, depth, empty, differentiable, smooth, scalar, dtypes);
        }

        /// These with one scalar result or several of any type.
        public Options withScalar(boolean scalar) {
            return new Options(steps, maxExtent, depth, empty, differentiable, smooth, scalar, dtypes);
        }

        /// These with other element types.
        public Options withDTypes(DType... dtypes) {
            return new Options(steps, maxExtent, depth, empty, differentiable, smooth, scalar, List.of(dtypes));
        }
    }

    /// The seeds of a test that wants `count` programs: `0 .. count-1`, or the one of `-Dcostate.seed`.
    public static LongStream seeds(int count) {
        Long one = Long.getLong("costate.seed");
        return one == null ? LongStream.range(0, count) : LongStream.of(one);
    }

    /// The program of this seed.
    public static Graph graph(long seed, Options options) {
        Random random = new Random(seed);
        RandomProgram program = new RandomProgram(random, options, 0);
        List<DType> floats = options.dtypes().stream().filter(DType::isFloating).toList();
        int inputs = 1 + random.nextInt(4);
        for (int i = 0; i < inputs; i++) {
            boolean floating = i == 0 && !floats.isEmpty();
            DType dtype = RandomProgram.choose(random, floating ? floats : options.dtypes());
            program.input(new Type(dtype, program.shape()), random.nextBoolean() ? "x[" + i + "].weight" : "");
        }
        RandomSteps.run(program, options.steps());
        if (options.scalar()) {
            return program.build(program.energy());
        }
        int[] outputs = new int[1 + random.nextInt(3)];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = options.differentiable() ? program.floating() : program.any();
        }
        return program.build(outputs);
    }

    /// Arguments for `graph`: floating ones in [-1.5, 1.5], integers in [-3, 3].
    public static List<Array> arguments(Graph graph, long seed) {
        Random random = new Random(~seed);
        List<Array> arguments = new ArrayList<>();
        for (Type type : graph.inputs()) {
            arguments.add(array(type, random));
        }
        return arguments;
    }

    /// An array of tame elements.
    public static Array array(Type type, Random random) {
        Object storage = Array.allocate(type);
        for (int i = 0; i < type.size(); i++) {
            switch (storage) {
                case boolean[] b -> b[i] = random.nextBoolean();
                case int[] n -> n[i] = random.nextInt(7) - 3;
                case long[] n -> n[i] = random.nextInt(7) - 3L;
                case float[] f -> f[i] = (float) (3 * random.nextDouble() - 1.5);
                case double[] d -> d[i] = 3 * random.nextDouble() - 1.5;
                default -> throw new AssertionError(storage.getClass());
            }
        }
        return Array.wrap(type, storage);
    }
}
