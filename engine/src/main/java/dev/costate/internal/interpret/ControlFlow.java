package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Loops and branches: operations that run programs.
public final class ControlFlow {
    private ControlFlow() {}

    /// Runs the body once for each slice of the `xs`, in order or from the last to the first.
    public static List<Array> scan(Scan op, List<Array> operands, List<Type> results, Run run) {
        int fixed = op.consts() + op.carries();
        List<Array> consts = operands.subList(0, op.consts());
        List<Array> carry = operands.subList(op.consts(), fixed);
        List<Array> xs = operands.subList(fixed, operands.size());
        List<Type> stacked = results.subList(op.carries(), results.size());
        Program body = Program.of(op.body());
        Object[] ys = stacked.stream().map(Array::allocate).toArray();
        for (int s = 0; s < op.length(); s++) {
            int step = op.reverse() ? op.length() - 1 - s : s;
            List<Array> inputs = new ArrayList<>(operands.size());
            inputs.addAll(consts);
            inputs.addAll(carry);
            for (Array x : xs) {
                inputs.add(at(x, step));
            }
            List<Array> outputs = body.run(inputs, run.inside("scan", step));
            carry = outputs.subList(0, op.carries());
            for (int y = 0; y < ys.length; y++) {
                Array slice = outputs.get(op.carries() + y);
                System.arraycopy(slice.storage(), 0, ys[y], step * slice.size(), slice.size());
            }
        }
        List<Array> all = new ArrayList<>(carry);
        for (int y = 0; y < ys.length; y++) {
            all.add(Array.wrap(stacked.get(y), ys[y]));
        }
        return all;
    }

    /// Runs the body as long as the condition holds.
    public static List<Array> loop(While op, List<Array> operands, Run run) {
        int fixed = op.conditionConsts() + op.bodyConsts();
        List<Array> conditionConsts = operands.subList(0, op.conditionConsts());
        List<Array> bodyConsts = operands.subList(op.conditionConsts(), fixed);
        List<Array> carry = operands.subList(fixed, operands.size());
        Program condition = Program.of(op.condition());
        Program body = Program.of(op.body());
        for (int step = 0; ; step++) {
            Run inside = run.inside("while", step);
            Array holds = condition.run(join(conditionConsts, carry), inside).getFirst();
            if (!holds.getBoolean(0)) {
                return List.copyOf(carry);
            }
            carry = body.run(join(bodyConsts, carry), inside);
        }
    }

    /// Runs the branch that the index names.
    public static List<Array> branch(Cond op, List<Array> operands, Run run) {
        int index = Math.clamp(operands.getFirst().getLong(0), 0, op.branches().size() - 1);
        return call(op.branches().get(index), operands.subList(1, operands.size()), run);
    }

    /// Runs a program as part of another.
    public static List<Array> call(Graph graph, List<Array> operands, Run run) {
        return Program.of(graph).run(operands, run);
    }

    private static List<Array> join(List<Array> first, List<Array> second) {
        List<Array> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /// `x[step]`.
    private static Array at(Array x, int step) {
        Type type = x.type().withShape(x.type().shape().remove(0));
        int from = step * type.size();
        int to = from + type.size();
        Object slice = switch (x.storage()) {
            case float[] s -> Arrays.copyOfRange(s, from, to);
            case double[] s -> Arrays.copyOfRange(s, from, to);
            case int[] s -> Arrays.copyOfRange(s, from, to);
            case long[] s -> Arrays.copyOfRange(s, from, to);
            case boolean[] s -> Arrays.copyOfRange(s, from, to);
            default -> throw new AssertionError(x.type());
        };
        return Array.wrap(type, slice);
    }
}
