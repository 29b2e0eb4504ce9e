/// Convolutions, filters and derivatives of sampled functions.
@NullMarked
package dev.costate.numerics.signal;

import org.jspecify.annotations.NullMarked;
