package dev.costate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What NumPy and JAX make of indexing, padding, NaN, ties, special values and contractions, case by case.
///
/// The file says how it was made. Results must be equal bit by bit, except that the elementary functions may
/// differ by a few units in the last place and float32 sums by their order.
class SemanticsGoldenTest {
    record Case(int line, String name, List<String> arguments, List<Tensor> inputs, Tensor out) {
        @Override
        public String toString() {
            return "line " + line + ": " + name + " " + String.join(" ", arguments);
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SemanticsGoldenTest.class.getResourceAsStream("/goldens/ops/semantics.txt")),
                StandardCharsets.UTF_8))) {
            List<String> header = List.of();
            List<Tensor> inputs = new ArrayList<>();
            int number = 0;
            int start = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.startsWith("case ")) {
                    header = List.of(line.substring(5).split(" ", 2));
                    inputs = new ArrayList<>();
                    start = number;
                } else if (line.startsWith("in ")) {
                    inputs.add(tensor(line.substring(3)));
                } else if (line.startsWith("out ")) {
                    cases.add(new Case(
                            start, header.get(0), header.subList(1, header.size()), inputs, tensor(line.substring(4))));
                }
            }
        }
        return cases.stream();
    }

    @Test
    void theFileIsWhole() throws IOException {
        assertThat(cases().map(Case::name).distinct()).hasSizeGreaterThan(70);
        assertThat(cases().count()).isGreaterThan(600);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equals(Case c) {
        Tensor y = run(c);
        assertThat(y.type()).isEqualTo(c.out().type());
        double[] expected = c.out().toDoubles();
        double[] actual = y.toDoubles();
        for (int i = 0; i < expected.length; i++) {
            double e = expected[i];
            double a = actual[i];
            boolean same = Double.compare(e, a) == 0 || (Math.abs(a - e) <= tolerance(c) * Math.abs(e));
            assertThat(same)
                    .as("%s, element %d: expected %s, was %s (inputs %s)", c, i, e, a, c.inputs())
                    .isTrue();
        }
    }

    private static double tolerance(Case c) {
        return switch (c.name()) {
            case "sum", "prod", "cumsum", "cumprod", "mean", "var" -> c.out().dtype() == DType.FLOAT32 ? 1e-6 : 1e-14;
            // libm's and Java's last places
            case "exp", "expm1", "log", "log1p", "cbrt", "sin", "cos", "tan", "asin", "acos", "atan" -> 2e-15;
            case "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "pow", "atan2" -> 2e-15;
            default -> 0;
        };
    }

    private static Tensor run(Case c) {
        Tensor x = c.inputs().get(0);
        Tensor second = c.inputs().size() > 1 ? c.inputs().get(1) : x;
        String argument = c.arguments().isEmpty() ? "" : c.arguments().get(0);
        return switch (c.name()) {
            case "get" -> x.get(argument);
            case "index" -> Indexing.get(x, index(argument, c.inputs()));
            case "set" ->
                Indexing.set(x, index(argument, c.inputs()), c.inputs().getLast());
            case "addat" ->
                Indexing.add(x, index(argument, c.inputs()), c.inputs().getLast());
            case "pad" -> pad(x, argument);
            case "max" -> x.max(axis(argument));
            case "min" -> x.min(axis(argument));
            case "sum" -> x.sum(axis(argument));
            case "prod" -> x.prod(axis(argument));
            case "mean" -> x.mean(axis(argument));
            case "var" -> x.var(axis(argument));
            case "any" -> x.any(axis(argument));
            case "all" -> x.all(axis(argument));
            case "argmax" -> x.argMax(axis(argument));
            case "argmin" -> x.argMin(axis(argument));
            case "cumsum" -> x.cumSum(axis(argument));
            case "sort" -> x.sort(axis(argument));
            case "argsort" -> x.argSort(axis(argument));
            case "topk" -> Sorting.topK(x, axis(argument), -1).values();
            case "topkplaces" -> Sorting.topK(x, axis(argument), -1).places();
            case "median" -> Sorting.median(x, false, axis(argument));
            case "quantile" -> Sorting.quantile(x, Double.parseDouble(argument), false);
            case "cumprod" -> Reductions.cumProd(x, axis(argument));
            case "convert" -> x.to(DType.ofCode(argument).orElseThrow());
            case "roll" -> Layout.roll(x, ints(argument)[0], ints(argument)[1]);
            case "tile" -> Layout.tile(x, ints(argument)[0], ints(argument)[1]);
            case "repeat" -> Layout.repeat(x, ints(argument)[0], ints(argument)[1]);
            case "flip" -> x.flip(ints(argument));
            case "moveAxis" -> Layout.moveAxis(x, ints(argument)[0], ints(argument)[1]);
            case "swapAxes" -> Layout.swapAxes(x, ints(argument)[0], ints(argument)[1]);
            case "transpose" -> x.transpose(ints(argument));
            case "takeAlong" -> Indexing.takeAlong(x, second, axis(argument));
            case "matmul" -> x.matmul(second);
            case "einsum" -> Einsum.einsum(argument, c.inputs().toArray(Tensor[]::new));
            case "mod" -> x.mod(second);
            case "floorDiv" -> x.floorDiv(second);
            case "isNaN" -> x.isNaN();
            case "isFinite" -> x.isFinite();
            case "maximum" -> x.maximum(second);
            case "minimum" -> x.minimum(second);
            case "eq", "ne", "lt", "le", "gt", "ge" ->
                Elementwise.compare(Comparison.valueOf(c.name().toUpperCase(Locale.ROOT)), x, second);
            case "pow", "atan2", "rem", "div", "add", "sub", "mul", "and", "or", "xor" ->
                Elementwise.binary(BinaryFunction.valueOf(c.name().toUpperCase(Locale.ROOT)), x, second);
            default -> Elementwise.unary(UnaryFunction.valueOf(c.name().toUpperCase(Locale.ROOT)), x);
        };
    }

    private static Tensor pad(Tensor x, String configuration) {
        List<int[]> each = Arrays.stream(configuration.split(";", -1))
                .map(s -> Arrays.stream(s.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toList();
        return Layout.pad(
                x,
                0.5,
                each.stream().mapToInt(p -> p[0]).toArray(),
                each.stream().mapToInt(p -> p[1]).toArray(),
                each.stream().mapToInt(p -> p[2]).toArray());
    }

    private static List<Index> index(String text, List<Tensor> inputs) {
        List<Index> terms = new ArrayList<>();
        int next = 1;
        for (String term : text.split(";", -1)) {
            switch (term.charAt(0)) {
                case 'a', 'm' -> terms.add(Index.places(inputs.get(next++)));
                case 'n' -> terms.add(Index.newAxis());
                case 'e' -> terms.add(Index.ellipsis());
                default -> terms.addAll(Index.parse(term.substring(1)));
            }
        }
        return terms;
    }

    private static int axis(String argument) {
        return Integer.parseInt(argument);
    }

    private static int[] ints(String argument) {
        return Arrays.stream(argument.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static Tensor tensor(String text) {
        String[] words = text.strip().split(" ", -1);
        int bracket = words[0].indexOf('[');
        DType dtype = DType.ofCode(words[0].substring(0, bracket)).orElseThrow();
        String dims = words[0].substring(bracket + 1, words[0].length() - 1);
        Shape shape = dims.isEmpty()
                ? Shape.scalar()
                : Shape.of(Arrays.stream(dims.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray());
        String[] values = Arrays.copyOfRange(words, 1, words.length);
        Object storage = switch (dtype) {
            case BOOL -> {
                boolean[] b = new boolean[values.length];
                for (int i = 0; i < b.length; i++) {
                    b[i] = Boolean.parseBoolean(values[i]);
                }
                yield b;
            }
            case INT32 -> Arrays.stream(values).mapToInt(Integer::parseInt).toArray();
            case INT64 -> Arrays.stream(values).mapToLong(Long::parseLong).toArray();
            case FLOAT64 ->
                Arrays.stream(values).mapToDouble(Double::parseDouble).toArray();
            case FLOAT32 -> {
                float[] f = new float[values.length];
                for (int i = 0; i < f.length; i++) {
                    f[i] = Float.parseFloat(values[i]);
                }
                yield f;
            }
        };
        return Tensor.of(storage, shape);
    }
}
