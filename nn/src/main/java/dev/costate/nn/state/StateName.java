package dev.costate.nn.state;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a [StateDict] names the tensors below a component of a record.
///
/// In the pattern `*` is the name that a tensor has below the component, and `#` the number of a list's
/// element. Without this annotation the component `weightIh` is `weight_ih`; with tensors of its own below
/// it, or a list of these, it is `weight_ih.*` and `weight_ih.#.*`.
///
/// | pattern | for |
/// |---|---|
/// | `*` | a record whose tensors belong to the record around it |
/// | `#.*` | a list whose elements are named by their numbers alone |
/// | `*_l#` | a list whose elements' numbers follow the tensors' names |
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface StateName {
    /// The pattern.
    String value();
}
