/// Tests of convolutions, filters and differences.
@NullMarked
package dev.costate.numerics.signal;

import org.jspecify.annotations.NullMarked;
