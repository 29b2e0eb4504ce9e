/// The command line: lists and runs studies.
@NullMarked
package dev.costate.cli;

import org.jspecify.annotations.NullMarked;
