package dev.costate;

import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.function.Fn3;
import dev.costate.internal.trace.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
/// record Net(Tensor weight, Tensor bias) {}
///
/// Net net = new Net(Tensor.of(1.0, 2.0), Tensor.scalar(3));
/// Net gradient = new Net(Tensor.of(10.0, 20.0), Tensor.scalar(30));
/// IO.println(Tree.paths(net));                                               // -> [weight, bias]
/// IO.println(Tree.map(net, gradient, (w, dw) -> w.sub(dw.mul(0.5))).bias()); // -> f64[] -12
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
            if (named.put(paths.get(i), flat.leaves().get(i)) != null) {
                throw Problem.tree(
                        "named",
                        "two leaves have the path " + paths.get(i),
                        "give the map keys that print differently");
            }
        }
        return named;
    }

    /// Puts a tree together again.
    ///
    /// @throws TreeException if the number of leaves is not the structure's
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // the structure says what T is
    public static <T extends @Nullable Object> T unflatten(Structure structure, List<Tensor> leaves) {
        Problem.present("unflatten", "the list of leaves", leaves);
        List<String> paths =
                Problem.present("unflatten", "the structure", structure).paths("");
        if (paths.size() != leaves.size()) {
            throw Problem.tree(
                    "unflatten",
                    "the structure has " + paths.size() + " leaves, given " + leaves.size(),
                    "give them in the order of Tree.leaves");
        }
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i).isEmpty() ? "" : " " + paths.get(i);
            Problem.present("unflatten", "the leaf" + path, leaves.get(i));
        }
        return (T) build(structure, leaves.iterator());
    }

    /// The tree of `f(leaf)`.
    public static <T> T map(T tree, Fn1<Tensor, Tensor> f) {
        Problem.present("map", "the function", f);
        Flat flat = flatten(tree);
        return unflatten(flat.structure(), flat.leaves().stream().map(f).toList());
    }

    /// The tree of `f(leaf of a, leaf of b)`; both have one structure.
    ///
    /// @throws TreeException if the structures differ, naming the path
    public static <T> T map(T a, T b, Fn2<Tensor, Tensor, Tensor> f) {
        Problem.present("map", "the function", f);
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
        Problem.present("map", "the function", f);
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
        Problem.present("mapWithPath", "the function", f);
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
            if (Problem.present("unravel", "the vector", v).rank() != 1 || v.size() != vector.size()) {
                throw Problem.shape(
                        "unravel",
                        Problem.describe(v) + " is no vector of the tree's " + vector.size() + " elements",
                        "give one like what ravel made");
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
        if (Problem.present("stack", "the list of trees", trees).isEmpty()) {
            throw Problem.tree("stack", "there is no tree", "give at least one");
        }
        Flat first = flatten(trees.get(0));
        List<List<Tensor>> columns = new ArrayList<>();
        for (T tree : trees) {
            Flat next = like("stack", first, tree);
            for (int i = 0; i < first.leaves().size(); i++) {
                Shape shape = first.leaves().get(i).shape();
                if (!next.leaves().get(i).shape().equals(shape)) {
                    throw Problem.shape(
                            "stack",
                            "tree " + columns.size() + " is not like the first: " + place(first, i) + " is "
                                    + Problem.describe(next.leaves().get(i)) + ", not "
                                    + Problem.describe(first.leaves().get(i)),
                            "members have equal shapes");
                }
            }
            columns.add(next.leaves());
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
        Flat flat = flatten(tree);
        List<Tensor> members = new ArrayList<>();
        for (int leaf = 0; leaf < flat.leaves().size(); leaf++) {
            Tensor t = flat.leaves().get(leaf);
            if (t.rank() == 0 || i < -t.dim(0) || i >= t.dim(0)) {
                throw Problem.index(
                        "member",
                        place(flat, leaf) + " is " + Problem.describe(t) + ", which has no member " + i,
                        t.rank() == 0
                                ? "members stand along axis 0"
                                : "they go from " + -t.dim(0) + " to " + (t.dim(0) - 1));
            }
            members.add(t.get(i));
        }
        return unflatten(flat.structure(), members);
    }

    /// Leaf number `leaf` as the subject of a sentence: its path, or `it`.
    private static String place(Flat flat, int leaf) {
        String path = flat.structure().paths("").get(leaf);
        return path.isEmpty() ? "it" : path;
    }

    private static Flat like(String operation, Flat first, Object tree) {
        Flat flat = flatten(tree);
        first.structure().difference(flat.structure()).ifPresent(d -> {
            throw Problem.tree(
                    operation,
                    "the trees differ: " + d.place() + " is " + d.here() + " in the first and " + d.there()
                            + " in another",
                    "trees that are combined have one structure");
        });
        return flat;
    }

    private static Structure flatten(@Nullable Object tree, String path, int depth, Consumer<Tensor> leaf) {
        if (depth > DEEPEST) {
            throw Problem.tree(
                    "tree",
                    "nested over " + DEEPEST + " deep at " + path.substring(0, Math.min(40, path.length())) + "...",
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
            case Collection<?> c
            when c.stream().anyMatch(Tensor.class::isInstance) ->
                throw Problem.tree(
                        "tree",
                        (path.isEmpty() ? "it" : path) + " is a " + c.getClass().getSimpleName()
                                + " of tensors, which has no order",
                        "use a List or a Map");
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
            keys.sort(Comparator.comparing(k -> (k == null ? "" : k.getClass().getName()) + " " + k));
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
                SequencedMap<Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < e.keys().size(); i++) {
                    map.put(e.keys().get(i), build(e.children().get(i), leaves));
                }
                // Sequenced, so that it keeps the order of its keys when it is taken apart again.
                yield Collections.unmodifiableSequencedMap(map);
            }
            case Structure.Maybe(Optional<Structure> child) -> child.map(c -> build(c, leaves));
        };
    }
}
