/// The order of numbers, until there is an operation that sorts.
@NullMarked
package dev.costate.internal.order;

import org.jspecify.annotations.NullMarked;
