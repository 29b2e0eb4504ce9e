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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What loops hand in, carry, give and do in every step.
class LoopsTest {
    private static void assertBecomes(UnaryOperator<Graph> pass, String before, String after) {
        Graph graph = GraphParser.parse(before);
        Graph made = pass.apply(graph);
        Verifier.verify(made);
        Graph pruned = Simplification.simplify(made);
        assertThat(pruned).as(GraphPrinter.exact(pruned)).isEqualTo(GraphParser.parse(after));
        List<Array> inputs = RandomGraphs.arguments(graph, 1);
        assertThat(new Interpreter().compile(pruned).run(inputs))
                .isEqualTo(new Interpreter().compile(graph).run(inputs));
    }

    /// The second constant is the first, the third carry the second, the fourth never changes; the third `x` is
    /// the second and its `y` a stack that is there.
    @Test
    void whatIsEqualIsOne() {
        assertBecomes(LoopOperands::merge, """
                graph(%0: f32[], %1: f32[2], %2: f32[2], %3: f32[5,2]) {
                  %4: f32[2], %5: f32[2], %6: f32[2], %7: f32[2], %8: f32[5,2], %9: f32[5,2] =
                    scan(%0, %0, %1, %1, %2, %2, %3, %3) {length=5, consts=2, carries=4, reverse=true,
                    body=graph(%0: f32[], %1: f32[], %2: f32[2], %3: f32[2], %4: f32[2], %5: f32[2], %6: f32[2], %7: f32[2]) {
                      %8: f32[2] = broadcast(%0) {shape=[2], axes=[]}
                      %9: f32[2] = broadcast(%1) {shape=[2], axes=[]}
                      %10: f32[2] = mul(%2, %8)
                      %11: f32[2] = mul(%3, %9)
                      %12: f32[2] = add(%10, %6)
                      %13: f32[2] = add(%11, %7)
                      %14: f32[2] = sub(%4, %5)
                      return %12, %13, %14, %5, %7, %14
                    }}
                  return %4, %5, %6, %7, %8, %9
                }
                """, """
                graph(%0: f32[], %1: f32[2], %2: f32[2], %3: f32[5,2]) {
                  %4: f32[2], %5: f32[2], %6: f32[5,2] =
                    scan(%0, %2, %1, %2, %3) {length=5, consts=2, carries=2, reverse=true,
                    body=graph(%0: f32[], %1: f32[2], %2: f32[2], %3: f32[2], %4: f32[2]) {
                      %5: f32[2] = broadcast(%0) {shape=[2], axes=[]}
                      %6: f32[2] = mul(%2, %5)
                      %7: f32[2] = add(%6, %4)
                      %8: f32[2] = sub(%3, %1)
                      return %7, %8, %8
                    }}
                  return %4, %4, %5, %2, %3, %6
                }
                """);
    }

    /// Equal at the start, but one is multiplied and the other one added to.
    @Test
    void carriesThatComeApartStay() {
        String text = """
            graph(%0: f32[]) {
              %1: f32[], %2: f32[] = scan(%0, %0) {length=3, consts=0, carries=2, reverse=false,
                body=graph(%0: f32[], %1: f32[]) {
                  %2: f32[] = mul(%0, %0)
                  %3: f32[] = add(%1, %1)
                  return %2, %3
                }}
              return %1, %2
            }
            """;
        assertBecomes(LoopOperands::merge, text, text);
    }

    @Test
    void knownScalarsAreMadeInside() {
        assertBecomes(LoopOperands::merge, """
                graph(%0: f32[2]) {
                  %1: f32[] = constant() {value=f32[]{0.5}}
                  %2: f32[2] = broadcast(%1) {shape=[2], axes=[]}
                  %3: f32[5,2] = broadcast(%1) {shape=[5,2], axes=[]}
                  %4: f32[2] = scan(%2, %0, %3) {length=5, consts=1, carries=1, reverse=false,
                    body=graph(%0: f32[2], %1: f32[2], %2: f32[2]) {
                      %3: f32[2] = mul(%0, %1)
                      %4: f32[2] = add(%3, %2)
                      return %4
                    }}
                  return %4
                }
                """, """
                graph(%0: f32[2]) {
                  %1: f32[2] = scan(%0) {length=5, consts=0, carries=1, reverse=false,
                    body=graph(%0: f32[2]) {
                      %1: f32[] = constant() {value=f32[]{0.5}}
                      %2: f32[2] = broadcast(%1) {shape=[2], axes=[]}
                      %3: f32[2] = mul(%2, %0)
                      %4: f32[2] = add(%3, %2)
                      return %4
                    }}
                  return %1
                }
                """);
    }

