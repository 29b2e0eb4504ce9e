/// Tests of the special functions.
@NullMarked
package dev.costate.numerics.special;

import org.jspecify.annotations.NullMarked;
