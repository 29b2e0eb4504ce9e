/// Elementary and special functions of one number that `java.lang.Math` lacks.
@NullMarked
package dev.costate.internal.math;

import org.jspecify.annotations.NullMarked;
