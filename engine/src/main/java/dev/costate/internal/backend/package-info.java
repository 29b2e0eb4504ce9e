/// The seam between programs and what runs them: a graph goes in, an executable comes out.
@NullMarked
package dev.costate.internal.backend;

import org.jspecify.annotations.NullMarked;
