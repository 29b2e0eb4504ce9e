/// State dicts: records of layers from and to tensors under PyTorch's names.
@NullMarked
package dev.costate.nn.state;

import org.jspecify.annotations.NullMarked;
