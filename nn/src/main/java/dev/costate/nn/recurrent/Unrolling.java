package dev.costate.nn.recurrent;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanReverse;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.Tree;
import dev.costate.function.Fn2;
import dev.costate.nn.layer.Dropout;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A recurrent layer on its way over a sequence.
///
/// @param <S> the state of a cell
/// @param layer the layer
/// @param x `[time,batch,in]` or `[time,in]`
/// @param start the states before the first step, with a first axis of `layers directions`; zeros if there is
///     none
/// @param lengths how many steps each member has, integers `[batch]`; what stands past them is not read. All
///     have all if there is none
/// @param key what to drop between layers; nothing if there is none, as after training
public record Unrolling<S>(
        Recurrent<S> layer, Tensor x, Optional<S> start, Optional<Tensor> lengths, Optional<Key> key) {
    /// A step's input and which members it has, `[batch,1]`.
    private record Slice(Tensor projected, Optional<Tensor> inside) {}

    static <S> Unrolling<S> of(Recurrent<S> layer, Tensor x) {
        return new Unrolling<>(layer, x, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Starts from these states.
    public Unrolling<S> from(S states) {
        return new Unrolling<>(layer, x, Optional.of(states), lengths, key);
    }

    /// Ends each member after its own number of steps; the reverse direction begins there. One of no steps keeps
    /// its first state.
    public Unrolling<S> lengths(Tensor steps) {
        return new Unrolling<>(layer, x, start, Optional.of(steps), key);
    }

    /// Drops what goes from layer to layer at the layer's rate, as in training.
    public Unrolling<S> dropout(Key which) {
        return new Unrolling<>(layer, x, start, lengths, Optional.of(which));
    }

    /// Goes over the sequence.
    public Unrolled<S> run() {
        var directions = directions();
        checkInput();
        start.ifPresent(
                states -> checkStart(states, directions * layer.forward().size()));
        var inside = inside();
        var y = inside.map(m -> m.select(x, 0)).orElse(x);
        List<S> last = new ArrayList<>();
        for (var i = 0; i < layer.forward().size(); i++) {
            if (i > 0 && key.isPresent()) {
                y = new Dropout(layer.dropout()).apply(key.get().foldIn(i), y);
            }
            List<Tensor> outputs = new ArrayList<>();
            for (var reverse = 0; reverse < directions; reverse++) {
                var cell = (reverse == 1 ? layer.reverse() : layer.forward()).get(i);
                var way = along(cell, y, inside, directions * i + reverse, reverse == 1);
                outputs.add(way.out());
                last.add(way.carry());
            }
            y = outputs.size() == 1 ? outputs.getFirst() : Layout.concat(outputs, -1);
        }
        return new Unrolled<>(y, Tree.stack(last));
    }

    /// One cell over all steps, its input's product before the first of them.
    private Scanned<S, Tensor> along(
            Cell<S> cell, Tensor inputs, Optional<Tensor> inside, int place, boolean isReverse) {
        var projected = cell.project(inputs);
        var first =
                start.map(states -> Tree.member(states, place)).orElseGet(() -> cell.zeros(projected.dtype(), lead()));
        Fn2<S, Slice, Step<S, Tensor>> step = (before, slice) -> {
            var next = cell.step(slice.projected, before);
            // Past its end a member keeps its state; from the end backwards that is the state it starts with.
            var kept = slice.inside
                    .map(m -> Tree.map(next, before, (a, b) -> m.select(a, b)))
                    .orElse(next);
            var output = cell.output(next);
            return new Step<>(kept, slice.inside.map(m -> m.select(output, 0)).orElse(output));
        };
        var slices = new Slice(projected, inside);
        return isReverse ? scanReverse(step, first, slices) : scan(step, first, slices);
    }

    private Shape lead() {
        return x.shape().slice(1, x.rank() - 1);
    }

    /// `[time,batch,1]`: whether a member has a step.
    private Optional<Tensor> inside() {
        return lengths.map(steps -> {
            if (!steps.shape().equals(lead()) || steps.dtype().isFloating() || steps.dtype() == DType.BOOL) {
                throw new IllegalArgumentException(name() + ": the lengths are " + steps.type() + " for an input "
                        + x.shape() + "; expected integers " + lead() + ", one for each member");
            }
            checkRange(steps);
            var places = Shape.of(x.dim(0)).concat(lead());
            return Creation.iota(places, 0, steps.dtype()).lt(steps).unsqueeze(-1);
        });
    }

    /// Fails if a member is longer than the sequence, unless the lengths are traced and so unknown.
    private void checkRange(Tensor steps) {
        long[] known;
        try {
            known = steps.to(DType.INT64).toLongs();
        } catch (TraceException _) {
            return;
        }
        for (var i = 0; i < known.length; i++) {
            if (known[i] < 0 || known[i] > x.dim(0)) {
                throw new IllegalArgumentException(name() + ": the length of member " + i + " is " + known[i]
                        + " in an input of " + x.dim(0) + " steps, " + x.shape() + "; expected 0 to " + x.dim(0));
            }
        }
    }

    private String name() {
        return layer.getClass().getSimpleName();
    }

    private int directions() {
        var layers = layer.forward().size();
        var back = layer.reverse().size();
        if (layers == 0 || (back != 0 && back != layers)) {
            throw new IllegalArgumentException(name() + ": " + layers + " cells forward and " + back
                    + " in reverse; expected at least one forward, and as many or none in reverse");
        }
        return back == 0 ? 1 : 2;
    }

    private void checkInput() {
        if (x.rank() < 2) {
            throw new IllegalArgumentException(name() + ": the input is " + x.shape()
                    + "; expected [time,batch,features], or [time,features] of one member");
        }
    }

    private void checkStart(S states, int cells) {
        for (var state : Tree.leaves(states)) {
            var expected = Shape.of(cells).concat(lead());
            if (state.rank() != expected.rank() + 1
                    || !state.shape().slice(0, expected.rank()).equals(expected)) {
                throw new IllegalArgumentException(name() + ": a tensor of the first state is " + state.shape()
                        + " for an input " + x.shape() + "; expected " + expected
                        + " and the hidden units: one for each layer and direction, then for each member");
            }
        }
    }
}
