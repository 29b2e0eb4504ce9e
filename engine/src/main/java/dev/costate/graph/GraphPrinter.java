package dev.costate.graph;

import dev.costate.DType;
import dev.costate.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/// Writes a graph as text, one line an operation:
///
/// ```
/// graph(%0 "net.inHid": f32[2,3], %1: f32[4,2]) {
///   %2: f32[4,3] = dot(%1, %0) {lhs_batch=[], rhs_batch=[], lhs_contract=[1], rhs_contract=[0]}  # Net.java:12
///   %3: f32[4,3] = tanh(%2)  # Net.java:13 vmap[4]
///   return %3
/// }
/// ```
///
/// Values are numbered as in [Graph]. In braces stand the operation's static parameters, after `#` the user's
/// line and the extents of the `vmap`s around it (see [Origin]). [GraphParser] reads it back.
public final class GraphPrinter {
    private static final int SUMMARY_LIMIT = 16;
    private static final int SUMMARY_SHOWN = 3;
    private static final int ELEMENTS_PER_LINE = 8;
    private static final int HEADER_WIDTH = 110;

    private enum Style {
        EXACT,
        SUMMARY,
        LINE
    }

    private final StringBuilder out = new StringBuilder();
    private final Style style;

    private GraphPrinter(Style style) {
        this.style = style;
    }

    /// The whole program: `GraphParser.parse(exact(g))` equals `g`. All NaNs print as `NaN`, as [Array#equals]
    /// has them equal.
    public static String exact(Graph graph) {
        GraphPrinter printer = new GraphPrinter(Style.EXACT);
        printer.graph(graph, "");
        return printer.out.append('\n').toString();
    }

    /// The program for people: of a constant of more than 16 elements it shows the first three, `{1.0, 2.0,
    /// 3.0, ... 500 elements}`.
    public static String summary(Graph graph) {
        GraphPrinter printer = new GraphPrinter(Style.SUMMARY);
        printer.graph(graph, "");
        return printer.out.append('\n').toString();
    }

    /// One node on one line for a message, what is nested in it left out.
    static String line(Node node) {
        GraphPrinter printer = new GraphPrinter(Style.LINE);
        printer.node(node, "");
        return printer.out.toString();
    }

    /// `text` in quotes; whatever does not show as itself becomes a `\\u` escape.
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (isPlain(c)) {
                quoted.append(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPlain(char c) {
        if (c < 128) {
            return c >= ' ' && c != 127;
        }
        return Character.isLetterOrDigit(c);
    }

    private void graph(Graph graph, String indent) {
        if (style == Style.LINE) {
            out.append("graph(...)");
            return;
        }
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            String name = graph.inputNames().get(i);
            inputs.add("%" + i + (name.isEmpty() ? "" : " " + quote(name)) + ": "
                    + graph.inputs().get(i));
        }
        String header = String.join(", ", inputs);
        if (header.length() + indent.length() > HEADER_WIDTH) {
            String margin = "\n" + indent + "    ";
            header = margin + String.join("," + margin, inputs);
        }
        out.append("graph(").append(header).append(") {\n");
        for (Node node : graph.nodes()) {
            out.append(indent).append("  ");
            node(node, indent + "  ");
            out.append('\n');
        }
        out.append(indent).append("  return");
        for (int i = 0; i < graph.outputs().size(); i++) {
            out.append(i == 0 ? " %" : ", %").append(graph.outputs().get(i));
        }
        out.append('\n').append(indent).append('}');
    }

    private void node(Node node, String indent) {
        for (int r = 0; r < node.results().size(); r++) {
            out.append(r == 0 ? "%" : ", %").append(node.first() + r);
            out.append(": ").append(node.results().get(r));
        }
        out.append(node.results().isEmpty() ? "" : " = ").append(node.op().name());
        out.append('(');
        for (int i = 0; i < node.operands().size(); i++) {
            out.append(i == 0 ? "%" : ", %").append(node.operands().get(i));
        }
        out.append(')');
        parameters(node.op(), indent);
        origin(node.origin());
    }

    private void parameters(Op op, String indent) {
        List<OpSyntax.Component> components = OpSyntax.of(op).written();
        if (components.isEmpty()) {
            return;
        }
        boolean block = style != Style.LINE && components.getLast().isNested();
        out.append(" {");
        for (int i = 0; i < components.size(); i++) {
            OpSyntax.Component c = components.get(i);
            boolean ownLine = block && c.isNested();
            out.append(i == 0 ? "" : ownLine ? "," : ", ");
            out.append(ownLine ? "\n" + indent + "  " : "");
            out.append(c.name()).append('=');
            value(c.get(op), ownLine ? indent + "  " : indent);
        }
        out.append(block ? "\n" + indent : "").append('}');
    }

    private void value(Object value, String indent) {
        switch (value) {
            case Integer n -> out.append(n);
            case Boolean b -> out.append(b);
            case Shape s -> out.append(s);
            case Axes a -> out.append(a);
            case DType d -> out.append(d.code());
            case Enum<?> e -> out.append(e.name().toLowerCase(Locale.ROOT));
            case String s -> out.append(quote(s));
            case Array a -> array(a, indent);
            case Graph g -> graph(g, indent);
            case List<?> list -> {
                out.append('[');
                for (int i = 0; i < list.size(); i++) {
                    out.append(i == 0 ? "" : ", ");
                    graph((Graph) list.get(i), indent);
                }
                out.append(']');
            }
            default -> throw new IllegalStateException("graph text has no syntax for " + value.getClass());
        }
    }

    private void array(Array array, String indent) {
        IntFunction<String> element = switch (array.storage()) {
            case boolean[] b -> i -> Boolean.toString(b[i]);
            case int[] n -> i -> Integer.toString(n[i]);
            case long[] n -> i -> Long.toString(n[i]);
            case float[] f -> i -> Float.toString(f[i]);
            case double[] d -> i -> Double.toString(d[i]);
            default -> throw new AssertionError(array.storage().getClass());
        };
        boolean whole = style == Style.EXACT || array.size() <= SUMMARY_LIMIT;
        boolean block = whole && array.size() > ELEMENTS_PER_LINE;
        out.append(array.type()).append('{');
        for (int i = 0; i < (whole ? array.size() : SUMMARY_SHOWN); i++) {
            boolean newLine = block && i % ELEMENTS_PER_LINE == 0;
            out.append(i == 0 ? "" : newLine ? "," : ", ");
            out.append(newLine ? "\n" + indent + "    " : "").append(element.apply(i));
        }
        out.append(whole ? "" : ", ... " + array.size() + " elements").append('}');
    }

    private void origin(Origin origin) {
        if (origin.equals(Origin.UNKNOWN)) {
            return;
        }
        out.append("  #");
        if (origin.isKnown() || origin.line() != 0) {
            String file = origin.file();
            out.append(' ').append(GraphLexer.isBareFile(file) ? file : quote(file));
            out.append(':').append(origin.line());
        }
        if (origin.batch().size() > 0) {
            out.append(" vmap").append(origin.batch());
        }
    }
}
