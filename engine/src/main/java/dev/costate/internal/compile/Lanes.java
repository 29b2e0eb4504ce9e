package dev.costate.internal.compile;

import dev.costate.graph.UnaryFunction;
import dev.costate.internal.functions.Functions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// What generated vector code calls and reads: the species of the machine, and the little that is no single
/// instruction.
///
/// The class can be loaded only where the module `jdk.incubator.vector` is; [VectorModule] knows. It is public
/// because a hidden class can call nothing else.
public final class Lanes {
    private static final VectorShape SHAPE = VectorShape.preferredShape();

    /// The vectors of float32 numbers.
    public static final VectorSpecies<Float> F32 = VectorSpecies.of(float.class, SHAPE);

    /// The vectors of as many int32 numbers.
    public static final VectorSpecies<Integer> I32 = VectorSpecies.of(int.class, SHAPE);

    /// The vectors of float64 numbers.
    public static final VectorSpecies<Double> F64 = VectorSpecies.of(double.class, SHAPE);

    /// The vectors of as many int64 numbers.
    public static final VectorSpecies<Long> I64 = VectorSpecies.of(long.class, SHAPE);

    /// 0, 1, 2, ...
    public static final FloatVector F32_STEPS = FloatVector.zero(F32).addIndex(1);

    /// 0, 1, 2, ...
    public static final IntVector I32_STEPS = IntVector.zero(I32).addIndex(1);

    /// 0, 1, 2, ...
    public static final DoubleVector F64_STEPS = DoubleVector.zero(F64).addIndex(1);

    /// 0, 1, 2, ...
    public static final LongVector I64_STEPS = LongVector.zero(I64).addIndex(1);

    /// -0, which changes nothing that it is added to.
    public static final FloatVector F32_NOTHING = FloatVector.broadcast(F32, -0.0f);

    /// 0, which changes nothing that it is added to.
    public static final IntVector I32_NOTHING = IntVector.zero(I32);

    /// -0, which changes nothing that it is added to.
    public static final DoubleVector F64_NOTHING = DoubleVector.broadcast(F64, -0.0);

    /// 0, which changes nothing that it is added to.
    public static final LongVector I64_NOTHING = LongVector.zero(I64);

    private static final VectorShuffle<Float> F32_BY_8 = rotation(F32, 8);
    private static final VectorShuffle<Float> F32_BY_4 = rotation(F32, 4);
    private static final VectorShuffle<Float> F32_BY_2 = rotation(F32, 2);
    private static final VectorShuffle<Float> F32_BY_1 = rotation(F32, 1);
    private static final VectorShuffle<Double> F64_BY_4 = rotation(F64, 4);
    private static final VectorShuffle<Double> F64_BY_2 = rotation(F64, 2);
    private static final VectorShuffle<Double> F64_BY_1 = rotation(F64, 1);

    private Lanes() {}

    private static <E> VectorShuffle<E> rotation(VectorSpecies<E> species, int by) {
        return VectorShuffle.fromOp(species, i -> (i + by) % species.length());
    }

    // The lanes are combined in a fixed tree: reduceLanes may take any order, and another one once compiled.

    /// The sum of the lanes.
    public static float sum(FloatVector v) {
        FloatVector t = v;
        if (F32.length() > 8) {
            t = t.add(t.rearrange(F32_BY_8));
        }
        if (F32.length() > 4) {
            t = t.add(t.rearrange(F32_BY_4));
        }
        if (F32.length() > 2) {
            t = t.add(t.rearrange(F32_BY_2));
        }
        return t.add(t.rearrange(F32_BY_1)).lane(0);
    }

    /// The sum of the lanes.
    public static double sum(DoubleVector v) {
        DoubleVector t = v;
        if (F64.length() > 4) {
            t = t.add(t.rearrange(F64_BY_4));
        }
        if (F64.length() > 2) {
            t = t.add(t.rearrange(F64_BY_2));
        }
        return F64.length() > 1 ? t.add(t.rearrange(F64_BY_1)).lane(0) : t.lane(0);
    }

    /// The product of the lanes.
    public static float prod(FloatVector v) {
        float product = 1;
        for (int i = 0; i < F32.length(); i++) {
            product *= v.lane(i);
        }
        return product;
    }

    /// The product of the lanes.
    public static double prod(DoubleVector v) {
        double product = 1;
        for (int i = 0; i < F64.length(); i++) {
            product *= v.lane(i);
        }
        return product;
    }

