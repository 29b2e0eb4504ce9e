/// The transformations on functions of parameter trees, without their static types; `Costate` puts those on.
@NullMarked
package dev.costate.internal.call;

import org.jspecify.annotations.NullMarked;
