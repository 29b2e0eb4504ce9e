package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.List;

/// Each scalar is a number in a local variable of its own.
final class PlainScalarCode implements ScalarCode {
    private final CodeBuilder code;
    private final ExprEmitter emitter;
    private final List<Type> buffers;
    private final int[] arrays;
    private final int[] offsets;

    /// @param buffers the buffers' types
    /// @param arrays the local variable that holds each buffer's array
    /// @param offsets the local variable that holds where its elements begin
    PlainScalarCode(CodeBuilder code, List<Type> buffers, int[] arrays, int[] offsets) {
        this.code = code;
        this.buffers = buffers;
        this.arrays = arrays;
        this.offsets = offsets;
        emitter = new ExprEmitter(code, buffers, arrays, offsets, new int[0]);
    }

    @Override
    public int local(DType dtype) {
        return code.allocateLocal(ExprEmitter.stack(dtype));
    }

    @Override
    public void push(Expr expr) {
        emitter.emit(expr);
    }

    @Override
    public void pop(DType dtype, int local) {
        code.storeLocal(ExprEmitter.stack(dtype), local);
    }

    @Override
    public void name(Expr.Load scalar, int local) {
        emitter.known.put(scalar, local);
    }

    @Override
    public void store(int buffer, Index at, Expr value) {
        code.aload(arrays[buffer]);
        emitter.emit(at);
        code.iload(offsets[buffer]);
        code.iadd();
        push(value);
        code.arrayStore(ExprEmitter.element(buffers.get(buffer).dtype()));
    }

    @Override
    public void jumpUnless(Expr condition, Label target) {
        push(condition);
        code.ifeq(target);
    }
}
