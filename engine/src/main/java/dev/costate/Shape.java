package dev.costate;

import dev.costate.internal.trace.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The extents of a tensor along its axes; rank 0 (a scalar) is `Shape.of()`.
///
/// A shape is a value. The number of elements is at most 2^31 - 1.
public final class Shape {
    private static final Shape SCALAR = new Shape(new int[0]);

    private final int[] dims;
    private final int size;

    private Shape(int[] dims) {
        this.dims = dims;
        long n = 1;
        boolean empty = false;
        for (int d : dims) {
            if (d < 0) {
                throw Problem.shape("shape", "an extent is negative: " + print(dims), "extents are 0 or more");
            }
            empty |= d == 0;
        }
        if (!empty) {
            for (int d : dims) {
                n *= d;
                if (n > Integer.MAX_VALUE) {
                    throw Problem.shape(
                            "shape",
                            print(dims) + " has more than 2^31-1 elements",
                            "split the work, for example with scan over one axis");
                }
            }
        }
        this.size = empty ? 0 : (int) n;
    }

    /// The shape with these extents.
    ///
    /// @throws ShapeException if an extent is negative or the shape has over 2^31-1 elements
    public static Shape of(int... dims) {
        Problem.present("shape", "the list of extents", dims);
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /// The shape of a scalar, `[]`.
    public static Shape scalar() {
        return SCALAR;
    }

    /// The number of axes.
    public int rank() {
        return dims.length;
    }

    /// The number of elements: the product of the extents, 1 for a scalar.
    public int size() {
        return size;
    }

    /// The extent of `axis`, which counts from 0.
    ///
    /// @throws ShapeException if there is no such axis
    public int dim(int axis) {
        requireAxis(axis, dims.length);
        return dims[axis];
    }

    /// A fresh array of the extents.
    public int[] dims() {
        return dims.clone();
    }

    /// The steps, in elements, between neighbours along each axis of a dense row-major array of this shape.
    public int[] strides() {
        int[] strides = new int[dims.length];
        int step = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(1, dims[i]);
        }
        return strides;
    }

    /// `this ++ other`.
    ///
    /// @throws ShapeException if it has over 2^31-1 elements
    public Shape concat(Shape other) {
        Problem.present("shape", "the other shape", other);
        int[] all = Arrays.copyOf(dims, dims.length + other.dims.length);
        System.arraycopy(other.dims, 0, all, dims.length, other.dims.length);
        return of(all);
    }

    /// This shape with one more axis of `extent` before axis `axis`.
    ///
    /// @throws ShapeException if `axis` is not from 0 to the rank, or as [#of]
    public Shape insert(int axis, int extent) {
        requireAxis(axis, dims.length + 1);
        int[] all = new int[dims.length + 1];
        System.arraycopy(dims, 0, all, 0, axis);
        all[axis] = extent;
        System.arraycopy(dims, axis, all, axis + 1, dims.length - axis);
        return of(all);
    }

    /// This shape without axis `axis`.
    ///
    /// @throws ShapeException if there is no such axis
    public Shape remove(int axis) {
        requireAxis(axis, dims.length);
        int[] all = new int[dims.length - 1];
        System.arraycopy(dims, 0, all, 0, axis);
        System.arraycopy(dims, axis + 1, all, axis, all.length - axis);
        return of(all);
    }

    /// The axes `[from, to)` of this shape.
    ///
    /// @throws ShapeException unless `0 <= from <= to <= rank`
    public Shape slice(int from, int to) {
        if (from < 0 || to < from || to > dims.length) {
            throw Problem.shape("shape", "axes " + from + " to " + to + " of " + this, "");
        }
        return of(Arrays.copyOfRange(dims, from, to));
    }

    private void requireAxis(int axis, int count) {
        if (axis < 0 || axis >= count) {
            throw Problem.shape("shape", "axis " + axis + " of " + this, "axes count from 0");
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Shape s && Arrays.equals(dims, s.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /// Prints as `[2,3]`.
    @Override
    public String toString() {
        return print(dims);
    }

    private static String print(int[] dims) {
        return Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
