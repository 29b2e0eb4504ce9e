package dev.costate.graph;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Random legal parameters of the operations that have some, for an operand of a given type.
final class RandomParameters {
    private RandomParameters() {}

    /// Repeats along up to two new axes.
    static Broadcast broadcast(Type x, Random random) {
        Shape shape = x.shape();
        Axes kept = Axes.range(0, x.rank());
        for (int n = random.nextInt(3); n > 0; n--) {
            int axis = random.nextInt(shape.rank() + 1);
            shape = shape.insert(axis, 1 + random.nextInt(3));
            int[] moved = kept.toArray();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += moved[i] >= axis ? 1 : 0;
            }
            kept = Axes.of(moved);
        }
        return new Broadcast(shape, kept);
    }

    /// A random factorisation of the size.
    static Reshape reshape(Type x, Random random) {
        if (x.size() == 0) {
            return new Reshape(Shape.of(random.nextInt(3), 0, random.nextInt(3)));
        }
        List<Integer> dims = new ArrayList<>();
        int rest = x.size();
        while (rest > 1 || random.nextInt(3) == 0) {
            int divisor = 1 + random.nextInt(rest);
            while (rest % divisor != 0) {
                divisor--;
            }
            dims.add(dims.size() == 4 ? rest : divisor);
            rest /= dims.getLast();
        }
        return new Reshape(Shape.of(dims.stream().mapToInt(Integer::intValue).toArray()));
    }

    static Transpose transpose(Type x, Random random) {
        return new Transpose(Axes.of(permutation(x.rank(), random)));
    }

    static Slice slice(Type x, Random random) {
        int[] starts = new int[x.rank()];
        int[] limits = new int[x.rank()];
        int[] strides = new int[x.rank()];
        for (int i = 0; i < x.rank(); i++) {
            int n = x.shape().dim(i);
            starts[i] = random.nextInt(Math.min(n, 3) + 1);
            limits[i] = random.nextBoolean() ? n : starts[i] + random.nextInt(n - starts[i] + 1);
            strides[i] = 1 + random.nextInt(3);
        }
        return new Slice(Axes.of(starts), Axes.of(limits), Axes.of(strides));
    }

    static Reverse reverse(Type x, Random random) {
        return new Reverse(axes(x, random));
    }

    static Pad pad(Type x, Random random) {
        int[][] amounts = new int[3][x.rank()];
        for (int[] amount : amounts) {
            for (int i = 0; i < amount.length; i++) {
                amount[i] = random.nextInt(3);
            }
        }
        return new Pad(Axes.of(amounts[0]), Axes.of(amounts[1]), Axes.of(amounts[2]));
    }

    /// Some of the axes, in order.
    static Axes axes(Type x, Random random) {
        int[] axes = new int[x.rank()];
        int n = 0;
        for (int i = 0; i < x.rank(); i++) {
            if (random.nextBoolean()) {
                axes[n++] = i;
            }
        }
        return Axes.of(Arrays.copyOf(axes, n));
    }

    static int[] permutation(int n, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Parameters of [Gather] and [ScatterAdd], with the types of the indices and of the windows.
    record Windows(int batchAxes, Axes indexedAxes, Axes sizes, Type indices, Type updates) {
        Gather gather() {
            return new Gather(batchAxes, indexedAxes, sizes);
        }

        ScatterAdd scatterAdd() {
            return new ScatterAdd(batchAxes, indexedAxes);
        }
    }

    /// Windows of `x`, at up to `count` places a batch.
    static Windows windows(Type x, int count, Random random) {
        int batch = x.rank() == 0 ? 0 : random.nextInt(x.rank());
        batch = random.nextBoolean() ? 0 : batch;
        int rest = x.rank() - batch;
        int[] order = permutation(rest, random);
        int k = random.nextInt(rest + 1);
        int[] sizes = new int[rest];
        for (int i = 0; i < rest; i++) {
            int n = x.shape().dim(batch + i);
            sizes[i] = random.nextBoolean() ? n : random.nextInt(n + 1);
        }
        Shape places = random.nextBoolean() ? Shape.scalar() : Shape.of(1 + random.nextInt(count));
        Shape lead = x.shape().slice(0, batch).concat(places);
        return new Windows(
                batch,
                Axes.of(Arrays.copyOf(order, k)),
                Axes.of(sizes),
                new Type(DType.INT32, lead.concat(Shape.of(k))),
                new Type(x.dtype(), lead.concat(Shape.of(sizes))));
    }

    /// Parameters of [Dot], with the right operand's type and the number of terms of each sum.
    record Contraction(Dot dot, Type rhs, int terms) {}

    /// Some axes of `lhs` are batch axes, some are contracted, and the right operand has up to two more.
    static Contraction contraction(Type lhs, int maxExtent, Random random) {
        int[] order = permutation(lhs.rank(), random);
        int batch = random.nextInt(Math.min(2, lhs.rank() + 1));
        int contracted = random.nextInt(lhs.rank() - batch + 1);
        int free = random.nextInt(3);
        int[] place = permutation(batch + contracted + free, random);
        int[] dims = new int[place.length];
        int terms = 1;
        for (int i = 0; i < batch + contracted; i++) {
            dims[place[i]] = lhs.shape().dim(order[i]);
            terms *= i < batch ? 1 : dims[place[i]];
        }
        for (int i = batch + contracted; i < place.length; i++) {
            dims[place[i]] = 1 + random.nextInt(maxExtent);
        }
        Dot dot = new Dot(
                part(order, 0, batch),
                part(place, 0, batch),
                part(order, batch, batch + contracted),
                part(place, batch, batch + contracted));
        return new Contraction(dot, lhs.withShape(Shape.of(dims)), terms);
    }

    private static Axes part(int[] values, int from, int to) {
        return Axes.of(Arrays.copyOfRange(values, from, to));
    }
}
