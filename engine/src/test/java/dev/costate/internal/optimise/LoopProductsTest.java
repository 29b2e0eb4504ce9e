package dev.costate.internal.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphParser;
import dev.costate.graph.GraphPrinter;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.Verifier;
import dev.costate.internal.interpret.Interpreter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Products of all steps at once: before a loop, and after it.
class LoopProductsTest {
    private static final String PRODUCT = "{lhs_batch=[], rhs_batch=[], lhs_contract=[1], rhs_contract=[0]}";

    private static List<Array> run(Graph graph) {
        return new Interpreter().compile(graph).run(RandomGraphs.arguments(graph, 1));
    }

    private static Graph hoisted(Graph graph) {
        Graph made = InputProducts.hoist(graph);
        Verifier.verify(made);
        return Simplification.simplify(made);
    }

    private static Graph deferred(Graph graph) {
        Graph made = AccumulatedProducts.defer(graph);
        Verifier.verify(made);
        return Optimiser.optimise(made);
    }

    private static void assertEqual(Graph made, String expected) {
        assertThat(made).as(GraphPrinter.exact(made)).isEqualTo(GraphParser.parse(expected));
    }

    /// `h' = sin x_t W + h`, `x_t` of a few rows.
    private static String recurrence(int rows, int terms, int steps, int columns) {
        return """
            graph(%%0: f32[%2$d,%4$d], %%1: f32[%1$d,%4$d], %%2: f32[%3$d,%1$d,%2$d]) {
              %%3: f32[%1$d,%4$d] = scan(%%0, %%1, %%2) {length=%3$d, consts=1, carries=1, reverse=false,
                body=graph(%%0: f32[%2$d,%4$d], %%1: f32[%1$d,%4$d], %%2: f32[%1$d,%2$d]) {
                  %%3: f32[%1$d,%2$d] = neg(%%2)
                  %%4: f32[%1$d,%4$d] = dot(%%3, %%0) %5$s
                  %%5: f32[%1$d,%4$d] = add(%%1, %%4)
                  return %%5
                }}
              return %%3
            }
            """.formatted(rows, terms, steps, columns, PRODUCT);
    }

    @Test
    void productsOfInputsMoveInFront() {
        Graph graph = GraphParser.parse(recurrence(3, 40, 5, 100));
        Graph made = hoisted(graph);
        assertEqual(made, """
            graph(%0: f32[40,100], %1: f32[3,100], %2: f32[5,3,40]) {
              %3: f32[5,3,40] = neg(%2)  # vmap[5]
              %4: f32[5,3,100] = dot(%3, %0) {lhs_batch=[], rhs_batch=[], lhs_contract=[2], rhs_contract=[0]}  # vmap[5]
              %5: f32[3,100] = scan(%1, %4) {length=5, consts=0, carries=1, reverse=false,
                body=graph(%0: f32[3,100], %1: f32[3,100]) {
                  %2: f32[3,100] = add(%0, %1)
                  return %2
                }}
              return %5
            }
            """);
        assertThat(run(made)).isEqualTo(run(graph));
    }

    /// With the input on the right, the product is taken the other way round and read transposed.
    @Test
    void onEitherSide() {
        Graph graph = GraphParser.parse("""
            graph(%0: f32[100,40], %1: f32[100,3], %2: f32[5,40,3]) {
              %3: f32[100,3] = scan(%0, %1, %2) {length=5, consts=1, carries=1, reverse=true,
                body=graph(%0: f32[100,40], %1: f32[100,3], %2: f32[40,3]) {
                  %3: f32[100,3] = dot(%0, %2) {lhs_batch=[], rhs_batch=[], lhs_contract=[1], rhs_contract=[0]}
                  %4: f32[100,3] = sub(%3, %1)
                  return %4
                }}
              return %3
            }
            """);
        Graph made = hoisted(graph);
        assertEqual(made, """
            graph(%0: f32[100,40], %1: f32[100,3], %2: f32[5,40,3]) {
              %3: f32[5,3,100] = dot(%2, %0) {lhs_batch=[], rhs_batch=[], lhs_contract=[1], rhs_contract=[1]}  # vmap[5]
              %4: f32[100,3] = scan(%1, %3) {length=5, consts=0, carries=1, reverse=true,
                body=graph(%0: f32[100,3], %1: f32[3,100]) {
                  %2: f32[100,3] = transpose(%1) {permutation=[1,0]}
                  %3: f32[100,3] = sub(%2, %0)
                  return %3
                }}
              return %4
            }
            """);
        assertThat(run(made)).isEqualTo(run(graph));
    }

    /// Too little work, too few terms, many rows already, too much memory; no time in the loop.
    @Test
    void whereItDoesNotPayTheyStay() {
        for (String text : new String[] {
            recurrence(3, 40, 5, 50),
            recurrence(3, 7, 5, 500),
            recurrence(33, 40, 5, 100),
            recurrence(3, 40, 60_000, 100),
            recurrence(3, 40, 1, 100),
            "graph(%0: f32[40,100], %1: f32[5,3,40]) { %2: f32[5,3,100] = scan(%0, %1)"
                    + " {length=5, consts=1, carries=0, reverse=false, body=graph(%0: f32[40,100], %1: f32[3,40]) {"
                    + " %2: f32[3,100] = dot(%1, %0) " + PRODUCT + " return %2}} return %2}"
        }) {
            Graph graph = GraphParser.parse(text);
            assertThat(InputProducts.hoist(graph)).as(text).isEqualTo(graph);
        }
    }

