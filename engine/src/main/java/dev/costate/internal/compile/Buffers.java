package dev.costate.internal.compile;

import dev.costate.Type;
import dev.costate.internal.compile.Plan.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Which results of a plan take turns in one buffer: those of one type of which one is not needed any more when the
/// other is made.
final class Buffers {
    private static final int NEVER = Integer.MAX_VALUE;

    private Buffers() {}

    /// A buffer's number for each slot, -1 for a slot with one of its own: an input, a result of the plan, what a
    /// loop makes.
    static int[] share(List<Type> types, List<Step> steps, int[] outputs) {
        int[] end = ends(types.size(), steps, outputs);
        int[] buffers = new int[types.size()];
        Arrays.fill(buffers, -1);
        Map<Type, Deque<Integer>> free = new HashMap<>();
        List<List<Integer>> ending = new ArrayList<>();
        steps.forEach(s -> ending.add(new ArrayList<>()));
        int count = 0;
        for (int i = 0; i < steps.size(); i++) {
            int[] results = results(steps.get(i));
            for (int slot : results) {
                if (end[slot] == NEVER) {
                    continue;
                }
                Type flat = flat(types.get(slot));
                Integer buffer =
                        free.computeIfAbsent(flat, t -> new ArrayDeque<>()).poll();
                buffers[slot] = buffer != null ? buffer : count++;
                ending.get(Math.max(i, end[slot])).add(slot);
            }
            for (int slot : ending.get(i)) {
                Objects.requireNonNull(free.get(flat(types.get(slot)))).add(buffers[slot]);
            }
        }
        return buffers;
    }

    private static Type flat(Type type) {
        return type.withShape(dev.costate.Shape.of(type.size()));
    }

    /// The slots that a step fills with buffers of the plan's.
    private static int[] results(Step step) {
        return switch (step) {
            case Plan.Compute compute -> compute.results();
            case Plan.Join join -> new int[] {join.first()};
            case Plan.Alias alias -> new int[0];
            case Plan.Data data -> new int[0];
            case Plan.Loop loop -> new int[0];
            case Plan.Repeat loop -> new int[0];
            case Plan.Branch branch -> new int[0];
        };
    }

    /// The last step that reads each slot, or something that may lie in the same array.
    private static int[] ends(int slots, List<Step> steps, int[] outputs) {
        int[] end = new int[slots];
        for (int o : outputs) {
            end[o] = NEVER;
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            int least = i;
            if (step instanceof Plan.Alias alias) {
                least = Math.max(least, end[alias.first()]);
            } else if (step instanceof Plan.Branch branch) {
                // A branch may return what it was given.
                int results = branch.branches().getFirst().outputs().length;
                for (int r = 0; r < results; r++) {
                    least = Math.max(least, end[branch.first() + r]);
                }
            }
            for (int operand : step.operands()) {
                end[operand] = Math.max(end[operand], least);
            }
        }
        return end;
    }
}
