package dev.costate.numerics.checkpoint;

import dev.costate.Structure;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A tree as its floating leaves, which have derivatives, and the rest, which has none.
///
/// @param <P> the tree's type
/// @param values the floating leaves, in order
/// @param others the other leaves, in order
/// @param structure the tree without its leaves
/// @param floating of each leaf whether it is floating
public record FloatingLeaves<P>(List<Tensor> values, List<Tensor> others, Structure structure, List<Boolean> floating) {
    /// Takes a tree apart.
    public static <P> FloatingLeaves<P> of(P tree) {
        Tree.Flat flat = Tree.flatten(tree);
        List<Boolean> floating =
                flat.leaves().stream().map(x -> x.dtype().isFloating()).toList();
        return new FloatingLeaves<>(
                flat.leaves().stream().filter(x -> x.dtype().isFloating()).toList(),
                flat.leaves().stream().filter(x -> !x.dtype().isFloating()).toList(),
                flat.structure(),
                floating);
    }

    /// The tree with other floating leaves.
    public P with(List<Tensor> values) {
        return join(values, others);
    }

    /// The tree of these cotangents: zeros where a leaf is not floating.
    public P cotangent(List<Tensor> values) {
        return join(values, others.stream().map(Creation::zerosLike).toList());
    }

    private P join(List<Tensor> values, List<Tensor> others) {
        Iterator<Tensor> value = values.iterator();
        Iterator<Tensor> other = others.iterator();
        List<Tensor> leaves = new ArrayList<>();
        floating.forEach(f -> leaves.add(f ? value.next() : other.next()));
        return Tree.unflatten(structure, leaves);
    }

    /// A zero for each floating leaf.
    public List<Tensor> zeros() {
        return values.stream().map(Creation::zerosLike).toList();
    }

    /// The sums of two lists, one by one.
    public static List<Tensor> add(List<Tensor> a, List<Tensor> b) {
        List<Tensor> sums = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            sums.add(a.get(i).add(b.get(i)));
        }
        return List.copyOf(sums);
    }
}
