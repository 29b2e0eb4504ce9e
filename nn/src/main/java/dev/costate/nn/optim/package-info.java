/// Optimisers: rules by which parameters follow their gradients.
///
/// An [dev.costate.nn.optim.Optimiser] is a pair of pure functions, `init` and `update`, and
/// [dev.costate.nn.optim.Chain] puts several in a row: what one makes of the gradient is the gradient of the
/// next. [dev.costate.nn.optim.Optimisers] has the chains that go by a name, as `torch.optim` has them.
@NullMarked
package dev.costate.nn.optim;

import org.jspecify.annotations.NullMarked;
