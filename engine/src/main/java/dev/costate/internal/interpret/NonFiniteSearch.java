package dev.costate.internal.interpret;

import dev.costate.NonFiniteException;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The switch, and the check, that stop a run at the first operation which makes a NaN or an infinity out of
/// finite inputs.
///
/// *Inputs* are the elements that the element depends on: an infinite mask beside it is not held against it,
/// and an operation that only hands on a NaN or an infinity that it was given (or that was written as a
/// constant) is no finding. It is on inside [#during], and everywhere in a process started with
/// `-Dcostate.findNonFinite=true`.
public final class NonFiniteSearch {
    /// The system property that turns the search on for the process.
    public static final String PROPERTY = "costate.findNonFinite";

    private static final boolean ALWAYS = Boolean.getBoolean(PROPERTY);
    private static final ScopedValue<Boolean> ON = ScopedValue.newInstance();

    private NonFiniteSearch() {}

    /// Whether the search is on for the current thread.
    public static boolean isOn() {
        return ALWAYS || ON.isBound();
    }

    /// Runs `body` with the search on.
    ///
    /// @throws NonFiniteException at the first finding
    public static <T extends @Nullable Object> T during(Supplier<T> body) {
        return ScopedValue.where(ON, true).call(body::get);
    }

    /// Passes if every non-finite element of `results` has a non-finite input.
    static void check(Op op, Origin origin, List<Array> operands, List<Array> results, @Nullable LoopSteps steps) {
        for (Array y : results) {
            for (int i = 0; y.type().dtype().isFloating() && i < y.size(); i++) {
                if (!Double.isFinite(y.getDouble(i))) {
                    Optional<String> evidence = NonFiniteEvidence.of(op, operands, y, i);
                    if (evidence.isPresent()) {
                        throw new NonFiniteException(message(op, origin, steps, y, i, evidence.get()));
                    }
                }
            }
        }
    }

    private static String message(Op op, Origin origin, @Nullable LoopSteps steps, Array y, int i, String evidence) {
        return op.name() + ": makes " + y.getDouble(i) + " of finite inputs"
                + (origin.isKnown() ? " at " + origin : "")
                + (steps == null ? "" : ", " + steps)
                + place(origin.batch(), y, i) + ": " + evidence + "; " + NonFiniteCure.of(op, y);
    }

    /// The element's index, without the axes that `vmap` put in front, which are named apart.
    private static String place(Axes batch, Array y, int i) {
        int[] index = NonFiniteEvidence.index(y, i);
        int leading = leads(batch, y) ? batch.size() : 0;
        String members = leading == 0 ? "" : ", batch index " + print(Arrays.copyOf(index, leading));
        String element =
                leading == index.length ? "" : ", element " + print(Arrays.copyOfRange(index, leading, index.length));
        return members + element;
    }

    private static boolean leads(Axes batch, Array y) {
        int[] dims = y.type().shape().dims();
        return batch.size() <= dims.length && Arrays.equals(batch.toArray(), 0, batch.size(), dims, 0, batch.size());
    }

    private static String print(int[] index) {
        return Axes.of(index).toString();
    }
}
