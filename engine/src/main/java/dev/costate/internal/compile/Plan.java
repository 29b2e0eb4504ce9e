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
/// @param buffers where the values are written
/// @param rationale why it is so, for whoever asks
record Plan(
        List<Type> types,
        int inputs,
        List<Step> steps,
        List<int[]> lastUses,
        int[] outputs,
        BufferPlan buffers,
        Rationale rationale) {
    Plan(List<Type> types, int inputs, List<Step> steps, List<int[]> lastUses, int[] outputs, Rationale rationale) {
        this(
                types,
                inputs,
                steps,
                lastUses,
                outputs,
                BufferPlan.of(types, inputs, steps, lastUses, outputs),
                rationale);
    }

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
    /// @param made the values that it makes, also those that never go to memory, in the order of its statements
    record Compute(KernelCode code, int[] operands, int[] results, int[] made) implements Step {
        /// Code that stores all that it makes.
        Compute(KernelCode code, int[] operands, int[] results) {
            this(code, operands, results, results);
        }

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

    /// About how many vector operations running this takes.
    long work() {
        long work = 0;
        for (Step step : steps) {
            work += switch (step) {
                case Compute c -> work(c);
                case Loop l -> l.length() * l.body().work();
                case Repeat r -> 100 * r.body().work();
                case Branch b -> b.branches().getFirst().work();
                case Join j -> types.get(j.first()).size() / 16;
                case Alias a -> 0;
                case Data d -> 0;
            };
        }
        return work;
    }

    private long work(Compute compute) {
        if (compute.code() instanceof ClusterCode cluster) {
            return cluster.work();
        }
        if (compute.code() instanceof TreeCode tree) {
            return tree.work();
        }
        if (compute.code() instanceof RowScatter rows) {
            return rows.work();
        }
        if (compute.code() instanceof FusedProductCode product) {
            return product.work();
        }
        if (compute.code() instanceof ProductCode product) {
            return product.work() / 16;
        }
        if (compute.code() instanceof WindowProductCode product) {
            return product.work() / 16;
        }
        long largest = 0;
        for (int slot : compute.operands()) {
            largest = Math.max(largest, types.get(slot).size());
        }
        for (int slot : compute.results()) {
            largest = Math.max(largest, types.get(slot).size());
        }
        return 20 + 10 * largest;
    }

    /// Whether slot `slot` is made by a step of this plan, which can be told where to put it.
    boolean isMade(int slot) {
        for (Step step : steps) {
            boolean makes = !(step instanceof Alias || step instanceof Data);
            if (makes && Arrays.stream(BufferPlan.filled(step)).anyMatch(r -> r == slot)) {
                return true;
            }
        }
        return false;
    }
}
