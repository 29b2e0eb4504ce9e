package dev.costate.internal.lower;

import dev.costate.Type;
import java.util.ArrayList;
import java.util.List;

/// A loop nest that reads operands and makes one result.
public sealed interface Kernel extends Lowered permits Nest, Prefix, Scatter {
    /// The operands' types; a [Expr.Load] names an operand by its place here.
    List<Type> operands();

    /// The result's type.
    Type result();

    /// This kernel on other operands.
    ///
    /// @param operands the new operands
    /// @param rewriting puts what reads these in the place of each read
    Kernel on(List<Type> operands, Rewriting rewriting);

    /// This kernel with the producer of one operand computed where that operand was read.
    ///
    /// The operands of the result are this kernel's, with the producer's in the place of operand `operand`.
    /// Each read `%operand[at]` becomes the producer's body at `at`; so what is read twice is computed twice.
    ///
    /// @param operand which operand is no longer read
    /// @param producer what made it, a nest without reduction
    default Kernel inline(int operand, Nest producer) {
        if (producer.combine() != Combine.NONE
                || !producer.result().equals(operands().get(operand))) {
            throw new IllegalArgumentException("cannot put " + producer + " into " + this + " as operand " + operand);
        }
        List<Type> spliced = new ArrayList<>(operands());
        spliced.remove(operand);
        spliced.addAll(operand, producer.operands());
        int added = producer.operands().size() - 1;
        Rewriting rewriting = load -> {
            if (load.operand() == operand) {
                return producer.body().rewrite(new Rewriting() {
                    @Override
                    public Index axis(Index.Axis axis) {
                        return load.at().get(axis.axis());
                    }

                    @Override
                    public Expr load(Expr.Load inner) {
                        return inner.of(operand + inner.operand());
                    }
                });
            }
            return load.operand() < operand ? load : load.of(load.operand() + added);
        };
        return on(spliced, rewriting);
    }
}
