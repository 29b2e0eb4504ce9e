package dev.costate.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A graph's text: what it looks like, and that it reads back as the same graph.
class GraphTextTest {
    @Test
    void printsOneLineAnOperation() {
        GraphBuilder g = new GraphBuilder();
        int w = g.input(Type.of(DType.FLOAT32, 2, 3), "net.inHid");
        int x = g.input(Type.of(DType.FLOAT32, 4, 2), "");
        Dot matmul = new Dot(Axes.of(), Axes.of(), Axes.of(1), Axes.of(0));
        int z = g.add(matmul, new int[] {x, w}, Origin.of("Net.java", 12));
        int h = g.add(
                new Unary(UnaryFunction.TANH),
                new int[] {z},
                Origin.of("Net.java", 13).batched(4));
        int sum = g.add(new Reduce(Reduction.SUM, Axes.of(0, 1)), new int[] {h}, Origin.UNKNOWN);
        assertThat(g.build(sum, h)).hasToString("""
            graph(%0 "net.inHid": f32[2,3], %1: f32[4,2]) {
              %2: f32[4,3] = dot(%1, %0) {lhs_batch=[], rhs_batch=[], lhs_contract=[1], rhs_contract=[0]}  # Net.java:12
              %3: f32[4,3] = tanh(%2)  # Net.java:13 vmap[4]
              %4: f32[] = reduce_sum(%3) {axes=[0,1]}
              return %4, %3
            }
            """);
    }

    @Test
    void printsNestedGraphsIndented() {
        GraphBuilder body = new GraphBuilder();
        int c = body.input(Type.of(DType.FLOAT64), "c");
        int x = body.input(Type.of(DType.FLOAT64), "");
        int y = body.add(new Binary(BinaryFunction.ADD), new int[] {c, x}, Origin.of("Net.java", 3));
        GraphBuilder g = new GraphBuilder();
        int start = g.constant(Array.scalar(DType.FLOAT64, 0.5), Origin.UNKNOWN);
        int xs = g.input(Type.of(DType.FLOAT64, 5), "xs");
        int loop = g.add(new Scan(body.build(y, y), 5, 0, 1, true), new int[] {start, xs}, Origin.of("Net.java", 2));
        Graph graph = g.build(loop, loop + 1);
        assertThat(graph).hasToString("""
            graph(%0 "xs": f64[5]) {
              %1: f64[] = constant() {value=f64[]{0.5}}
              %2: f64[], %3: f64[5] = scan(%1, %0) {length=5, consts=0, carries=1, reverse=true,
                body=graph(%0 "c": f64[], %1: f64[]) {
                  %2: f64[] = add(%0, %1)  # Net.java:3
                  return %2, %2
                }
              }  # Net.java:2
              return %2, %3
            }
            """);
        assertThat(GraphParser.parse(graph.toString())).isEqualTo(graph);
    }

    @Test
    void everyElementIsExact() {
        float[] floats = {0f, -0f, 0.1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        float[] edges = {Float.MIN_VALUE, -Float.MAX_VALUE, Math.nextUp(1f)};
        double[] doubles = {-0.0, 0.1, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Math.nextDown(1)};
        List<Array> arrays = List.of(
                Array.wrap(Type.of(DType.FLOAT32, 2, 3), floats),
                Array.wrap(Type.of(DType.FLOAT32, 3), edges),
                Array.wrap(Type.of(DType.FLOAT64, 6), doubles),
                Array.wrap(Type.of(DType.INT32, 2), new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}),
                Array.wrap(Type.of(DType.INT64, 2), new long[] {Long.MIN_VALUE, Long.MAX_VALUE}),
                Array.wrap(Type.of(DType.BOOL, 2), new boolean[] {true, false}),
                Array.wrap(Type.of(DType.FLOAT64, 0, 7), new double[0]));
        for (Array array : arrays) {
            Graph graph = new OpCases.Case(new Constant(array), List.of()).graph(Origin.UNKNOWN);
            assertRoundTrip(graph, array.type().toString());
        }
        Graph signed = new OpCases.Case(new Constant(arrays.getFirst()), List.of()).graph(Origin.UNKNOWN);
        assertThat(GraphPrinter.exact(signed)).contains("f32[2,3]{0.0, -0.0, 0.1, NaN, Infinity, -Infinity}");
    }