    /// The largest lane, NaN if one is.
    public static float max(FloatVector v) {
        FloatVector t = v;
        if (F32.length() > 8) {
            t = t.max(t.rearrange(F32_BY_8));
        }
        if (F32.length() > 4) {
            t = t.max(t.rearrange(F32_BY_4));
        }
        if (F32.length() > 2) {
            t = t.max(t.rearrange(F32_BY_2));
        }
        return t.max(t.rearrange(F32_BY_1)).lane(0);
    }

    /// The largest lane, NaN if one is.
    public static double max(DoubleVector v) {
        double max = v.lane(0);
        for (int i = 1; i < F64.length(); i++) {
            max = Math.max(max, v.lane(i));
        }
        return max;
    }

    /// The smallest lane, NaN if one is.
    public static float min(FloatVector v) {
        return -max(v.neg());
    }

    /// The smallest lane, NaN if one is.
    public static double min(DoubleVector v) {
        return -max(v.neg());
    }

    /// The sum of the lanes, wrapping.
    public static int sum(IntVector v) {
        return v.reduceLanes(VectorOperators.ADD);
    }

    /// The product of the lanes, wrapping.
    public static int prod(IntVector v) {
        return v.reduceLanes(VectorOperators.MUL);
    }

    /// The largest lane.
    public static int max(IntVector v) {
        return v.reduceLanes(VectorOperators.MAX);
    }

    /// The smallest lane.
    public static int min(IntVector v) {
        return v.reduceLanes(VectorOperators.MIN);
    }

    /// The sum of the lanes, wrapping.
    public static long sum(LongVector v) {
        return v.reduceLanes(VectorOperators.ADD);
    }

    /// The product of the lanes, wrapping.
    public static long prod(LongVector v) {
        return v.reduceLanes(VectorOperators.MUL);
    }

    /// The largest lane.
    public static long max(LongVector v) {
        return v.reduceLanes(VectorOperators.MAX);
    }

    /// The smallest lane.
    public static long min(LongVector v) {
        return v.reduceLanes(VectorOperators.MIN);
    }

    /// `usual`, but in the lanes that are set what [StrictMath] gives for x.
    ///
    /// @param function one of [Functions#strict]
    public static FloatVector exceptionally(
            FloatVector x, FloatVector usual, VectorMask<Float> where, UnaryFunction function) {
        return where.anyTrue() ? strict(x, usual, where, function) : usual;
    }

    /// `usual`, but in the lanes that are set what [StrictMath] gives for x.
    ///
    /// @param function one of [Functions#strict]
    public static DoubleVector exceptionally(
            DoubleVector x, DoubleVector usual, VectorMask<Double> where, UnaryFunction function) {
        return where.anyTrue() ? strict(x, usual, where, function) : usual;
    }

    private static FloatVector strict(
            FloatVector x, FloatVector usual, VectorMask<Float> where, UnaryFunction function) {
        float[] lanes = usual.toArray();
        for (int i = 0; i < lanes.length; i++) {
            if (where.laneIsSet(i)) {
                lanes[i] = (float) Functions.strict(function, x.lane(i));
            }
        }
        return FloatVector.fromArray(F32, lanes, 0);
    }

    private static DoubleVector strict(
            DoubleVector x, DoubleVector usual, VectorMask<Double> where, UnaryFunction function) {
        double[] lanes = usual.toArray();
        for (int i = 0; i < lanes.length; i++) {
            if (where.laneIsSet(i)) {
                lanes[i] = Functions.strict(function, x.lane(i));
            }
        }
        return DoubleVector.fromArray(F64, lanes, 0);
    }

    /// `count` booleans as the first lanes of a mask.
    public static VectorMask<Float> mask32(boolean[] from, int at, int count) {
        return count == F32.length()
                ? VectorMask.fromArray(F32, from, at)
                : VectorMask.fromLong(F32, bits(from, at, count));
    }

    /// `count` booleans as the first lanes of a mask.
    public static VectorMask<Double> mask64(boolean[] from, int at, int count) {
        return count == F64.length()
                ? VectorMask.fromArray(F64, from, at)
                : VectorMask.fromLong(F64, bits(from, at, count));
    }

    private static long bits(boolean[] from, int at, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= from[at + i] ? 1L << i : 0;
        }
        return bits;
    }

    /// The first `count` lanes of a mask as booleans.
    public static void store(VectorMask<?> mask, boolean[] to, int at, int count) {
        if (count == mask.length()) {
            mask.intoArray(to, at);
            return;
        }
        long bits = mask.toLong();
        for (int i = 0; i < count; i++) {
            to[at + i] = (bits >>> i & 1) != 0;
        }
    }

    /// The lanes with these numbers from 0 on, fewer than all.
    public static <E> VectorMask<E> first(VectorSpecies<E> species, int count) {
        return species.indexInRange(0, Math.max(0, count));
    }
}
