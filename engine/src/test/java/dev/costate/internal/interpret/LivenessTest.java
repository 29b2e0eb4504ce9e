package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Origin;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import org.junit.jupiter.api.Test;

class LivenessTest {
    @Test
    void valuesGoAfterTheLastNeededOperationThatReadsThem() {
        GraphBuilder b = new GraphBuilder();
        Type type = Type.of(DType.FLOAT32);
        int x = b.input(type, "x");
        int y = b.input(type, "y");
        int a = b.add(new Unary(UnaryFunction.NEG), new int[] {x}, Origin.UNKNOWN);
        int square = b.add(new Binary(BinaryFunction.MUL), new int[] {a, a}, Origin.UNKNOWN);
        int unread = b.add(new Unary(UnaryFunction.EXP), new int[] {square}, Origin.UNKNOWN);
        int sum = b.add(new Binary(BinaryFunction.ADD), new int[] {square, x}, Origin.UNKNOWN);
        int last = b.add(new Binary(BinaryFunction.ADD), new int[] {sum, y}, Origin.UNKNOWN);
        Liveness liveness = Liveness.of(b.build(sum, last));

        assertThat(liveness.isNeeded(0)).isTrue();
        assertThat(liveness.isNeeded(1)).isTrue();
        assertThat(liveness.isNeeded(2)).isFalse();
        assertThat(liveness.isNeeded(3)).isTrue();
        assertThat(liveness.isNeeded(4)).isTrue();
        assertThat(liveness.droppedAfter(0)).isEmpty();
        assertThat(liveness.droppedAfter(1)).containsExactly(a);
        assertThat(liveness.droppedAfter(2)).containsExactly(unread);
        assertThat(liveness.droppedAfter(3)).containsExactlyInAnyOrder(square, x);
        // The outputs stay, though nothing reads them.
        assertThat(liveness.droppedAfter(4)).containsExactly(y);
    }
}