    /// Two sums share the stack of the carry; a third term of the first sum stays in the loop.
    @Test
    void productsThatAreOnlySummedUpMoveBehind() {
        Graph graph = GraphParser.parse("""
            graph(%0: i32[30,40], %1: i32[40,50], %2: i32[30,50], %3: i32[40,50], %4: i32[3,30,40], %5: i32[3,30,50]) {
              %6: i32[30,50], %7: i32[40,50], %8: i32[40,50] =
                scan(%2, %1, %3, %4, %5) {length=3, consts=0, carries=3, reverse=true,
                body=graph(%0: i32[30,50], %1: i32[40,50], %2: i32[40,50], %3: i32[30,40], %4: i32[30,50]) {
                  %5: i32[30,50] = mul(%0, %4)
                  %6: i32[40,50] = dot(%3, %5) {lhs_batch=[], rhs_batch=[], lhs_contract=[0], rhs_contract=[0]}
                  %7: i32[40,50] = dot(%3, %4) {lhs_batch=[], rhs_batch=[], lhs_contract=[0], rhs_contract=[0]}
                  %8: i32[40,50] = constant() {value=i32[40,50]{ONES}}
                  %9: i32[40,50] = sub(%8, %6)
                  %10: i32[40,50] = add(%1, %9)
                  %11: i32[40,50] = add(%7, %2)
                  return %5, %10, %11
                }}
              return %6, %7, %8
            }
            """.replace("ONES", "1, ".repeat(1999) + "1"));
        Graph made = deferred(graph);
        assertEqual(made, """
            graph(%0: i32[30,40], %1: i32[40,50], %2: i32[30,50], %3: i32[40,50], %4: i32[3,30,40], %5: i32[3,30,50]) {
              %6: i32[30,50], %7: i32[40,50], %8: i32[3,30,50] =
                scan(%2, %1, %5) {length=3, consts=0, carries=2, reverse=true,
                body=graph(%0: i32[30,50], %1: i32[40,50], %2: i32[30,50]) {
                  %3: i32[30,50] = mul(%0, %2)
                  %4: i32[] = constant() {value=i32[]{1}}
                  %5: i32[40,50] = broadcast(%4) {shape=[40,50], axes=[]}
                  %6: i32[40,50] = add(%1, %5)
                  return %3, %6, %3
                }}
              %9: i32[40,50] = dot(%4, %8) {lhs_batch=[], rhs_batch=[], lhs_contract=[0,1], rhs_contract=[0,1]}
              %10: i32[40,50] = sub(%7, %9)
              %11: i32[40,50] = dot(%4, %5) {lhs_batch=[], rhs_batch=[], lhs_contract=[0,1], rhs_contract=[0,1]}
              %12: i32[40,50] = add(%3, %11)
              return %6, %10, %12
            }
            """);
        assertThat(run(made)).isEqualTo(run(graph));
    }

    private static String sum(int rows, String use, String result) {
        return """
            graph(%%0: f32[50,50], %%1: f32[3,%1$d,50], %%2: f32[3,%1$d,50], %%3: f32[%1$d,50]) {
              %%4: f32[50,50], %%5: f32[3,50,50] = scan(%%3, %%0, %%1, %%2) {length=3, consts=1, carries=1, reverse=false,
                body=graph(%%0: f32[%1$d,50], %%1: f32[50,50], %%2: f32[%1$d,50], %%3: f32[%1$d,50]) {
                  %%4: f32[50,50] = dot(%2$s) {lhs_batch=[], rhs_batch=[], lhs_contract=[0], rhs_contract=[0]}
                  %%5: f32[50,50] = add(%%1, %%4)
                  return %%5, %3$s
                }}
              return %%4, %%5
            }
            """.formatted(rows, use, result);
    }

    /// The sum or the product is read elsewhere, a factor is constant, or a step does too little.
    @Test
    void otherwiseTheyStay() {
        assertThat(AccumulatedProducts.defer(GraphParser.parse(sum(40, "%2, %3", "%1"))))
                .isEqualTo(GraphParser.parse(sum(40, "%2, %3", "%1")));
        for (String text : new String[] {
            sum(40, "%2, %3", "%5"),
            sum(40, "%2, %3", "%4"),
            sum(40, "%2, %0", "%0").replace("f32[3,50,50] =", "f32[3,40,50] ="),
            sum(19, "%2, %3", "%2").replace("f32[3,50,50] =", "f32[3,19,50] =")
        }) {
            Graph graph = GraphParser.parse(text);
            assertThat(AccumulatedProducts.defer(graph)).as(text).isEqualTo(graph);
        }
        Graph moves = GraphParser.parse(sum(40, "%2, %3", "%2").replace("f32[3,50,50] =", "f32[3,40,50] ="));
        assertThat(deferred(moves).nodes()).hasSize(2);
    }
}
