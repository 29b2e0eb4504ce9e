package dev.costate.numerics.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.TreeException;
import dev.costate.numerics.Refusal;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is refused, and in which words.
class InvalidCallsTest {
    private static final List<Tensor> NONE = List.of();
    private static final Ode<Tensor, List<Tensor>> ODE = Ode.of((t, y, p) -> y.neg());
    private static final Tensor START = Tensor.of(1.0, 2.0);

    private static void refused(ThrowingCallable call, String message) {
        refused(IllegalArgumentException.class, call, message);
    }

    private static void refused(Class<? extends Exception> type, ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(type).extracting(Refusal::text).isEqualTo(message);
    }

    @Test
    void times() {
        refused(() -> ODE.solve(START, 0, Double.NaN, NONE), "solve: from t = 0.0 to NaN; expected finite times");
        refused(
                () -> ODE.solve(START, Double.NEGATIVE_INFINITY, 1, NONE),
                "solve: from t = -Infinity to 1.0; expected finite times");
        refused(
                ShapeException.class,
                () -> ODE.solve(START, Tensor.of(0.0, 1.0), Tensor.scalar(1), NONE),
                "solve: the times are f64[2] and f64[] at HERE; expected scalars, vmap gives members their own");
        refused(
                () -> ODE.saveAt(0.1, 0.5, 0.4).solve(START, 0, 1, NONE),
                "saveAt: time 2 is 0.4 after 0.5; expected them in the order in which they are passed from 0.0 to 1.0");
        refused(
                () -> ODE.saveAt(0.1, 0.5).solve(START, 1, 0, NONE),
                "saveAt: time 1 is 0.5 after 0.1; expected them in the order in which they are passed from 1.0 to 0.0");
        refused(
                () -> ODE.saveAt(0.1, 1.5).solve(START, 0, 1, NONE),
                "saveAt: time 1 is 1.5, outside of the 0.0 to 1.0 that are solved; leave it out or solve for longer");
        refused(
                () -> ODE.saveAt(2).solve(START, 1, 1, NONE),
                "saveAt: time 0 is 2.0, outside of the 1.0 to 1.0 that are solved; leave it out or solve for longer");
        refused(
                () -> ODE.saveAt(0.1, Double.NaN).solve(START, 0, 1, NONE),
                "saveAt: time 1 is NaN; expected finite times");
        refused(
                ShapeException.class,
                () -> ODE.saveAt(Tensor.scalar(1)),
                "saveAt: the times are f64[] at HERE; expected f64[k]");
    }

    @Test
    void timesThatBecomeKnownLate() {
        Solution<Tensor> s = dev.costate.Costate.jit((Tensor t) -> ODE.solve(START, Tensor.scalar(0), t, NONE))
                .apply(Tensor.scalar(Double.NaN));
        assertThat(s.why()).isEqualTo(Failure.NOT_FINITE);
        assertThat(s.y().isNaN().all().itemBoolean()).isTrue();
    }

    @Test
    void tolerances() {
        String cure = "; expected finite numbers of at least 0, one of them above";
        refused(() -> ODE.tolerance(-1e-6, 1e-6), "tolerance: relative -1.0E-6, absolute 1.0E-6" + cure);
        refused(() -> ODE.tolerance(1e-6, Double.NaN), "tolerance: relative 1.0E-6, absolute NaN" + cure);
        refused(() -> ODE.tolerance(0, 0), "tolerance: relative 0.0, absolute 0.0" + cure);
        refused(
                () -> ODE.tolerance(Tensor.of(1e-6, 1e-6), Tensor.of(1e-6, -1.0)),
                "tolerance: relative 1.0E-6, absolute -1.0" + cure);
        refused(
                ShapeException.class,
                () -> ODE.tolerance(Tensor.of(1e-6, 1e-6), Tensor.of(1e-6, 1e-6, 1e-6)),
                "tolerance: relative f64[2], absolute f64[3] at HERE; expected two of one shape");
        refused(
                ShapeException.class,
                () -> ODE.tolerance(Tensor.of(1e-6, 1e-6, 1e-6), Tensor.of(1e-6, 1e-6, 1e-6))
                        .solve(START, 0, 1, NONE),
                "tolerance: it is f64[3], the state has 2 numbers at HERE; expected a scalar or one for each");
    }

