package dev.costate.internal.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Puts the kernels that nobody waits for and that could write over an input at the end of a plan, as the
/// updates of weights in a step of training: then all who read the old values come before, and the new ones
/// can be written in place. Those with the same code become one kernel.
final class Updates {
    private final int inputs;
    private final List<Plan.Step> steps;

    private Updates(int inputs, List<Plan.Step> steps) {
        this.inputs = inputs;
        this.steps = steps;
    }

    /// The same steps in another order, fewer of them.
    ///
    /// @param inputs how many of the first slots are inputs
    static List<Plan.Step> last(int inputs, List<Plan.Step> steps) {
        return new Updates(inputs, steps).run();
    }

    private List<Plan.Step> run() {
        Set<Integer> read = new HashSet<>();
        for (Plan.Step step : steps) {
            Arrays.stream(step.operands()).forEach(read::add);
        }
        List<Plan.Step> all = new ArrayList<>();
        List<Plan.Compute> updates = new ArrayList<>();
        for (Plan.Step step : steps) {
            if (step instanceof Plan.Compute compute
                    && (compute.code() instanceof ClusterCode || compute.code() instanceof RowScatter)
                    && Arrays.stream(compute.results()).noneMatch(read::contains)
                    && !overwritten(compute).isEmpty()) {
                updates.add(compute);
            } else {
                all.add(step);
            }
        }
        all.addAll(joined(ordered(updates)));
        return List.copyOf(all);
    }

    /// Each before those that may overwrite what it reads, where that can be.
    private List<Plan.Compute> ordered(List<Plan.Compute> updates) {
        List<Set<Integer>> overwritten = updates.stream().map(this::overwritten).toList();
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, updates.size()).boxed().toList());
        List<Plan.Compute> order = new ArrayList<>();
        while (!left.isEmpty()) {
            Integer next = left.stream()
                    .filter(u -> left.stream()
                            .noneMatch(o -> !o.equals(u)
                                    && Arrays.stream(updates.get(o).operands()).anyMatch(overwritten.get(u)::contains)))
                    .findFirst()
                    .orElse(left.getFirst());
            left.removeIf(next::equals);
            order.add(updates.get(next));
        }
        return order;
    }

    /// The inputs over which an update could write a result.
    private Set<Integer> overwritten(Plan.Compute update) {
        Set<Integer> inPlace = new HashSet<>();
        for (int operand : update.operands()) {
            if (operand < inputs && Arrays.stream(update.results()).anyMatch(r -> InPlace.allows(update, operand, r))) {
                inPlace.add(operand);
            }
        }
        return inPlace;
    }

    /// Those with the same code for any length as one, where the last of them stands.
    private static List<Plan.Compute> joined(List<Plan.Compute> updates) {
        List<Plan.Compute> joined = new ArrayList<>();
        for (int u = 0; u < updates.size(); u++) {
            List<Plan.Compute> alike = new ArrayList<>();
            boolean last = true;
            for (int o = 0; o < updates.size(); o++) {
                if (isAlike(updates.get(o), updates.get(u))) {
                    alike.add(updates.get(o));
                    last &= o <= u;
                }
            }
            if (alike.size() < 2) {
                joined.add(updates.get(u));
            } else if (last) {
                joined.add(together(alike));
            }
        }
        return joined;
    }

    private static boolean isAlike(Plan.Compute a, Plan.Compute b) {
        return a.code() instanceof ClusterCode x
                && b.code() instanceof ClusterCode y
                && x.tiling().anyLength()
                && x.tiling().equals(y.tiling())
                && x.code().equals(y.code())
                && x.cluster().stored().equals(y.cluster().stored());
    }

    private static Plan.Compute together(List<Plan.Compute> alike) {
        return new Plan.Compute(
                new TreeCode(alike.stream().map(c -> (ClusterCode) c.code()).toList()),
                alike.stream().flatMapToInt(c -> Arrays.stream(c.operands())).toArray(),
                alike.stream().flatMapToInt(c -> Arrays.stream(c.results())).toArray(),
                alike.stream().flatMapToInt(c -> Arrays.stream(c.made())).toArray());
    }
}
