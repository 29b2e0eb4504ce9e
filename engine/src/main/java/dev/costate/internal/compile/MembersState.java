package dev.costate.internal.compile;

import dev.costate.internal.parallel.Workers;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A loop whose steps do not depend on each other as it runs: its members are shared out to the threads, each of
/// which has one frame that it uses for one member after the other.
final class MembersState implements State {
    /// So many pieces a thread: the last to finish is not waited for long.
    private static final int PIECES = 8;

    /// Work, in vector operations, that is done faster by one thread than shared out.
    private static final long SHARED_FROM = 20_000;

    private final Plan.Loop loop;
    private final boolean[] direct;
    private final ConcurrentLinkedQueue<Frame> frames = new ConcurrentLinkedQueue<>();

    MembersState(Plan.Loop loop) {
        this.loop = loop;
        int[] outputs = loop.body().outputs();
        direct = new boolean[outputs.length];
        for (int y = 0; y < outputs.length; y++) {
            direct[y] = Carry.isDirect(loop.body(), outputs[y]);
        }
    }

    @Override
    public void run(Frame outer) {
        for (int y = 0; y < direct.length; y++) {
            outer.target(loop.first() + y);
        }
        Workers workers = Workers.shared();
        int members = loop.length();
        boolean shared = members > 1 && loop.body().work() * members >= SHARED_FROM;
        int pieces = shared ? Math.min(members, workers.count() * PIECES) : 1;
        Workers.Task piece = p -> {
            Frame frame = frames.poll();
            if (frame == null) {
                frame = new Frame(loop.body());
            }
            int to = (int) ((long) members * (p + 1) / pieces);
            for (int m = (int) ((long) members * p / pieces); m < to; m++) {
                member(outer, frame, m);
            }
            frames.add(frame);
        };
        if (shared) {
            workers.run(pieces, piece);
        } else {
            piece.run(0);
        }
    }

    @Override
    public void release() {
        frames.forEach(Frame::release);
    }

    private void member(Frame outer, Frame frame, int member) {
        int[] operands = loop.operands();
        for (int i = 0; i < operands.length; i++) {
            int step =
                    i < loop.consts() ? 0 : member * loop.body().types().get(i).size();
            frame.bind(i, outer.array(operands[i]), outer.from(operands[i]) + step);
        }
        int[] outputs = loop.body().outputs();
        for (int y = 0; y < outputs.length; y++) {
            if (direct[y]) {
                int size = loop.body().types().get(outputs[y]).size();
                frame.bind(outputs[y], outer.array(loop.first() + y), outer.from(loop.first() + y) + member * size);
            }
        }
        frame.run();
        for (int y = 0; y < outputs.length; y++) {
            if (!direct[y]) {
                int size = loop.body().types().get(outputs[y]).size();
                frame.copy(outputs[y], outer.array(loop.first() + y), outer.from(loop.first() + y) + member * size);
            }
        }
    }
}
