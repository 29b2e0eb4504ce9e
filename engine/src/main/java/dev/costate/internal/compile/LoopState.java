package dev.costate.internal.compile;

import dev.costate.Type;
import dev.costate.graph.Array;

/// A loop of known length as it runs.
final class LoopState {
    private final Plan.Loop loop;
    private final Frame frame;
    private final Carry carry;
    private final Object[] stacks;
    private final boolean[] direct;

    LoopState(Plan.Loop loop) {
        this.loop = loop;
        frame = new Frame(loop.body(), false);
        carry = new Carry(loop.body(), loop.consts(), loop.carries());
        int[] outputs = loop.body().outputs();
        stacks = new Object[outputs.length - loop.carries()];
        direct = new boolean[stacks.length];
        for (int y = 0; y < stacks.length; y++) {
            int slot = outputs[loop.carries() + y];
            Type type = loop.body().types().get(slot);
            stacks[y] = Array.allocate(type.withShape(type.shape().insert(0, loop.length())));
            direct[y] = Carry.isDirect(loop.body(), slot);
        }
    }

    void run(Frame outer) {
        int[] operands = loop.operands();
        int fixed = loop.consts() + loop.carries();
        for (int i = 0; i < loop.consts(); i++) {
            frame.bind(i, outer, operands[i]);
        }
        carry.begin(outer, operands, loop.consts());
        int[] outputs = loop.body().outputs();
        for (int s = 0; s < loop.length(); s++) {
            int step = loop.reverse() ? loop.length() - 1 - s : s;
            carry.read(frame, loop.consts());
            for (int i = fixed; i < operands.length; i++) {
                int size = loop.body().types().get(i).size();
                frame.bind(i, outer.array(operands[i]), outer.from(operands[i]) + step * size);
            }
            carry.prepare(frame);
            for (int y = 0; y < stacks.length; y++) {
                int slot = outputs[loop.carries() + y];
                if (direct[y]) {
                    frame.bind(
                            slot,
                            stacks[y],
                            step * loop.body().types().get(slot).size());
                }
            }
            frame.run();
            for (int y = 0; y < stacks.length; y++) {
                int slot = outputs[loop.carries() + y];
                if (!direct[y]) {
                    frame.copy(
                            slot,
                            stacks[y],
                            step * loop.body().types().get(slot).size());
                }
            }
            carry.advance(frame);
        }
        carry.end(outer, loop.first());
        for (int y = 0; y < stacks.length; y++) {
            outer.bind(loop.first() + loop.carries() + y, stacks[y], 0);
        }
    }
}
