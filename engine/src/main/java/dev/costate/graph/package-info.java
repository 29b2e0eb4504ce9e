/// The program form: a typed, flat, single-assignment graph of operations. Open to tools that read programs
/// (the doctor, the lab's probes); a user of the engine does not need it.
@NullMarked
package dev.costate.graph;

import org.jspecify.annotations.NullMarked;
