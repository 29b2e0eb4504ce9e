package dev.costate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values, gradients and derivatives of gradients as JAX has them (`linear_algebra_goldens.py`).
class LinearAlgebraGoldenTest {
    /// Both programs err by some roundings times the conditions of these small matrices, which are below a
    /// thousand; the derivative of a gradient has that three times.
    private static final double TOLERANCE = 1e-9;

    record Case(String name, Map<String, Tensor> tensors) {
        List<Tensor> all(String key) {
            List<Tensor> all = new ArrayList<>();
            for (Tensor t = tensors.get(key + 0); t != null; t = tensors.get(key + all.size())) {
                all.add(t);
            }
            return all;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = LinearAlgebraGoldenTest.class.getResourceAsStream("/goldens/linalg/cases.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String block : text.split("\n\n", -1)) {
                List<String> lines = block.lines().toList();
                Map<String, Tensor> tensors = new LinkedHashMap<>();
                for (String line : lines.subList(1, lines.size())) {
                    int space = line.indexOf(' ');
                    int colon = line.indexOf(':');
                    tensors.put(
                            line.substring(0, space),
                            Tensor.of(numbers(line.substring(colon + 1), " "))
                                    .reshape(Shape.of(Arrays.stream(numbers(line.substring(space, colon), ","))
                                            .mapToInt(d -> (int) d)
                                            .toArray())));
                }
                cases.add(new Case(lines.getFirst(), tensors));
            }
        }
        assertThat(cases).hasSize(23);
        return cases;
    }

    private static double[] numbers(String text, String separator) {
        return Arrays.stream(text.strip().split(separator, -1))
                .filter(s -> !s.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static Tensor call(String name, List<Tensor> x) {
        String[] words = name.split(" ", -1);
        return switch (words[0]) {
            case "solve" -> LinearAlgebra.solve(x.get(0), x.get(1));
            case "triangular" ->
                LinearAlgebra.triangularSolve(
                        x.get(0),
                        x.get(1),
                        Boolean.parseBoolean(words[1]),
                        Boolean.parseBoolean(words[2]),
                        Boolean.parseBoolean(words[3]));
            case "cholesky" -> LinearAlgebra.cholesky(x.get(0));
            case "choleskySolve" -> LinearAlgebra.choleskySolve(x.get(0), x.get(1));
            case "lu" -> LinearAlgebra.lu(x.get(0)).packed();
            case "inverse" -> LinearAlgebra.inverse(x.get(0));
            case "determinant" -> LinearAlgebra.determinant(x.get(0));
            case "logDeterminant" -> LinearAlgebra.logDeterminant(x.get(0)).log();
            case "sign" -> LinearAlgebra.logDeterminant(x.get(0)).sign();
            default -> throw new AssertionError(name);
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAndDerivatives(Case c) {
        List<Tensor> x = c.all("x");
        Fn1<List<Tensor>, Tensor> f = in -> call(c.name, in);
        Fn1<List<Tensor>, List<Tensor>> gradient = Costate.grad(in -> waves(call(c.name, in), true));
        Fn1<List<Tensor>, List<Tensor>> twice = in -> Costate.jvp(
                        gradient,
                        in,
                        in.stream().map(t -> waves(t.shape(), false)).toList())
                .tangent();
        close(List.of(f.apply(x)), List.of(c.tensors.get("value")));
        close(List.of(Costate.jit(f).apply(x)), List.of(c.tensors.get("value")));
        close(gradient.apply(x), c.all("grad"));
        close(Costate.jit(gradient).apply(x), c.all("grad"));
        close(twice.apply(x), c.all("twice"));
        close(Costate.jit(twice).apply(x), c.all("twice"));
    }

    private static Tensor waves(Tensor y, boolean cosine) {
        return y.mul(waves(y.shape(), cosine)).sum();
    }

    /// The sines or cosines of 0, 1, ...
    private static Tensor waves(Shape shape, boolean cosine) {
        Tensor numbers = Creation.arange(DType.FLOAT64, shape.size()).reshape(shape);
        return cosine ? numbers.cos() : numbers.sin();
    }

    private static void close(List<Tensor> actual, List<Tensor> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).shape()).isEqualTo(expected.get(i).shape());
            double[] a = actual.get(i).toDoubles();
            double[] e = expected.get(i).toDoubles();
            double scale = 1 + Arrays.stream(e).map(Math::abs).max().orElse(0);
            for (int k = 0; k < a.length; k++) {
                assertThat(Math.abs(a[k] - e[k]))
                        .as("argument %s, element %s: %s and %s", i, k, a[k], e[k])
                        .isLessThanOrEqualTo(TOLERANCE * scale);
            }
        }
    }
}
