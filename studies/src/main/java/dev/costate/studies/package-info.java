/// Runnable studies that reproduce, check and explain known results.
@NullMarked
package dev.costate.studies;

import org.jspecify.annotations.NullMarked;
