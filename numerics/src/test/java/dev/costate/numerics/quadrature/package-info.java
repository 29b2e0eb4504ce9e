/// Tests of the integrals.
@NullMarked
package dev.costate.numerics.quadrature;

import org.jspecify.annotations.NullMarked;
