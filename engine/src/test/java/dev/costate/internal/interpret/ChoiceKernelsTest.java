package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Compare;
import dev.costate.graph.Comparison;
import dev.costate.graph.Select;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChoiceKernelsTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void realsCompareAsIeee754Says(DType dtype) {
        Array a = Values.vector(dtype, 1, 2, 2, -0.0, NAN, NAN, 1, INF, -INF);
        Array b = Values.vector(dtype, 2, 1, 2, 0.0, NAN, 1, NAN, INF, INF);
        assertThat(compare(Comparison.EQ, a, b)).isEqualTo(truths("001100010"));
        assertThat(compare(Comparison.NE, a, b)).isEqualTo(truths("110011101"));
        assertThat(compare(Comparison.LT, a, b)).isEqualTo(truths("100000001"));
        assertThat(compare(Comparison.LE, a, b)).isEqualTo(truths("101100011"));
        assertThat(compare(Comparison.GT, a, b)).isEqualTo(truths("010000000"));
        assertThat(compare(Comparison.GE, a, b)).isEqualTo(truths("011100010"));
    }

    @Test
    void integersCompareOverTheirWholeRange() {
        Array a = Values.ints(Integer.MIN_VALUE, Integer.MAX_VALUE, 3);
        Array b = Values.ints(Integer.MAX_VALUE, Integer.MIN_VALUE, 3);
        // Two numbers that are one as doubles.
        Array c = Values.longs(Long.MAX_VALUE - 1, Long.MIN_VALUE, 3);
        Array d = Values.longs(Long.MAX_VALUE, Long.MAX_VALUE, 3);
        assertTable("001", "110", "100", "101", "010", "011", a, b);
        assertTable("001", "110", "110", "111", "000", "001", c, d);
    }

    @Test
    void falseIsBelowTrue() {
        Array a = Values.booleans(false, false, true, true);
        Array b = Values.booleans(false, true, false, true);
        assertTable("1001", "0110", "0100", "1101", "0010", "1011", a, b);
    }

    private static void assertTable(
            String eq, String ne, String lt, String le, String gt, String ge, Array a, Array b) {
        assertThat(compare(Comparison.EQ, a, b)).isEqualTo(truths(eq));
        assertThat(compare(Comparison.NE, a, b)).isEqualTo(truths(ne));
        assertThat(compare(Comparison.LT, a, b)).isEqualTo(truths(lt));
        assertThat(compare(Comparison.LE, a, b)).isEqualTo(truths(le));
        assertThat(compare(Comparison.GT, a, b)).isEqualTo(truths(gt));
        assertThat(compare(Comparison.GE, a, b)).isEqualTo(truths(ge));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void selectTakesEachElementFromOneSide(DType dtype) {
        SplittableRandom random = new SplittableRandom(1);
        for (Shape shape : new Shape[] {Shape.scalar(), Shape.of(0, 2), Shape.of(13), Shape.of(2, 3)}) {
            Array p = Values.random(new Type(DType.BOOL, shape), random);
            Array a = Values.random(new Type(dtype, shape), random);
            Array b = Values.random(new Type(dtype, shape), random);
            Array y = Values.evaluate(new Select(), p, a, b);
            for (int i = 0; i < shape.size(); i++) {
                assertThat(y.getDouble(i)).isEqualTo(p.getBoolean(i) ? a.getDouble(i) : b.getDouble(i));
            }
        }
    }

    @Test
    void selectDoesNotLookAtTheOtherSide() {
        Array p = Values.booleans(true, false);
        Array a = Values.vector(DType.FLOAT64, 1, NAN);
        Array b = Values.vector(DType.FLOAT64, NAN, -0.0);
        assertThat(Values.evaluate(new Select(), p, a, b)).isEqualTo(Values.vector(DType.FLOAT64, 1, -0.0));
    }

    private static Array compare(Comparison comparison, Array a, Array b) {
        return Values.evaluate(new Compare(comparison), a, b);
    }

    /// One truth value a character, 1 for true.
    private static Array truths(String bits) {
        return Values.vector(DType.BOOL, bits.chars().mapToDouble(c -> c - '0').toArray());
    }
}
