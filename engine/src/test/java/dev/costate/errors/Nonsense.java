package dev.costate.errors;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Jvp;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Structure;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.WithAux;
import dev.costate.WithResidual;
import dev.costate.function.Fn1;
import dev.costate.random.Key;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Arguments that nobody should give, by the parameter's type.
final class Nonsense {
    private record Pair(@Nullable Tensor a, @Nullable Tensor b) {}

    private static final List<Tensor> TENSORS = List.of(
            Tensor.scalar(2.0),
            Tensor.scalar(Double.NaN),
            Tensor.scalar(false),
            Tensor.scalar(DType.INT32, 7),
            Tensor.of(1f, 2f, 3f),
            Tensor.of(1.0, -2.0, 0.5),
            Tensor.of(-1, 0, 9),
            Tensor.of(1L << 40, 0, 1),
            Tensor.of(true, false, true),
            Tensor.zeros(0),
            Tensor.zeros(2, 0, 3),
            Tensor.ones(2, 3),
            Tensor.ones(3, 2).to(DType.FLOAT64),
            Tensor.ones(2, 3, 3));

    private final Random random;

    Nonsense(long seed) {
        random = new Random(seed);
    }

    @SafeVarargs
    private <T extends @Nullable Object> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// Whose method is called: an object of the class, whatever it is for a class without objects.
    Object target(Class<?> type) {
        return type == Shape.class
                ? Shape.of(2, 3)
                : type == Complex.class ? complex() : type == Key.class ? key() : tensor();
    }

    private Key key() {
        return one(Key.of(1), Key.of(2).split(3), Key.of(3).split(0));
    }

    private Complex complex() {
        return one(
                Complex.of(1, -2), Complex.real(Tensor.ones(2, 3)), Complex.of(new double[3], new double[] {1, 2, 3}));
    }

    Tensor tensor() {
        return TENSORS.get(random.nextInt(TENSORS.size()));
    }

    /// Something that Java lets pass for this type; one in five references is null.
    @Nullable
    Object of(Type type) {
        Class<?> raw = raw(type);
        if (!raw.isPrimitive() && random.nextInt(5) == 0) {
            return null;
        }
        if (raw == int.class) {
            return one(-7, -1, 0, 1, 2, 9, Integer.MIN_VALUE);
        } else if (raw == double.class) {
            return one(0.0, -1.0, 1.5, 1e300, Double.NaN, Double.POSITIVE_INFINITY);
        } else if (raw == float.class) {
            return one(0f, Float.NaN);
        } else if (raw == long.class) {
            return one(0L, -1L, Long.MIN_VALUE);
        } else if (raw == boolean.class) {
            return random.nextBoolean();
        } else if (raw.isEnum()) {
            return one(raw.getEnumConstants());
        } else if (raw == Tensor.class) {
            return tensor();
        } else if (raw == Complex.class) {
            return complex();
        } else if (raw == Key.class) {
            return key();
        } else if (raw.isArray()) {
            Object array = Array.newInstance(raw.getComponentType(), random.nextInt(4));
            for (int i = 0; i < Array.getLength(array); i++) {
                Array.set(array, i, of(raw.getComponentType()));
            }
            return array;
        } else if (raw == String.class) {
            return one("", "0", "1:,::-1", "...", "ij,jk->ik", "ii", "i->", "->", ",", "a:b", "9999999999", "\u2603");
        } else if (raw == Number.class) {
            return one(0, -3, 1.5, Double.NaN, Long.MAX_VALUE, Float.MIN_VALUE, new BigInteger("12345678901234567890"));
        } else if (raw == Shape.class) {
            return one(Shape.of(), Shape.of(0), Shape.of(2, 3), Shape.of(3, 1, 3));
        } else if (raw == Structure.class) {
            return Tree.flatten(one(tensor(), 5, List.of(tensor(), tensor()))).structure();
        } else if (raw == Index.class) {
            return index();
        } else if (raw == List.class) {
            Type element = argument(type, 0);
            return Stream.generate(() -> of(element)).limit(random.nextInt(4)).toList();
        } else if (raw == Step.class) {
            return new Step<>(tree(), tree());
        } else if (raw == Jvp.class) {
            return new Jvp<>(tree(), tree());
        } else if (raw == WithAux.class) {
            return new WithAux<>(tensor(), tree());
        } else if (raw == WithResidual.class) {
            return new WithResidual<>(tree(), tree());
        } else if (raw.isInterface()) {
            return function(type, raw);
        }
        return tree();
    }

    private Index index() {
        return one(
                Index.at(7),
                Index.at(-1),
                Index.range(5, 1, -1),
                Index.every(0),
                Index.ellipsis(),
                Index.newAxis(),
                Index.places(tensor()));
    }

    private Object tree() {
        return one(
                tensor(),
                List.of(tensor(), tensor()),
                new Pair(tensor(), null),
                new Tensor[] {tensor(), null},
                Map.of("a", tensor()),
                Optional.of(tensor()),
                3,
                new int[] {1});
    }

    /// A function that returns the same whatever it gets, or what it gets.
    private Object function(Type type, Class<?> raw) {
        Type returned = argument(type, -1);
        boolean identity =
                random.nextBoolean() && raw == Fn1.class && argument(type, 0).equals(returned);
        Object result = of(returned);
        InvocationHandler handler = (_, method, arguments) -> switch (method.getName()) {
            case "toString" -> "f";
            case "hashCode", "applyAsInt" -> 0;
            case "equals" -> false;
            default -> identity ? arguments[0] : result;
        };
        return Proxy.newProxyInstance(raw.getClassLoader(), new Class<?>[] {raw}, handler);
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> (Class<?>) p.getRawType();
            default -> Object.class;
        };
    }

    /// A type's argument, counted from the end if negative.
    private static Type argument(Type type, int i) {
        if (!(type instanceof ParameterizedType p)) {
            return Object.class;
        }
        Type[] arguments = p.getActualTypeArguments();
        return arguments[i < 0 ? arguments.length + i : i];
    }
}
