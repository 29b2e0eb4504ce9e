package dev.costate.internal.compile;

/// A loop of known length as it runs.
final class LoopState implements State {
    private final Plan.Loop loop;
    private final Frame frame;
    private final Carry carry;
    private final boolean[] direct;
    private final int[] sizes;

    LoopState(Plan.Loop loop) {
        this.loop = loop;
        frame = new Frame(loop.body());
        carry = new Carry(loop.body(), loop.consts(), loop.carries());
        int[] outputs = loop.body().outputs();
        direct = new boolean[outputs.length - loop.carries()];
        sizes = new int[direct.length];
        for (int y = 0; y < direct.length; y++) {
            int slot = outputs[loop.carries() + y];
            direct[y] = Carry.isDirect(loop.body(), slot);
            sizes[y] = loop.body().types().get(slot).size();
        }
    }

    @Override
    public void run(Frame outer) {
        int[] operands = loop.operands();
        int fixed = loop.consts() + loop.carries();
        for (int i = 0; i < loop.consts(); i++) {
            frame.bind(i, outer, operands[i]);
        }
        carry.begin(outer, operands, loop.consts(), loop.first(), loop.length());
        int firstStack = loop.first() + loop.carries();
        int[] outputs = loop.body().outputs();
        for (int y = 0; y < direct.length; y++) {
            outer.target(firstStack + y);
        }
        for (int s = 0; s < loop.length(); s++) {
            int step = loop.reverse() ? loop.length() - 1 - s : s;
            carry.read(frame, loop.consts());
            for (int i = fixed; i < operands.length; i++) {
                int size = loop.body().types().get(i).size();
                frame.bind(i, outer.array(operands[i]), outer.from(operands[i]) + step * size);
            }
            carry.prepare(frame);
            for (int y = 0; y < direct.length; y++) {
                if (direct[y]) {
                    frame.bind(
                            outputs[loop.carries() + y],
                            outer.array(firstStack + y),
                            outer.from(firstStack + y) + step * sizes[y]);
                }
            }
            frame.run();
            for (int y = 0; y < direct.length; y++) {
                if (!direct[y]) {
                    frame.copy(
                            outputs[loop.carries() + y],
                            outer.array(firstStack + y),
                            outer.from(firstStack + y) + step * sizes[y]);
                }
            }
            carry.advance(frame);
        }
        carry.end();
    }

    @Override
    public void release() {
        frame.release();
    }
}
