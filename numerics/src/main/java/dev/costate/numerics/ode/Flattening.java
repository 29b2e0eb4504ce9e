package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Structure;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.TreeException;
import dev.costate.Type;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;

/// How a tree of one floating dtype is one vector: leaf after leaf, each in row-major order.
///
/// @param structure the tree without its tensors
/// @param types of its leaves
/// @param <Y> the tree's type
public record Flattening<Y>(Structure structure, List<Type> types) {
    public Flattening {
        types = List.copyOf(types);
    }

    /// That of trees like `tree`.
    ///
    /// @param what what the tree is to the user, for errors, such as `solve: the state`
    /// @throws TreeException if it has no tensors
    /// @throws DTypeException if its leaves are not of one floating dtype
    public static <Y> Flattening<Y> of(String what, Y tree) {
        Tree.Flat flat = Tree.flatten(tree);
        List<String> paths = Tree.paths(tree);
        List<Type> types = flat.leaves().stream().map(Tensor::type).toList();
        if (types.isEmpty()) {
            throw new TreeException(what + " has no tensors", "give a tensor, or a record, list or map of tensors");
        }
        DType dtype = types.getFirst().dtype();
        for (int i = 0; i < types.size(); i++) {
            DType other = types.get(i).dtype();
            if (!other.isFloating() || other != dtype) {
                String place = paths.get(i).isEmpty() ? "" : " at " + paths.get(i);
                throw new DTypeException(
                        what + " is " + types.get(i) + place
                                + (other.isFloating() ? ", and begins with " + types.getFirst() : ""),
                        "its tensors are of one floating dtype: convert with to(...)");
            }
        }
        return new Flattening<>(flat.structure(), types);
    }

    /// The dtype of all leaves.
    public DType dtype() {
        return types.getFirst().dtype();
    }

    /// How many elements there are.
    public int size() {
        return types.stream().mapToInt(Type::size).sum();
    }

    /// A tree as a vector: `f[n]`.
    ///
    /// @param what what the tree is to the user, for errors
    /// @throws TreeException if it has another structure
    /// @throws ShapeException if a leaf has another shape
    /// @throws DTypeException if a leaf has another dtype
    public Tensor vector(String what, Y tree) {
        if (tree == null) {
            throw new TreeException(what + " is null", "it has the structure of the state");
        }
        Tree.Flat flat = Tree.flatten(tree);
        if (!flat.structure().equals(structure)) {
            throw new TreeException(
                    what + " is " + described(flat) + ", not " + described(), "it has the structure of the state");
        }
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            Tensor leaf = flat.leaves().get(i);
            if (!leaf.shape().equals(types.get(i).shape())) {
                throw new ShapeException(
                        what + place(i) + " is " + leaf.type() + ", not " + types.get(i),
                        "it has the shapes of the state");
            }
            if (leaf.dtype() != dtype()) {
                throw new DTypeException(
                        what + place(i) + " is " + leaf.type() + ", not " + types.get(i),
                        "convert it with to(" + dtype().name() + ")");
            }
            parts.add(leaf.reshape(leaf.size()));
        }
        return parts.size() == 1 ? parts.getFirst() : Layout.concat(parts, 0);
    }

    /// Many trees, whose leaves have an axis of `k` in front, as vectors: `f[k,n]`.
    public Tensor vectors(Y trees) {
        List<Tensor> parts = Tree.leaves(trees).stream()
                .map(leaf -> leaf.reshape(leaf.dim(0), leaf.dim(0) == 0 ? 0 : leaf.size() / leaf.dim(0)))
                .toList();
        int k = parts.getFirst().dim(0);
        return k == 0 ? Creation.zeros(dtype(), Shape.of(0, size())) : Layout.concat(parts, 1);
    }

    /// The tree of a vector: `f[n]`, or `f[k,n]` for a tree whose leaves have an axis of `k` in front.
    public Y tree(Tensor vector) {
        int axis = vector.rank() - 1;
        Shape front = vector.shape().remove(axis);
        List<Tensor> leaves = new ArrayList<>();
        int at = 0;
        for (Type type : types) {
            Tensor part = types.size() == 1 ? vector : Layout.slice(vector, axis, at, at + type.size());
            Shape shape = type.shape();
            for (int i = 0; i < axis; i++) {
                shape = shape.insert(i, front.dim(i));
            }
            leaves.add(part.reshape(shape));
            at += type.size();
        }
        return Tree.unflatten(structure, leaves);
    }

    private String place(int leaf) {
        String path = structure.paths("").get(leaf);
        return path.isEmpty() ? "" : " at " + path;
    }

    private String described() {
        return described(structure.paths(""), types);
    }

    private static String described(Tree.Flat flat) {
        List<Type> types = flat.leaves().stream().map(Tensor::type).toList();
        return described(flat.structure().paths(""), types);
    }

    private static String described(List<String> paths, List<Type> types) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            all.add(paths.get(i).isEmpty() ? types.get(i).toString() : paths.get(i) + ": " + types.get(i));
        }
        return "{" + String.join(", ", all) + "}";
    }
}
