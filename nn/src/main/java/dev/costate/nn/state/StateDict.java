package dev.costate.nn.state;

import dev.costate.Structure;
import dev.costate.Tensor;
import dev.costate.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A record of layers from and to tensors under the names that PyTorch gives them.
///
/// A component's name is its own in snake case; lists count from 0, and points stand between: [StateName]
/// says the rest.
///
/// ```java
/// import dev.costate.*;
/// import dev.costate.nn.layer.*;
/// import dev.costate.nn.recurrent.*;
/// import dev.costate.nn.state.*;
/// import dev.costate.random.*;
///
/// record Net(Lstm lstm, Linear lastLayer) {}
///
/// Net net = new Net(new Lstm(Key.of(0), 2, 3), new Linear(Key.of(1), 3, 1));
/// var tensors = StateDict.of(net);
/// IO.println(tensors.firstEntry().getKey() + " " + tensors.lastEntry().getKey());
/// // -> lstm.weight_ih_l0 last_layer.bias
/// Net again = StateDict.load(net, tensors);
/// ```
public final class StateDict {
    private StateDict() {}

    /// The tensors of a tree by their names, in the tree's order.
    ///
    /// @throws IllegalArgumentException if two have one name
    public static SequencedMap<String, Tensor> of(Object tree) {
        var flat = Tree.flatten(tree);
        var names = StateNames.of(flat.structure());
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (var i = 0; i < names.size(); i++) {
            if (tensors.put(names.get(i), flat.leaves().get(i)) != null) {
                throw new IllegalArgumentException("state dict: two tensors have the name " + names.get(i) + ", "
                        + paths(flat.structure(), names, names.get(i))
                        + "; give their components other names, or patterns by @StateName");
            }
        }
        return Collections.unmodifiableSequencedMap(tensors);
    }

    private static String paths(Structure structure, List<String> names, String name) {
        var paths = structure.paths("");
        List<String> chosen = new ArrayList<>();
        for (var i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                chosen.add(paths.get(i));
            }
        }
        return String.join(" and ", chosen);
    }

    /// A tree like `like` with these tensors.
    ///
    /// @param like a tree of the same structure; of its tensors only the shapes and dtypes count
    /// @param tensors one for each name
    /// @throws IllegalArgumentException if names are missing or not expected, or tensors have other shapes or
    ///     dtypes; it names all of them
    public static <T> T load(T like, Map<String, Tensor> tensors) {
        var expected = of(like);
        List<String> missing = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<Tensor> leaves = new ArrayList<>();
        expected.forEach((name, old) -> {
            var tensor = tensors.get(name);
            if (tensor == null) {
                missing.add(name);
                return;
            }
            if (!tensor.type().equals(old.type())) {
                wrong.add(name + " is " + tensor.type() + ", not " + old.type());
            }
            leaves.add(tensor);
        });
        var unexpected = tensors.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .toList();
        if (!missing.isEmpty() || !wrong.isEmpty() || !unexpected.isEmpty()) {
            throw new IllegalArgumentException(complaint(like, missing, unexpected, wrong));
        }
        return Tree.unflatten(Tree.flatten(like).structure(), leaves);
    }

    private static String complaint(Object like, List<String> missing, List<String> unexpected, List<String> wrong) {
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("missing are " + String.join(", ", missing));
        }
        if (!unexpected.isEmpty()) {
            parts.add("not expected are " + String.join(", ", unexpected));
        }
        parts.addAll(wrong);
        return "state dict: the tensors do not fit a " + like.getClass().getSimpleName() + ": "
                + String.join("; ", parts)
                + "; build it with the same layers, sizes and dtypes, or rename and convert the tensors";
    }
}
