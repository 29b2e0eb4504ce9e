package dev.costate.internal.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranspositionTest {
    private static final int APART = 71;
    private static final int FROM = 3;
    private static final int AT = 5;

    /// Also for vectors that this machine has not.
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void transpositionsPassTheVerifier(int bits) {
        for (Elements elements : List.of(new Float32(), new Float64())) {
            byte[] bytes = TransposeEmitter.emit("dev.costate.internal.gemm.T", elements, bits);
            assertThat(ClassFile.of().verify(bytes)).as(elements.toString()).isEmpty();
        }
    }

    /// Depths and widths around those of vectors, by vectors and by plain loops; what lies beside stays.
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void rowsBecomeColumns(int bits) {
        for (int depth : new int[] {0, 1, 3, 7, 8, 15, 16, 17, 40, 64, 67}) {
            for (int count : new int[] {1, 2, 7, 8, 12, 16, 17, 31, 32}) {
                for (int width : new int[] {count, count + 1, 32}) {
                    assertThat(floats(bits, depth, count, width))
                            .as("%d places of %d rows, %d wide", depth, count, width)
                            .isEqualTo(expected(depth, count, width));
                    assertThat(doubles(bits, depth, count, width))
                            .as("%d places of %d rows, %d wide", depth, count, width)
                            .isEqualTo(expected(depth, count, width));
                }
            }
        }
    }

    /// Element `i` of the source is `i`.
    private static double[] expected(int depth, int count, int width) {
        double[] target = new double[AT + depth * width + 1];
        Arrays.fill(target, -1);
        for (int l = 0; l < depth; l++) {
            for (int i = 0; i < width; i++) {
                target[AT + l * width + i] = i < count ? FROM + i * APART + l : 0;
            }
        }
        return target;
    }

    private static double[] doubles(int bits, int depth, int count, int width) {
        double[] source = IntStream.range(0, FROM + 32 * APART).asDoubleStream().toArray();
        double[] target = new double[AT + depth * width + 1];
        Arrays.fill(target, -1);
        new Transposition(new Float64(), bits, false).pack(source, FROM, APART, depth, count, width, target, AT);
        return target;
    }

    private static double[] floats(int bits, int depth, int count, int width) {
        float[] source = new float[FROM + 32 * APART];
        for (int i = 0; i < source.length; i++) {
            source[i] = i;
        }
        float[] target = new float[AT + depth * width + 1];
        Arrays.fill(target, -1);
        new Transposition(new Float32(), bits, false).pack(source, FROM, APART, depth, count, width, target, AT);
        return IntStream.range(0, target.length).mapToDouble(i -> target[i]).toArray();
    }

    /// A step exchanges a bit of the row with one of the lane.
    @Test
    void stepsOfFourLanes() {
        assertThat((int[]) TransposeEmitter.steps(new Float32(), 4))
                .containsExactly(0, 1, 4, 5, 2, 3, 6, 7, 0, 4, 2, 6, 1, 5, 3, 7);
    }
}
