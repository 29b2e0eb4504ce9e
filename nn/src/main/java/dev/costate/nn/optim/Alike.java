package dev.costate.nn.optim;

import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Tree;
import java.util.List;

/// What a step is given has to be of one kind of parameters. Other structures are refused where trees are mapped; other
/// shapes would broadcast, or end in an error of some addition.
final class Alike {
    private Alike() {}

    /// Fails unless gradient and state have the shapes of the parameters.
    static <P> void check(Trained<P> before, P gradient) {
        var parameters = before.parameters();
        check("the gradient", gradient, parameters, "take the gradient at the parameters that make the step");
        check(before.state(), parameters);
    }

    private static <P> void check(OptimiserState<P> state, P parameters) {
        state.trees()
                .forEach((name, tree) -> check(
                        "the state's " + name,
                        tree,
                        parameters,
                        "begin with init(...) of the parameters that are trained"));
        state.parts().forEach(part -> check(part, parameters));
    }

    private static <P> void check(String what, P tree, P parameters, String cure) {
        List<Tensor> expected = Tree.leaves(parameters);
        List<Tensor> given = Tree.leaves(tree);
        for (var i = 0; i < Math.min(expected.size(), given.size()); i++) {
            if (!given.get(i).shape().equals(expected.get(i).shape())) {
                var path = Tree.paths(parameters).get(i);
                throw new ShapeException(
                        "step: " + what + (path.isEmpty() ? "" : " of " + path) + " is "
                                + given.get(i).shape() + ", the parameter "
                                + expected.get(i).shape(),
                        cure);
            }
        }
    }
}
