package dev.costate.internal.compile;

import dev.costate.internal.lower.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// After what the scalars of a [ScalarProgram] are needed no more, so that their local variables may hold
/// others: the first 256 have the shortest instructions, and methods have a limit.
///
/// A block goes over its items in order, the scalars that are computed there and the statements; what one of
/// them contains belongs to it, a whole loop for instance. A scalar lives until the last item of its block that
/// needs it. What is needed when a block has run, as the next values of carries are, lives as long as the block
/// does.
final class ScalarLifetimes {
    private final ScalarProgram program;
    private final ScalarPlacement placement;
    private final Map<Integer, Item> last = new HashMap<>();
    private final Map<Item, List<Integer>> ends = new HashMap<>();
    private final Deque<Frame> frames = new ArrayDeque<>();

    /// An item of a block: a scalar, or a statement by its place, from -1 downwards.
    private record Item(ScalarBlock block, int number) {
        static Item scalar(ScalarBlock block, int scalar) {
            return new Item(block, scalar);
        }

        static Item statement(ScalarBlock block, int place) {
            return new Item(block, -1 - place);
        }
    }

    /// A block that is gone over.
    private static final class Frame {
        private static final int END = Integer.MIN_VALUE;

        private final ScalarBlock block;
        private Item now;

        Frame(ScalarBlock block) {
            this.block = block;
            now = new Item(block, END);
        }

        void ends() {
            now = new Item(block, END);
        }
    }

    private ScalarLifetimes(ScalarProgram program, ScalarPlacement placement) {
        this.program = program;
        this.placement = placement;
    }

    static ScalarLifetimes of(ScalarProgram program, ScalarPlacement placement) {
        ScalarLifetimes lifetimes = new ScalarLifetimes(program, placement);
        lifetimes.block(program.root());
        lifetimes.frames.pop();
        lifetimes.last.forEach((scalar, item) ->
                lifetimes.ends.computeIfAbsent(item, _ -> new ArrayList<>()).add(scalar));
        return lifetimes;
    }

    /// The scalars that the computation of another in `block` needs last.
    List<Integer> endingWithScalar(ScalarBlock block, int scalar) {
        return ends.getOrDefault(Item.scalar(block, scalar), List.of());
    }

    /// The scalars that a statement of `block` needs last.
    List<Integer> endingWithStatement(ScalarBlock block, int place) {
        return ends.getOrDefault(Item.statement(block, place), List.of());
    }

    /// The scalars that end with `block` itself.
    List<Integer> endingWith(ScalarBlock block) {
        return ends.getOrDefault(new Item(block, Frame.END), List.of());
    }

    /// Goes over a block and leaves its frame open, for what is needed at its end.
    private void block(ScalarBlock block) {
        Frame frame = new Frame(block);
        frames.push(frame);
        List<Integer> here = placement.of(block);
        List<ScalarBlock.Statement> statements = block.statements();
        int next = 0;
        for (int i = 0; i < statements.size(); i++) {
            while (next < here.size() && here.get(next) < statements.get(i).position()) {
                scalar(frame, here.get(next++));
            }
            frame.now = Item.statement(block, i);
            statement(statements.get(i));
        }
        while (next < here.size()) {
            scalar(frame, here.get(next++));
        }
        frame.ends();
    }

    private void scalar(Frame frame, int scalar) {
        frame.now = Item.scalar(frame.block, scalar);
        // One that nothing needs in a local variable ends where it begins.
        last.put(scalar, frame.now);
        operands(scalar);
    }

    private void statement(ScalarBlock.Statement statement) {
        switch (statement) {
            case ScalarBlock.Store s -> {
                need(s.value());
                ScalarPlacement.indexed(s.at(), this::need);
            }
            case ScalarBlock.Count c -> {
                c.carried().forEach(x -> need(x.first()));
                block(c.body());
                c.carried().forEach(x -> need(x.next()));
                frames.pop();
            }
            case ScalarBlock.Repeat r -> {
                r.carried().forEach(x -> need(x.first()));
                block(r.test());
                need(r.condition());
                block(r.body());
                r.carried().forEach(x -> need(x.next()));
                frames.pop();
                frames.pop();
            }
            case ScalarBlock.Branch b -> {
                need(b.which());
                for (ScalarBlock.Arm arm : b.arms()) {
                    block(arm.block());
                    arm.values().forEach(this::need);
                    frames.pop();
                }
            }
        }
    }

    private void need(Expr value) {
        if (value instanceof Expr.Load l) {
            need(l.operand());
        }
    }

    /// Whatever is going on now needs a scalar, or those of which it is computed here.
    private void need(int scalar) {
        if (placement.isInline(scalar)) {
            operands(scalar);
            return;
        }
        ScalarBlock home = placement.place(scalar);
        for (Frame frame : frames) {
            if (frame.block == home) {
                last.put(scalar, frame.now);
            }
        }
    }

    private void operands(int scalar) {
        if (!program.isVariable(scalar)) {
            ScalarPlacement.operands(program.definition(scalar), (operand, _) -> need(operand));
        }
    }
}
