/// The elementary functions as sequences of basic arithmetic, written once for every way to run them.
@NullMarked
package dev.costate.internal.functions;

import org.jspecify.annotations.NullMarked;
