package dev.costate.internal.call;

import dev.costate.Structure;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Type;
import dev.costate.graph.Graph;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A function of trees, whatever their number and types.
@FunctionalInterface
public interface TreeFunction {
    /// Calls the function.
    @Nullable
    Object apply(@Nullable Object[] arguments);

    /// A function looked at.
    ///
    /// @param result its program, with the arguments' leaves as first inputs
    /// @param out the structure of what it returned
    record Traced(Trace.Result result, Structure out) {
        /// The program.
        public Graph graph() {
            return result.graph();
        }
    }

    /// Arguments taken apart.
    ///
    /// @param leaves all their tensors
    /// @param structures each one's structure
    /// @param paths the leaves' paths, such as `net.inHid`
    record Arguments(List<Tensor> leaves, List<Structure> structures, List<String> paths) {
        /// Takes arguments apart.
        static Arguments of(@Nullable Object... arguments) {
            List<Tensor> leaves = new ArrayList<>();
            List<Structure> structures = new ArrayList<>();
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                Tree.Flat flat = Tree.flatten(arguments[i]);
                leaves.addAll(flat.leaves());
                structures.add(flat.structure());
                paths.addAll(flat.structure().paths(name(i, arguments)));
            }
            return new Arguments(leaves, structures, paths);
        }

        /// Puts arguments of the same structure together.
        @Nullable
        Object[] rebuild(List<Tensor> newLeaves) {
            @Nullable Object[] arguments = new @Nullable Object[structures.size()];
            int at = 0;
            for (int i = 0; i < arguments.length; i++) {
                int n = structures.get(i).paths("").size();
                arguments[i] = Tree.unflatten(structures.get(i), newLeaves.subList(at, at + n));
                at += n;
            }
            return arguments;
        }

        List<Type> types() {
            return leaves.stream().map(Tensor::type).toList();
        }

        private static String name(int i, @Nullable Object[] arguments) {
            Object argument = arguments[i];
            if (!(argument instanceof Record)
                    || argument.getClass().getSimpleName().isEmpty()) {
                return "arg" + i;
            }
            String simple = argument.getClass().getSimpleName();
            long alike = Arrays.stream(arguments)
                    .filter(a -> a != null && a.getClass() == argument.getClass())
                    .count();
            String name = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
            return alike > 1 ? name + i : name;
        }
    }

    /// Traces this function on inputs of these types.
    ///
    /// @param transformation its name, for errors
    /// @param arguments the arguments, for their structure and paths
    /// @param types the leaves' types as the function sees them
    /// @param bound the leaves' values, null where it is to have none
    default Traced trace(
            String transformation, Arguments arguments, List<Type> types, List<? extends @Nullable Tensor> bound) {
        @Nullable Structure[] out = new @Nullable Structure[1];
        Trace.Result result = Trace.run(transformation, types, arguments.paths(), bound, in -> {
            Tree.Flat flat = Tree.flatten(apply(arguments.rebuild(in)));
            out[0] = flat.structure();
            return flat.leaves();
        });
        return new Traced(result, java.util.Objects.requireNonNull(out[0]));
    }

    /// The program that `f` is on arguments like these, whose values it does not see.
    static Graph program(TreeFunction f, @Nullable Object... arguments) {
        Arguments args = Arguments.of(arguments);
        return f.trace("Graph.of", args, args.types(), unbound(args.leaves().size()))
                .graph();
    }

    /// Fails unless the first argument is a tree and every leaf is floating.
    static void requireFloating(String transformation, Arguments arguments) {
        if (arguments.structures().getFirst() instanceof Structure.Static(Optional<Object> value)
                && value.isPresent()) {
            throw Problem.tree(
                    transformation,
                    "arg0 is of the class " + value.get().getClass().getSimpleName() + ", which is no tree of tensors",
                    "make it a tensor, or a record, list or map of tensors");
        }
        for (int i = 0; i < arguments.leaves().size(); i++) {
            Type type = arguments.leaves().get(i).type();
            if (!type.dtype().isFloating()) {
                throw Problem.dtype(
                        transformation,
                        arguments.paths().get(i) + " is " + type + ", which has no derivative",
                        "pass it as another argument, make it a static int, or convert it with to(FLOAT32)");
            }
        }
    }

    /// Fails unless two trees agree in structure and types.
    static void requireAlike(String transformation, String what, Tree.Flat expected, Tree.Flat given, String cure) {
        expected.structure().difference(given.structure()).ifPresent(d -> {
            throw Problem.tree(
                    transformation, what + ": " + d.place() + " is " + d.there() + ", not " + d.here(), cure);
        });
        List<String> paths = expected.structure().paths("");
        for (int i = 0; i < paths.size(); i++) {
            Type a = expected.leaves().get(i).type();
            Type b = given.leaves().get(i).type();
            if (!a.equals(b)) {
                String place = paths.get(i).isEmpty() ? "it" : paths.get(i);
                String problem = what + ": " + place + " is " + b + ", not " + a;
                throw a.dtype() == b.dtype()
                        ? Problem.shape(transformation, problem, cure)
                        : Problem.dtype(transformation, problem, cure);
            }
        }
    }

    /// A result with the type that the user's declarations give it; null is a legal tree where they allow it.
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> T typed(@Nullable Object result) {
        return (T) result;
    }

    /// `n` nulls: inputs without value.
    static List<@Nullable Tensor> unbound(int n) {
        return Arrays.asList(new @Nullable Tensor[n]);
    }
}
