package dev.costate.nn.optim;

import dev.costate.Tensor;
import dev.costate.Tree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What an optimiser keeps from step to step: a tree, so that it can be a carry of a `scan`, have an axis of
/// members and be written to a file.
///
/// @param step how many steps were made, `i32[]`
/// @param trees trees like the parameters, by name, such as `exp_avg`
/// @param numbers single tensors by name
/// @param parts the states of a chain's parts
/// @param <P> the parameters' tree
public record OptimiserState<P>(
        Tensor step,
        SequencedMap<String, P> trees,
        SequencedMap<String, Tensor> numbers,
        List<OptimiserState<P>> parts) {
    public OptimiserState {
        trees = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(trees));
        numbers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(numbers));
        parts = List.copyOf(parts);
    }

    /// The state before the first step that keeps nothing else.
    static <P> OptimiserState<P> start() {
        return new OptimiserState<>(Hyper.count(0), new LinkedHashMap<>(), new LinkedHashMap<>(), List.of());
    }

    /// The state before the first step that keeps trees of zeros like the parameters under these names.
    static <P> OptimiserState<P> zeros(P parameters, String... names) {
        P zeros = Tree.zerosLike(parameters);
        OptimiserState<P> state = start();
        for (String name : names) {
            state = state.with(name, zeros);
        }
        return state;
    }

    /// The tree called `name`.
    ///
    /// @throws IllegalArgumentException if there is none, which names those there are
    public P tree(String name) {
        P tree = trees.get(name);
        if (tree == null) {
            throw new IllegalArgumentException(
                    "optimiser state: there is no tree \"" + name + "\", there are " + trees.keySet());
        }
        return tree;
    }

    /// The number called `name`.
    ///
    /// @throws IllegalArgumentException if there is none, which names those there are
    public Tensor number(String name) {
        Tensor number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(
                    "optimiser state: there is no number \"" + name + "\", there are " + numbers.keySet());
        }
        return number;
    }

    /// This with the tree `name` another one.
    OptimiserState<P> with(String name, P tree) {
        SequencedMap<String, P> all = new LinkedHashMap<>(trees);
        all.put(name, tree);
        return new OptimiserState<>(step, all, numbers, parts);
    }

    /// This with the number `name` another one.
    OptimiserState<P> withNumber(String name, Tensor number) {
        SequencedMap<String, Tensor> all = new LinkedHashMap<>(numbers);
        all.put(name, number);
        return new OptimiserState<>(step, trees, all, parts);
    }

    /// This with the states of parts.
    OptimiserState<P> withParts(List<OptimiserState<P>> parts) {
        return new OptimiserState<>(step, trees, numbers, parts);
    }

    /// This after another step.
    OptimiserState<P> next() {
        return new OptimiserState<>(step.add(1), trees, numbers, parts);
    }
}
