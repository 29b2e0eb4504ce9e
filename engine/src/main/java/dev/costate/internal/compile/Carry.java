package dev.costate.internal.compile;

import dev.costate.graph.Array;
import java.util.Arrays;

/// The values that go from step to step of a loop. Each has the buffer in which it is found when the loop ends; a
/// step writes the next value over it where it may, else there is a second buffer, and a step reads one and writes
/// the other.
final class Carry {
    private static final Object NOTHING = new Object();

    private final int[] outputs;
    private final int[] sizes;
    private final boolean[] direct;
    private final Object[][] sets;
    private final int[][] offsets;
    private final boolean[] inPlace;
    private int now;

    /// @param body the step
    /// @param firstInput the body's slot of the first carry
    /// @param carries how many there are; they are the body's first outputs
    Carry(Plan body, int firstInput, int carries) {
        outputs = Arrays.copyOf(body.outputs(), carries);
        sizes = new int[carries];
        direct = new boolean[carries];
        inPlace = new boolean[carries];
        sets = new Object[2][carries];
        offsets = new int[2][carries];
        for (int c = 0; c < carries; c++) {
            sizes[c] = body.types().get(firstInput + c).size();
            direct[c] = isDirect(body, outputs[c]);
            inPlace[c] = BufferPlan.isInPlace(body, firstInput + c, outputs[c]);
            if (!inPlace[c]) {
                sets[1][c] = Array.allocate(body.types().get(firstInput + c));
            }
        }
    }

    /// Whether an output can be written where it is wanted, rather than copied there.
    static boolean isDirect(Plan body, int slot) {
        return body.isMade(slot)
                && Arrays.stream(body.outputs()).filter(o -> o == slot).count() == 1;
    }

    /// Takes the first values from slots of `outer`; the last ones are to be in its slots from `first` on.
    ///
    /// @param steps how many there will be, modulo 2
    void begin(Frame outer, int[] operands, int from, int first, int steps) {
        now = steps % 2;
        for (int c = 0; c < outputs.length; c++) {
            sets[0][c] = outer.target(first + c);
            offsets[0][c] = outer.from(first + c);
            if (inPlace[c]) {
                sets[1][c] = sets[0][c];
                offsets[1][c] = offsets[0][c];
            }
            outer.copy(operands[from + c], sets[now][c], offsets[now][c]);
        }
    }

    /// Makes the values the inputs of `frame` from slot `first` on.
    void read(Frame frame, int first) {
        for (int c = 0; c < outputs.length; c++) {
            frame.bind(first + c, sets[now][c], offsets[now][c]);
        }
    }

    /// Tells the steps of `frame` where the next values go.
    void prepare(Frame frame) {
        for (int c = 0; c < outputs.length; c++) {
            if (direct[c]) {
                frame.bind(outputs[c], sets[1 - now][c], offsets[1 - now][c]);
            }
        }
    }

    /// Makes the outputs of `frame` the values.
    void advance(Frame frame) {
        for (int c = 0; c < outputs.length; c++) {
            if (!direct[c]) {
                frame.copy(outputs[c], sets[1 - now][c], offsets[1 - now][c]);
            }
        }
        now = 1 - now;
    }

    /// Puts the values where they are wanted, if they are not there, and lets go of the buffers that are another's.
    void end() {
        for (int c = 0; c < outputs.length; c++) {
            if (now == 1 && !inPlace[c]) {
                System.arraycopy(sets[1][c], offsets[1][c], sets[0][c], offsets[0][c], sizes[c]);
            }
            sets[0][c] = NOTHING;
            if (inPlace[c]) {
                sets[1][c] = NOTHING;
            }
        }
    }
}
