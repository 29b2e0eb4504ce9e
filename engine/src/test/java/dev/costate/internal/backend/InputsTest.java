package dev.costate.internal.backend;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.GraphException;
import dev.costate.ShapeException;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.internal.interpret.Interpreter;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final Type MATRIX = Type.of(DType.FLOAT32, 2, 3);
    private static final Type SCALAR = Type.of(DType.INT32);

    private static Graph program() {
        GraphBuilder b = new GraphBuilder();
        int w = b.input(MATRIX, "net.w");
        int n = b.input(SCALAR, "");
        return b.build(w, n);
    }

    @Test
    void theRightInputsPass() {
        assertThatCode(() -> Inputs.check(program(), List.of(Array.zeros(MATRIX), Array.zeros(SCALAR))))
                .doesNotThrowAnyException();
    }

    @Test
    void aWrongNumberIsNamed() {
        assertThatThrownBy(() -> new Interpreter().compile(program()).run(List.of(Array.zeros(MATRIX))))
                .isInstanceOf(GraphException.class)
                .hasMessage("run: the program takes 2 inputs, but 1 were given; pass one array for each input");
    }

    @Test
    void aWrongShapeIsNamed() {
        Array transposed = Array.zeros(Type.of(DType.FLOAT32, 3, 2));
        assertThatThrownBy(() -> new Interpreter().compile(program()).run(List.of(transposed, Array.zeros(SCALAR))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("run: input 0 (net.w) is f32[3,2], the program takes f32[2,3]; reshape it, or trace the"
                        + " program for [3,2]");
    }

    @Test
    void aWrongElementTypeIsNamed() {
        Array wide = Array.zeros(Type.of(DType.INT64));
        assertThatThrownBy(() -> new Interpreter().compile(program()).run(List.of(Array.zeros(MATRIX), wide)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("run: input 1 is i64[], the program takes i32[]; convert it to i32 first, or trace the"
                        + " program for i64");
    }
}
