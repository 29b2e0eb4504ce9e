/// The work that is measured: each class is one program on the engine's public interface, with its data, the unit
/// of its speed, and how it is judged.
@NullMarked
package dev.costate.bench.workload;

import org.jspecify.annotations.NullMarked;
