/// Functions of tensors by family; the most used ones are also methods of [dev.costate.Tensor].
@NullMarked
package dev.costate.ops;

import org.jspecify.annotations.NullMarked;
