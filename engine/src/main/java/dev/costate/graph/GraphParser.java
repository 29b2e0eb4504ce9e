package dev.costate.graph;

import dev.costate.CostateException;
import dev.costate.DType;
import dev.costate.GraphException;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.GraphLexer.Kind;
import dev.costate.graph.GraphLexer.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a graph from the text that [GraphPrinter#exact] writes.
///
/// ```
/// graph  = "graph" "(" [input {"," input}] ")" "{" {node} "return" [value {"," value}] "}"
/// input  = value [string] ":" type
/// node   = [result {"," result} "="] name "(" [value {"," value}] ")" [static] ["#" origin]
/// static = "{" parameter "=" literal {"," parameter "=" literal} "}"
/// result = value ":" type
/// origin = [file ":" integer] ["vmap" integers]
/// ```
///
/// Spaces and line ends separate tokens and mean nothing else; parameters may stand in any order. Lists of
/// integers are limited to 1024, nested graphs to [Verifier#MAX_DEPTH].
public final class GraphParser {
    private static final int MAX_LIST = 1024;

    private final GraphLexer lexer;

    private GraphParser(String text) {
        this.lexer = new GraphLexer(text);
    }

    /// The graph that `text` describes, verified.
    ///
    /// @throws GraphException naming line, column and what was expected there, if `text` is no legal graph
    public static Graph parse(String text) {
        GraphParser parser = new GraphParser(text);
        Graph graph = parser.graph(0);
        parser.lexer.expect(Kind.END, "the end of the text");
        return graph;
    }

    private Graph graph(int depth) {
        if (depth > Verifier.MAX_DEPTH) {
            throw lexer.error(lexer.token().start(), "graphs are nested more than " + Verifier.MAX_DEPTH + " deep");
        }
        List<Type> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        lexer.expect("graph");
        lexer.expect("(");
        while (!lexer.at(")")) {
            separator(types.isEmpty());
            newValue(types.size());
            names.add(lexer.token().kind() == Kind.STRING ? lexer.next().text() : "");
            lexer.expect(":");
            types.add(type());
        }
        lexer.expect(")");
        lexer.expect("{");
        List<Type> inputs = List.copyOf(types);
        List<Node> nodes = new ArrayList<>();
        while (!lexer.at("return")) {
            nodes.add(node(types, depth));
        }
        lexer.expect("return");
        Axes outputs = values(types.size(), "}");
        lexer.expect("}");
        return new Graph(inputs, names, nodes, outputs);
    }

    private Node node(List<Type> types, int depth) {
        int start = lexer.token().start();
        List<Type> results = new ArrayList<>();
        if (lexer.token().kind() == Kind.VALUE) {
            do {
                newValue(types.size() + results.size());
                lexer.expect(":");
                results.add(type());
            } while (lexer.accept(","));
            lexer.expect("=");
        }
        Token name = lexer.token();
        OpSyntax.Form form = OpSyntax.named(name.text())
                .filter(_ -> name.kind() == Kind.WORD)
                .orElseThrow(() -> lexer.expected("an operation's name, a value or 'return'"));
        lexer.next();
        lexer.expect("(");
        Axes operands = values(types.size(), ")");
        lexer.expect(")");
        Op op;
        try {
            op = form.make(parameters(form, depth));
        } catch (IllegalArgumentException e) {
            throw lexer.error(start, String.valueOf(e.getMessage()));
        }
        Node node = new Node(op, operands, types.size(), List.copyOf(results), origin());
        @Nullable String problem = Verifier.problem(node, types);
        if (problem != null) {
            throw lexer.error(start, problem);
        }
        types.addAll(results);
        return node;
    }

    private Map<String, Object> parameters(OpSyntax.Form form, int depth) {
        Map<String, OpSyntax.Component> missing = new LinkedHashMap<>();
        for (OpSyntax.Component c : form.written()) {
            missing.put(c.name(), c);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        if (!missing.isEmpty()) {
            lexer.expect("{");
            while (!lexer.at("}")) {
                separator(values.isEmpty());
                OpSyntax.@Nullable Component component = lexer.token().kind() == Kind.WORD
                        ? missing.remove(lexer.token().text())
                        : null;
                if (component == null) {
                    throw lexer.expected(missing.isEmpty() ? "'}'" : "one of " + String.join(", ", missing.keySet()));
                }
                String name = lexer.next().text();
                lexer.expect("=");
                values.put(name, value(component.type(), depth));
            }
            if (!missing.isEmpty()) {
                throw lexer.expected(String.join(", ", missing.keySet()));
            }
            lexer.expect("}");
        }
        return values;
    }

    private Object value(Class<?> type, int depth) {
        if (type == int.class) {
            return integer("an integer");
        }
        if (type == boolean.class) {
            return bool();
        }
        if (type == String.class) {
            return lexer.expect(Kind.STRING, "a quoted string").text();
        }
        if (type == Shape.class) {
            return shape();
        }
        if (type == Axes.class) {
            return Axes.of(integers());
        }
        if (type == DType.class) {
            return dtype();
        }
        if (type == Array.class) {
            return array();
        }
        if (type == Graph.class) {
            return graph(depth + 1);
        }
        if (type == List.class) {
            List<Graph> graphs = new ArrayList<>();
            lexer.expect("[");
            while (!lexer.at("]")) {
                separator(graphs.isEmpty());
                graphs.add(graph(depth + 1));
            }
            lexer.expect("]");
            return List.copyOf(graphs);
        }
        return constant(type);
    }

    private Object constant(Class<?> enumeration) {
        Object[] constants = enumeration.getEnumConstants();
        for (Object c : constants) {
            if (lexer.accept(((Enum<?>) c).name().toLowerCase(Locale.ROOT))) {
                return c;
            }
        }
        throw lexer.expected("one of " + Arrays.toString(constants).toLowerCase(Locale.ROOT));
    }

    private Array array() {
        Type type = type();
        if (type.size() > lexer.remaining()) {
            throw lexer.error(lexer.token().start(), "the text is too short for the elements of " + type);
        }
        Object storage = Array.allocate(type);
        lexer.expect("{");
        for (int i = 0; i < type.size(); i++) {
            separator(i == 0);
            if (lexer.at("...")) {
                throw lexer.error(
                        lexer.token().start(),
                        "this text is a summary, which leaves elements out; write the graph with GraphPrinter.exact");
            }
            switch (storage) {
                case boolean[] b -> b[i] = bool();
                case int[] n -> n[i] = integer("an i32 element");
                case long[] n -> n[i] = longInteger("an i64 element");
                case float[] f -> f[i] = (float) floating(DType.FLOAT32);
                case double[] d -> d[i] = floating(DType.FLOAT64);
                default -> throw new AssertionError(storage.getClass());
            }
        }
        lexer.expect("}");
        return Array.wrap(type, storage);
    }

    private Origin origin() {
        if (!lexer.accept("#")) {
            return Origin.UNKNOWN;
        }
        String file = "";
        int line = 0;
        boolean place = !lexer.at("vmap");
        if (place) {
            file = lexer.file();
            lexer.expect(":");
            line = integer("a line number");
        }
        Axes batch = Axes.of();
        if (lexer.accept("vmap")) {
            batch = Axes.of(integers());
        }
        return new Origin(file, line, batch);
    }

    private Type type() {
        DType dtype = dtype();
        return new Type(dtype, shape());
    }

    private DType dtype() {
        DType dtype = DType.ofCode(lexer.token().text())
                .filter(_ -> lexer.token().kind() == Kind.WORD)
                .orElseThrow(() -> lexer.expected("an element type, one of " + Arrays.toString(DType.values())));
        lexer.next();
        return dtype;
    }

    private Shape shape() {
        int start = lexer.token().start();
        int[] dims = integers();
        try {
            return Shape.of(dims);
        } catch (CostateException e) {
            throw lexer.error(start, String.valueOf(e.getMessage()));
        }
    }

    private int[] integers() {
        int[] list = new int[4];
        int n = 0;
        lexer.expect("[");
        while (!lexer.at("]")) {
            separator(n == 0);
            if (n == MAX_LIST) {
                throw lexer.error(lexer.token().start(), "a list of more than " + MAX_LIST + " integers");
            }
            if (n == list.length) {
                list = Arrays.copyOf(list, 2 * n);
            }
            list[n++] = integer("an integer");
        }
        lexer.expect("]");
        return Arrays.copyOf(list, n);
    }

    /// The values up to `end`, all below `defined`.
    private Axes values(int defined, String end) {
        List<Integer> values = new ArrayList<>();
        while (!lexer.at(end)) {
            separator(values.isEmpty());
            Token token = lexer.expect(Kind.VALUE, "a value such as %0");
            int value = token.text().length() < 10 ? Integer.parseInt(token.text()) : Integer.MAX_VALUE;
            if (value >= defined) {
                throw lexer.error(
                        token.start(), "%" + token.text() + " is not defined before; " + Verifier.known(defined));
            }
            values.add(value);
        }
        return Axes.of(values.stream().mapToInt(Integer::intValue).toArray());
    }

    private void newValue(int number) {
        String expected = Integer.toString(number);
        if (lexer.token().kind() != Kind.VALUE || !lexer.token().text().equals(expected)) {
            throw lexer.expected("%" + expected + ", the next value");
        }
        lexer.next();
    }

    private void separator(boolean first) {
        if (!first) {
            lexer.expect(",");
        }
    }

    private boolean bool() {
        if (lexer.accept("true")) {
            return true;
        }
        if (lexer.accept("false")) {
            return false;
        }
        throw lexer.expected("true or false");
    }

    private int integer(String what) {
        Token token = lexer.token();
        long n = longInteger(what);
        if (n != (int) n) {
            throw lexer.error(token.start(), token.text() + " does not fit in 32 bits");
        }
        return (int) n;
    }

    private long longInteger(String what) {
        Token token = lexer.token();
        boolean integral = token.text().chars().allMatch(c -> c == '-' || Character.isDigit(c));
        if (token.kind() != Kind.NUMBER || !integral) {
            throw lexer.expected(what);
        }
        lexer.next();
        try {
            return Long.parseLong(token.text());
        } catch (NumberFormatException _) {
            throw lexer.error(token.start(), "an integer that does not fit in 64 bits");
        }
    }

    private double floating(DType dtype) {
        Token token = lexer.token();
        boolean named = token.kind() == Kind.WORD
                && (token.text().equals("NaN") || token.text().equals("Infinity"));
        if (token.kind() != Kind.NUMBER && !named) {
            throw lexer.expected("an " + dtype + " element");
        }
        lexer.next();
        double value = dtype == DType.FLOAT32 ? Float.parseFloat(token.text()) : Double.parseDouble(token.text());
        if (Double.isInfinite(value) && !token.text().endsWith("Infinity")) {
            throw lexer.error(token.start(), "a number beyond the range of " + dtype);
        }
        return value;
    }
}
