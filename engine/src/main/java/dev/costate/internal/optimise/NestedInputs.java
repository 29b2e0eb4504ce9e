package dev.costate.internal.optimise;

import dev.costate.graph.Constant;
import dev.costate.graph.Graph;
import dev.costate.graph.Iota;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// New inputs for a program inside an operation: each outer value is handed in once, and what costs nothing to
/// make is made inside, where the rules for constants see it.
final class NestedInputs {
    private final Draft outer;
    private final Graph old;
    private final Map<Integer, Integer> shared = new LinkedHashMap<>();
    private final List<Integer> own = new ArrayList<>();
    /// For each of the old inputs the outer value that it is, or -1.
    private final int[] values;
    /// For each of the old inputs which of its own inputs it is, or -1.
    private final int[] places;

    /// Inputs that stand for those of `old`, an operation's program in `outer`.
    NestedInputs(Draft outer, Graph old) {
        this.outer = outer;
        this.old = old;
        values = new int[old.inputs().size()];
        places = new int[old.inputs().size()];
        Arrays.fill(values, -1);
        Arrays.fill(places, -1);
    }

    /// Makes input `input` the outer value `value` in every step.
    void share(int input, int value) {
        values[input] = value;
        if (!isFree(outer, value)) {
            shared.putIfAbsent(value, input);
        }
    }

    /// Makes input `input` an input that differs from step to step.
    void keep(int input) {
        places[input] = own.size();
        own.add(input);
    }

    /// Makes input `input` what `other` is.
    void merge(int input, int other) {
        values[input] = values[other];
        places[input] = places[other];
    }

    /// The outer values to hand in first.
    int[] consts() {
        return shared.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    /// Adds the inputs to `draft`, which is empty, and returns the number there of each old input.
    int[] declare(Draft draft) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        shared.forEach((value, input) -> numbers.put(value, input(draft, input)));
        int[] differing = own.stream().mapToInt(i -> input(draft, i)).toArray();
        int[] result = new int[values.length];
        for (int i = 0; i < result.length; i++) {
            if (places[i] >= 0) {
                result[i] = differing[places[i]];
            } else {
                Integer number = numbers.get(values[i]);
                result[i] = number == null ? copy(outer, values[i], draft) : number;
            }
        }
        return result;
    }

    private int input(Draft draft, int i) {
        return draft.input(old.inputs().get(i), old.inputNames().get(i));
    }

    /// Whether making `value` again costs nothing: one known scalar in each element, or a count.
    static boolean isFree(Draft draft, int value) {
        Op op = draft.op(value);
        return (op instanceof Constant && draft.type(value).rank() == 0)
                || op instanceof Iota
                || (Work.isFill(op) && draft.op(draft.operand(value, 0)) instanceof Constant);
    }

    private static int copy(Draft from, int value, Draft to) {
        Node node = Objects.requireNonNull(from.maker(value));
        int[] operands = Arrays.stream(node.operands().toArray())
                .map(v -> copy(from, v, to))
                .toArray();
        return to.keep(node, operands)[0];
    }
}
