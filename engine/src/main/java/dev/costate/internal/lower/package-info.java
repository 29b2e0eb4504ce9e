/// What the compiler's scheduler works on: each operation as a loop nest over scalar expressions, so that
/// operations can be put into each other.
@NullMarked
package dev.costate.internal.lower;

import org.jspecify.annotations.NullMarked;
