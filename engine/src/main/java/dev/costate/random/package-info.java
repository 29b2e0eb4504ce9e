/// Random numbers: splittable counter-based keys, and NumPy's legacy generator number for number.
@NullMarked
package dev.costate.random;

import org.jspecify.annotations.NullMarked;
