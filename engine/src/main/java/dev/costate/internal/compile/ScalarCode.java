package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.lang.classfile.Label;

/// How the scalars of a [ScalarLoopEmitter] are emitted: as numbers, or as anything that behaves like many.
interface ScalarCode {
    /// A local variable for a scalar of `dtype` that holds nothing.
    int local(DType dtype);

    /// Says that a local variable for a scalar of `dtype` holds nothing any more.
    void release(DType dtype, int local);

    /// Pushes the value of an expression of named scalars, literals and reads.
    void push(Expr expr);

    /// Pops a value into a local variable.
    void pop(DType dtype, int local);

    /// Names a local variable's value: from now on [#push] finds it there.
    void name(Expr.Load scalar, int local);

    /// Stores a value into a buffer.
    void store(int buffer, Index at, Expr value);

    /// Jumps if a boolean does not hold.
    void jumpUnless(Expr condition, Label target);
}
