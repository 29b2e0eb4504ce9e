/// What routines of linear algebra and Fourier transforms cost, one after the other, beside LAPACK and XLA.
@NullMarked
package dev.costate.bench.routines;

import org.jspecify.annotations.NullMarked;
