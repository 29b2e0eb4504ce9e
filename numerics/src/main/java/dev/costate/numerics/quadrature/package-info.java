/// Integrals of sampled functions and of functions that can be evaluated anywhere.
@NullMarked
package dev.costate.numerics.quadrature;

import org.jspecify.annotations.NullMarked;
