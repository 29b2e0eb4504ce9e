package dev.costate.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Complex;
import dev.costate.Costate;
import dev.costate.CostateException;
import dev.costate.Index;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Activation;
import dev.costate.ops.Contraction;
import dev.costate.ops.Creation;
import dev.costate.ops.Diagonals;
import dev.costate.ops.Einsum;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Indexing;
import dev.costate.ops.Layout;
import dev.costate.ops.LeastSquares;
import dev.costate.ops.LinearAlgebra;
import dev.costate.ops.Reductions;
import dev.costate.ops.Spectra;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the public methods are given, they give a result or an error of the engine's own that names an
/// operation: no bare `NullPointerException`, `ClassCastException` or index out of bounds.
class NonsenseTest {
    private static final int TRIES = 60;

    static List<Method> methods() {
        return Stream.of(
                        Tensor.class,
                        Shape.class,
                        Index.class,
                        Tree.class,
                        Costate.class,
                        Activation.class,
                        Contraction.class,
                        Creation.class,
                        Einsum.class,
                        Elementwise.class,
                        Indexing.class,
                        Layout.class,
                        LinearAlgebra.class,
                        LeastSquares.class,
                        Spectra.class,
                        Reductions.class,
                        Diagonals.class,
                        Complex.class,
                        Key.class,
                        Random.class)
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isSynthetic())
                // Its first argument is the name of an operation.
                .filter(m -> !List.of("axis", "broadcastShapes").contains(m.getName()))
                .filter(m -> m.getDeclaringClass() != Index.class || Modifier.isStatic(m.getModifiers()))
                .sorted(java.util.Comparator.comparing(Method::toString))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void nonsenseIsAnsweredInWords(Method method) throws IllegalAccessException {
        for (int seed = 0; seed < TRIES; seed++) {
            Nonsense nonsense = new Nonsense(seed);
            Object target = nonsense.target(method.getDeclaringClass());
            @Nullable
            Object[] arguments = Arrays.stream(method.getGenericParameterTypes())
                    .map(nonsense::of)
                    .toArray();
            try {
                method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                assertThat(e.getCause())
                        .as("%s of %s, seed %s", method.getName(), Arrays.deepToString(arguments), seed)
                        .isInstanceOf(CostateException.class);
                assertThat(e.getCause()).hasMessageMatching("(?s)[\\w.]+: .+");
            }
        }
    }

    static List<Method> transformations() {
        return methods().stream()
                .filter(m -> m.getDeclaringClass() == Costate.class)
                .filter(m -> dev.costate.function.Fn1.class.getPackage()
                                == m.getReturnType().getPackage()
                        || List.of("vmap", "jit").contains(m.getName()))
                .toList();
    }

    /// What a transformation makes of such functions is called with such arguments.
    @ParameterizedTest
    @MethodSource("transformations")
    void soAreTransformedFunctions(Method method) throws IllegalAccessException {
        for (int seed = 0; seed < TRIES; seed++) {
            Nonsense nonsense = new Nonsense(seed);
            @Nullable
            Object[] arguments = Arrays.stream(method.getGenericParameterTypes())
                    .map(nonsense::of)
                    .toArray();
            @Nullable Object[] given = {};
            try {
                Object made = method.invoke(null, arguments);
                Method apply = Arrays.stream(method.getReturnType().getMethods())
                        .filter(m -> m.getName().equals("apply"))
                        .findFirst()
                        .orElseThrow();
                apply.setAccessible(true);
                given = Arrays.stream(apply.getGenericParameterTypes())
                        .map(nonsense::of)
                        .toArray();
                apply.invoke(made, given);
            } catch (InvocationTargetException e) {
                assertThat(e.getCause())
                        .as("%s applied to %s, seed %s", method.getName(), Arrays.deepToString(given), seed)
                        .isInstanceOf(CostateException.class);
            }
        }
    }
}
