/// Turns programs over many members at once into a loop over the members, each of which runs the program of one.
@NullMarked
package dev.costate.internal.members;

import org.jspecify.annotations.NullMarked;
