package dev.costate.internal.rules.battery;

import static dev.costate.DType.INT32;
import static dev.costate.internal.rules.battery.Domain.between;
import static dev.costate.internal.rules.battery.Domain.integers;
import static dev.costate.internal.rules.battery.LoopCases.program;

import dev.costate.Costate;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Cond;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;

/// Operations that hold functions: choices, functions with a derivative of their own (here the right one, so
/// that differences can judge it), and functions computed again.
final class FunctionCases {
    private FunctionCases() {}

    static List<OpCase> list() {
        List<OpCase> cases = new ArrayList<>();
        choices(cases);
        customJvp(cases);
        customVjp(cases);
        customLinear(cases);
        checkpoint(cases);
        return cases;
    }

    private static void choices(List<OpCase> cases) {
        for (int index : new int[] {0, 1}) {
            cases.add(OpCase.of(
                    "cond: branch " + index,
                    d -> new Cond(List.of(
                            program(
                                    v -> List.of(
                                            v.get(0).mul(v.get(1)), v.get(0).sin(), Creation.arange(INT32, 2)),
                                    Type.of(d, 3),
                                    Type.of(d, 3)),
                            program(
                                    v -> List.of(
                                            v.get(1).exp(),
                                            v.get(0),
                                            Creation.arange(INT32, 2).add(1)),
                                    Type.of(d, 3),
                                    Type.of(d, 3)))),
                    Operand.of(INT32, integers(index, index)),
                    Operand.of(3),
                    Operand.of(3)));
        }
        // Members choose differently, also beyond the branches; some results depend on nothing in some
        // branches.
        cases.add(OpCase.of(
                "cond: three branches",
                d -> new Cond(List.of(
                        program(
                                v -> List.of(v.get(0), Creation.ones(d, Shape.scalar())),
                                Type.scalar(d),
                                Type.of(d, 2)),
                        program(
                                v -> List.of(
                                        Creation.zeros(d, Shape.scalar()),
                                        v.get(1).sin().sum()),
                                Type.scalar(d),
                                Type.of(d, 2)),
                        program(
                                v -> List.of(
                                        v.get(0).square(),
                                        v.get(0).mul(v.get(1)).sum()),
                                Type.scalar(d),
                                Type.of(d, 2)))),
                Operand.of(INT32, integers(-1, 4)),
                Operand.of(),
                Operand.of(2)));
        cases.add(OpCase.of(
                "cond: one branch",
                d -> new Cond(List.of(program(v -> List.of(v.get(0).cos()), Type.of(d, 7)))),
                Operand.of(INT32, integers(0, 0)),
                Operand.of(7)));
        cases.add(OpCase.of(
                "cond: no operand",
                d -> new Cond(List.of(
                        program(_ -> List.of(Creation.zeros(d, Shape.of(2)))),
                        program(_ -> List.of(Creation.ones(d, Shape.of(2)))))),
                Operand.of(INT32, integers(0, 1))));
        cases.add(OpCase.of(
                "cond: a choice in a choice",
                d -> new Cond(List.of(
                        program(v -> List.of(v.get(0).mul(2)), Type.scalar(d)),
                        program(
                                v -> {
                                    Tensor x = v.get(0);
                                    Tensor y = Costate.cond(x.gt(0), Tensor::exp, Tensor::sin, x);
                                    return List.of(y);
                                },
                                Type.scalar(d)))),
                Operand.of(INT32, integers(0, 1)),
                Operand.of(Shape.scalar(), Domain.awayFromZero(0.2, 2))));
    }

    /// `f(x, k, y) = (x sin y, k + 1)`
    private static void customJvp(List<OpCase> cases) {
        cases.add(OpCase.of(
                "custom_jvp",
                d -> new CustomJvp(
                        program(
                                v -> List.of(
                                        v.get(0).mul(v.get(2).sin()), v.get(1).add(1)),
                                Type.of(d, 3),
                                Type.scalar(INT32),
                                Type.of(d, 3)),
                        program(
                                v -> {
                                    var x = v.get(0);
                                    var y = v.get(2);
                                    var t = v.get(3).mul(y.sin()).add(v.get(4).mul(x.mul(y.cos())));
                                    return List.of(x.mul(y.sin()), v.get(1).add(1), t);
                                },
                                Type.of(d, 3),
                                Type.scalar(INT32),
                                Type.of(d, 3),
                                Type.of(d, 3),
                                Type.of(d, 3))),
                Operand.of(3),
                Operand.of(INT32, integers(-3, 3)),
                Operand.of(3)));
    }

