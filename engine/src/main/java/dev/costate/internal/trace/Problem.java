package dev.costate.internal.trace;

import dev.costate.ArgumentException;
import dev.costate.CostateException;
import dev.costate.DTypeException;
import dev.costate.FallbackException;
import dev.costate.GraphException;
import dev.costate.IndexException;
import dev.costate.NonFiniteException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.TreeException;
import org.jspecify.annotations.Nullable;

/// The one place where the texts of errors are put together: `operation: problem at Net.java:12; cure`.
public final class Problem {
    private Problem() {}

    /// Shapes, ranks or axes that do not fit.
    public static ShapeException shape(String operation, String problem, String cure) {
        return new ShapeException(text(operation, problem, cure));
    }

    /// An element type that the operation does not take.
    public static DTypeException dtype(String operation, String problem, String cure) {
        return new DTypeException(text(operation, problem, cure));
    }

    /// A number outside the operation's domain.
    public static ArgumentException argument(String operation, String problem, String cure) {
        return new ArgumentException(text(operation, problem, cure));
    }

    /// An index that is out of bounds or of a wrong kind.
    public static IndexException index(String operation, String problem, String cure) {
        return new IndexException(text(operation, problem, cure));
    }

    /// A tree of another structure than expected.
    public static TreeException tree(String operation, String problem, String cure) {
        return new TreeException(text(operation, problem, cure));
    }

    /// A traced value where its transformation does not allow it.
    public static TraceException trace(String operation, String problem, String cure) {
        return new TraceException(text(operation, problem, cure));
    }

    /// `value`, which is not null.
    ///
    /// @param what what the user calls it, such as `the left operand`
    /// @throws ArgumentException if it is null after all
    public static <T> T present(String operation, String what, @Nullable T value) {
        if (value == null) {
            throw argument(operation, what + " is null", "was it never set?");
        }
        return value;
    }

    /// A tensor as errors show it: its type, and the path of the parameter if it is one.
    public static String describe(Tensor tensor) {
        if (TensorBridge.value(tensor) instanceof Value.Traced(Trace trace, int id)) {
            String name = trace.name(id);
            return name.isEmpty() ? tensor.type().toString() : tensor.type() + " (" + name + ")";
        }
        return tensor.type().toString();
    }

    /// The same error with the user's line, if it can be found, at its end.
    static CostateException located(CostateException e) {
        String message = e.getMessage() + CostateException.place();
        CostateException located = switch (e) {
            case ArgumentException _ -> new ArgumentException(message);
            case ShapeException _ -> new ShapeException(message);
            case DTypeException _ -> new DTypeException(message);
            case IndexException _ -> new IndexException(message);
            case TreeException _ -> new TreeException(message);
            case TraceException _ -> new TraceException(message);
            case GraphException _ -> new GraphException(message);
            case NonFiniteException n -> n;
            case FallbackException f -> f;
        };
        return located;
    }

    private static String text(String operation, String problem, String cure) {
        return operation + ": " + problem + CostateException.place() + (cure.isEmpty() ? "" : "; " + cure);
    }
}
