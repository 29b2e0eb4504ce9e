package dev.costate.internal.compile;

import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Where each scalar of a [ScalarProgram] is computed.
///
/// Between the block in which its operands are known and the innermost one around all its uses, a scalar goes
/// where the fewest loops are around, and of these places to the innermost: so what does not change in a loop
/// stands before it, and what one branch alone needs inside that branch. (Click, *Global code motion, global
/// value numbering*, PLDI 1995.) A scalar that is used once, in its own block, is computed where it is used.
final class ScalarPlacement {
    private static final int DEEPEST = 24;

    private final ScalarProgram program;
    private final @Nullable ScalarBlock[] latest;
    private final @Nullable ScalarBlock[] places;
    private final int[] uses;
    private final boolean[] crosses;
    private final boolean[] inline;
    private final Map<ScalarBlock, List<Integer>> scalars = new HashMap<>();

    private ScalarPlacement(ScalarProgram program) {
        this.program = program;
        int n = program.size();
        latest = new @Nullable ScalarBlock[n];
        places = new @Nullable ScalarBlock[n];
        uses = new int[n];
        crosses = new boolean[n];
        inline = new boolean[n];
    }

    /// Places the scalars of `program`; those that nothing needs have no place.
    static ScalarPlacement of(ScalarProgram program) {
        ScalarPlacement placement = new ScalarPlacement(program);
        placement.uses(program.root());
        placement.place();
        placement.inline();
        return placement;
    }

    /// The scalars to compute in `block`, in order; without those that are computed where they are used.
    List<Integer> of(ScalarBlock block) {
        return scalars.getOrDefault(block, List.of()).stream()
                .filter(v -> !inline[v])
                .toList();
    }

    /// The block in which a scalar is computed, null if nothing needs it.
    @Nullable
    ScalarBlock place(int scalar) {
        return places[scalar];
    }

    /// Whether a scalar is computed where its only use is.
    boolean isInline(int scalar) {
        return inline[scalar];
    }

    /// Whether a scalar is computed at all.
    boolean isNeeded(int scalar) {
        return places[scalar] != null;
    }

    private void uses(ScalarBlock block) {
        for (ScalarBlock.Statement statement : block.statements()) {
            switch (statement) {
                case ScalarBlock.Store s -> {
                    use(s.value(), block);
                    indexed(s.at(), v -> use(v, block, true));
                }
                case ScalarBlock.Count c -> {
                    uses(c.body());
                    carried(c.carried(), block, c.body());
                }
                case ScalarBlock.Repeat r -> {
                    uses(r.test());
                    uses(r.body());
                    use(r.condition(), r.test());
                    carried(r.carried(), block, r.body());
                }
                case ScalarBlock.Branch b -> {
                    use(b.which(), block);
                    for (ScalarBlock.Arm arm : b.arms()) {
                        uses(arm.block());
                        arm.values().forEach(v -> use(v, arm.block()));
                    }
                }
            }
        }
    }

    private void carried(List<ScalarBlock.Carried> carried, ScalarBlock outside, ScalarBlock inside) {
        for (ScalarBlock.Carried c : carried) {
            use(c.first(), outside);
            use(c.next(), inside);
        }
    }

    private void use(Expr value, ScalarBlock block) {
        if (value instanceof Expr.Load l) {
            use(l.operand(), block, false);
        }
    }

    private void use(int scalar, ScalarBlock block, boolean inIndex) {
        uses[scalar]++;
        // An index may be computed more than once where it is used.
        crosses[scalar] |= inIndex;
        ScalarBlock other = latest[scalar];
        latest[scalar] = other == null ? block : ScalarBlock.common(other, block);
    }

    /// From the last to the first: the uses of a scalar have their places before it.
    private void place() {
        ScalarBlock[] earliest = new ScalarBlock[program.size()];
        for (int v = 0; v < earliest.length; v++) {
            ScalarBlock[] inner = {program.home(v)};
            if (!program.isVariable(v)) {
                operands(program.definition(v), (o, _) -> inner[0] = ScalarBlock.inner(inner[0], earliest[o]));
            }
            earliest[v] = inner[0];
        }
        for (int v = earliest.length - 1; v >= 0; v--) {
            ScalarBlock late = latest[v];
            if (late == null || program.isVariable(v)) {
                continue;
            }
            ScalarBlock best = late;
            for (ScalarBlock b = late; b != null; b = b == earliest[v] ? null : b.outer()) {
                best = b.loops() < best.loops() ? b : best;
            }
            places[v] = best;
            scalars.computeIfAbsent(best, _ -> new ArrayList<>()).addFirst(v);
            ScalarBlock place = best;
            operands(program.definition(v), (o, inIndex) -> use(o, place, inIndex));
        }
    }

    private void inline() {
        int[] depth = new int[program.size()];
        for (int v = 0; v < depth.length; v++) {
            if (places[v] == null) {
                continue;
            }
            int[] deepest = {0};
            operands(program.definition(v), (o, _) -> {
                if (inline[o]) {
                    deepest[0] = Math.max(deepest[0], depth[o]);
                }
            });
            depth[v] = deepest[0] + 1;
            // Used once, its latest place is the block of that use.
            inline[v] = uses[v] == 1 && !crosses[v] && places[v] == latest[v] && depth[v] <= DEEPEST;
        }
    }

    /// What takes the operands of a definition.
    interface Operand {
        void accept(int scalar, boolean inIndex);
    }

    /// The scalars of which a definition is made.
    static void operands(Expr definition, Operand each) {
        for (Expr part : definition.parts()) {
            if (part instanceof Expr.Load l) {
                each.accept(l.operand(), false);
            }
        }
        for (Index index : definition.indices()) {
            indexed(index, v -> each.accept(v, true));
        }
    }

    /// The scalars of which an index is made.
    static void indexed(Index index, IntConsumer each) {
        switch (index) {
            case Index.Literal _, Index.Axis _ -> {}
            case Index.Sum s -> s.terms().forEach(t -> indexed(t.atom(), each));
            case Index.FloorDiv d -> indexed(d.x(), each);
            case Index.Mod m -> indexed(m.x(), each);
            case Index.Clamp c -> indexed(c.x(), each);
            case Index.Value v -> {
                if (v.expr() instanceof Expr.Load l) {
                    each.accept(l.operand());
                }
            }
        }
    }
}
