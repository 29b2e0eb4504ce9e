/// Products of matrices: blocked for the caches, tiled for the vector registers, shared out to the threads.
///
/// Every element is one chain of fused multiply-adds in the order of k, so all ways through this package give
/// the same bits.
@NullMarked
package dev.costate.internal.gemm;

import org.jspecify.annotations.NullMarked;
