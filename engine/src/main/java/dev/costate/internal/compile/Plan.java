package dev.costate.internal.compile;

import dev.costate.Type;
import dev.costate.graph.Array;
import java.util.Arrays;
import java.util.List;

/// A program as steps over slots: slot `v` holds value number `v` of the graph it was made of.
///
/// @param types the slots' types
/// @param inputs how many of the first slots are inputs
/// @param steps what to do, in order
/// @param lastUses for each step the slots that no later step nor the results need
/// @param outputs the slots of the results
record Plan(List<Type> types, int inputs, List<Step> steps, List<int[]> lastUses, int[] outputs) {
    /// One thing to do.
    sealed interface Step {
        /// The slots that it reads.
        int[] operands();

        /// The first of the slots that it fills.
        int first();
    }

    /// Runs code that reads some slots and fills others.
    ///
    /// @param code the code
    /// @param operands the slots of its first buffers
    /// @param results the slots of its other buffers
    record Compute(KernelCode code, int[] operands, int[] results) implements Step {
        @Override
        public int first() {
            return results[0];
        }
    }

    /// The same elements under another type.
    record Alias(int operand, int first) implements Step {
        @Override
        public int[] operands() {
            return new int[] {operand};
        }
    }

    /// Elements that are known.
    record Data(Array value, int first) implements Step {
        @Override
        public int[] operands() {
            return new int[0];
        }
    }

    /// Joins operands along an axis: `outer` times, a run of `widths[k]` elements of each operand `k`.
    record Join(int outer, int[] widths, int[] operands, int first) implements Step {}

    /// A loop of known length.
    record Loop(Plan body, int length, int consts, int carries, boolean reverse, int[] operands, int first)
            implements Step {}

    /// A loop that runs while a condition holds.
    record Repeat(Plan condition, Plan body, int conditionConsts, int bodyConsts, int[] operands, int first)
            implements Step {}

    /// One of several programs; the first operand says which.
    record Branch(List<Plan> branches, int[] operands, int first) implements Step {}

    /// Whether slot `slot` is filled by a kernel of this plan, and so can be told where to put its result.
    boolean isComputed(int slot) {
        for (Step step : steps) {
            if (step instanceof Compute compute
                    && Arrays.stream(compute.results()).anyMatch(r -> r == slot)) {
                return true;
            }
        }
        return false;
    }
}
