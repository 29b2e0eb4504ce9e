package dev.costate.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The steps a random program is made of.
final class RandomSteps {
    private RandomSteps() {}

    /// Takes `count` random steps.
    static void run(RandomProgram program, int count) {
        List<Consumer<RandomProgram>> steps = new ArrayList<>();
        steps.addAll(RandomElementwise.steps(program));
        steps.addAll(RandomLayout.steps());
        steps.addAll(RandomContractions.steps(program));
        if (program.depth < program.options.depth()) {
            steps.addAll(RandomStructure.steps(program));
        }
        for (int i = 0; i < count; i++) {
            program.choose(steps).accept(program);
        }
    }
}
