package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Rewriting;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Emits a [ScalarProgram]: its blocks as structured code, its carries as local variables.
///
/// A variable before, in and after a loop is one local variable: the values of the next step are all pushed
/// before the first of them is stored. It is kept until the block around the loop ends; other scalars give
/// theirs back when they are needed no more.
final class ScalarLoopEmitter {
    private final CodeBuilder code;
    private final ScalarProgram program;
    private final ScalarPlacement placement;
    private final ScalarCode scalars;
    private final Rewriting inlining;
    private final ScalarLifetimes lifetimes;
    private final Map<Integer, Integer> held = new HashMap<>();

    ScalarLoopEmitter(CodeBuilder code, ScalarProgram program, ScalarPlacement placement, ScalarCode scalars) {
        this.code = code;
        this.program = program;
        this.placement = placement;
        this.scalars = scalars;
        inlining = this::inlined;
        lifetimes = ScalarLifetimes.of(program, placement);
    }

    /// Emits the whole program.
    void emit() {
        block(program.root());
    }

    /// Emits a block; what lives as long as it does keeps its local variables until [#end].
    private void block(ScalarBlock block) {
        List<Integer> here = placement.of(block);
        List<ScalarBlock.Statement> statements = block.statements();
        int next = 0;
        for (int i = 0; i < statements.size(); i++) {
            while (next < here.size() && here.get(next) < statements.get(i).position()) {
                compute(block, here.get(next++));
            }
            statement(statements.get(i));
            release(lifetimes.endingWithStatement(block, i));
        }
        while (next < here.size()) {
            compute(block, here.get(next++));
        }
    }

    private void end(ScalarBlock block) {
        release(lifetimes.endingWith(block));
    }

    private void release(List<Integer> scalarsThatEnd) {
        for (int scalar : scalarsThatEnd) {
            scalars.release(program.definition(scalar).dtype(), Objects.requireNonNull(held.remove(scalar)));
        }
    }

    private void compute(ScalarBlock block, int scalar) {
        Expr definition = program.definition(scalar);
        push(definition);
        DType dtype = definition.dtype();
        int local = scalars.local(dtype);
        held.put(scalar, local);
        scalars.pop(dtype, local);
        scalars.name(new Expr.Load(scalar, dtype, List.of()), local);
        release(lifetimes.endingWithScalar(block, scalar));
    }

    private void push(Expr expr) {
        scalars.push(expr.rewrite(inlining));
    }

    private Expr inlined(Expr.Load load) {
        boolean here = load.at().isEmpty() && placement.isInline(load.operand());
        return here ? program.definition(load.operand()).rewrite(inlining) : load;
    }

    private void statement(ScalarBlock.Statement statement) {
        switch (statement) {
            case ScalarBlock.Store s ->
                scalars.store(s.buffer(), s.at(), s.value().rewrite(inlining));
            case ScalarBlock.Count c -> count(c);
            case ScalarBlock.Repeat r -> repeat(r);
            case ScalarBlock.Branch b -> branch(b);
        }
    }

    private int[] begin(List<ScalarBlock.Carried> carried) {
        int[] locals = new int[carried.size()];
        for (int i = 0; i < locals.length; i++) {
            ScalarBlock.Carried c = carried.get(i);
            DType dtype = c.variable().dtype();
            locals[i] = scalars.local(dtype);
            push(c.first());
            scalars.pop(dtype, locals[i]);
            scalars.name(c.variable(), locals[i]);
            scalars.name(c.result(), locals[i]);
        }
        return locals;
    }

    private void advance(List<ScalarBlock.Carried> carried, int[] locals) {
        for (ScalarBlock.Carried c : carried) {
            if (!c.next().equals(c.variable())) {
                push(c.next());
            }
        }
        for (int i = locals.length - 1; i >= 0; i--) {
            ScalarBlock.Carried c = carried.get(i);
            if (!c.next().equals(c.variable())) {
                scalars.pop(c.variable().dtype(), locals[i]);
            }
        }
    }

    private void count(ScalarBlock.Count c) {
        int[] locals = begin(c.carried());
        int counter = scalars.local(DType.INT32);
        scalars.name(c.counter(), counter);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.loadConstant(c.reverse() ? c.length() - 1 : 0);
        code.istore(counter);
        code.labelBinding(head);
        code.iload(counter);
        if (c.reverse()) {
            code.iflt(end);
        } else {
            code.loadConstant(c.length());
            code.if_icmpge(end);
        }
        block(c.body());
        advance(c.carried(), locals);
        end(c.body());
        code.iinc(counter, c.reverse() ? -1 : 1);
        code.goto_(head);
        code.labelBinding(end);
    }

    private void repeat(ScalarBlock.Repeat r) {
        int[] locals = begin(r.carried());
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head);
        block(r.test());
        scalars.jumpUnless(r.condition().rewrite(inlining), end);
        block(r.body());
        advance(r.carried(), locals);
        end(r.body());
        end(r.test());
        code.goto_(head);
        code.labelBinding(end);
    }

    private void branch(ScalarBlock.Branch b) {
        List<Expr.Load> results = b.results();
        int[] locals = new int[results.size()];
        for (int i = 0; i < locals.length; i++) {
            locals[i] = scalars.local(results.get(i).dtype());
        }
        int which = scalars.local(DType.INT32);
        push(b.which());
        scalars.pop(DType.INT32, which);
        Label end = code.newLabel();
        for (int a = 0; a < b.arms().size(); a++) {
            ScalarBlock.Arm arm = b.arms().get(a);
            Label next = code.newLabel();
            boolean last = a == b.arms().size() - 1;
            if (!last) {
                code.iload(which);
                code.loadConstant(a);
                code.if_icmpgt(next);
            }
            block(arm.block());
            for (int i = 0; i < locals.length; i++) {
                push(arm.values().get(i));
                scalars.pop(results.get(i).dtype(), locals[i]);
            }
            end(arm.block());
            if (!last) {
                code.goto_(end);
            }
            code.labelBinding(next);
        }
        code.labelBinding(end);
        for (int i = 0; i < locals.length; i++) {
            scalars.name(results.get(i), locals[i]);
        }
    }

    /// The buffers that the program reads or stores to.
    static boolean[] buffers(ScalarProgram program, ScalarPlacement placement) {
        boolean[] used = new boolean[program.buffers().size()];
        for (int v = 0; v < program.size(); v++) {
            if (placement.isNeeded(v) && program.definition(v) instanceof Expr.Load read) {
                used[read.operand()] = true;
            }
        }
        stores(program.root(), used);
        return used;
    }

    private static void stores(ScalarBlock block, boolean[] used) {
        for (ScalarBlock.Statement statement : block.statements()) {
            switch (statement) {
                case ScalarBlock.Store s -> used[s.buffer()] = true;
                case ScalarBlock.Count c -> stores(c.body(), used);
                case ScalarBlock.Repeat _, ScalarBlock.Branch _ -> {}
            }
        }
    }
}
