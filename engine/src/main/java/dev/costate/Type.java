package dev.costate;

/// What is known of a value before it is computed: its element type and its shape. Prints as `f32[2,3]`.
///
/// @param dtype the element type
/// @param shape the extents
public record Type(DType dtype, Shape shape) {
    /// The type of a scalar of `dtype`.
    public static Type scalar(DType dtype) {
        return new Type(dtype, Shape.scalar());
    }

    /// The type with these extents.
    public static Type of(DType dtype, int... dims) {
        return new Type(dtype, Shape.of(dims));
    }

    /// The number of axes.
    public int rank() {
        return shape.rank();
    }

    /// The number of elements.
    public int size() {
        return shape.size();
    }

    /// This type with another shape.
    public Type withShape(Shape other) {
        return new Type(dtype, other);
    }

    /// This type with another element type.
    public Type withDType(DType other) {
        return new Type(other, shape);
    }

    @Override
    public String toString() {
        return dtype.code() + shape;
    }
}
