package dev.costate;

import dev.costate.graph.Array;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Trace;
import dev.costate.internal.trace.Value;
import java.util.Locale;
import java.util.function.IntFunction;

/// Tensors as text: `f32[2,3] {{1, 2, 3}, {4, 5, 6}}`, what is long on lines of its own, what is large
/// summarised.
final class TensorText {
    private static final int SUMMARISE_FROM = 200;
    private static final int EDGE = 3;
    private static final int LINE = 100;
    private static final int DIGITS = 7;

    private final Shape shape;
    private final IntFunction<String> element;
    private final boolean summarise;
    private final StringBuilder out = new StringBuilder();
    private boolean broken;
    private int width;
    private int lineStart;

    private TensorText(Shape shape, IntFunction<String> element) {
        this.shape = shape;
        this.element = element;
        this.summarise = shape.size() > SUMMARISE_FROM;
    }

    /// The type and the elements; of a traced tensor, what is known of it.
    static String of(Tensor t) {
        Array a = Trace.known(t);
        return a == null
                ? Problem.describe(t) + tracer(t)
                : text(t.type().toString(), t.shape(), i -> element(a, i)) + tracer(t);
    }

    /// The type and the elements, `1.5-2i`.
    static String of(Complex z) {
        Array re = Trace.known(z.re());
        Array im = Trace.known(z.im());
        String type = "complex " + z.type();
        return re == null || im == null
                ? type + tracer(z.re())
                : text(type, z.shape(), i -> element(re, i) + imaginary(element(im, i))) + tracer(z.re());
    }

    private static String tracer(Tensor t) {
        return TensorBridge.value(t) instanceof Value.Traced(Trace trace, int _)
                ? " (traced by " + trace.transformation() + ")"
                : "";
    }

    private static String imaginary(String part) {
        return (part.startsWith("-") ? "" : "+") + part + "i";
    }

    private static String text(String type, Shape shape, IntFunction<String> element) {
        TensorText text = new TensorText(shape, element);
        text.print(0, 0);
        if (shape.rank() == 0 || type.length() + text.out.length() < LINE) {
            return type + " " + text.out;
        }
        text.out.setLength(0);
        text.broken = true;
        text.print(0, 0);
        return type + "\n" + text.out;
    }

    private void print(int axis, int at) {
        if (axis == shape.rank()) {
            String text = element.apply(at);
            out.append(broken ? " ".repeat(width - text.length()) : "").append(text);
            width = Math.max(width, text.length());
            return;
        }
        boolean row = axis == shape.rank() - 1;
        int step = shape.slice(axis + 1, shape.rank()).size();
        int n = shape.dim(axis);
        out.append('{');
        for (int i = 0; i < n; i++) {
            if (i > 0) {
                separate(axis + 1, row);
            }
            if (summarise && n > 2 * EDGE && i == EDGE) {
                out.append("...");
                separate(axis + 1, row);
                i = n - EDGE;
            }
            print(axis + 1, at + i * step);
        }
        out.append('}');
    }

    /// A comma, and a new line between rows and where the line is full.
    private void separate(int indent, boolean row) {
        out.append(',');
        boolean full = out.length() - lineStart + width + 2 > LINE;
        if (broken && (!row || full)) {
            out.append('\n').append(" ".repeat(indent));
            lineStart = out.length() - indent;
        } else {
            out.append(' ');
        }
    }

    private static String element(Array a, int i) {
        return switch (a.type().dtype()) {
            case BOOL -> Boolean.toString(a.getBoolean(i));
            case INT32, INT64 -> Long.toString(a.getLong(i));
            case FLOAT32, FLOAT64 -> number(a.getDouble(i));
        };
    }

    /// Seven digits without zeros at their end: whole numbers as such, `2.0` for what is only near one.
    private static String number(double x) {
        double m = Math.abs(x);
        if (x == Math.rint(x) && m < 1e9) {
            return x == 0 && 1 / x < 0 ? "-0" : Long.toString((long) x);
        }
        if (!Double.isFinite(x)) {
            return Double.toString(x);
        }
        if (m >= 1e-4 && m < 1e7) {
            int decimals = Math.max(1, DIGITS - 1 - (int) Math.floor(Math.log10(m)));
            return String.format(Locale.ROOT, "%." + decimals + "f", x).replaceFirst("(\\.\\d+?)0+$", "$1");
        }
        return String.format(Locale.ROOT, "%." + (DIGITS - 1) + "e", x).replaceFirst("\\.?0+e", "e");
    }
}
