package dev.costate.internal.rules;

import static dev.costate.internal.rules.Typing.floating;
import static dev.costate.internal.rules.Typing.require;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Cond;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Graph;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.ArrayList;
import java.util.List;

/// The legality of operations that hold programs: loops, branches, custom derivatives and checkpoints.
final class ProgramTyping {
    private ProgramTyping() {}

    static List<Type> infer(Scan op, List<Type> in) {
        boolean enough = op.length() >= 0
                && op.consts() >= 0
                && op.carries() >= 0
                && in.size() >= (long) op.consts() + op.carries();
        require(enough, op, "operands are missing");
        int fixed = op.consts() + op.carries();
        List<Type> body = new ArrayList<>(in.subList(0, fixed));
        for (Type xs : in.subList(fixed, in.size())) {
            require(
                    xs.rank() > 0 && xs.shape().dim(0) == op.length(),
                    op,
                    "%s does not have %s slices along axis 0",
                    xs,
                    op.length());
            body.add(xs.withShape(xs.shape().remove(0)));
        }
        inputs(op, "the body", op.body(), body);
        List<Type> out = op.body().outputTypes();
        List<Type> carry = in.subList(op.consts(), fixed);
        require(
                out.size() >= op.carries() && out.subList(0, op.carries()).equals(carry),
                op,
                "the carry enters as %s and leaves among %s",
                carry,
                out);
        List<Type> results = new ArrayList<>(carry);
        for (Type y : out.subList(op.carries(), out.size())) {
            results.add(y.withShape(y.shape().insert(0, op.length())));
        }
        return results;
    }

    static List<Type> infer(While op, List<Type> in) {
        boolean enough = op.conditionConsts() >= 0
                && op.bodyConsts() >= 0
                && in.size() >= (long) op.conditionConsts() + op.bodyConsts();
        require(enough, op, "operands are missing");
        int consts = op.conditionConsts() + op.bodyConsts();
        List<Type> carry = in.subList(consts, in.size());
        List<Type> condition = new ArrayList<>(in.subList(0, op.conditionConsts()));
        condition.addAll(carry);
        inputs(op, "the condition", op.condition(), condition);
        require(
                op.condition().outputTypes().equals(List.of(Type.scalar(DType.BOOL))),
                op,
                "the condition gives %s, not one bool[]",
                op.condition().outputTypes());
        List<Type> body = new ArrayList<>(in.subList(op.conditionConsts(), consts));
        body.addAll(carry);
        inputs(op, "the body", op.body(), body);
        require(
                op.body().outputTypes().equals(carry),
                op,
                "the carry enters as %s and leaves as %s",
                carry,
                op.body().outputTypes());
        return List.copyOf(carry);
    }

    static List<Type> infer(Cond op, List<Type> in) {
        require(!in.isEmpty() && in.get(0).equals(Type.scalar(DType.INT32)), op, "the index is an i32[]");
        require(!op.branches().isEmpty(), op, "there is no branch");
        List<Type> rest = in.subList(1, in.size());
        List<Type> out = op.branches().get(0).outputTypes();
        for (Graph branch : op.branches()) {
            inputs(op, "a branch", branch, rest);
            require(branch.outputTypes().equals(out), op, "the branches give %s and %s", out, branch.outputTypes());
        }
        return out;
    }

    static List<Type> infer(CustomJvp op, List<Type> in) {
        inputs(op, "the function", op.function(), in);
        List<Type> ins = new ArrayList<>(in);
        ins.addAll(floating(in));
        inputs(op, "the rule", op.rule(), ins);
        List<Type> out = new ArrayList<>(op.function().outputTypes());
        out.addAll(floating(op.function().outputTypes()));
        require(
                op.rule().outputTypes().equals(out),
                op,
                "the rule gives %s, not %s",
                op.rule().outputTypes(),
                out);
        return op.function().outputTypes();
    }

    static List<Type> infer(CustomVjp op, List<Type> in) {
        inputs(op, "the function", op.function(), in);
        inputs(op, "the forward function", op.forward(), in);
        List<Type> out = op.function().outputTypes();
        List<Type> all = op.forward().outputTypes();
        require(
                all.size() >= out.size() && all.subList(0, out.size()).equals(out),
                op,
                "the forward function gives %s, not first %s",
                all,
                out);
        List<Type> back = new ArrayList<>(all.subList(out.size(), all.size()));
        back.addAll(floating(out));
        inputs(op, "the backward function", op.backward(), back);
        require(
                op.backward().outputTypes().equals(floating(in)),
                op,
                "the backward function gives %s, not %s",
                op.backward().outputTypes(),
                floating(in));
        List<Type> direction = new ArrayList<>(in);
        direction.addAll(floating(in));
        along(op, op.along(), direction, floating(out));
        return out;
    }

    static List<Type> infer(CustomLinear op, List<Type> in) {
        int residuals = op.residuals();
        boolean residualsExist = residuals >= 0
                && in.size() >= residuals
                && op.backward().inputs().size() >= residuals;
        require(residualsExist, op, "residuals are missing");
        require(
                op.backward().outputTypes().equals(in.subList(op.residuals(), in.size())),
                op,
                "the tangents are not of the inputs' types");
        require(
                op.backward().inputs().subList(0, op.residuals()).equals(in.subList(0, op.residuals())),
                op,
                "the residuals are not of their types");
        List<Type> out = op.backward()
                .inputs()
                .subList(op.residuals(), op.backward().inputs().size());
        along(op, op.along(), in, out);
        return out;
    }

    private static void along(Op op, List<Graph> along, List<Type> in, List<Type> out) {
        require(along.size() <= 1, op, "there are %s derivatives along a direction", along.size());
        for (Graph graph : along) {
            inputs(op, "the derivative along a direction", graph, in);
            require(
                    graph.outputTypes().equals(out),
                    op,
                    "the derivative along a direction gives %s, not %s",
                    graph.outputTypes(),
                    out);
        }
    }

    static List<Type> infer(Checkpoint op, List<Type> in) {
        inputs(op, "the function", op.function(), in);
        return op.function().outputTypes();
    }

    private static void inputs(Op op, String what, Graph graph, List<Type> types) {
        require(graph.inputs().equals(types), op, "%s takes %s, the operands are %s", what, graph.inputs(), types);
    }
}
