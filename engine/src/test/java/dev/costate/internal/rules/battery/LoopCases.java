package dev.costate.internal.rules.battery;

import static dev.costate.DType.BOOL;
import static dev.costate.DType.INT32;
import static dev.costate.internal.rules.battery.Domain.between;
import static dev.costate.internal.rules.battery.Domain.booleans;
import static dev.costate.internal.rules.battery.Domain.integers;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Graph;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import dev.costate.internal.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Loops: with every mixture of constants, carries, slices and outputs, of length 0 too, in both directions,
/// nested, and with members that stop at different times.
final class LoopCases {
    private LoopCases() {}

    static List<OpCase> list() {
        List<OpCase> cases = new ArrayList<>();
        for (int length : new int[] {0, 1, 5}) {
            for (boolean reverse : new boolean[] {false, true}) {
                recurrent(cases, length, reverse);
            }
        }
        carryAlone(cases);
        slicesAlone(cases);
        unchanging(cases);
        counting(cases);
        exchanging(cases);
        nested(cases);
        whiles(cases);
        return cases;
    }

    /// A program on inputs of these types.
    static Graph program(Function<List<Tensor>, List<Tensor>> body, Type... inputs) {
        return Trace.graph(Arrays.asList(inputs), body);
    }

    private static OpCase scan(
            String name,
            int length,
            int consts,
            int carries,
            boolean reverse,
            Function<DType, Graph> body,
            Operand... in) {
        String full = "scan: " + name + (reverse ? ", reverse" : "");
        return OpCase.of(full, d -> new Scan(body.apply(d), length, consts, carries, reverse), in);
    }

    /// `h' = tanh(W h + x), y = h' h, z = |x|^2`
    private static void recurrent(List<OpCase> cases, int length, boolean reverse) {
        cases.add(scan(
                "recurrent",
                length,
                1,
                1,
                reverse,
                d -> program(
                        v -> {
                            Tensor h = v.get(0).matmul(v.get(1)).add(v.get(2)).tanh();
                            return List.of(h, h.mul(v.get(1)), v.get(2).square().sum());
                        },
                        Type.of(d, 2, 2),
                        Type.of(d, 2),
                        Type.of(d, 2)),
                Operand.of(2, 2),
                Operand.of(2),
                Operand.of(length, 2)));
    }

    private static void carryAlone(List<OpCase> cases) {
        cases.add(scan(
                "carry alone",
                4,
                0,
                1,
                false,
                d -> program(v -> List.of(v.get(0).sin().add(v.get(0).mul(0.5))), Type.of(d, 3)),
                Operand.of(3)));
    }

    private static void slicesAlone(List<OpCase> cases) {
        cases.add(scan(
                "slices alone",
                3,
                0,
                0,
                true,
                d -> program(v -> List.of(v.get(0).sin(), v.get(0)), Type.of(d, 2)),
                Operand.of(3, 2)));
    }

    /// Values that do not change from step to step: a function of the constants, the carry itself, a number.
    private static void unchanging(List<OpCase> cases) {
        cases.add(scan(
                "what does not change",
                3,
                2,
                2,
                false,
                d -> program(
                        v -> {
                            Tensor g = v.get(0).mul(v.get(1)).tanh();
                            return List.of(
                                    v.get(2).mul(g),
                                    v.get(3),
                                    g,
                                    v.get(1),
                                    g.exp().mul(v.get(2)));
                        },
                        Type.of(d, 3),
                        Type.of(d, 3),
                        Type.of(d, 3),
                        Type.of(d, 3)),
                Operand.of(3),
                Operand.of(3),
                Operand.of(3),
                Operand.of(3)));
    }

