package dev.costate.internal.compile;

import dev.costate.Type;
import dev.costate.graph.Array;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A running plan: an array and an offset for each slot. Its buffers are made once and used again by every
/// step of a loop.
final class Frame {
    private static final Object[] NONE = new Object[0];

    private final Plan plan;
    private final @Nullable Object[] storage;
    private final int[] offset;
    private final Object[][] buffers;
    private final int[][] offsets;
    private final @Nullable Object[] states;
    private final boolean once;

    /// A frame for `plan`.
    ///
    /// @param once it runs one time, so that a value can go after its last use
    Frame(Plan plan, boolean once) {
        this.plan = plan;
        this.once = once;
        int n = plan.types().size();
        storage = new @Nullable Object[n];
        offset = new int[n];
        int steps = plan.steps().size();
        buffers = new Object[steps][];
        offsets = new int[steps][];
        states = new @Nullable Object[steps];
        for (int s = 0; s < steps; s++) {
            if (plan.steps().get(s) instanceof Plan.Compute compute) {
                buffers[s] = new Object[compute.operands().length + compute.results().length];
                offsets[s] = new int[compute.operands().length + compute.results().length];
            }
        }
    }

    /// Puts elements into a slot: an input, or the place where a kernel is to put its result.
    void bind(int slot, Object array, int from) {
        storage[slot] = array;
        offset[slot] = from;
    }

    /// Puts a slot of another frame into one of this.
    void bind(int slot, Frame other, int otherSlot) {
        bind(slot, other.array(otherSlot), other.offset[otherSlot]);
    }

    /// The array behind a filled slot.
    Object array(int slot) {
        return Objects.requireNonNull(storage[slot]);
    }

    /// Where in its array the slot's elements begin.
    int from(int slot) {
        return offset[slot];
    }

    /// The elements of a slot as an array of their own.
    Array take(int slot) {
        Type type = plan.types().get(slot);
        Object array = array(slot);
        if (offset[slot] == 0 && java.lang.reflect.Array.getLength(array) == type.size()) {
            return Array.wrap(type, array);
        }
        Object own = Array.allocate(type);
        System.arraycopy(array, offset[slot], own, 0, type.size());
        return Array.wrap(type, own);
    }

    /// Copies a slot's elements.
    void copy(int slot, Object to, int at) {
        System.arraycopy(
                array(slot), offset[slot], to, at, plan.types().get(slot).size());
    }

    /// Runs the plan on the inputs bound.
    void run() {
        List<Plan.Step> steps = plan.steps();
        for (int s = 0; s < steps.size(); s++) {
            switch (steps.get(s)) {
                case Plan.Compute compute -> compute(s, compute);
                case Plan.Alias alias -> bind(alias.first(), this, alias.operand());
                case Plan.Data data -> bind(data.first(), data.value().storage(), 0);
                case Plan.Loop loop
                when loop.carries() == 0 ->
                    state(s, () -> new MembersState(loop)).run(this);
                case Plan.Loop loop -> state(s, () -> new LoopState(loop)).run(this);
                case Plan.Repeat loop -> state(s, () -> new RepeatState(loop)).run(this);
                case Plan.Branch branch -> branch(s, branch);
                case Plan.Join join -> join(join);
            }
            if (once) {
                for (int dead : plan.lastUses().get(s)) {
                    storage[dead] = null;
                }
                states[s] = null;
                buffers[s] = NONE;
            }
        }
    }

    private void join(Plan.Join join) {
        Object target = target(join.first());
        int at = offset[join.first()];
        for (int o = 0; o < join.outer(); o++) {
            for (int k = 0; k < join.widths().length; k++) {
                int slot = join.operands()[k];
                int width = join.widths()[k];
                System.arraycopy(array(slot), offset[slot] + o * width, target, at, width);
                at += width;
            }
        }
    }

    /// The array for a result: the one that it is told to use, or has used before, or a new one.
    private Object target(int slot) {
        Object target = storage[slot];
        if (target == null) {
            target = Array.allocate(plan.types().get(slot));
            storage[slot] = target;
        }
        return target;
    }

    private void compute(int s, Plan.Compute compute) {
        Object[] arrays = buffers[s];
        int[] from = offsets[s];
        int[] operands = compute.operands();
        for (int k = 0; k < operands.length; k++) {
            arrays[k] = array(operands[k]);
            from[k] = offset[operands[k]];
        }
        int[] results = compute.results();
        for (int r = 0; r < results.length; r++) {
            arrays[operands.length + r] = target(results[r]);
            from[operands.length + r] = offset[results[r]];
        }
        compute.code().run(arrays, from);
    }

    @SuppressWarnings("unchecked")
    private <T> T state(int s, java.util.function.Supplier<T> make) {
        Object state = states[s];
        if (state == null) {
            state = make.get();
            states[s] = state;
        }
        return (T) state;
    }

    private void branch(int s, Plan.Branch branch) {
        Object[] frames = state(s, () -> new Object[branch.branches().size()]);
        int index = branch.operands()[0];
        int which = Math.clamp(((int[]) array(index))[from(index)], 0, frames.length - 1);
        Frame frame = (Frame) frames[which];
        if (frame == null) {
            frame = new Frame(branch.branches().get(which), false);
            frames[which] = frame;
        }
        for (int i = 1; i < branch.operands().length; i++) {
            frame.bind(i - 1, this, branch.operands()[i]);
        }
        frame.run();
        int[] outputs = branch.branches().get(which).outputs();
        for (int r = 0; r < outputs.length; r++) {
            bind(branch.first() + r, frame, outputs[r]);
        }
    }
}
