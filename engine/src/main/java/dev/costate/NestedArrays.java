package dev.costate;

import dev.costate.graph.Array;
import dev.costate.internal.trace.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nested Java arrays to dense ones and back.
final class NestedArrays {
    private NestedArrays() {}

    static Array read(@Nullable Object nested) {
        if (nested == null) {
            throw Problem.argument("Tensor.of", "the array is null", "was it never set?");
        }
        Class<?> element = nested.getClass();
        int rank = 0;
        while (element.isArray()) {
            element = element.getComponentType();
            rank++;
        }
        DType dtype = dtype(element);
        int[] dims = new int[rank];
        Object level = nested;
        for (int a = 0; a < rank; a++) {
            dims[a] = java.lang.reflect.Array.getLength(level);
            if (dims[a] == 0) {
                break;
            }
            level = a + 1 < rank ? requireRow(java.lang.reflect.Array.get(level, 0), "") : level;
        }
        Type type = new Type(dtype, Shape.of(dims));
        Object storage = Array.allocate(type);
        if (rank == 0) {
            java.lang.reflect.Array.set(storage, 0, nested);
        } else {
            copy(nested, dims, 0, storage, 0, new ArrayList<>());
        }
        return Array.wrap(type, storage);
    }

    private static int copy(Object from, int[] dims, int axis, Object to, int at, List<Integer> path) {
        int n = java.lang.reflect.Array.getLength(from);
        if (n != dims[axis]) {
            throw Problem.shape(
                    "Tensor.of",
                    "the rows differ in length: " + row(path) + " has " + n + " elements, the first has " + dims[axis],
                    "every row of an axis has the same length");
        }
        if (axis == dims.length - 1) {
            if (from.getClass().getComponentType().isPrimitive()) {
                System.arraycopy(from, 0, to, at, n);
            } else {
                unbox((Object[]) from, to, at, path);
            }
            return at + n;
        }
        int next = at;
        for (int i = 0; i < n; i++) {
            path.add(i);
            next = copy(requireRow(java.lang.reflect.Array.get(from, i), row(path)), dims, axis + 1, to, next, path);
            path.removeLast();
        }
        return next;
    }

    private static void unbox(@Nullable Object[] from, Object to, int at, List<Integer> path) {
        for (int i = 0; i < from.length; i++) {
            if (from[i] == null) {
                throw Problem.argument(
                        "Tensor.of",
                        "element " + i + (path.isEmpty() ? "" : " of " + row(path)) + " is null",
                        "a tensor has no holes; NaN may stand for one");
            }
            java.lang.reflect.Array.set(to, at + i, from[i]);
        }
    }

    private static Object requireRow(@Nullable Object row, String path) {
        if (row == null) {
            throw Problem.argument("Tensor.of", (path.isEmpty() ? "row [0]" : path) + " is null", "was it never set?");
        }
        return row;
    }

    private static String row(List<Integer> path) {
        return "row " + path.toString().replace(" ", "");
    }

    private static DType dtype(Class<?> element) {
        if (element == double.class || element == Double.class) {
            return DType.FLOAT64;
        } else if (element == float.class || element == Float.class) {
            return DType.FLOAT32;
        } else if (element == int.class || element == Integer.class) {
            return DType.INT32;
        } else if (element == long.class || element == Long.class) {
            return DType.INT64;
        } else if (element == boolean.class || element == Boolean.class) {
            return DType.BOOL;
        }
        throw Problem.dtype(
                "Tensor.of",
                "the elements are of type " + (List.class.isAssignableFrom(element) ? "List" : element.getSimpleName()),
                "give boolean, int, long, float or double, or nested arrays of them");
    }

    static Object write(Array array) {
        int[] dims = array.type().shape().dims();
        if (dims.length == 0) {
            return java.lang.reflect.Array.get(array.storage(), 0);
        }
        return write(array.storage(), dims, 0, 0);
    }

    private static Object write(Object storage, int[] dims, int axis, int at) {
        Class<?> element = storage.getClass().getComponentType();
        if (axis == dims.length - 1) {
            Object row = java.lang.reflect.Array.newInstance(element, dims[axis]);
            System.arraycopy(storage, at, row, 0, dims[axis]);
            return row;
        }
        int step = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            step *= dims[i];
        }
        Object rows = java.lang.reflect.Array.newInstance(element, Arrays.copyOfRange(dims, axis, dims.length));
        for (int i = 0; i < dims[axis]; i++) {
            java.lang.reflect.Array.set(rows, i, write(storage, dims, axis + 1, at + i * step));
        }
        return rows;
    }
}
