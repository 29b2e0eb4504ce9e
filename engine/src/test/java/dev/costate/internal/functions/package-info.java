@NullMarked
package dev.costate.internal.functions;

import org.jspecify.annotations.NullMarked;
