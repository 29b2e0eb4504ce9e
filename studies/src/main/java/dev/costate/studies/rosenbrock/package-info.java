/// Optimisers in Rosenbrock's valley: Adam beside momentum, plain gradient descent and L-BFGS, and why a rate decides
/// which of them looks slow.
@NullMarked
package dev.costate.studies.rosenbrock;

import org.jspecify.annotations.NullMarked;
