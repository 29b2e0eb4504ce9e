package dev.costate.studies.lstmcell;

import dev.costate.Tensor;
import java.util.List;

/// Sequences of bits, a column each: `[length, sequences]`.
final class BitSequences {
    private BitSequences() {}

    /// All sequences of a length. Every shorter one is the beginning of some of them.
    static Tensor all(int length) {
        var bits = new double[length][1 << length];
        for (int t = 0; t < length; t++) {
            for (int sequence = 0; sequence < 1 << length; sequence++) {
                bits[t][sequence] = sequence >> (length - 1 - t) & 1;
            }
        }
        return Tensor.of(bits);
    }

    /// One sequence, `[length]`.
    static Tensor of(List<Integer> bits) {
        return Tensor.of(bits.stream().mapToDouble(Integer::doubleValue).toArray());
    }

    /// What the cell is said to answer: 0 to a zero, and 1, -1, 1, ... to the ones since the last zero.
    static Tensor answers(Tensor bits) {
        var rows = (double[][]) bits.toArray();
        var answers = new double[rows.length][rows[0].length];
        for (int sequence = 0; sequence < rows[0].length; sequence++) {
            boolean isOdd = false;
            for (int t = 0; t < rows.length; t++) {
                boolean isOne = rows[t][sequence] == 1;
                isOdd = isOne && !isOdd;
                answers[t][sequence] = isOne ? isOdd ? 1 : -1 : 0;
            }
        }
        return Tensor.of(answers);
    }
}
