package dev.costate.internal.compile;

import dev.costate.Type;
import dev.costate.graph.Array;
import java.util.Arrays;

/// The values that go from step to step of a loop, in two sets of buffers: a step reads one and writes the
/// other.
final class Carry {
    private final int[] outputs;
    private final boolean[] direct;
    private final Object[][] sets;
    private int now;

    /// @param body the step
    /// @param firstInput the body's slot of the first carry
    /// @param carries how many there are; they are the body's first outputs
    Carry(Plan body, int firstInput, int carries) {
        outputs = Arrays.copyOf(body.outputs(), carries);
        direct = new boolean[carries];
        sets = new Object[2][carries];
        for (int c = 0; c < carries; c++) {
            Type type = body.types().get(firstInput + c);
            sets[0][c] = Array.allocate(type);
            sets[1][c] = Array.allocate(type);
            direct[c] = isDirect(body, outputs[c]);
        }
    }

    /// Whether an output can be written by its kernel where it is wanted, rather than copied there.
    static boolean isDirect(Plan body, int slot) {
        return body.isComputed(slot)
                && Arrays.stream(body.outputs()).filter(o -> o == slot).count() == 1;
    }

    /// Takes the first values from slots of `outer`.
    void begin(Frame outer, int[] operands, int from) {
        now = 0;
        for (int c = 0; c < outputs.length; c++) {
            outer.copy(operands[from + c], sets[0][c], 0);
        }
    }

    /// Makes the values the inputs of `frame` from slot `first` on.
    void read(Frame frame, int first) {
        for (int c = 0; c < outputs.length; c++) {
            frame.bind(first + c, sets[now][c], 0);
        }
    }

    /// Tells the kernels of `frame` where the next values go.
    void prepare(Frame frame) {
        for (int c = 0; c < outputs.length; c++) {
            if (direct[c]) {
                frame.bind(outputs[c], sets[1 - now][c], 0);
            }
        }
    }

    /// Makes the outputs of `frame` the values.
    void advance(Frame frame) {
        for (int c = 0; c < outputs.length; c++) {
            if (!direct[c]) {
                frame.copy(outputs[c], sets[1 - now][c], 0);
            }
        }
        now = 1 - now;
    }

    /// Puts the values into slots of `outer`.
    void end(Frame outer, int first) {
        for (int c = 0; c < outputs.length; c++) {
            outer.bind(first + c, sets[now][c], 0);
        }
    }
}
