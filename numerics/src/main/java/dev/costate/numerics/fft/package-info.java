/// The discrete Fourier transform of any length.
@NullMarked
package dev.costate.numerics.fft;

import org.jspecify.annotations.NullMarked;
