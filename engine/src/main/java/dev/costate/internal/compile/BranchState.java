package dev.costate.internal.compile;

import org.jspecify.annotations.Nullable;

/// One of several programs as it runs.
final class BranchState implements State {
    private final Plan.Branch branch;
    private final @Nullable Frame[] frames;

    BranchState(Plan.Branch branch) {
        this.branch = branch;
        frames = new @Nullable Frame[branch.branches().size()];
    }

    @Override
    public void run(Frame outer) {
        int index = branch.operands()[0];
        int which = Math.clamp(((int[]) outer.array(index))[outer.from(index)], 0, frames.length - 1);
        Plan plan = branch.branches().get(which);
        Frame frame = frames[which];
        if (frame == null) {
            frame = new Frame(plan);
            frames[which] = frame;
        }
        for (int i = 1; i < branch.operands().length; i++) {
            frame.bind(i - 1, outer, branch.operands()[i]);
        }
        int[] outputs = plan.outputs();
        for (int r = 0; r < outputs.length; r++) {
            Object target = outer.target(branch.first() + r);
            if (Carry.isDirect(plan, outputs[r])) {
                frame.bind(outputs[r], target, outer.from(branch.first() + r));
            }
        }
        frame.run();
        for (int r = 0; r < outputs.length; r++) {
            if (!Carry.isDirect(plan, outputs[r])) {
                frame.copy(outputs[r], outer.array(branch.first() + r), outer.from(branch.first() + r));
            }
        }
    }

    @Override
    public void release() {
        for (Frame frame : frames) {
            if (frame != null) {
                frame.release();
            }
        }
    }
}
