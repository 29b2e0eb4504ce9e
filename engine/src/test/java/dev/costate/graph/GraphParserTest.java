package dev.costate.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.costate.GraphException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the parser refuses and how it says so; whatever the text, it throws nothing else.
class GraphParserTest {
    private static final String GOOD = """
        graph(%0 "x": f32[2,3], %1: i32[]) {
          %2: f32[3,2] = transpose(%0) {permutation=[1,0]}  # Net.java:12
          %3: f32[3,2] = tap(%2) {label="hidden"}
          %4: f32[2] = constant() {value=f32[2]{1.0, -2.5}}
          return %3
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "graph(            | grph(              | line 1, column 1: expected 'graph', found 'grph'",
                "%1: i32[]         | %7: i32[]          | line 1, column 25: expected %1, the next value, found '%7'",
                "%1: i32[]         | %1: i33[]          | line 1, column 29: expected an element type, one of [bool,"
                        + " i32, i64, f32, f64], found 'i33'",
                "%1: i32[]         | %1: i32[-1]        | line 1, column 32: shape: an extent is negative: [-1]",
                "%1: i32[]         | %1: i32[1.5]       | line 1, column 33: expected an integer, found '1.5'",
                "%1: i32[]         | %1: i32[2147483648] | line 1, column 33: 2147483648 does not fit in 32 bits",
                "%1: i32[]         | %1: i32[99999999999999999999] | line 1, column 33: an integer that does not fit"
                        + " in 64 bits",
                "%1: i32[]         | %1: i32[65536,65536] | line 1, column 32: shape: [65536,65536] has more than"
                        + " 2^31-1 elements",
                "transpose(%0)     | transport(%0)      | line 2, column 18: expected an operation's name, a value or"
                        + " 'return', found 'transport'",
                "transpose(%0)     | transpose(%2)      | line 2, column 28: %2 is not defined before; the values up"
                        + " to %1 are",
                "transpose(%0)     | transpose(%00000000000000) | line 2, column 28: %00000000000000 is not defined"
                        + " before",
                "transpose(%0)     | transpose()        | line 2, column 3: transpose: takes 1 operands, not 0",
                "{permutation      | {perm              | line 2, column 33: expected one of permutation, found 'perm'",
                "{permutation=[1,0]} |                  | line 2, column 34: expected '{', found '#'",
                "permutation=[1,0] | permutation=[1,0], permutation=[1,0] | line 2, column 52: expected '}', found"
                        + " 'permutation'",
                "permutation=[1,0] | permutation=[0,1]  | line 2, column 3: operands [f32[2,3]] give [f32[2,3]], not"
                        + " [f32[3,2]]",
                "# Net.java:12     | # Net.java         | line 3, column 3: expected ':', found '%3'",
                "# Net.java:12     | # Net.java:x       | line 2, column 64: expected a line number, found 'x'",
                "label=`hidden`    | label=hidden       | line 3, column 33: expected a quoted string, found 'hidden'",
                "-2.5              | -2.5, 3.0          | line 4, column 50: expected '}', found ','",
                "1.0, -2.5         | 1.0                | line 4, column 44: expected ',', found '}'",
                "-2.5              | 1e39               | line 4, column 46: a number beyond the range of f32",
                "-2.5              | ... 2 elements     | line 4, column 46: this text is a summary, which leaves"
                        + " elements out; write the graph with GraphPrinter.exact",
                "value=f32[2]{1.0, -2.5} | value=f32[999]{1.0} | line 4, column 42: the text is too short for the"
                        + " elements of f32[999]",
                "return %3         | return %5          | line 5, column 10: %5 is not defined before; the values up"
                        + " to %4 are",
                "return %3         |                    | line 6, column 1: expected an operation's name, a value or"
                        + " 'return', found '}'",
            })
    void namesThePlaceAndWhatIsWrong(String good, String bad, String problem) {
        String quoted = good.replace('`', '"');
        assertThat(GOOD).contains(quoted);
        String text = GOOD.replace(quoted, bad == null ? "" : bad);
        assertThatThrownBy(() -> GraphParser.parse(text))
                .isInstanceOf(GraphException.class)
                .hasMessageStartingWith("graph text, " + problem);
    }

    @Test
    void refusesWhatFollowsTheGraph() {
        assertThatThrownBy(() -> GraphParser.parse(GOOD + "graph"))
                .hasMessage("graph text, line 7, column 1: expected the end of the text, found 'graph'");
    }

    @Test
    void stringsEndOnTheirLine() {
        assertThatThrownBy(() -> GraphParser.parse(GOOD.replace("hidden\"", "hidden")))
                .hasMessage("graph text, line 3, column 33: this string does not end on its line");
        assertThatThrownBy(() -> GraphParser.parse(GOOD.replace("hidden", "\\n")))
                .hasMessage("graph text, line 3, column 34: expected \\\", \\\\ or \\u and four hexadecimal digits");
    }

    @Test
    void hostileTextsAreRefusedQuickly() {
        int n = 200_000;
        List<String> texts = List.of(
                "",
                "(".repeat(n),
                "graph(".repeat(n),
                "graph() { checkpoint() {function=".repeat(n),
                "graph() { cond() {branches=[".repeat(n),
                "graph(%0: f32[" + "1,".repeat(n) + "1]) {return}",
                "graph(%0: f32[2147483647]) {%1: f32[2147483647] = constant() {value=f32[2147483647]{}} return}",
                "graph(%0: f32[]) {%1: f32[] = constant() {value=f32[]{" + "9".repeat(n) + "}} return}",
                "graph(%0: f32[]) {%1: f32[] = constant() {value=f32[]{1e" + "9".repeat(n) + "}} return}",
                "graph(%0: f32[]) {%" + "1".repeat(n) + ": f32[] = neg(%0) return}",
                "graph(%0: f32[]) {%1: f32[] = neg(%" + "1".repeat(n) + ") return}",
                "graph(%0 \"" + "\\".repeat(n),
                "graph(%0: f32[" + "-".repeat(n) + "]) {return}",
                "graph() {%0: f32[] = scan() {length=2147483647, consts=2147483647, carries=2147483647, reverse=false,"
                        + " body=graph() {return}} return}",
                "graph() {while() {condition_consts=2147483647, body_consts=2147483647, condition=graph() {return},"
                        + " body=graph() {return}} return}",
                "graph() {custom_linear() {residuals=-1, backward=graph() {return}} return}",
                "graph(%0: f32[]) {custom_linear(%0) {residuals=1, backward=graph() {return}} return}",
                "graph(%0: f32[9]) {%1: f32[9] = gather(%0, %0) {batch_axes=-1, indexed_axes=[],"
                        + " slice_sizes=[]}return}",
                "graph(%0: f32[2]) {%1: f32[2] = reduce_sum(%0) {axes=[-1]} return}");
        for (String text : texts) {
            String start = text.substring(0, Math.min(60, text.length()));
            assertThatThrownBy(() -> GraphParser.parse(text)).as(start).isInstanceOf(GraphException.class);
        }
    }

    @Test
    void nestingIsBounded() {
        assertThat(Verifier.MAX_DEPTH).isEqualTo(100);
        assertThat(GraphParser.parse(nested(100)).nodes()).hasSize(1);
        assertThatThrownBy(() -> GraphParser.parse(nested(101)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("graphs are nested more than 100 deep");
    }

    private static String nested(int depth) {
        return "graph() { checkpoint() {function=".repeat(depth) + "graph() {return" + "} } return".repeat(depth) + "}";
    }

    @Test
    void mutatedTextsAreParsedOrRefused() {
        RandomGraphs.seeds(100).forEach(seed -> {
            Graph graph = RandomGraphs.graph(seed, RandomGraphs.Options.ANY.withSteps(6));
            String text = GraphPrinter.exact(graph);
            Random random = new Random(seed);
            for (int i = 0; i < 60; i++) {
                String mutant = mutate(text, random);
                try {
                    Verifier.verify(GraphParser.parse(mutant));
                } catch (GraphException e) {
                    assertThat(e.getMessage()).startsWith("graph text, line ");
                } catch (RuntimeException | StackOverflowError e) {
                    fail("-Dcostate.seed=" + seed + ", mutant " + i + ":\n" + mutant, e);
                }
            }
        });
    }

    /// A few characters or a stretch deleted, doubled, exchanged, or replaced by something that often stands
    /// elsewhere.
    private static String mutate(String text, Random random) {
        List<String> words = List.of(
                "-1",
                "2147483647",
                "-2147483648",
                "0",
                "[",
                "]",
                "{",
                "}",
                "(",
                ")",
                ",",
                "%0",
                "%99",
                "f32[]",
                "i32[2]",
                "bool[]",
                "f64[0]",
                "graph",
                "return",
                "=",
                "#",
                "vmap[1]",
                "\"",
                "\\",
                "...",
                "NaN",
                "true",
                "[0,0]");
        StringBuilder mutant = new StringBuilder(text);
        for (int n = 1 + random.nextInt(3); n > 0 && !mutant.isEmpty(); n--) {
            int at = random.nextInt(mutant.length());
            int end = Math.min(mutant.length(), at + 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 4));
            switch (random.nextInt(5)) {
                case 0 -> mutant.delete(at, end);
                case 1 -> mutant.insert(at, mutant.substring(at, end));
                case 2 -> mutant.replace(at, end, words.get(random.nextInt(words.size())));
                case 3 -> mutant.setCharAt(at, (char) (32 + random.nextInt(96)));
                default -> number(mutant, at, words, random);
            }
        }
        return mutant.toString();
    }

    /// Replaces the next number, so that most of these mutants get past the syntax.
    private static void number(StringBuilder mutant, int from, List<String> words, Random random) {
        int at = from;
        while (at < mutant.length() && !Character.isDigit(mutant.charAt(at))) {
            at++;
        }
        int end = at;
        while (end < mutant.length() && Character.isDigit(mutant.charAt(end))) {
            end++;
        }
        mutant.replace(at, end, random.nextBoolean() ? words.get(random.nextInt(4)) : "" + random.nextInt(5));
    }
}