    /// `f(x, k, y) = (e^x y, k + 1, sum x)` with the residual `e^x, y, k`
    private static void customVjp(List<OpCase> cases) {
        cases.add(OpCase.of(
                "custom_vjp",
                d -> new CustomVjp(
                        program(
                                v -> List.of(
                                        v.get(0).exp().mul(v.get(2)),
                                        v.get(1).add(1),
                                        v.get(0).sum()),
                                Type.of(d, 3),
                                Type.scalar(INT32),
                                Type.of(d, 3)),
                        program(
                                v -> {
                                    var e = v.get(0).exp();
                                    return List.of(
                                            e.mul(v.get(2)),
                                            v.get(1).add(1),
                                            v.get(0).sum(),
                                            e,
                                            v.get(2),
                                            v.get(1));
                                },
                                Type.of(d, 3),
                                Type.scalar(INT32),
                                Type.of(d, 3)),
                        program(
                                v -> {
                                    var ct = v.get(3).mul(v.get(0));
                                    return List.of(ct.mul(v.get(1)).add(v.get(4)), ct);
                                },
                                Type.of(d, 3),
                                Type.of(d, 3),
                                Type.scalar(INT32),
                                Type.of(d, 3),
                                Type.scalar(d))),
                Operand.of(Shape.of(3), between(-1, 1)),
                Operand.of(INT32, integers(-3, 3)),
                Operand.of(3)));
    }

    /// `x -> (<r, x>, r0 x0)`, known as `dy, dz -> r dy + (r0 dz, 0, ...)`
    private static void customLinear(List<OpCase> cases) {
        OpCase it = OpCase.of(
                "custom_linear",
                d -> new CustomLinear(
                        program(
                                v -> {
                                    var first = Creation.arange(d, 3).eq(0).to(d);
                                    return List.of(v.get(0)
                                            .mul(v.get(1))
                                            .add(first.mul(v.get(0)).mul(v.get(2))));
                                },
                                Type.of(d, 3),
                                Type.scalar(d),
                                Type.scalar(d)),
                        1),
                Operand.of(3).constant(),
                Operand.of(3));
        cases.add(it);
        cases.add(OpCase.of(
                "custom_linear, known itself",
                d -> new CustomLinear(
                        program(v -> List.of(v.get(0).mul(v.get(1))), Type.of(d, 3), Type.of(d, 3)),
                        1,
                        List.of(program(v -> List.of(v.get(0).mul(v.get(1))), Type.of(d, 3), Type.of(d, 3)))),
                Operand.of(3).constant(),
                Operand.of(3)));
        // By the residual forward mode alone knows a derivative: the transpose is its author's, and says
        // nothing of it.
        OpCase both = new OpCase(
                "custom_linear by both", it.op(), it.dtypes(), List.of(Operand.of(3), Operand.of(3)), it.traits());
        cases.add(both.with(OpCase.Trait.NO_REVERSE));
    }

    private static void checkpoint(List<OpCase> cases) {
        cases.add(OpCase.of(
                "checkpoint",
                d -> new Checkpoint(program(
                        v -> {
                            var h = v.get(0).mul(v.get(1)).tanh();
                            return List.of(
                                    h.exp(), v.get(2).add(1), h.mul(v.get(1)).sum(), v.get(1));
                        },
                        Type.of(d, 3),
                        Type.of(d, 3),
                        Type.scalar(INT32))),
                Operand.of(3),
                Operand.of(3),
                Operand.of(INT32, integers(-3, 3))));
        cases.add(OpCase.of(
                "checkpoint: in a checkpoint",
                d -> new Checkpoint(program(
                        v -> List.of(Costate.checkpoint((Tensor t) -> t.sin().exp())
                                .apply(v.get(0).square())),
                        Type.of(d, 3))),
                Operand.of(3)));
    }
}
