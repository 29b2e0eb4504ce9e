package dev.costate.internal.rules.battery;

import static dev.costate.DType.BOOL;
import static dev.costate.DType.FLOAT32;
import static dev.costate.DType.FLOAT64;
import static dev.costate.DType.INT32;
import static dev.costate.DType.INT64;

import dev.costate.DType;
import dev.costate.graph.Op;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An operation and the operands that it is tested on.
///
/// @param name tells it from the others
/// @param op the operation, which may hold the element type
/// @param dtypes the element types it is run in
/// @param operands its operands
/// @param traits what is not as usual about it
record OpCase(String name, Function<DType, Op> op, List<DType> dtypes, List<Operand> operands, Set<Trait> traits) {
    static final List<DType> FLOATS = List.of(FLOAT32, FLOAT64);
    static final List<DType> INTEGERS = List.of(INT32, INT64);
    static final List<DType> BITS = List.of(INT32, INT64, BOOL);
    static final List<DType> ALL = List.of(DType.values());

    /// What a case may lack.
    enum Trait {
        /// Only forward mode: there is no transpose.
        NO_REVERSE,
        /// Its derivative is not the limit of differences, by decree.
        DECREED,
        /// It rounds to `float32`, whatever the case's type.
        COARSE,
        /// It differs from another case in size alone: no need to nest transformations over it.
        ANOTHER_SIZE
    }

    static OpCase of(String name, Op op, Operand... operands) {
        return of(name, _ -> op, operands);
    }

    static OpCase of(String name, Function<DType, Op> op, Operand... operands) {
        return new OpCase(name, op, FLOATS, List.of(operands), EnumSet.noneOf(Trait.class));
    }

    /// The same in other element types.
    OpCase in(List<DType> others) {
        return new OpCase(name, op, others, operands, traits);
    }

    /// The same with a trait.
    OpCase with(Trait trait) {
        Set<Trait> all = EnumSet.of(trait);
        all.addAll(traits);
        return new OpCase(name, op, dtypes, operands, all);
    }

    boolean reversible() {
        return !traits.contains(Trait.NO_REVERSE);
    }

    boolean isAnotherSize() {
        return traits.contains(Trait.ANOTHER_SIZE);
    }

    /// Whether differences can judge its derivative.
    boolean comparable() {
        return !traits.contains(Trait.DECREED) && !traits.contains(Trait.COARSE);
    }

    @Override
    public String toString() {
        return name + operands.stream().map(o -> o.shape().toString()).collect(Collectors.joining(" ", " ", ""));
    }
}
