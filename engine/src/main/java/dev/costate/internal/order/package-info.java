/// The order of numbers along an axis, for compiled programs.
@NullMarked
package dev.costate.internal.order;

import org.jspecify.annotations.NullMarked;
