/// Functions from graphs to graphs.
@NullMarked
package dev.costate.internal.transform;

import org.jspecify.annotations.NullMarked;
