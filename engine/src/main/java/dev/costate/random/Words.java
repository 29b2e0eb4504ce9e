package dev.costate.random;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.RandomBits;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Layout;
import java.util.List;

/// Random words, and the arithmetic of unsigned words that the engine's signed integers lack.
final class Words {
    /// The parity constant and the rotations of Threefry-2x32 (see [dev.costate.internal.random.Threefry]).
    private static final int PARITY = 0x1BD11BDA;

    private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};

    private Words() {}

    /// The pairs of words at the counters `0, 1, ...` of a shape: `i32[shape ++ [2]]`.
    static Tensor of(String operation, Key key, Shape shape) {
        Problem.present(operation, "the shape", shape);
        return Dispatch.one(new RandomBits(shape), single(operation, key));
    }

    /// The words of a key that is one key.
    static Tensor single(String operation, Key key) {
        return Problem.present(operation, "the key", key).single(operation);
    }

    /// Random bits, 32 or 64 an element: the two words combined by exclusive or, or the first one above the
    /// second.
    static Tensor bits(String operation, Key key, DType dtype, Shape shape) {
        Tensor words = of(operation, key, shape);
        Tensor high = Layout.slice(words, -1, 0, 1).reshape(shape);
        Tensor low = Layout.slice(words, -1, 1, 2).reshape(shape);
        return dtype == DType.INT32
                ? high.xor(low)
                : shiftLeft(high.to(DType.INT64), 32).or(unsigned(low));
    }

    /// The words that a key makes of one counter `(0, counter)`: Threefry-2x32 with 20 rounds, written out.
    ///
    /// It is for a counter that is only known when the program runs, which [RandomBits] cannot start from.
    static Tensor hash(Tensor k0, Tensor k1, Tensor counter) {
        List<Tensor> schedule = List.of(k0, k1, k0.xor(k1).xor(Tensor.scalar(DType.INT32, PARITY)));
        Tensor x0 = k0;
        Tensor x1 = counter.add(k1);
        for (int group = 0; group < 5; group++) {
            for (int rotation : ROTATIONS[group % 2]) {
                x0 = x0.add(x1);
                x1 = shiftLeft(x1, rotation).or(shiftRight(x1, 32 - rotation)).xor(x0);
            }
            x0 = x0.add(schedule.get((group + 1) % 3));
            x1 = x1.add(schedule.get((group + 2) % 3)).add(group + 1);
        }
        return Layout.stack(List.of(x0, x1), 0);
    }

    /// Shifts left, shifting in zeros.
    static Tensor shiftLeft(Tensor x, int bits) {
        return Elementwise.binary(BinaryFunction.SHIFT_LEFT, x, bits);
    }

    /// Shifts right, shifting in zeros.
    static Tensor shiftRight(Tensor x, int bits) {
        return Elementwise.binary(BinaryFunction.SHIFT_RIGHT_LOGICAL, x, bits);
    }

    /// 32-bit words as numbers from 0 to 2^32 - 1: `int64`.
    static Tensor unsigned(Tensor words) {
        return words.to(DType.INT64).and(Tensor.scalar(DType.INT64, 0xFFFF_FFFFL));
    }
}
