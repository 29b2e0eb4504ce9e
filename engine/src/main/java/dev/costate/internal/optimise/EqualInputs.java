package dev.costate.internal.optimise;

import dev.costate.graph.Graph;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Which of a loop's constants and carries equal each other in every step.
///
/// All that start from one operand are taken to be equal until a step makes them differ: the coarsest
/// partition that the body respects, by refinement (Hopcroft's idea for automata). So two carries are found equal
/// whose next values are each made of the carry itself.
///
/// @param representatives for each constant and carry the first that it equals
/// @param isFixed for each whether it is what it was at the start in every step
record EqualInputs(int[] representatives, boolean[] isFixed) {
    /// The partition of the first `consts + carries` inputs of `body`, whose first outputs are the next carries.
    ///
    /// @param starts what the inputs are in the first step, by the numbers of these values outside; further inputs
    ///     are equal in every step if the stacks are that they are slices of
    static EqualInputs of(Graph body, int consts, int carries, int[] starts) {
        int n = consts + carries;
        int[] group = new int[n];
        Map<Integer, Integer> first = new HashMap<>();
        for (int i = 0; i < n; i++) {
            group[i] = first.computeIfAbsent(starts[i], representative(i));
        }
        while (true) {
            int[] next = next(body, consts, carries, group, starts);
            int[] finer = new int[n];
            Map<List<Integer>, Integer> places = new HashMap<>();
            for (int i = 0; i < n; i++) {
                finer[i] = places.computeIfAbsent(List.of(group[i], next[i]), representative(i));
            }
            if (Arrays.equals(finer, group)) {
                boolean[] fixed = new boolean[n];
                for (int i = 0; i < n; i++) {
                    fixed[i] = next[i] == group[i];
                }
                return new EqualInputs(group, fixed);
            }
            group = finer;
        }
    }

    private static <T> Function<T, Integer> representative(int i) {
        return _ -> i;
    }

    /// The value of each in the next step if equal ones have one number: that of the first of them.
    private static int[] next(Graph body, int consts, int carries, int[] group, int[] starts) {
        Draft draft = new Draft();
        int[] arguments = draft.inputs(body);
        System.arraycopy(group, 0, arguments, 0, group.length);
        Map<Integer, Integer> stacks = new HashMap<>();
        for (int i = group.length; i < arguments.length; i++) {
            arguments[i] = stacks.computeIfAbsent(starts[i], representative(i));
        }
        int[] outputs = draft.write(body, arguments, Draft::keep);
        int[] next = Arrays.copyOf(group, consts + carries);
        System.arraycopy(outputs, 0, next, consts, carries);
        return next;
    }
}
