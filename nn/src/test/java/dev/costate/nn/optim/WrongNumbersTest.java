package dev.costate.nn.optim;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers that no optimiser and no schedule takes.
class WrongNumbersTest {
    private static final Map<String, Fn1<Double, Optimiser>> BY_RATE = Map.ofEntries(
            Map.entry("sgd", Optimisers::sgd),
            Map.entry("adam", Optimisers::adam),
            Map.entry("amsgrad", Optimisers::amsgrad),
            Map.entry("adamW", r -> Optimisers.adamW(r, 0.01)),
            Map.entry("nAdam", Optimisers::nAdam),
            Map.entry("rAdam", Optimisers::rAdam),
            Map.entry("rmsProp", Optimisers::rmsProp),
            Map.entry("adagrad", Optimisers::adagrad),
            Map.entry("adadelta", Optimisers::adadelta),
            Map.entry("rprop", Optimisers::rprop),
            Map.entry("lion", r -> Optimisers.lion(r, 0.01)));

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void rates(double rate) {
        BY_RATE.forEach((name, optimiser) -> refused(
                () -> optimiser.apply(rate),
                name + ": the learning rate is " + rate
                        + "; expected a finite number of at least 0, where 0 changes nothing"));
        refused(
                () -> Optimisers.sgd(rate, Momentum.of(0.9)),
                "sgd: the learning rate is " + rate
                        + "; expected a finite number of at least 0, where 0 changes nothing");
        refused(
                () -> Optimisers.adam(Schedule.constant(rate)),
                "schedule: the value is " + rate + "; expected a finite number of at least 0");
        refused(
                () -> Optimisers.adam(Schedule.constant(Tensor.scalar(rate))),
                "schedule: the value is " + rate + "; expected a finite number of at least 0");
    }

    @Test
    void aRateOf0Freezes() {
        BY_RATE.forEach((name, optimiser) -> {
            var frozen = optimiser.apply(0.0);
            if (frozen instanceof Rprop) {
                return; // its steps grow again
            }
            var p = Tensor.of(1.0, -2.0);
            var after = frozen.step(new Trained<>(p, frozen.init(p)), Tensor.of(3.0, -0.5));
            assertThat(after.parameters().identical(p)).as(name).isTrue();
        });
    }

    @Test
    void aRateThatIsTracedIsNotLookedAt() {
        Fn1<Tensor, Tensor> step = rate -> {
            var sgd = Optimisers.sgd(Schedule.constant(rate));
            var zero = Tensor.scalar(0);
            return sgd.step(new Trained<>(zero, sgd.init(zero)), Tensor.scalar(1))
                    .parameters();
        };
        assertThat(jit(vmap(step)).apply(Tensor.of(0.5, -1.0)).toDoubles()).containsExactly(-0.5, 1);
    }

    @Test
    void aRateForEachMemberIsForVmap() {
        refused(
                () -> Schedule.constant(Tensor.of(0.1, 0.2)),
                "schedule: the value is f64[2]; expected a floating scalar, and vmap gives each member its own");
        refused(
                () -> Optimisers.rprop(Tensor.scalar(DType.INT32, 1)),
                "Rprop: the first step is i32[]; expected a floating scalar, and vmap gives each member its own");
    }

    @Test
    void aStepOfOtherParametersIsRefused() {
        record Net(Tensor w, Tensor b) {}
        var net = new Net(Tensor.ones(2, 3), Tensor.ones(3));
        var other = new Net(Tensor.ones(2, 3), Tensor.ones(1));
        var adam = new ClipByNorm(1).then(Optimisers.adam(0.1));
        assertThatThrownBy(() -> adam.step(new Trained<>(net, adam.init(net)), other))
                .isInstanceOf(ShapeException.class)
                .message()
                .startsWith("step: the gradient of b is [1], the parameter [3] at WrongNumbersTest.java:")
                .endsWith("; take the gradient at the parameters that make the step");
        assertThatThrownBy(() -> adam.step(new Trained<>(net, adam.init(other)), net))
                .isInstanceOf(ShapeException.class)
                .message()
                .startsWith("step: the state's exp_avg of b is [1], the parameter [3] at WrongNumbersTest.java:")
                .endsWith("; begin with init(...) of the parameters that are trained");
    }