    @Test
    void settings() {
        refused(() -> ODE.steps(0), "steps: 0; expected at least 1");
        refused(() -> ODE.dense(0), "steps: at most 0 are recorded; expected at least 1");
        refused(
                () -> ODE.method(new RungeKutta4()).solve(START, 0, 1, NONE),
                "solve: Runge-Kutta 4 has no error estimate to choose steps by; say how many there are with steps(n)");
        Control usual = Control.of(Tolerance.of(1e-6, 1e-6));
        refused(() -> usual.withFirstStep(0), "control: the first step is 0.0; expected a number above 0");
        refused(() -> usual.withBounds(-1, 1), "control: the least step is -1.0; expected a number of at least 0");
        refused(
                () -> usual.withBounds(1, 0.5),
                "control: the greatest step is 0.5, the least 1.0; expected a greatest step above 0 that is not less than"
                        + " the least");
        refused(() -> usual.withMaxSteps(0), "control: the step limit is 0; expected at least 1");
        refused(
                () -> usual.withFactors(1, 0.2, 10),
                "control: the safety factor is 1.0; expected a number between 0 and 1");
        refused(
                () -> usual.withFactors(0.9, 2, 10),
                "control: a step changes by 2.0 to 10.0; expected one number between 0 and 1, one above 1");
        refused(() -> usual.withGain(2), "control: the gain is 2.0; expected a number from 0 to 1");
        refused(
                () -> Event.recorded((t, y, p) -> t, Event.Crossing.ANY, 0),
                "event: at most 0 are recorded; expected at least 1");
        refused(
                () -> Failure.of(Tensor.scalar(DType.INT32, 9)),
                "failure: there is none of code 9; expected 0 to " + (Failure.values().length - 1));
    }

    private record Pair(Tensor a, Tensor b) {}

    @Test
    void states() {
        Ode<Pair, List<Tensor>> pairs = Ode.of((t, y, p) -> y);
        refused(
                DTypeException.class,
                () -> pairs.solve(new Pair(Tensor.of(1.0), Tensor.of(1f)), 0, 1, NONE),
                "solve: the state is f32[] at b, and begins with f64[] at HERE; its tensors are of one floating dtype: convert"
                        + " with to(...)");
        refused(
                DTypeException.class,
                () -> ODE.solve(Tensor.of(1, 2), 0, 1, NONE),
                "solve: the state is i32[2] at HERE; its tensors are of one floating dtype: convert with to(...)");
        Ode<List<Tensor>, List<Tensor>> lists = Ode.of((t, y, p) -> y);
        refused(
                TreeException.class,
                () -> lists.solve(List.of(), 0, 1, NONE),
                "solve: the state has no tensors at HERE; give a tensor, or a record, list or map of tensors");
    }

    @SuppressWarnings("NullAway") // what a caller does who is not checked
    private static Tensor nothing(Tensor t, Tensor y, List<Tensor> p) {
        return null;
    }

    @Test
    void fields() {
        Ode<List<Tensor>, List<Tensor>> structure = Ode.of((t, y, p) -> List.of(y.getFirst(), t));
        refused(
                TreeException.class,
                () -> structure.solve(List.of(START), 0, 1, NONE),
                "solve: the field's result is {[0]: f64[2], [1]: f64[]}, not {[0]: f64[2]} at HERE; it has the structure of the"
                        + " state");
        Ode<Pair, List<Tensor>> shape = Ode.of((t, y, p) -> new Pair(y.a(), t));
        refused(
                ShapeException.class,
                () -> shape.solve(new Pair(START, START), 0, 1, NONE),
                "solve: the field's result at b is f64[], not f64[2] at HERE; it has the shapes of the state");
        Ode<Tensor, List<Tensor>> dtype = Ode.of((t, y, p) -> y.to(DType.FLOAT64));
        refused(
                DTypeException.class,
                () -> dtype.solve(START.to(DType.FLOAT32), 0, 1, NONE),
                "solve: the field's result is f64[2], not f32[2] at HERE; convert it with to(FLOAT32)");
        refused(
                TreeException.class,
                () -> Ode.of(InvalidCallsTest::nothing).solve(START, 0, 1, NONE),
                "solve: the field's result is null at HERE; it has the structure of the state");
        Ode<Tensor, List<Tensor>> event = ODE.event(Event.terminal((t, y, p) -> y, Event.Crossing.ANY));
        refused(
                ShapeException.class,
                () -> event.solve(START, 0, 1, NONE),
                "event: its function is f64[2] at HERE; expected a floating scalar");
    }
}
