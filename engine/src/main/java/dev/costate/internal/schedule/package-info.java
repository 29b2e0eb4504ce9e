/// Which results are made in which loops: nests put together into clusters, before any code is emitted.
@NullMarked
package dev.costate.internal.schedule;

import org.jspecify.annotations.NullMarked;
