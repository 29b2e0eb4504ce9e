/// Special functions composed of those of the engine.
@NullMarked
package dev.costate.numerics.special;

import org.jspecify.annotations.NullMarked;
