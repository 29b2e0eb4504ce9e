package dev.costate.nn.loss;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.nn.layer.Linear;
import dev.costate.nn.layer.Sequential;
import dev.costate.nn.optim.AveragedWeights;
import dev.costate.random.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whose line an error names when the engine refuses what a library hands on: that of the user, who can mend it.
class UserLineTest {
    private static final Tensor SCORES = Tensor.of(0.0, 0.0, 0.0, 0.0).reshape(2, 2);

    private static void assertNamesALineOfThisFile(Runnable call) {
        assertThat(catchThrowable(call::run))
                .hasMessageMatching("(?s).* at " + UserLineTest.class.getSimpleName() + "\\.java:\\d+.*");
    }

    @Test
    void anErrorInsideALibraryNamesTheCallersLine() {
        Fn1<Tensor, List<Tensor>> ofTwoTrees =
                x -> AveragedWeights.start(List.of(x)).add(List.of(x, x)).mean();
        assertNamesALineOfThisFile(() -> ofTwoTrees.apply(SCORES));
        assertNamesALineOfThisFile(() -> jit(ofTwoTrees).apply(SCORES));
    }

    @Test
    void codeOfTheUsersThatALibraryCallsIsNamedItself() {
        var net = Sequential.of(new Linear(Key.of(0), 2, 3), x -> x.matmul(Tensor.ones(2, 2)));
        assertNamesALineOfThisFile(() -> net.apply(Tensor.ones(1, 2)));
    }

    @Test
    void nodesCarryTheLibrarysLine() {
        assertThat(Graph.of((Tensor x) -> Losses.squared(x, x), SCORES).toString())
                .contains("Losses.java:")
                .doesNotContain("UserLineTest.java");
    }
}
