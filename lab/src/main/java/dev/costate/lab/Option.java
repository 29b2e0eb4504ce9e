package dev.costate.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes a component of a study's configuration: its meaning, its unit and the values it may take.
///
/// Every component is an option even without this annotation: `learningRate` is `--learning-rate` on the command
/// line and `learningRate` in JSON. A component is an `int`, `long`, `double`, `boolean`, `String` or enum, an
/// `int[]`, `long[]`, `double[]` or `List` of those, or a nested record, whose components get dotted names
/// (`--train.learning-rate`).
///
/// Bounds apply to numbers and to each number of a list.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Option {
    /// What the option sets, in a few words.
    String help() default "";

    /// The unit of its number, such as `s`.
    String unit() default "";

    /// The least value allowed.
    double min() default Double.NEGATIVE_INFINITY;

    /// The greatest value allowed.
    double max() default Double.POSITIVE_INFINITY;

    /// A value that must be exceeded: `above = 0` is a positive number.
    double above() default Double.NEGATIVE_INFINITY;

    /// A value that must not be reached.
    double below() default Double.POSITIVE_INFINITY;
}