    /// The step size never changes, the second count is the first; what nobody reads is dropped.
    @Test
    void aWhileToo() {
        assertBecomes(LoopOperands::merge, """
                graph(%0: i32[], %1: i32[]) {
                  %2: i32[] = constant() {value=i32[]{0}}
                  %3: i32[], %4: i32[], %5: i32[], %6: i32[] = while(%0, %2, %2, %1, %0) {
                    condition_consts=1, body_consts=0,
                    condition=graph(%0: i32[], %1: i32[], %2: i32[], %3: i32[], %4: i32[]) {
                      %5: bool[] = lt(%2, %0)
                      return %5
                    },
                    body=graph(%0: i32[], %1: i32[], %2: i32[], %3: i32[]) {
                      %4: i32[] = constant() {value=i32[]{1}}
                      %5: i32[] = max(%2, %4)
                      %6: i32[] = add(%0, %5)
                      %7: i32[] = add(%1, %5)
                      %8: i32[] = mul(%3, %3)
                      return %6, %7, %2, %8
                    }}
                  return %3, %4, %5
                }
                """, """
                graph(%0: i32[], %1: i32[]) {
                  %2: i32[] = constant() {value=i32[]{0}}
                  %3: i32[] = while(%0, %1, %2) {
                    condition_consts=1, body_consts=1,
                    condition=graph(%0: i32[], %1: i32[]) {
                      %2: bool[] = lt(%1, %0)
                      return %2
                    },
                    body=graph(%0: i32[], %1: i32[]) {
                      %2: i32[] = constant() {value=i32[]{1}}
                      %3: i32[] = max(%0, %2)
                      %4: i32[] = add(%1, %3)
                      return %4
                    }}
                  return %3, %3, %1
                }
                """);
    }

    /// The sine moves with what it is made of and what is made of it; the sum and the broadcast stay.
    @Test
    void workThatNeverChangesMovesOut() {
        assertBecomes(InvariantMotion::move, """
                graph(%0: f32[2], %1: f32[2], %2: f32[3,2]) {
                  %3: f32[3,2], %4: f32[4,2] = scan(%0, %1, %2) {length=4, consts=2, carries=1, reverse=false,
                    body=graph(%0: f32[2], %1: f32[2], %2: f32[3,2]) {
                      %3: f32[2] = add(%0, %1)
                      %4: f32[2] = sin(%3)
                      %5: f32[2] = mul(%4, %1)
                      %6: f32[3,2] = broadcast(%5) {shape=[3,2], axes=[1]}
                      %7: f32[3,2] = broadcast(%3) {shape=[3,2], axes=[1]}
                      %8: f32[3,2] = mul(%2, %6)
                      %9: f32[3,2] = add(%8, %7)
                      return %9, %3
                    }}
                  return %3, %4
                }
                """, """
                graph(%0: f32[2], %1: f32[2], %2: f32[3,2]) {
                  %3: f32[2] = add(%0, %1)
                  %4: f32[4,2] = broadcast(%3) {shape=[4,2], axes=[1]}
                  %5: f32[2] = sin(%3)
                  %6: f32[2] = mul(%5, %1)
                  %7: f32[3,2] = scan(%0, %1, %6, %2) {length=4, consts=3, carries=1, reverse=false,
                    body=graph(%0: f32[2], %1: f32[2], %2: f32[2], %3: f32[3,2]) {
                      %4: f32[2] = add(%0, %1)
                      %5: f32[3,2] = broadcast(%2) {shape=[3,2], axes=[1]}
                      %6: f32[3,2] = broadcast(%4) {shape=[3,2], axes=[1]}
                      %7: f32[3,2] = mul(%3, %5)
                      %8: f32[3,2] = add(%7, %6)
                      return %8
                    }}
                  return %7, %4
                }
                """);
    }

