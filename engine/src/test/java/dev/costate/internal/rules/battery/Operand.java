package dev.costate.internal.rules.battery;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One operand of a case.
///
/// @param fixed its element type; null for the one that the case is run in
/// @param shape its shape
/// @param domain where its elements come from
/// @param differentiable whether the derivative with respect to it is tested (in floating types)
record Operand(@Nullable DType fixed, Shape shape, Domain domain, boolean differentiable) {
    /// An operand of the case's type.
    static Operand of(Shape shape, Domain domain) {
        return new Operand(null, shape, domain, true);
    }

    /// An operand of the case's type with elements from -2 to 2.
    static Operand of(int... dims) {
        return of(Shape.of(dims), Domain.between(-2, 2));
    }

    /// Indices, conditions and the like: an operand of one type in whatever type the case is run.
    static Operand of(DType dtype, Domain domain, int... dims) {
        return new Operand(dtype, Shape.of(dims), domain, false);
    }

    /// The same, without derivative.
    Operand constant() {
        return new Operand(fixed, shape, domain, false);
    }

    /// A value of it, equal in `float32` and `float64`.
    Tensor draw(DType dtype, SplittableRandom random) {
        return Tensor.of(domain.draw(random, shape.size()))
                .to(fixed == null ? dtype : fixed)
                .reshape(shape);
    }
}
