/// Tensors from files and back.
///
/// Every reader checks the whole of a file before it gives anything, allocates nothing on the word of a
/// header that the file is too small to keep, and names the file and the place of what is wrong
/// ([dev.costate.nn.data.MalformedFileException]). Every writer replaces a file as a whole or not at all.
@NullMarked
package dev.costate.nn.data;

import org.jspecify.annotations.NullMarked;