    @Test
    void summaryShowsTheFirstOfManyElements() {
        double[] many = new Random(1).doubles(500).toArray();
        many[0] = 1;
        many[1] = 2;
        many[2] = 3.5;
        Graph graph = new OpCases.Case(new Constant(Array.wrap(Type.of(DType.FLOAT64, 500), many)), List.of())
                .graph(Origin.UNKNOWN);
        assertThat(GraphPrinter.summary(graph)).contains("{value=f64[500]{1.0, 2.0, 3.5, ... 500 elements}}");
        assertRoundTrip(graph, "500 elements");
    }

    @Test
    void namesLabelsAndFilesMayHoldAnything() {
        String odd = "a \"b\" \\ \n\r\t\u2028\u0000 größe 日本 \uD83D\uDE00 \uD800";
        List<String> files = List.of(odd, "Main.java", "vmap", "3d.java", "a b.java", "-Infinity", "x:1", "a/B$1.java");
        for (String file : files) {
            GraphBuilder g = new GraphBuilder();
            int x = g.input(Type.of(DType.BOOL), odd);
            Origin origin = new Origin(file, 7, Axes.of(3, 2));
            g.add(new Tap(odd), new int[] {x}, origin);
            g.add(new Tap(""), new int[] {x}, new Origin("", 5, Axes.of()));
            g.add(new Tap(""), new int[] {x}, new Origin("", 0, Axes.of(0)));
            g.add(new Tap(""), new int[] {x}, new Origin(file, -1, Axes.of()));
            assertRoundTrip(g.build(x), file);
        }
    }

    @Test
    void everyOperationRoundTrips() {
        Set<Class<?>> seen = new HashSet<>();
        for (String name : OpCases.names()) {
            int cases = 0;
            for (DType dtype : DType.values()) {
                for (int extent : List.of(OpCases.SCALAR, 0, 1, 3)) {
                    Random random = new Random(OpCases.seed(name, dtype, extent, 0));
                    for (OpCases.Case c :
                            OpCases.random(name, dtype, extent, random).stream().toList()) {
                        assertThat(c.op().name()).isEqualTo(name);
                        Graph graph = c.graph(Origin.of("Case.java", 1));
                        Verifier.verify(graph);
                        assertRoundTrip(graph, name);
                        seen.add(c.op().getClass());
                        cases++;
                    }
                }
            }
            assertThat(cases).as("legal cases of %s", name).isPositive();
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(OpCases.records());
    }

    @Test
    void parametersMayStandInAnyOrderAndLayout() {
        Graph graph = GraphParser.parse("graph(%0:f32[2])\n{%1:f32[1]=slice(%0){strides=[1],limits=[2]\t,starts=[1]}"
                + "#A.java:3%2:f32[1]=neg(%1)return%2}");
        Slice slice = new Slice(Axes.of(1), Axes.of(2), Axes.of(1));
        assertThat(graph.nodes())
                .containsExactly(
                        new Node(slice, Axes.of(0), 1, List.of(Type.of(DType.FLOAT32, 1)), Origin.of("A.java", 3)),
                        new Node(
                                new Unary(UnaryFunction.NEG),
                                Axes.of(1),
                                2,
                                List.of(Type.of(DType.FLOAT32, 1)),
                                Origin.UNKNOWN));
    }

    @Test
    void longHeadersGoOnLinesOfTheirOwn() {
        GraphBuilder g = new GraphBuilder();
        for (int i = 0; i < 20; i++) {
            g.input(new Type(DType.FLOAT32, Shape.of(i)), "x" + i);
        }
        Graph graph = g.build(0);
        assertThat(graph.toString()).startsWith("graph(\n    %0 \"x0\": f32[0],\n    %1 \"x1\": f32[1],\n");
        assertRoundTrip(graph, "20 inputs");
    }

    @Test
    void randomProgramsRoundTrip() {
        RandomGraphs.seeds(300).forEach(seed -> {
            Graph graph = RandomGraphs.graph(seed, RandomGraphs.Options.ANY);
            Verifier.verify(graph);
            assertRoundTrip(graph, "-Dcostate.seed=" + seed);
        });
    }

    private static void assertRoundTrip(Graph graph, String what) {
        String text = GraphPrinter.exact(graph);
        Graph read = GraphParser.parse(text);
        assertThat(read).as(what).isEqualTo(graph);
        assertThat(GraphPrinter.exact(read)).as(what).isEqualTo(text);
    }
}