    static Stream<Arguments> coefficients() {
        return Stream.of(
                refusal("ScaleByAdam: b1 is 1.0; expected 0 <= b1 < 1", () -> new ScaleByAdam(1, 0.999, 1e-8, false)),
                refusal("ScaleByAdam: b2 is -0.1; expected 0 <= b2 < 1", () -> new ScaleByAdam(0, -0.1, 1e-8, false)),
                notNegative("ScaleByAdam: eps is -1.0E-8", () -> new ScaleByAdam(0.9, 0.999, -1e-8, false)),
                notNegative("ScaleByNAdam: eps is NaN", () -> new ScaleByNAdam(0.9, 0.999, Double.NaN, 4e-3)),
                notNegative("ScaleByNAdam: psi is -1.0", () -> new ScaleByNAdam(0.9, 0.999, 1e-8, -1)),
                notNegative("ScaleByRAdam: eps is -1.0", () -> new ScaleByRAdam(0.9, 0.999, -1)),
                notNegative("ScaleByRmsProp: eps is -1.0", () -> new ScaleByRmsProp(0.99, -1, false)),
                refusal("ScaleByRmsProp: alpha is 2.0; expected 0 <= alpha < 1", () -> new ScaleByRmsProp(2, 1, true)),
                notNegative("ScaleByAdagrad: eps is -1.0", () -> new ScaleByAdagrad(0, -1)),
                notNegative("ScaleByAdagrad: start is -1.0", () -> new ScaleByAdagrad(-1, 1e-10)),
                notNegative("ScaleByAdadelta: eps is -1.0", () -> new ScaleByAdadelta(0.9, -1)),
                refusal("ScaleByLion: b2 is 1.0; expected 0 <= b2 < 1", () -> new ScaleByLion(0.9, 1)),
                refusal("Momentum: mu is 1.5; expected 0 <= mu < 1", () -> Momentum.of(1.5)),
                refusal(
                        "Momentum: the dampening is -0.5; expected a number from 0 to 1",
                        () -> new Momentum(0.9, -0.5, false)),
                refusal(
                        "AveragedMomentum: beta is NaN; expected 0 <= beta < 1",
                        () -> new AveragedMomentum(Double.NaN)),
                refusal(
                        "AveragedWeights: decay is 1.0; expected 0 <= decay < 1",
                        () -> AveragedWeights.start(Tensor.scalar(0)).decay(1, Tensor.scalar(1))),
                notNegative("WeightDecay: lambda is -0.1", () -> WeightDecay.of(-0.1)),
                notNegative("DecoupledDecay: lambda is -0.1", () -> Optimisers.adamW(0.1, -0.1)),
                notNegative("DecoupledDecay: lambda is NaN", () -> Optimisers.lion(0.1, Double.NaN)),
                refusal("ClipByNorm: most is 0.0; expected a number above 0", () -> new ClipByNorm(0)),
                refusal("ClipByValue: limit is NaN; expected a number above 0", () -> new ClipByValue(Double.NaN)),
                refusal(
                        "Rprop: a step shrinks by 1.5 and grows by 1.2; expected 0 < down < 1 < up",
                        () -> new Rprop(Tensor.scalar(0.1), 1.5, 1.2, 0, 1)),
                refusal(
                        "Rprop: steps from 2.0 to 1.0; expected 0 <= least <= most",
                        () -> new Rprop(Tensor.scalar(0.1), 0.5, 1.2, 2, 1)),
                notNegative("schedule: the rate is -0.1", () -> Schedules.step(-0.1, 7, 0.5)),
                notNegative("schedule: the factor is NaN", () -> Schedules.exponential(0.1, Double.NaN)),
                notNegative("schedule: the end is -1.0", () -> Schedules.cosine(0.1, 10, -1)),
                notNegative("schedule: the start is -1.0", () -> Schedules.warmUp(-1, 10, Schedule.constant(1))),
                notNegative("schedule: the power is -1.0", () -> Schedules.polynomial(1, 0, 10, -1)),
                refusal(
                        "schedule: the divisor is 0.0; expected a number above 0",
                        () -> Schedules.oneCycle(1, 30, 0.3, 0, 1e4)),
                notNegative(
                        "schedule: value 1 is Infinity",
                        () -> Schedules.piecewise(new int[] {5}, new double[] {1, Double.POSITIVE_INFINITY})),
                notNegative(
                        "schedule: the factor is -1.0",
                        () -> Schedule.constant(1).times(-1)));
    }

    private static Arguments refusal(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    private static Arguments notNegative(String problem, ThrowingCallable call) {
        return refusal(problem + "; expected a finite number of at least 0", call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void coefficients(String message, ThrowingCallable call) {
        refused(call, message);
    }
}
