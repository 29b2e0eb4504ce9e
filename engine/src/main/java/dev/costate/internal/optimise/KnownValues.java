package dev.costate.internal.optimise;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Cond;
import dev.costate.graph.Constant;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Iota;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Scan;
import dev.costate.graph.Unary;
import dev.costate.graph.While;
import dev.costate.internal.functions.Composed;
import dev.costate.internal.functions.Functions;
import dev.costate.internal.interpret.Interpreter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that are known before the program runs.
final class KnownValues {
    /// A value of more elements is not computed before the run: it would fill the program with constants.
    static final int MOST_ELEMENTS = 64;

    private final Draft draft;

    KnownValues(Draft draft) {
        this.draft = draft;
    }

    /// The value of number `value` if it is known and small, else null.
    @Nullable
    Array value(int value) {
        Node maker = draft.maker(value);
        if (maker == null || draft.type(value).size() > MOST_ELEMENTS) {
            return null;
        }
        return switch (maker.op()) {
            case Constant(Array array) -> array;
            // These stay as they are where they are read, for they cost no memory there.
            case Broadcast _, Iota _ ->
                evaluate(maker.op(), draft.type(value), maker.operands().toArray());
            default -> null;
        };
    }

    /// The scalar that each element of `value` equals, whatever its size, or null.
    @Nullable
    Array scalar(int value) {
        return switch (draft.op(value)) {
            case Constant(Array array) when array.type().rank() == 0 -> array;
            case Broadcast broadcast when Work.isFill(broadcast) -> scalar(draft.operand(value, 0));
            case null, default -> null;
        };
    }

    /// What `op` gives if all its operands are known and its result is small, else null. What is as cheap as a
    /// constant stays.
    @Nullable
    Array fold(Op op, Type type, Origin origin, int[] operands) {
        boolean cheap = op instanceof Broadcast || op instanceof Iota;
        return cheap || runsProgram(op) || operands.length == 0 || type.size() > MOST_ELEMENTS
                ? null
                : evaluate(op, type, operands);
    }

    private @Nullable Array evaluate(Op op, Type type, int[] operands) {
        List<Array> arrays = new ArrayList<>();
        for (int operand : operands) {
            Array array = value(operand);
            if (array == null) {
                return null;
            }
            arrays.add(array);
        }
        if (op instanceof Unary u && Functions.hasOwnBits(u.function(), type.dtype())) {
            // The bits that compiled code would give: a value does not depend on whether it is known.
            return Composed.each(u.function(), arrays.getFirst());
        }
        return Interpreter.fold(op, arrays, type);
    }

    /// Whether running `op` is running a program.
    static boolean runsProgram(Op op) {
        return op instanceof Scan
                || op instanceof While
                || op instanceof Cond
                || op instanceof CustomJvp
                || op instanceof CustomVjp
                || op instanceof CustomLinear
                || op instanceof Checkpoint;
    }

    /// The element that all elements of `value` equal bit by bit, as a scalar, or null if there is none.
    static @Nullable Array element(Array value) {
        int n = value.size();
        if (n == 0) {
            return null;
        }
        DType dtype = value.type().dtype();
        return switch (value.storage()) {
            case boolean[] b -> {
                for (int i = 1; i < n; i++) {
                    if (b[i] != b[0]) {
                        yield null;
                    }
                }
                yield Array.scalar(dtype, b[0] ? 1.0 : 0.0);
            }
            case int[] x -> {
                for (int i = 1; i < n; i++) {
                    if (x[i] != x[0]) {
                        yield null;
                    }
                }
                yield Array.scalar(dtype, (long) x[0]);
            }
            case long[] x -> {
                for (int i = 1; i < n; i++) {
                    if (x[i] != x[0]) {
                        yield null;
                    }
                }
                yield Array.scalar(dtype, x[0]);
            }
            case float[] x -> {
                for (int i = 1; i < n; i++) {
                    if (Float.floatToIntBits(x[i]) != Float.floatToIntBits(x[0])) {
                        yield null;
                    }
                }
                yield Array.scalar(dtype, x[0]);
            }
            case double[] x -> {
                for (int i = 1; i < n; i++) {
                    if (Double.doubleToLongBits(x[i]) != Double.doubleToLongBits(x[0])) {
                        yield null;
                    }
                }
                yield Array.scalar(dtype, x[0]);
            }
            default -> throw new AssertionError(value.type());
        };
    }
}
