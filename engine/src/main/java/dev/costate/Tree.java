package dev.costate;

import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.function.Fn3;
import dev.costate.internal.trace.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Parameter trees: a [Tensor], or a record, list, map, array or optional of trees.
///
/// Anything else in a record (an `int`, an enum, a name) is *static*: it belongs to the program, takes no part
/// in derivatives, and a `jit`ted function is compiled again when it changes. Rebuilding a record calls its
/// canonical constructor, under `vmap` with the shapes of one member.
///
/// ```java
/// record Net(Tensor inHid, Tensor hidOut) {}
/// Net next = Tree.map(net, gradient, (w, dw) -> w.sub(dw.mul(2e-3)));
/// ```
public final class Tree {
    private static final int DEEPEST = 500;

    private Tree() {}

    /// A tree taken apart.
    ///
    /// @param leaves its tensors, in order
    /// @param structure the rest
    public record Flat(List<Tensor> leaves, Structure structure) {}

    /// A tree as one vector, and the way back.
    ///
    /// @param <T> the tree's type
    /// @param vector all elements, leaf after leaf in row-major order
    /// @param unravel from such a vector to a tree
    public record Raveled<T>(Tensor vector, Fn1<Tensor, T> unravel) {}

    /// Takes a tree apart.
    public static Flat flatten(@Nullable Object tree) {
        List<Tensor> leaves = new ArrayList<>();
        Structure structure = flatten(tree, "", 0, leaves::add);
        return new Flat(List.copyOf(leaves), structure);
    }

    /// The tensors of a tree, in order.
    public static List<Tensor> leaves(@Nullable Object tree) {
        return flatten(tree).leaves();
    }

    /// The path of each leaf, such as `layers[2].weight`.
    public static List<String> paths(@Nullable Object tree) {
        return flatten(tree).structure().paths("");
    }

