/// The counter-based generator behind the splittable keys, and the twister behind NumPy's legacy numbers.
@NullMarked
package dev.costate.internal.random;

import org.jspecify.annotations.NullMarked;
