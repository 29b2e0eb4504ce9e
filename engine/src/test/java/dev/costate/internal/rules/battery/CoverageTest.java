package dev.costate.internal.rules.battery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Compare;
import dev.costate.graph.Comparison;
import dev.costate.graph.Op;
import dev.costate.graph.OpCases;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.rules.Typing;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// No operation, function or element type is without cases.
class CoverageTest {
    private static final Set<Object> COVERED = new HashSet<>();

    static {
        for (OpCase it : AllCases.list()) {
            for (DType dtype : it.dtypes()) {
                Op op = it.op().apply(dtype);
                COVERED.add(op.getClass());
                switch (op) {
                    case Unary(UnaryFunction f) -> COVERED.add(f);
                    case Binary(BinaryFunction f) -> COVERED.add(f);
                    case Compare(Comparison c) -> COVERED.add(c);
                    case Reduce(Reduction r, var _) -> COVERED.add(r);
                    default -> {}
                }
            }
        }
    }

    @Test
    void everyOperationHasACase() {
        assertThat(COVERED).containsAll(OpCases.records());
    }

    @Test
    void everyFunctionHasACase() {
        assertThat(COVERED)
                .contains((Object[]) UnaryFunction.values())
                .contains((Object[]) BinaryFunction.values())
                .contains((Object[]) Comparison.values())
                .contains((Object[]) Reduction.values());
    }

    /// An elementwise operation is legal in a type exactly if a case runs it in that type.
    @Test
    void everyLegalElementTypeHasACase() {
        for (UnaryFunction f : UnaryFunction.values()) {
            assertSame(new Unary(f), 1);
        }
        for (BinaryFunction f : BinaryFunction.values()) {
            assertSame(new Binary(f), 2);
        }
        for (Comparison c : Comparison.values()) {
            assertSame(new Compare(c), 2);
        }
        for (Reduction r : Reduction.values()) {
            assertSame(new Reduce(r, dev.costate.graph.Axes.of()), 1);
        }
    }

    private static void assertSame(Op op, int operands) {
        Set<DType> legal = new HashSet<>();
        for (DType dtype : DType.values()) {
            Type[] types = new Type[operands];
            Arrays.fill(types, Type.scalar(dtype));
            try {
                Typing.infer(op, List.of(types));
                legal.add(dtype);
            } catch (dev.costate.DTypeException e) {
                assertThat(e).hasMessageContaining("does not take " + dtype);
            }
        }
        Set<DType> covered = new HashSet<>();
        for (OpCase it : AllCases.list()) {
            boolean same =
                    it.dtypes().stream().anyMatch(d -> it.op().apply(d).name().equals(op.name()));
            if (same) {
                covered.addAll(it.dtypes());
            }
        }
        assertThat(covered).as(op.name()).isEqualTo(legal);
    }
}