    /// A step counter and a truth value in the carry, integers among the slices and the outputs.
    private static void counting(List<OpCase> cases) {
        cases.add(scan(
                "counting",
                5,
                1,
                3,
                false,
                d -> program(
                        v -> {
                            Tensor i = v.get(1);
                            Tensor s =
                                    v.get(2).mul(v.get(0)).add(i.add(v.get(4)).to(d));
                            return List.of(
                                    i.add(1), s, v.get(3).not(), i, v.get(3).select(s, v.get(0)));
                        },
                        Type.scalar(d),
                        Type.scalar(INT32),
                        Type.scalar(d),
                        Type.scalar(BOOL),
                        Type.scalar(INT32)),
                Operand.of(Shape.scalar(), between(-1, 1)),
                Operand.of(INT32, integers(-3, 3)),
                Operand.of(),
                Operand.of(BOOL, booleans()),
                Operand.of(INT32, integers(-3, 3), 5)));
    }

    /// `(a, b, c) -> (b, c, a b)`: what one carry knows reaches the others a step later.
    private static void exchanging(List<OpCase> cases) {
        cases.add(scan(
                "exchanging",
                4,
                0,
                3,
                false,
                d -> program(
                        v -> List.of(v.get(1), v.get(2), v.get(0).mul(v.get(1)), v.get(0)),
                        Type.of(d, 2),
                        Type.of(d, 2),
                        Type.of(d, 2)),
                Operand.of(2),
                Operand.of(2),
                Operand.of(2)));
    }

    /// A loop, a choice and a recomputed function in a loop.
    private static void nested(List<OpCase> cases) {
        cases.add(scan(
                "nested",
                3,
                1,
                1,
                false,
                d -> program(
                        v -> {
                            Tensor w = v.get(0);
                            var inner = Costate.scan(
                                    (Tensor h, Tensor x) ->
                                            new Step<>(h.mul(w).add(x).tanh(), h),
                                    v.get(1),
                                    v.get(2));
                            Tensor h = Costate.checkpoint((Tensor t) -> t.sin().mul(w))
                                    .apply(inner.carry());
                            Tensor chosen = Costate.cond(v.get(3).gt(0), t -> t.mul(w), Tensor::cos, h);
                            return List.of(chosen, inner.out().sum());
                        },
                        Type.scalar(d),
                        Type.scalar(d),
                        Type.of(d, 2),
                        Type.scalar(INT32)),
                Operand.of(),
                Operand.of(),
                Operand.of(3, 2),
                Operand.of(INT32, integers(0, 1), 3)));
    }

    private static void whiles(List<OpCase> cases) {
        // Doubling up to a limit: members stop after 0 to 5 steps, well away from where one more would be
        // taken.
        Domain steps = (random, n) -> random.doubles(n, 1.2, 1.8)
                .map(x -> (float) (x * Math.scalb(1.0, random.nextInt(0, 6))))
                .toArray();
        cases.add(OpCase.of(
                        "while: up to a limit",
                        d -> new While(
                                program(v -> List.of(v.get(1).lt(v.get(0))), Type.scalar(d), Type.scalar(d)),
                                program(v -> List.of(v.get(1).mul(v.get(0))), Type.scalar(d), Type.scalar(d)),
                                1,
                                1),
                        Operand.of(Shape.scalar(), between(15.9, 16.1)),
                        Operand.of(Shape.scalar(), between(1.99, 2.01)),
                        Operand.of(Shape.scalar(), steps))
                .with(OpCase.Trait.NO_REVERSE));
        // A number of steps that is an operand, 0 among them; a vector whose tangent comes from the constant.
        cases.add(OpCase.of(
                        "while: a number of steps",
                        d -> new While(
                                program(
                                        v -> List.of(v.get(1).lt(v.get(0))),
                                        Type.scalar(INT32),
                                        Type.scalar(INT32),
                                        Type.of(d, 3),
                                        Type.of(d, 3)),
                                program(
                                        v -> List.of(
                                                v.get(1).add(1),
                                                v.get(2).mul(v.get(0)).sin(),
                                                v.get(2)),
                                        Type.of(d, 3),
                                        Type.scalar(INT32),
                                        Type.of(d, 3),
                                        Type.of(d, 3)),
                                1,
                                1),
                        Operand.of(INT32, integers(0, 4)),
                        Operand.of(3),
                        Operand.of(INT32, integers(0, 1)),
                        Operand.of(3),
                        Operand.of(3))
                .with(OpCase.Trait.NO_REVERSE));
    }
}
