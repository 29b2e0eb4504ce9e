package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;

/// Down the gradient, with steps that are found out: each begins with the last one's length times `growth`, and
/// [Backtracking] shrinks it until the loss falls enough.
///
/// @param rate the first step that is tried: a number, which may be a member's own
/// @param growth what the last step is multiplied by for the next
/// @param search how long a step is
/// @param limits when it ends
public record GradientDescent(Tensor rate, double growth, LineSearch search, Limits limits) implements Minimiser {
    private static final String FIRST = "first_step";

    public GradientDescent {
        rate = rate.to(DType.FLOAT64);
        Hyper.positive("GradientDescent", "growth", growth);
    }

    /// With a first step above 0 that all share.
    public GradientDescent(double rate, double growth, LineSearch search, Limits limits) {
        this(Tensor.scalar(DType.FLOAT64, Hyper.positive("GradientDescent", "rate", rate)), growth, search, limits);
    }

    /// From the step 1, which doubles from step to step where it can, at most `iterations` of them.
    public static GradientDescent of(int iterations) {
        return new GradientDescent(
                1, 2, Backtracking.of(), Limits.of(iterations).withEvaluations(20 * iterations));
    }

    @Override
    public SequencedMap<String, Tensor> memory(Tensor gradient) {
        return first(rate);
    }

    private static SequencedMap<String, Tensor> first(Tensor step) {
        SequencedMap<String, Tensor> memory = new LinkedHashMap<>();
        memory.put(FIRST, step);
        return memory;
    }

    @Override
    public Move move(Tensor gradient, SequencedMap<String, Tensor> memory, Tensor iterations) {
        return new Move(gradient.neg(), Objects.requireNonNull(memory.get(FIRST)));
    }

    @Override
    public SequencedMap<String, Tensor> remembered(SequencedMap<String, Tensor> memory, Line line, Trial to) {
        return first(to.step().mul(growth));
    }
}
