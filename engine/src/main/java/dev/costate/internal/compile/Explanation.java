package dev.costate.internal.compile;

import dev.costate.Type;
import dev.costate.internal.gemm.GemmShape;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.schedule.Statement;
import java.util.Arrays;
import java.util.Locale;

/// Tells what a plan does: its loops, its kernels and what they compute together, the buffers, the work.
final class Explanation {
    private final StringBuilder text = new StringBuilder();
    private final boolean bodies;
    private int kernels;

    private Explanation(boolean bodies) {
        this.bodies = bodies;
    }

    /// The explanation of `plan`.
    ///
    /// @param bodies whether to print the expressions too
    static String of(Plan plan, boolean bodies) {
        Explanation explanation = new Explanation(bodies);
        explanation.plan(plan, "");
        return explanation.text.toString();
    }

    private void line(String indent, String format, Object... values) {
        text.append(indent).append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void plan(Plan plan, String indent) {
        for (int i = 0; i < plan.inputs(); i++) {
            line(indent, "%%%d input %s", i, plan.types().get(i));
        }
        for (Plan.Step step : plan.steps()) {
            step(plan, step, indent);
        }
        line(indent, "return %s", slots(plan.outputs()));
    }

    private static String slots(int[] slots) {
        StringBuilder names = new StringBuilder();
        for (int slot : slots) {
            names.append(names.isEmpty() ? "" : ", ").append('%').append(slot);
        }
        return names.toString();
    }

    private static String typed(Plan plan, int[] slots) {
        StringBuilder names = new StringBuilder();
        for (int slot : slots) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append('%')
                    .append(slot)
                    .append(' ')
                    .append(plan.types().get(slot));
        }
        return names.toString();
    }

    private void step(Plan plan, Plan.Step step, String indent) {
        switch (step) {
            case Plan.Compute compute -> compute(plan, compute, indent);
            case Plan.Alias alias ->
                line(indent, "%%%d %s = %%%d, the same buffer", alias.first(), type(plan, alias), alias.operand());
            case Plan.Data data -> line(indent, "%%%d %s = known elements", data.first(), type(plan, data));
            case Plan.Join join ->
                line(indent, "%%%d %s = copies of %s", join.first(), type(plan, join), slots(join.operands()));
            case Plan.Loop loop -> {
                line(
                        indent,
                        "%s = %s %d %s over %s:",
                        typed(plan, results(loop.first(), loop.body().outputs().length)),
                        loop.carries() == 0 ? "members" : "loop",
                        loop.length(),
                        loop.carries() == 0 ? "in parallel" : loop.reverse() ? "steps backwards" : "steps",
                        slots(loop.operands()));
                plan(loop.body(), indent + "  ");
            }
            case Plan.Repeat loop -> {
                line(
                        indent,
                        "%s = while over %s:",
                        typed(plan, results(loop.first(), loop.body().outputs().length)),
                        slots(loop.operands()));
                plan(loop.condition(), indent + "  ? ");
                plan(loop.body(), indent + "  ");
            }
            case Plan.Branch branch -> {
                int results = branch.branches().getFirst().outputs().length;
                line(
                        indent,
                        "%s = one of %d branches over %s:",
                        typed(plan, results(branch.first(), results)),
                        branch.branches().size(),
                        slots(branch.operands()));
                branch.branches().forEach(b -> plan(b, indent + "  | "));
            }
        }
    }

    private static int[] results(int first, int count) {
        int[] slots = new int[count];
        Arrays.setAll(slots, i -> first + i);
        return slots;
    }

    private static Type type(Plan plan, Plan.Step step) {
        return plan.types().get(step.first());
    }

    private void compute(Plan plan, Plan.Compute compute, String indent) {
        long bytes = 0;
        for (int slot : compute.operands()) {
            bytes += bytes(plan.types().get(slot));
        }
        for (int slot : compute.results()) {
            bytes += bytes(plan.types().get(slot));
        }
        kernels++;
        String head = String.format(
                Locale.ROOT, "kernel %d: %s = %s", kernels, typed(plan, compute.results()), kind(compute.code()));
        line(indent, "%s of %s, %,d bytes", head, slots(compute.operands()), bytes);
        if (compute.code() instanceof ClusterCode cluster) {
            cluster(cluster, indent + "    ");
        }
    }

    private static String kind(KernelCode code) {
        return switch (code) {
            case ClusterCode cluster ->
                String.format(
                        Locale.ROOT,
                        "vector loops for %s spine %d by %d lanes (%d rows, %d vectors side by side; about %,d"
                                + " operations%s)",
                        cluster.cluster().outer(),
                        cluster.cluster().spine(),
                        VectorModule.lanes(cluster.tiling().bytes()),
                        cluster.tiling().jam(),
                        cluster.tiling().chunks(),
                        cluster.work(),
                        cluster.splits() ? ", shared out" : "");
            case ProductCode product -> {
                GemmShape s = product.shape();
                yield String.format(
                        Locale.ROOT,
                        "product of %s matrices %s[%d,%d] [%d,%d], %,d flops",
                        product.dtype(),
                        product.work() == s.work() / s.batch() ? "" : product.work() / (s.work() / s.batch()) + " x ",
                        s.m(),
                        s.k(),
                        s.k(),
                        s.n(),
                        2 * product.work());
            }
            default -> "plain loops";
        };
    }

    private static long bytes(Type type) {
        return (long) type.size() * type.dtype().bytes();
    }

    private void cluster(ClusterCode code, String indent) {
        int number = code.cluster().operands().size();
        for (Statement s : code.cluster().statements()) {
            String combine = s.combine() == Combine.NONE ? "" : " " + s.combine() + s.loop();
            line(
                    indent,
                    "%s %s%s%s",
                    s.role().toString().toLowerCase(Locale.ROOT),
                    s.result(),
                    combine,
                    code.cluster()
                                    .stored()
                                    .get(number - code.cluster().operands().size())
                            ? ""
                            : ", not stored");
            if (bodies) {
                s.points().forEach(p -> line(indent + "  ", "%s", p));
            }
            number++;
        }
    }
}
