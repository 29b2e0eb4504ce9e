package dev.costate.internal.compile;

import dev.costate.graph.Constant;
import dev.costate.graph.Node;
import dev.costate.graph.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where each value of a plan is: in memory and for whom, in registers, or computed where it is read.
///
/// It is read off the plan and the program it was made of.
final class Fusion {
    private static final int WIDTH = 100;

    private final Plan plan;
    private final @Nullable Node[] nodes;
    private final Set<Integer> present = new HashSet<>();
    private final StepNames names;
    private final IdentityHashMap<Plan.Step, Set<Integer>> inside = new IdentityHashMap<>();

    /// @param names what the steps of `plan` are called
    Fusion(Plan plan, StepNames names) {
        this.plan = plan;
        this.names = names;
        nodes = new @Nullable Node[plan.types().size()];
        for (Node node : plan.rationale().graph().nodes()) {
            for (int r = 0; r < node.results().size(); r++) {
                nodes[node.first() + r] = node;
            }
        }
        for (int i = 0; i < plan.inputs(); i++) {
            present.add(i);
        }
        for (Plan.Step step : plan.steps()) {
            present.add(step.first());
            if (step instanceof Plan.Compute compute) {
                Arrays.stream(compute.made()).forEach(present::add);
            } else {
                // A loop's results have numbers in a row.
                Node node = nodes[step.first()];
                for (int r = 1; node != null && r < node.results().size(); r++) {
                    present.add(step.first() + r);
                }
            }
        }
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Compute compute) {
                Set<Integer> found = new TreeSet<>();
                for (int v : compute.made()) {
                    collect(v, found);
                }
                inside.put(step, found);
            }
        }
    }

    private void collect(int made, Set<Integer> found) {
        Node node = nodes[made];
        if (node == null) {
            return;
        }
        for (int operand : node.operands().toArray()) {
            if (!present.contains(operand) && found.add(operand)) {
                collect(operand, found);
            }
        }
    }

    /// What a value is: the operation that makes it.
    String operation(int v) {
        Node node = nodes[v];
        return node == null ? "input" : node.op().name();
    }

    /// The user's line that a value comes from.
    Origin origin(int v) {
        Node node = nodes[v];
        return node == null ? Origin.UNKNOWN : node.origin();
    }

    /// Where value `v`, which `compute` makes, goes, and why.
    String place(Plan.Compute compute, int v) {
        if (Arrays.stream(compute.results()).noneMatch(r -> r == v)) {
            return "in registers";
        }
        List<String> reasons = new ArrayList<>();
        if (Arrays.stream(plan.outputs()).anyMatch(o -> o == v)) {
            reasons.add("a result");
        }
        Optional.ofNullable(plan.rationale().stored().get(v))
                .filter(r -> !reasons.contains(r))
                .ifPresent(reasons::add);
        String readers = readers(v);
        if (!readers.isEmpty()) {
            reasons.add("read by " + readers);
        }
        if (reasons.isEmpty()) {
            boolean isProduct = compute.code() instanceof FusedProductCode && v == compute.first();
            return isProduct ? "stored: for the rest of the kernel" : "stored: not read";
        }
        return "stored: " + String.join(", ", reasons);
    }

    private String readers(int v) {
        Set<String> readers = new LinkedHashSet<>();
        for (Plan.Step step : plan.steps()) {
            if (Arrays.stream(step.operands()).anyMatch(o -> o == v)) {
                readers.add(names.of(step));
            }
        }
        return String.join(", ", readers);
    }

    /// The operations that a kernel computes where their values are read: those that it alone does, then those
    /// that others do again.
    List<String> inPlace(Plan.Compute compute) {
        Map<String, List<String>> texts = new TreeMap<>();
        for (int v : inside.getOrDefault(compute, Set.of())) {
            Node node = nodes[v];
            if (node == null || node.op() instanceof Constant) {
                continue;
            }
            String also = plan.steps().stream()
                    .filter(s -> !s.equals(compute)
                            && inside.getOrDefault(s, Set.of()).contains(v))
                    .map(names::of)
                    .collect(Collectors.joining(", "));
            texts.computeIfAbsent(also, _ -> new ArrayList<>())
                    .add("%" + v + " " + node.op().name());
        }
        List<String> lines = new ArrayList<>();
        texts.forEach((also, values) ->
                wrap(also.isEmpty() ? "in place: " : "in place, as in " + also + ": ", values, lines));
        return lines;
    }

    private static void wrap(String head, List<String> words, List<String> lines) {
        StringBuilder line = new StringBuilder(head);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i < words.size() - 1 ? ", " : "");
            if (line.length() + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder("  ");
            }
            line.append(word);
        }
        lines.add(line.toString());
    }
}
