/// The runtime's few threads, and how work is shared out to them.
@NullMarked
package dev.costate.internal.parallel;

import org.jspecify.annotations.NullMarked;
