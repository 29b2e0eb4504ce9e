package dev.costate.errors;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;

import dev.costate.ArgumentException;
import dev.costate.IndexException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.TreeException;
import dev.costate.function.Fn2;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Parameters: errors name them by their paths.
class TreeErrorsTest {
    private record Layer(Tensor weight, Tensor bias) {}

    private record Net(List<Layer> layers, int depth) {}

    private record Stubborn(ArrayList<Tensor> weights) {}

    private static final Tensor X = Tensor.ones(2, 3);

    /// The bias of the second layer is one too long.
    private static final Net NET = new Net(
            List.of(new Layer(Tensor.ones(3, 4), Tensor.ones(4)), new Layer(Tensor.ones(4, 2), Tensor.ones(3))), 2);

    private static final Fn2<Net, Tensor, Tensor> FORWARD = (net, x) -> {
        Tensor h = x;
        for (Layer layer : net.layers()) {
            h = h.matmul(layer.weight()).add(layer.bias()).tanh();
        }
        return h.sum();
    };

    private static Misuse tree(String text, Misuse.Call call) {
        return new Misuse(TreeException.class, text, call);
    }

    static List<Misuse> misuses() {
        String bias =
                "add: shapes do not broadcast: f32[2,2] and f32[3] (net.layers[1].bias) (axis -1: 2 vs 3) at HERE; extents must be equal or 1; reshape or unsqueeze an operand?";
        Net hollow = new Net(List.of(new Layer(Tensor.ones(3, 4), absent())), 1);
        return List.of(
                new Misuse(ShapeException.class, bias, () -> grad(FORWARD).apply(NET, X)),
                new Misuse(ShapeException.class, bias, () -> jit(FORWARD).apply(NET, X)),
                new Misuse(
                        ShapeException.class,
                        "matmul: inner dimensions differ: f32[5] (arg1) x f32[3,4] (net.layers[0].weight) (5 vs 3) at HERE; the last axis of the left and the last but one of the right must agree",
                        () -> jit(FORWARD).apply(NET, Tensor.ones(5))),
                new Misuse(
                        ArgumentException.class,
                        "add: the right operand is null at HERE; was it never set?",
                        () -> FORWARD.apply(hollow, X)),
                new Misuse(
                        ShapeException.class,
                        "vmap: the arguments disagree on the number of members: net.layers[0].weight has 3, net.layers[0].bias has 4 (f32[4], axis 0) at HERE; name the members' axis of each argument: in(...)",
                        () -> vmap((Net net) -> net.layers().get(0).bias()).apply(NET)),
                tree(
                        "map: the trees differ: depth is the static value 2 in the first and the static value 3 in another at HERE; trees that are combined have one structure",
                        () -> Tree.map(NET, new Net(NET.layers(), 3), Tensor::add)),
                tree(
                        "map: the trees differ: layers is a list of 2 in the first and a list of 1 in another at HERE; trees that are combined have one structure",
                        () -> Tree.map(NET, new Net(NET.layers().subList(0, 1), 2), Tensor::add)),
                tree(
                        "map: the trees differ: layers[0].bias is a tensor in the first and null in another at HERE; trees that are combined have one structure",
                        () -> Tree.map(new Net(NET.layers().subList(0, 1), 1), hollow, Tensor::add)),
                new Misuse(
                        ArgumentException.class,
                        "unflatten: the leaf layers[0].weight is null at HERE; was it never set?",
                        () -> Tree.map(NET, _ -> absent())),
                new Misuse(
                        ShapeException.class,
                        "stack: tree 1 is not like the first: bias is f32[3], not f32[4] at HERE; members have equal shapes",
                        () -> Tree.stack(List.of(NET.layers().get(0), new Layer(Tensor.ones(3, 4), Tensor.ones(3))))),
                tree("stack: there is no tree at HERE; give at least one", () -> Tree.stack(List.of())),
                new Misuse(
                        IndexException.class,
                        "member: layers[0].weight is f32[3,4], which has no member 3 at HERE; they go from -3 to 2",
                        () -> Tree.member(NET, 3)),
                new Misuse(
                        ShapeException.class,
                        "unravel: f32[2,3] is no vector of the tree's 27 elements at HERE; give one like what ravel made",
                        () -> Tree.ravel(NET).unravel().apply(X)),
                tree(
                        "unflatten: the structure has 4 leaves, given 1 at HERE; give them in the order of Tree.leaves",
                        () -> Tree.<Net>unflatten(Tree.flatten(NET).structure(), List.of(X))),
                tree(
                        "tree: it is a Set12 of tensors, which has no order at HERE; use a List or a Map",
                        () -> Tree.leaves(Set.of(X))),
                tree(
                        "tree: nested over 500 deep at [0][0][0][0][0][0][0][0][0][0][0][0][0][... at HERE; does it contain itself?",
                        () -> Tree.leaves(endless())),
                tree(
                        "tree: the record Stubborn could not be rebuilt: java.lang.IllegalArgumentException: argument type mismatch at HERE; declare its components as List, Map, Optional or arrays, not as a class that implements one",
                        () -> Tree.map(new Stubborn(new ArrayList<>(List.of(X))), Tensor::neg)));
    }

    /// What a user has who forgot to set something.
    @SuppressWarnings("NullAway")
    private static Tensor absent() {
        return null;
    }

    private static List<Object> endless() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void saysWhichParameter(Misuse misuse) {
        misuse.check();
    }
}
