/// The benchmarks, as the command line runs them.
@NullMarked
package dev.costate.bench;

import org.jspecify.annotations.NullMarked;