    /// The condition's threshold and the body's factor; the loop may not run, which harms neither.
    @Test
    void outOfAWhileToo() {
        assertBecomes(InvariantMotion::move, """
                graph(%0: f32[], %1: f32[], %2: f32[]) {
                  %3: f32[] = while(%0, %1, %2) {condition_consts=1, body_consts=1,
                    condition=graph(%0: f32[], %1: f32[]) {
                      %2: f32[] = cos(%0)
                      %3: bool[] = gt(%1, %2)
                      return %3
                    },
                    body=graph(%0: f32[], %1: f32[]) {
                      %2: f32[] = sigmoid(%0)
                      %3: f32[] = mul(%1, %2)
                      return %3
                    }}
                  return %3
                }
                """, """
                graph(%0: f32[], %1: f32[], %2: f32[]) {
                  %3: f32[] = cos(%0)
                  %4: f32[] = sigmoid(%1)
                  %5: f32[] = while(%3, %4, %2) {condition_consts=1, body_consts=1,
                    condition=graph(%0: f32[], %1: f32[]) {
                      %2: bool[] = gt(%1, %0)
                      return %2
                    },
                    body=graph(%0: f32[], %1: f32[]) {
                      %2: f32[] = mul(%1, %0)
                      return %2
                    }}
                  return %5
                }
                """);
    }

    private static String whileInside(int length) {
        return """
            graph(%%0: f32[], %%1: f32[]) {
              %%2: f32[] = scan(%%0, %%1) {length=%d, consts=1, carries=1, reverse=false,
                body=graph(%%0: f32[], %%1: f32[]) {
                  %%2: f32[] = while(%%0) {condition_consts=0, body_consts=0,
                    condition=graph(%%0: f32[]) {
                      %%1: bool[] = ne(%%0, %%0)
                      return %%1
                    },
                    body=graph(%%0: f32[]) {
                      %%1: f32[] = sin(%%0)
                      return %%1
                    }}
                  %%3: f32[] = add(%%1, %%2)
                  return %%3
                }}
              return %%2
            }
            """.formatted(length);
    }

    /// A loop that might not end is not begun where it was not.
    @Test
    void whatMightNotEndLeavesOnlyALoopThatRuns() {
        assertBecomes(InvariantMotion::move, whileInside(0), whileInside(0));
        Graph moved = Simplification.simplify(InvariantMotion.move(GraphParser.parse(whileInside(2))));
        assertThat(moved.nodes()).hasSize(2);
    }

    /// Through both loops to the top.
    @Test
    void outOfNestedLoops() {
        Graph graph = GraphParser.parse("""
            graph(%0: f32[], %1: f32[]) {
              %2: f32[] = scan(%0, %1) {length=3, consts=1, carries=1, reverse=false,
                body=graph(%0: f32[], %1: f32[]) {
                  %2: f32[] = scan(%0, %1) {length=4, consts=1, carries=1, reverse=false,
                    body=graph(%0: f32[], %1: f32[]) {
                      %2: f32[] = exp(%0)
                      %3: f32[] = mul(%1, %2)
                      return %3
                    }}
                  return %2
                }}
              return %2
            }
            """);
        Graph expected = GraphParser.parse("""
            graph(%0: f32[], %1: f32[]) {
              %2: f32[] = exp(%0)
              %3: f32[] = scan(%2, %1) {length=3, consts=1, carries=1, reverse=false,
                body=graph(%0: f32[], %1: f32[]) {
                  %2: f32[] = scan(%0, %1) {length=4, consts=1, carries=1, reverse=false,
                    body=graph(%0: f32[], %1: f32[]) {
                      %2: f32[] = mul(%1, %0)
                      return %2
                    }}
                  return %2
                }}
              return %3
            }
            """);
        Graph made = Optimiser.optimise(graph);
        assertThat(made).as(GraphPrinter.exact(made)).isEqualTo(expected);
    }
}
