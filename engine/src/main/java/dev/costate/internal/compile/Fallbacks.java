package dev.costate.internal.compile;

import dev.costate.Fallback;
import dev.costate.graph.Node;
import dev.costate.graph.Origin;
import dev.costate.internal.schedule.Shaping;
import java.util.ArrayList;
import java.util.List;

/// Finds the kernels that run as plain loops although they have enough elements for vectors.
final class Fallbacks {
    private final List<Fallback> found = new ArrayList<>();

    private Fallbacks() {}

    /// Those of `plan` and of the loops inside.
    static List<Fallback> of(Plan plan) {
        Fallbacks fallbacks = new Fallbacks();
        fallbacks.plan(plan);
        return List.copyOf(fallbacks.found);
    }

    /// Whether a kernel is one of them.
    static boolean isOne(KernelCode code) {
        return code instanceof PlainCode plain && plain.points() > Shaping.SMALL;
    }

    private void plan(Plan plan) {
        for (Plan.Step step : plan.steps()) {
            switch (step) {
                case Plan.Compute c -> kernel(plan, c);
                case Plan.Loop l -> plan(l.body());
                case Plan.Repeat r -> {
                    plan(r.condition());
                    plan(r.body());
                }
                case Plan.Branch b -> b.branches().forEach(this::plan);
                case Plan.Join _, Plan.Alias _, Plan.Data _ -> {}
            }
        }
    }

    private void kernel(Plan plan, Plan.Compute compute) {
        if (!isOne(compute.code()) || !(compute.code() instanceof PlainCode plain)) {
            return;
        }
        String operation = "";
        Origin origin = Origin.UNKNOWN;
        for (Node node : plan.rationale().graph().nodes()) {
            if (node.first() == compute.first()) {
                operation = node.op().name();
                origin = node.origin();
            }
        }
        found.add(new Fallback(Fallback.Kind.PLAIN_LOOPS, operation, origin.toString(), plain.reason()));
    }
}
