/// Initialisers: what weights are before the first step.
@NullMarked
package dev.costate.nn.init;

import org.jspecify.annotations.NullMarked;
