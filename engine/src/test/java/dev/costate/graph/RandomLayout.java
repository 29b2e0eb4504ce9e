package dev.costate.graph;

import static dev.costate.graph.RandomProgram.TAME;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.util.List;
import java.util.function.Consumer;

/// Random steps that move elements, and those that make elements out of nothing.
final class RandomLayout {
    private RandomLayout() {}

    static List<Consumer<RandomProgram>> steps() {
        return List.of(
                p -> one(p, x -> RandomParameters.broadcast(x, p.random)),
                p -> one(p, x -> RandomParameters.reshape(x, p.random)),
                p -> one(p, x -> RandomParameters.transpose(x, p.random)),
                p -> one(p, x -> RandomParameters.slice(x, p.random)),
                p -> one(p, x -> RandomParameters.reverse(x, p.random)),
                RandomLayout::unfold,
                RandomLayout::pad,
                RandomLayout::concatenate,
                RandomLayout::gather,
                RandomLayout::scatterAdd,
                RandomLayout::source);
    }

    private interface Parameters {
        Op of(Type type);
    }

    private static void one(RandomProgram p, Parameters parameters) {
        int x = p.ranked();
        p.add(parameters.of(p.type(x)), p.bound(x), x);
    }

    /// Of few axes, for each time there is one more.
    private static void unfold(RandomProgram p) {
        int x = p.tame(p.value(t -> t.rank() > 0 && t.rank() <= 3, p.floatingDType()));
        p.add(RandomWindows.unfold(p.random.nextInt(p.type(x).rank()), p.random), p.bound(x), x);
    }

    private static void pad(RandomProgram p) {
        int x = p.ranked();
        Type t = p.type(x);
        int value = p.fit(p.any(), Type.scalar(t.dtype()));
        p.add(RandomParameters.pad(t, p.random), TAME, x, value);
    }

    private static void concatenate(RandomProgram p) {
        int x = p.ranked();
        Type t = p.type(x);
        int axis = p.random.nextInt(t.rank());
        int[] operands = new int[1 + p.random.nextInt(3)];
        for (int i = 0; i < operands.length; i++) {
            Shape other = t.shape().remove(axis).insert(axis, p.random.nextInt(3) + (p.options.empty() ? 0 : 1));
            operands[i] = i == 0 ? x : p.fit(p.any(), t.withShape(other));
        }
        p.add(new Concatenate(axis), TAME, operands);
    }

    private static void gather(RandomProgram p) {
        int x = p.ranked();
        RandomParameters.Windows w = RandomParameters.windows(p.type(x), p.options.maxExtent(), p.random);
        p.add(w.gather(), TAME, x, p.fit(p.integer(), w.indices()));
    }

    private static void scatterAdd(RandomProgram p) {
        int x = p.value(t -> t.rank() > 0 && t.dtype() != DType.BOOL, p.floatingDType());
        RandomParameters.Windows w = RandomParameters.windows(p.type(x), p.options.maxExtent(), p.random);
        int updates = p.fit(p.any(), w.updates());
        int windows = w.indices().size();
        p.add(w.scatterAdd(), p.bound(x) + TAME * (1 + windows), x, p.fit(p.integer(), w.indices()), updates);
    }

    private static void source(RandomProgram p) {
        Type t = new Type(p.choose(p.options.dtypes()), p.shape());
        switch (p.random.nextInt(3)) {
            case 0 -> p.constant(t);
            case 1 -> {
                DType dtype = p.dtype(d -> d != DType.BOOL, DType.INT32);
                Shape shape = t.rank() == 0 ? Shape.of(3) : t.shape();
                p.add(new Iota(shape, p.random.nextInt(shape.rank()), dtype), p.options.maxExtent(), new int[0]);
            }
            default -> {
                Shape keys = p.random.nextBoolean() ? Shape.of(2) : Shape.of(1 + p.random.nextInt(2), 2);
                int key = p.fit(p.integer(), new Type(DType.INT32, keys));
                p.add(new RandomBits(Shape.of(p.random.nextInt(4))), 0, key);
            }
        }
    }
}