    /// The leaves by their paths.
    public static SequencedMap<String, Tensor> named(@Nullable Object tree) {
        Flat flat = flatten(tree);
        List<String> paths = flat.structure().paths("");
        SequencedMap<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            named.put(paths.get(i), flat.leaves().get(i));
        }
        return named;
    }

    /// Puts a tree together again.
    ///
    /// @throws TreeException if the number of leaves is not the structure's
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // the structure says what T is
    public static <T extends @Nullable Object> T unflatten(Structure structure, List<Tensor> leaves) {
        int wanted = structure.paths("").size();
        if (wanted != leaves.size()) {
            throw Problem.tree("unflatten", "the structure has " + wanted + " leaves, given " + leaves.size(), "");
        }
        return (T) build(structure, leaves.iterator());
    }

    /// The tree of `f(leaf)`.
    public static <T> T map(T tree, Fn1<Tensor, Tensor> f) {
        Flat flat = flatten(tree);
        return unflatten(flat.structure(), flat.leaves().stream().map(f).toList());
    }

    /// The tree of `f(leaf of a, leaf of b)`; both have one structure.
    ///
    /// @throws TreeException if the structures differ, naming the path
    public static <T> T map(T a, T b, Fn2<Tensor, Tensor, Tensor> f) {
        Flat x = flatten(a);
        Flat y = like("map", x, b);
        List<Tensor> result = new ArrayList<>();
        for (int i = 0; i < x.leaves().size(); i++) {
            result.add(f.apply(x.leaves().get(i), y.leaves().get(i)));
        }
        return unflatten(x.structure(), result);
    }

    /// The tree of `f(leaf of a, leaf of b, leaf of c)`; all have one structure.
    ///
    /// @throws TreeException if the structures differ, naming the path
    public static <T> T map(T a, T b, T c, Fn3<Tensor, Tensor, Tensor, Tensor> f) {
        Flat x = flatten(a);
        Flat y = like("map", x, b);
        Flat z = like("map", x, c);
        List<Tensor> result = new ArrayList<>();
        for (int i = 0; i < x.leaves().size(); i++) {
            result.add(f.apply(x.leaves().get(i), y.leaves().get(i), z.leaves().get(i)));
        }
        return unflatten(x.structure(), result);
    }

    /// The tree of `f(path, leaf)`.
    public static <T> T mapWithPath(T tree, Fn2<String, Tensor, Tensor> f) {
        Flat flat = flatten(tree);
        List<String> paths = flat.structure().paths("");
        List<Tensor> result = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            result.add(f.apply(paths.get(i), flat.leaves().get(i)));
        }
        return unflatten(flat.structure(), result);
    }

    /// A tree of zeros of the same types.
    public static <T> T zerosLike(T tree) {
        return map(tree, dev.costate.ops.Creation::zerosLike);
    }

    /// The sum over all leaves of the elementwise products: the scalar product of two trees of one structure.
    public static <T> Tensor inner(T a, T b) {
        Flat x = flatten(a);
        Flat y = like("inner", x, b);
        Tensor sum = Tensor.scalar(DType.INT32, 0);
        for (int i = 0; i < x.leaves().size(); i++) {
            sum = sum.add(x.leaves().get(i).mul(y.leaves().get(i)).sum());
        }
        return sum;
    }

    /// The Euclidean norm of all leaves together; its derivative at 0 is 0.
    public static Tensor norm(Object tree) {
        return ravel(tree).vector().norm();
    }

    /// All leaves as one vector, which has the largest of their dtypes.
    public static <T> Raveled<T> ravel(T tree) {
        Flat flat = flatten(tree);
        List<Tensor> vectors =
                flat.leaves().stream().map(t -> t.reshape(t.size())).toList();
        Tensor vector = vectors.isEmpty() ? Tensor.zeros(0) : dev.costate.ops.Layout.concat(vectors, 0);
        List<Type> types = flat.leaves().stream().map(Tensor::type).toList();
        return new Raveled<>(vector, v -> {
            if (v.rank() != 1 || v.size() != vector.size()) {
                throw Problem.shape("unravel", v.type() + " is no vector of " + vector.size(), "");
            }
            List<Tensor> leaves = new ArrayList<>();
            int at = 0;
            for (Type type : types) {
                leaves.add(dev.costate.ops.Layout.slice(v, 0, at, at + type.size())
                        .reshape(type.shape())
                        .to(type.dtype()));
                at += type.size();
            }
            return unflatten(flat.structure(), leaves);
        });
    }

    /// Joins trees of one structure leaf by leaf along a new first axis: many nets in one tree.
    ///
    /// @throws TreeException if the structures differ
    public static <T> T stack(List<T> trees) {
        if (trees.isEmpty()) {
            throw Problem.tree("stack", "there is no tree", "");
        }
        Flat first = flatten(trees.get(0));
        List<List<Tensor>> columns = new ArrayList<>();
        for (T tree : trees) {
            columns.add(like("stack", first, tree).leaves());
        }
        List<Tensor> result = new ArrayList<>();
        for (int i = 0; i < first.leaves().size(); i++) {
            int leaf = i;
            result.add(dev.costate.ops.Layout.stack(
                    columns.stream().map(c -> c.get(leaf)).toList(), 0));
        }
        return unflatten(first.structure(), result);
    }

    /// Member `i` of a tree whose leaves all have members along axis 0.
    public static <T> T member(T tree, int i) {
        return map(tree, t -> t.get(i));
    }

    private static Flat like(String operation, Flat first, Object tree) {
        Flat flat = flatten(tree);
        first.structure().difference(flat.structure(), "").ifPresent(d -> {
            throw Problem.tree(operation, "the trees differ: " + d, "");
        });
        return flat;
    }

    private static Structure flatten(@Nullable Object tree, String path, int depth, Consumer<Tensor> leaf) {
        if (depth > DEEPEST) {
            throw Problem.tree(
                    "tree",
                    "nested over " + DEEPEST + " deep at " + path.substring(0, 80) + "...",
                    "does it contain itself?");
        }
        return switch (tree) {
            case null -> new Structure.Static(Optional.empty());
            case Tensor t -> {
                leaf.accept(t);
                yield new Structure.Leaf();
            }
            case Record r -> {
                RecordShape shape = RecordShape.of(r.getClass());
                List<Structure> children = new ArrayList<>();
                for (int i = 0; i < shape.names().size(); i++) {
                    children.add(
                            flatten(shape.get(r, i), path + "." + shape.names().get(i), depth + 1, leaf));
                }
                yield new Structure.Fields(r.getClass(), shape.names(), children);
            }
            case List<?> list -> new Structure.Elements(elements(list, path, depth, leaf));
            case Map<?, ?> map -> {
                List<Object> keys = keys(map);
                List<Structure> children = new ArrayList<>();
                for (Object key : keys) {
                    children.add(flatten(map.get(key), path + "[" + key + "]", depth + 1, leaf));
                }
                yield new Structure.Entries(keys, children);
            }
            case Object[] array ->
                new Structure.ArrayElements(
                        array.getClass().getComponentType(),
                        elements(java.util.Arrays.asList(array), path, depth, leaf));
            case Optional<?> o -> new Structure.Maybe(o.map(v -> flatten(v, path, depth + 1, leaf)));
            default -> new Structure.Static(Optional.of(tree));
        };
    }

    private static List<Structure> elements(List<?> list, String path, int depth, Consumer<Tensor> leaf) {
        List<Structure> children = new ArrayList<>();
        for (Object element : list) {
            children.add(flatten(element, path + "[" + children.size() + "]", depth + 1, leaf));
        }
        return children;
    }

    private static List<Object> keys(Map<?, ?> map) {
        List<Object> keys = new ArrayList<>(map.keySet());
        boolean ordered = map instanceof SequencedMap<?, ?> || map.keySet() instanceof LinkedHashSet<?>;
        if (!ordered) {
            keys.sort(java.util.Comparator.comparing(k -> k.getClass().getName() + " " + k));
        }
        return Collections.unmodifiableList(keys);
    }

    private static @Nullable Object build(Structure structure, java.util.Iterator<Tensor> leaves) {
        return switch (structure) {
            case Structure.Leaf _ -> leaves.next();
            case Structure.Static(Optional<Object> value) -> value.orElse(null);
            case Structure.Fields f -> {
                @Nullable Object[] values = new @Nullable Object[f.children().size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = build(f.children().get(i), leaves);
                }
                yield RecordShape.of(f.type()).construct(values);
            }
            case Structure.Elements e -> {
                List<@Nullable Object> list = new ArrayList<>();
                e.children().forEach(c -> list.add(build(c, leaves)));
                yield Collections.unmodifiableList(list);
            }
            case Structure.ArrayElements a -> {
                Object array = java.lang.reflect.Array.newInstance(
                        a.component(), a.children().size());
                for (int i = 0; i < a.children().size(); i++) {
                    java.lang.reflect.Array.set(array, i, build(a.children().get(i), leaves));
                }
                yield array;
            }
            case Structure.Entries e -> {
                Map<Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < e.keys().size(); i++) {
                    map.put(e.keys().get(i), build(e.children().get(i), leaves));
                }
                yield Collections.unmodifiableMap(map);
            }
            case Structure.Maybe(Optional<Structure> child) -> child.map(c -> build(c, leaves));
        };
    }
}
