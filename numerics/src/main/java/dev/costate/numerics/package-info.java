/// Differentiable solvers on the engine: differential equations, linear systems, transforms and filters.
@NullMarked
package dev.costate.numerics;

import org.jspecify.annotations.NullMarked;
