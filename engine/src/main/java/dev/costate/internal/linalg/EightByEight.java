package dev.costate.internal.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The transpose of eight rows of eight numbers in registers: halves of pairs of rows are exchanged, of rows 1, 2 and
/// 4 apart.
final class EightByEight {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_512;

    private static final VectorShuffle<Double> BY_1 = rotation(1);
    private static final VectorShuffle<Double> BY_2 = rotation(2);
    private static final VectorShuffle<Double> BY_4 = rotation(4);
    private static final VectorShuffle<Double> BACK_1 = rotation(7);
    private static final VectorShuffle<Double> BACK_2 = rotation(6);

    private static final VectorMask<Double> ODD = VectorMask.fromLong(SPECIES, 0b10101010);
    private static final VectorMask<Double> ODD_PAIRS = VectorMask.fromLong(SPECIES, 0b11001100);
    private static final VectorMask<Double> UPPER_HALF = VectorMask.fromLong(SPECIES, 0b11110000);

    private EightByEight() {}

    private static VectorShuffle<Double> rotation(int by) {
        return VectorShuffle.fromOp(SPECIES, i -> (i + by) % 8);
    }

    /// `y[to + i toStep + j] = x[from + j fromStep + i]`.
    static void transpose(double[] x, int from, int fromStep, double[] y, int to, int toStep) {
        DoubleVector a0 = row(x, from, fromStep, 0);
        DoubleVector a1 = row(x, from, fromStep, 1);
        DoubleVector a2 = row(x, from, fromStep, 2);
        DoubleVector a3 = row(x, from, fromStep, 3);
        DoubleVector a4 = row(x, from, fromStep, 4);
        DoubleVector a5 = row(x, from, fromStep, 5);
        DoubleVector a6 = row(x, from, fromStep, 6);
        DoubleVector a7 = row(x, from, fromStep, 7);
        DoubleVector b0 = a0.blend(a1.rearrange(BACK_1), ODD);
        DoubleVector b1 = a0.rearrange(BY_1).blend(a1, ODD);
        DoubleVector b2 = a2.blend(a3.rearrange(BACK_1), ODD);
        DoubleVector b3 = a2.rearrange(BY_1).blend(a3, ODD);
        DoubleVector b4 = a4.blend(a5.rearrange(BACK_1), ODD);
        DoubleVector b5 = a4.rearrange(BY_1).blend(a5, ODD);
        DoubleVector b6 = a6.blend(a7.rearrange(BACK_1), ODD);
        DoubleVector b7 = a6.rearrange(BY_1).blend(a7, ODD);
        a0 = b0.blend(b2.rearrange(BACK_2), ODD_PAIRS);
        a2 = b0.rearrange(BY_2).blend(b2, ODD_PAIRS);
        a1 = b1.blend(b3.rearrange(BACK_2), ODD_PAIRS);
        a3 = b1.rearrange(BY_2).blend(b3, ODD_PAIRS);
        a4 = b4.blend(b6.rearrange(BACK_2), ODD_PAIRS);
        a6 = b4.rearrange(BY_2).blend(b6, ODD_PAIRS);
        a5 = b5.blend(b7.rearrange(BACK_2), ODD_PAIRS);
        a7 = b5.rearrange(BY_2).blend(b7, ODD_PAIRS);
        a0.blend(a4.rearrange(BY_4), UPPER_HALF).intoArray(y, to);
        a1.blend(a5.rearrange(BY_4), UPPER_HALF).intoArray(y, to + toStep);
        a2.blend(a6.rearrange(BY_4), UPPER_HALF).intoArray(y, to + 2 * toStep);
        a3.blend(a7.rearrange(BY_4), UPPER_HALF).intoArray(y, to + 3 * toStep);
        a0.rearrange(BY_4).blend(a4, UPPER_HALF).intoArray(y, to + 4 * toStep);
        a1.rearrange(BY_4).blend(a5, UPPER_HALF).intoArray(y, to + 5 * toStep);
        a2.rearrange(BY_4).blend(a6, UPPER_HALF).intoArray(y, to + 6 * toStep);
        a3.rearrange(BY_4).blend(a7, UPPER_HALF).intoArray(y, to + 7 * toStep);
    }

    private static DoubleVector row(double[] x, int from, int step, int i) {
        return DoubleVector.fromArray(SPECIES, x, from + i * step);
    }
}
