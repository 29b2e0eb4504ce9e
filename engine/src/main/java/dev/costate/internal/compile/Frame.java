package dev.costate.internal.compile;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A running plan: an array and an offset for each slot. Its buffers are those of the plan's [BufferPlan], made when
/// they are first needed and used again by every run.
final class Frame {
    private final Plan plan;
    private final @Nullable Object[] storage;
    private final int[] offset;
    private final @Nullable Object[] homes;
    private final @Nullable Object[][] buffers;
    private final int[][] offsets;
    private final @Nullable State[] states;

    /// A frame for `plan`.
    Frame(Plan plan) {
        this.plan = plan;
        int n = plan.types().size();
        storage = new @Nullable Object[n];
        offset = new int[n];
        homes = new @Nullable Object[plan.buffers().buffers().size()];
        int steps = plan.steps().size();
        buffers = new @Nullable Object[steps][];
        offsets = new int[steps][];
        states = new @Nullable State[steps];
        for (int s = 0; s < steps; s++) {
            if (plan.steps().get(s) instanceof Plan.Compute compute) {
                buffers[s] = new @Nullable Object[compute.operands().length + compute.results().length];
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
                case Plan.Branch branch ->
                    state(s, () -> new BranchState(branch)).run(this);
                case Plan.Join join -> join(join);
            }
        }
    }

    /// Lets go of the inputs and the results, which are others', and keeps the buffers for the next run.
    void release() {
        for (int slot = 0; slot < storage.length; slot++) {
            if (plan.buffers().homes()[slot] < 0) {
                storage[slot] = null;
                offset[slot] = 0;
            }
        }
        for (@Nullable Object[] arrays : buffers) {
            if (arrays != null) {
                Arrays.fill(arrays, null);
            }
        }
        for (State state : states) {
            if (state != null) {
                state.release();
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

    /// The array for a result: the one that it is told to use, that of the buffer plan, or a new one.
    Object target(int slot) {
        Object target = storage[slot];
        if (target == null) {
            target = home(slot);
            storage[slot] = target;
        }
        return target;
    }

    private Object home(int slot) {
        int number = plan.buffers().homes()[slot];
        if (number < 0) {
            return Array.allocate(plan.types().get(slot));
        }
        Object home = homes[number];
        if (home == null) {
            BufferPlan.Buffer buffer = plan.buffers().buffers().get(number);
            home = Array.allocate(new Type(buffer.dtype(), Shape.of(buffer.size())));
            homes[number] = home;
        }
        return home;
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

    private State state(int s, Supplier<State> make) {
        State state = states[s];
        if (state == null) {
            state = make.get();
            states[s] = state;
        }
        return state;
    }
}
