/// Arrays and composable transformations of programs on them, in pure Java.
@NullMarked
package dev.costate.engine;

import org.jspecify.annotations.NullMarked;
