/// Tests of the build's own programs.
@NullMarked
package dev.costate.build;

import org.jspecify.annotations.NullMarked;
