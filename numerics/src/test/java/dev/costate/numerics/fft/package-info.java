/// Tests of the transforms.
@NullMarked
package dev.costate.numerics.fft;

import org.jspecify.annotations.NullMarked;
