package dev.costate.internal.compile;

import dev.costate.Detail;
import dev.costate.Fallback;
import dev.costate.Type;
import dev.costate.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Tells what a plan does: its loops, its kernels and what they compute together, the buffers, the work.
final class Explanation {
    private final StringBuilder text = new StringBuilder();
    private final Detail detail;
    private final StepNames names;

    private Explanation(StepNames names, Detail detail) {
        this.names = names;
        this.detail = detail;
    }

    /// The explanation of `plan`.
    ///
    /// @param fallbacks what of it is slower than it should be
    static String of(Plan plan, List<Fallback> fallbacks, Detail detail) {
        Explanation explanation = new Explanation(new StepNames(plan), detail);
        explanation.plan(plan, "");
        explanation.totals(plan, fallbacks);
        return explanation.text.toString();
    }

    private void line(String indent, String format, Object... values) {
        text.append(indent)
                .append(String.format(Locale.ROOT, format, values).stripTrailing())
                .append('\n');
    }

    private void plan(Plan plan, String indent) {
        inputs(plan, indent);
        Fusion fusion = new Fusion(plan, names);
        for (Plan.Step step : plan.steps()) {
            step(plan, step, fusion, indent);
        }
        line(indent, "return %s", slots(plan.outputs()));
    }

    private void inputs(Plan plan, String indent) {
        Graph graph = plan.rationale().graph();
        Columns table = new Columns();
        for (int i = 0; i < plan.inputs(); i++) {
            table.add(
                    "%" + i,
                    "input",
                    plan.types().get(i).toString(),
                    graph.inputNames().get(i));
        }
        table.lines().forEach(l -> line(indent, "%s", l));
    }

    private static String slots(int[] slots) {
        return Arrays.stream(slots).mapToObj(s -> "%" + s).collect(Collectors.joining(", "));
    }

    private static String typed(Plan plan, int first, int count) {
        List<String> all = new ArrayList<>();
        for (int slot = first; slot < first + count; slot++) {
            all.add("%" + slot + " " + plan.types().get(slot));
        }
        return String.join(", ", all);
    }

    private void step(Plan plan, Plan.Step step, Fusion fusion, String indent) {
        Type type = plan.types().get(step.first());
        switch (step) {
            case Plan.Compute compute -> kernel(plan, compute, fusion, indent);
            case Plan.Alias a -> line(indent, "%%%d %s is the buffer of %%%d", a.first(), type, a.operand());
            case Plan.Data d -> line(indent, "%%%d %s is known", d.first(), type);
            case Plan.Join j -> line(indent, "%%%d %s copied from %s", j.first(), type, slots(j.operands()));
            case Plan.Loop l -> {
                String turns = l.carries() == 0
                        ? String.format(Locale.ROOT, "for each of %,d members, shared out to the threads", l.length())
                        : String.format(Locale.ROOT, "%,d steps%s", l.length(), l.reverse() ? " backwards" : "");
                line(indent, "%s%s: %s: %s", names.of(l), over(l), turns, work(Work.of(plan, l)));
                plan(l.body(), indent + "  ");
                line(
                        indent,
                        "end of %s -> %s",
                        names.of(l),
                        typed(plan, l.first(), l.body().outputs().length));
            }
            case Plan.Repeat r -> {
                line(indent, "%s%s: while ?: %s a turn", names.of(r), over(r), work(Work.of(plan, r)));
                plan(r.condition(), indent + "  ? ");
                plan(r.body(), indent + "  ");
                line(
                        indent,
                        "end of %s -> %s",
                        names.of(r),
                        typed(plan, r.first(), r.body().outputs().length));
            }
            case Plan.Branch b -> {
                int results = b.branches().getFirst().outputs().length;
                line(
                        indent,
                        "%s%s: one of %d branches",
                        names.of(b),
                        over(b),
                        b.branches().size());
                b.branches().forEach(branch -> plan(branch, indent + "  | "));
                line(indent, "end of %s -> %s", names.of(b), typed(plan, b.first(), results));
            }
        }
    }

    private static String over(Plan.Step step) {
        return step.operands().length == 0 ? "" : " over " + slots(step.operands());
    }

    private static String count(long number, String things) {
        return String.format(Locale.ROOT, "%,d %s%s", number, things, number == 1 ? "" : "s");
    }

    private static String work(Work work) {
        return String.format(Locale.ROOT, "%,d flops, %,d bytes", work.flops(), work.bytes());
    }

    private void kernel(Plan plan, Plan.Compute compute, Fusion fusion, String indent) {
        KernelText kernel = new KernelText(plan, compute, fusion, detail);
        line(indent, "%s: %s: %s", names.of(compute), kernel.head(), work(Work.of(plan, compute)));
        kernel.lines().forEach(l -> line(indent + "  ", "%s", l));
    }

    private void totals(Plan plan, List<Fallback> fallbacks) {
        Buffers buffers = Buffers.of(plan);
        line(
                "",
                "%s, %,d bytes%s",
                count(buffers.count(), "buffer"),
                buffers.bytes(),
                buffers.shared() == 0 ? "" : "; " + count(buffers.shared(), "value") + " in the buffer of another");
        Work work = Work.of(plan);
        line(
                "",
                "%s, %s a run; %s%s",
                count(names.kernels(), "kernel"),
                count(work.kernels(), "start"),
                work(work),
                work.isWhole() ? "" : "; loops of unknown length count one turn");
        if (fallbacks.isEmpty()) {
            line("", "no fallbacks");
        } else {
            line("", "%s:", count(fallbacks.size(), "fallback"));
            for (Fallback f : fallbacks) {
                line("  ", "%s", detail == Detail.SCHEDULE ? f.kind() + ": " + f.operation() + ": " + f.reason() : f);
            }
        }
    }
}
