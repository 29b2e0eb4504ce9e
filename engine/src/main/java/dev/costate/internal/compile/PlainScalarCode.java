package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Each scalar is a number in a local variable, of its own as long as it is needed.
final class PlainScalarCode implements ScalarCode {
    private final CodeBuilder code;
    private final ExprEmitter emitter;
    private final List<Type> buffers;
    private final int[] arrays;
    private final int[] offsets;
    private final Map<TypeKind, Deque<Integer>> free = new EnumMap<>(TypeKind.class);
    private final int[] reserved;
    private int slots;

    /// @param buffers the buffers' types
    /// @param arrays the local variable that holds each buffer's array
    /// @param offsets the local variable that holds where its elements begin
    /// @param reserved local variables, one after the other, that are taken before any others
    PlainScalarCode(CodeBuilder code, List<Type> buffers, int[] arrays, int[] offsets, int[] reserved) {
        this.code = code;
        this.reserved = reserved;
        this.buffers = buffers;
        this.arrays = arrays;
        this.offsets = offsets;
        emitter = new ExprEmitter(code, buffers, arrays, offsets, new int[0]);
    }

    @Override
    public int local(DType dtype) {
        TypeKind kind = ExprEmitter.stack(dtype);
        Deque<Integer> released = free.get(kind);
        if (released != null && !released.isEmpty()) {
            return released.pop();
        }
        int place = slots;
        slots += kind.slotSize();
        return slots <= reserved.length ? reserved[place] : code.allocateLocal(kind);
    }

    /// How many words of local variables the scalars took.
    int slots() {
        return slots;
    }

    @Override
    public void release(DType dtype, int local) {
        free.computeIfAbsent(ExprEmitter.stack(dtype), _ -> new ArrayDeque<>()).push(local);
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
