/// The engine: tensors, parameter trees, and transformations of functions of them.
///
/// - [dev.costate.Tensor]: arrays, and the arithmetic on them; more of it by family in `dev.costate.ops`
/// - [dev.costate.Tree]: records, lists and maps of tensors, which are the arguments and results of all that
///   follows
/// - [dev.costate.Costate]: the transformations, `grad`, `vjp`, `jvp`, `vmap`, `scan`, `jit` and their like
/// - [dev.costate.CostateException]: what a misuse throws
///
/// ```java
/// import static dev.costate.Costate.grad;
///
/// Tensor x = Tensor.of(1.0, 2.0, 3.0);
/// IO.println(grad((Tensor w) -> x.mul(w).sub(6).square().mean()).apply(Tensor.scalar(1)));
/// // -> f64[] -14.66667
/// ```
@NullMarked
package dev.costate;

import org.jspecify.annotations.NullMarked;
