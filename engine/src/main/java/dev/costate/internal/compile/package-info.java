/// From a graph to bytecode in the running JVM: fuse lowered operations into kernels, emit each as a class,
/// run them over planned buffers.
@NullMarked
package dev.costate.internal.compile;

import org.jspecify.annotations.NullMarked;
