package dev.costate.numerics.quadrature;

import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Elementwise;

/// What the ends of an interval are to be.
final class Interval {
    private Interval() {}

    /// The type to compute in.
    static DType checked(String name, Tensor a, Tensor b) {
        if (a.rank() != 0 || b.rank() != 0) {
            throw new ShapeException(
                    name + ": the interval's ends are " + a.type() + " and " + b.type(),
                    "give scalars, and vmap for several intervals");
        }
        return Elementwise.toFloating(a)
                .dtype()
                .promote(Elementwise.toFloating(b).dtype());
    }
}
