package dev.costate.internal.call;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.internal.trace.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Functions with what they close over made an argument.
public final class Closures {
    private Closures() {}

    /// A function looked at.
    ///
    /// @param function from an argument like the example's and values like the captured ones to the result
    /// @param captured what the original closes over
    public record Converted(
            BiFunction<@Nullable Object, List<Tensor>, @Nullable Object> function, List<Tensor> captured) {}

    /// Traces `f` on an argument like `example`, whose values it does not see.
    public static Converted convert(TreeFunction f, @Nullable Object example) {
        TreeFunction.Arguments args = TreeFunction.Arguments.of(example);
        TreeFunction.Traced traced = f.trace(
                "closure",
                args,
                args.types(),
                TreeFunction.unbound(args.leaves().size()));
        Tree.Flat expected = new Tree.Flat(args.leaves(), args.structures().get(0));
        Tree.Flat closedOver = Tree.flatten(traced.result().captured());
        return new Converted(
                (argument, captured) -> {
                    Tree.Flat given = Tree.flatten(argument);
                    TreeFunction.requireAlike(
                            "closure",
                            "the argument is not like the example",
                            expected,
                            given,
                            "the program was traced on the example; convert the function again");
                    TreeFunction.requireAlike(
                            "closure",
                            "the captured values are not like those of the closure",
                            closedOver,
                            Tree.flatten(captured),
                            "give a list like captured()");
                    List<Tensor> operands = new ArrayList<>(given.leaves());
                    operands.addAll(captured);
                    return Tree.<@Nullable Object>unflatten(traced.out(), Dispatch.call(traced.graph(), operands));
                },
                traced.result().captured());
    }
}
