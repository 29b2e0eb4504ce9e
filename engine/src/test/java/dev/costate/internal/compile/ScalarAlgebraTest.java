package dev.costate.internal.compile;

import static dev.costate.Costate.scan;

import dev.costate.DType;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every simplification leaves zeros, infinities, NaN and the ends of the range as they are, bit by bit.
class ScalarAlgebraTest {
    private static final double[] AWKWARD = {
        0.0,
        -0.0,
        1.5,
        -3,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        Double.MIN_VALUE,
        -0x1.8p-1022,
        1e308,
        -1e308,
        0x1p127,
        0x1.8p-126,
        Float.MIN_VALUE
    };
    private static final double[] LITERALS = {0.0, -0.0, 1, -1, 2, 4, -0.25, 3, 1e-310, 0x1p1023, 0x1p-1022, 0x1p-149};

    @Test
    void ofOneNumberAndALiteral() {
        agree((x, _) -> {
            List<Tensor> all = new ArrayList<>();
            for (double n : LITERALS) {
                Tensor k = Tensor.scalar(n).to(x.dtype());
                all.addAll(List.of(x.add(k), k.add(x), x.sub(k), k.sub(x), x.mul(k), k.mul(x), x.div(k), k.div(x)));
                all.addAll(List.of(
                        x.neg().add(k), k.sub(x.neg()), x.mul(k).neg(), x.mul(k).mul(2)));
                all.addAll(List.of(
                        x.mul(k).add(x.mul(k)), k.mul(x).mul(-8), x.add(k).square()));
            }
            return all;
        });
    }

    @Test
    void ofZeroAndWhatCannotBeMinusZero() {
        agree((x, y) -> List.of(
                x.square().add(0.0),
                x.abs().add(0.0),
                x.exp().add(0.0),
                x.sqrt().add(0.0),
                x.abs().sqrt().add(0.0),
                x.sub(x).add(0.0),
                x.sub(y).add(0.0),
                x.mul(y).add(0.0),
                x.add(y).add(0.0),
                x.add(1).sub(1).add(0.0),
                x.add(1).sub(y).add(0.0),
                x.gt(0).to(x.dtype()).add(0.0)));
    }

    @Test
    void ofNegatives() {
        agree((x, y) -> List.of(
                x.neg().neg(),
                x.neg().neg().neg(),
                x.neg().add(y),
                y.add(x.neg()),
                y.sub(x.neg()),
                x.neg().sub(y.neg()),
                x.neg().add(y.neg()),
                x.neg().square(),
                x.abs().square(),
                x.add(0.0).square()));
    }

    /// What a test computes from a number and the one before it.
    private interface Form {
        List<Tensor> of(Tensor x, Tensor y);
    }

    private static void agree(Form form) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Tensor numbers = Tensor.of(AWKWARD).to(dtype);
            LoopAgreement.scalarLoop(
                    xs -> scan((Tensor y, Tensor x) -> new Step<>(x, small(form.of(x, y))), Tree.member(xs, 3), xs)
                            .out(),
                    numbers);
        }
    }

    /// Scalars in vectors that are small enough for a loop of scalars.
    private static List<Tensor> small(List<Tensor> scalars) {
        List<Tensor> pieces = new ArrayList<>();
        for (int i = 0; i < scalars.size(); i += 8) {
            pieces.add(Tree.stack(scalars.subList(i, Math.min(scalars.size(), i + 8))));
        }
        return pieces;
    }
}
