package dev.costate.lab.probe;

import java.util.ArrayList;
import java.util.List;

/// Hidden units whose order does not matter, and where in a tree of weights they are an axis: reordered in all
/// these places at once, they leave the net's function as it is.
///
/// ```java
/// record Net(Tensor inHid, Tensor hidOut) {}  // [500,2] and [1,500]
///
/// UnitGroup hidden = UnitGroup.in("inHid", 0).and("hidOut", 1);
/// ```
///
/// @param places the places
public record UnitGroup(List<Place> places) {
    /// An axis of a leaf.
    ///
    /// @param path the leaf's path, see [dev.costate.Tree#paths]
    /// @param axis the axis of the units
    public record Place(String path, int axis) {}

    /// Copies its argument.
    ///
    /// @throws IllegalArgumentException if there are no places, or a leaf has the units along two axes
    public UnitGroup {
        places = List.copyOf(places);
        long leaves = places.stream().map(Place::path).distinct().count();
        if (places.isEmpty() || leaves != places.size()) {
            throw new IllegalArgumentException("places " + places + ": give one or more, each in another leaf");
        }
    }

    /// A group that is in one place.
    public static UnitGroup in(String path, int axis) {
        return new UnitGroup(List.of(new Place(path, axis)));
    }

    /// This group, in one more place.
    public UnitGroup and(String path, int axis) {
        List<Place> all = new ArrayList<>(places);
        all.add(new Place(path, axis));
        return new UnitGroup(all);
    }

    /// The groups of a chain of layers with weights `[out,in]`, such as `Linear`: the outputs of each layer but
    /// the last, which are inputs of the next.
    ///
    /// @param layers the paths of the layers in their order; `weight` and `bias` are added to them
    /// @param hasBias whether they have biases
    /// @throws IllegalArgumentException if there are fewer than two layers
    public static List<UnitGroup> chain(List<String> layers, boolean hasBias) {
        if (layers.size() < 2) {
            throw new IllegalArgumentException(
                    "a chain of the layers " + layers + " has no hidden units; give two or" + " more layers");
        }
        List<UnitGroup> groups = new ArrayList<>();
        for (int i = 0; i + 1 < layers.size(); i++) {
            UnitGroup group = in(layers.get(i) + ".weight", 0).and(layers.get(i + 1) + ".weight", 1);
            groups.add(hasBias ? group.and(layers.get(i) + ".bias", 0) : group);
        }
        return groups;
    }
}
