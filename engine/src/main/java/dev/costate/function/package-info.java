/// Functions of one to five arguments, which the transformations take and return.
@NullMarked
package dev.costate.function;

import org.jspecify.annotations.NullMarked;
