package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// Which buffer each value of a plan is written to, decided before anything runs.
///
/// A buffer is used again as soon as no later step needs what is in it, and already by the step that reads it last
/// where that may write in place ([InPlace]). The plan's results have no buffer here: they go to whoever runs it,
/// or are told where to go.
///
/// @param homes for each slot the number of its buffer, -1 for one that is an input, a result or another's
/// @param buffers how large each is
record BufferPlan(int[] homes, List<Buffer> buffers) {
    private static final int NONE = -1;

    /// A buffer.
    ///
    /// @param dtype what it holds
    /// @param size how many elements
    record Buffer(DType dtype, int size) {
        long bytes() {
            return (long) size * dtype.bytes();
        }
    }

    /// The buffers of a plan with these parts, see [Plan].
    static BufferPlan of(List<Type> types, int inputs, List<Plan.Step> steps, List<int[]> lastUses, int[] outputs) {
        return new Assignment(types, inputs, steps, lastUses, outputs).run();
    }

    /// For each slot the one whose elements it has.
    static int[] owners(int slots, List<Plan.Step> steps) {
        int[] owner = new int[slots];
        Arrays.setAll(owner, i -> i);
        for (Plan.Step step : steps) {
            if (step instanceof Plan.Alias alias) {
                owner[alias.first()] = owner[alias.operand()];
            }
        }
        return owner;
    }

    /// The slots that a step fills.
    static int[] filled(Plan.Step step) {
        return switch (step) {
            case Plan.Compute c -> c.results();
            case Plan.Alias _, Plan.Data _, Plan.Join _ -> new int[] {step.first()};
            case Plan.Loop l -> range(l.first(), l.body().outputs().length);
            case Plan.Repeat r -> range(r.first(), r.body().outputs().length);
            case Plan.Branch b -> range(b.first(), b.branches().getFirst().outputs().length);
        };
    }

    private static int[] range(int first, int count) {
        int[] slots = new int[count];
        Arrays.setAll(slots, i -> first + i);
        return slots;
    }

    /// Whether the step of a loop may write the next value of a carry over the one it has.
    ///
    /// @param input the carry's slot in `body`
    /// @param output the slot of its next value
    static boolean isInPlace(Plan body, int input, int output) {
        int[] owner = owners(body.types().size(), body.steps());
        IntPredicate isInput = slot -> owner[slot] == input;
        if (Arrays.stream(body.outputs()).anyMatch(isInput) || !Carry.isDirect(body, output)) {
            return false;
        }
        boolean written = false;
        for (Plan.Step step : body.steps()) {
            int[] readers =
                    Arrays.stream(step.operands()).filter(isInput).distinct().toArray();
            if (written && readers.length > 0) {
                return false;
            }
            if (Arrays.stream(filled(step)).anyMatch(r -> r == output)) {
                if (!(step instanceof Plan.Compute compute)
                        || readers.length != 1
                        || !InPlace.allows(compute, readers[0], output)) {
                    return false;
                }
                written = true;
            }
        }
        return written;
    }

    private static final class Assignment {
        private final List<Type> types;
        private final int inputs;
        private final List<Plan.Step> steps;
        private final List<int[]> lastUses;
        private final int[] owner;
        private final boolean[] escapes;
        private final int[] homes;
        private final int[] users;
        private final List<Buffer> buffers = new ArrayList<>();
        private final List<Integer> free = new ArrayList<>();

        Assignment(List<Type> types, int inputs, List<Plan.Step> steps, List<int[]> lastUses, int[] outputs) {
            this.types = types;
            this.inputs = inputs;
            this.steps = steps;
            this.lastUses = lastUses;
            owner = owners(types.size(), steps);
            escapes = new boolean[types.size()];
            for (int output : outputs) {
                escapes[owner[output]] = true;
            }
            homes = new int[types.size()];
            Arrays.fill(homes, NONE);
            users = new int[types.size()];
        }

        BufferPlan run() {
            Set<Integer> read = new HashSet<>();
            for (Plan.Step step : steps) {
                Arrays.stream(step.operands()).forEach(read::add);
            }
            for (int s = 0; s < steps.size(); s++) {
                Plan.Step step = steps.get(s);
                int[] dead = lastUses.get(s);
                for (int slot : filled(step)) {
                    users[owner[slot]]++;
                    if (owner[slot] == slot && !escapes[slot] && !(step instanceof Plan.Data)) {
                        homes[slot] = home(step, slot, dead);
                    }
                }
                for (int slot : filled(step)) {
                    // Only the kernel itself reads it.
                    if (owner[slot] == slot && homes[slot] != NONE && !read.contains(slot)) {
                        users[slot]--;
                        if (!isTaken(step, slot)) {
                            free.add(homes[slot]);
                        }
                    }
                }
                for (int slot : dead) {
                    int of = owner[slot];
                    users[of]--;
                    if (users[of] == 0 && of >= inputs && homes[of] != NONE && !isTaken(step, of)) {
                        free.add(homes[of]);
                    }
                }
            }
            return new BufferPlan(homes, List.copyOf(buffers));
        }

        /// Whether a result of the step is in the buffer of `slot`.
        private boolean isTaken(Plan.Step step, int slot) {
            return Arrays.stream(filled(step)).anyMatch(r -> r != slot && homes[r] == homes[slot]);
        }

        private int home(Plan.Step step, int slot, int[] dead) {
            if (step instanceof Plan.Compute compute) {
                for (int operand : dead) {
                    int of = owner[operand];
                    if (of >= inputs
                            && homes[of] != NONE
                            && users[of] == 1
                            && !isTaken(step, of)
                            && InPlace.allows(compute, operand, slot)) {
                        return homes[of];
                    }
                }
                int product = compute.first();
                if (slot != product && compute.code() instanceof FusedProductCode && homes[product] != NONE) {
                    boolean isRead = steps.stream()
                            .anyMatch(s -> Arrays.stream(s.operands()).anyMatch(o -> owner[o] == product));
                    if (!isRead && !isTaken(step, product) && InPlace.allows(compute, product, slot)) {
                        return homes[product];
                    }
                }
            }
            Type type = types.get(slot);
            int best = NONE;
            for (int b : free) {
                if (buffers.get(b).dtype == type.dtype() && (best == NONE || isBetter(b, best, type.size()))) {
                    best = b;
                }
            }
            if (best == NONE) {
                buffers.add(new Buffer(type.dtype(), type.size()));
                return buffers.size() - 1;
            }
            free.remove(Integer.valueOf(best));
            if (buffers.get(best).size < type.size()) {
                buffers.set(best, new Buffer(type.dtype(), type.size()));
            }
            return best;
        }

        /// Whether `a` is better for `size` elements than `b`: the smallest that is large enough, else the largest.
        private boolean isBetter(int a, int b, int size) {
            int sizeA = buffers.get(a).size;
            int sizeB = buffers.get(b).size;
            return sizeB >= size ? sizeA >= size && sizeA < sizeB : sizeA > sizeB;
        }
    }
}
