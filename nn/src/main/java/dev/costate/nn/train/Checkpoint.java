package dev.costate.nn.train;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.nn.data.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A training in a file: every tensor of its [TrainState] by its path, such as `parameters.layers[0].weight`
/// and `optimiser.trees[exp_avg].layers[0].weight`, then the best so far under `best.` and what was recorded
/// under `history.`.
///
/// What is no tensor, such as a rate of dropout, is part of the program and not of the file.
///
/// @param stepsPerEpoch the source's, so that steps mean the same batches
/// @param validation what is measured, so that the history goes on
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
record Checkpoint<P, S>(int stepsPerEpoch, Optional<Validation<P, S>> validation) {
    private static final String BEST = "best.";
    private static final String EPOCH = BEST + "epoch";
    private static final String VALUE = BEST + "value";
    private static final String LOSS = "history.loss";
    private static final String METRIC = "history.metrics.";
    private static final String MEASURE = "history.validation.";
    private static final String STEPS_PER_EPOCH = "stepsPerEpoch";
    private static final String KEY = "key.words";

    /// What of a [Best] is a tree.
    private record Model<P, S>(P parameters, S modelState) {}

    void write(Path file, Resumption<P, S> now) {
        SequencedMap<String, Tensor> all = new LinkedHashMap<>(Tree.named(now.state()));
        now.best().ifPresent(best -> {
            put(all, BEST, Tree.named(new Model<>(best.parameters(), best.modelState())));
            all.put(EPOCH, Tensor.scalar(DType.INT32, best.epoch()));
            all.put(VALUE, Tensor.scalar(DType.FLOAT64, best.value()));
        });
        all.put(LOSS, now.history().loss());
        put(all, METRIC, now.history().metrics());
        put(all, MEASURE, now.history().validation());
        all.put(STEPS_PER_EPOCH, Tensor.scalar(DType.INT32, stepsPerEpoch));
        try {
            Safetensors.write(file, all, Map.of("format", "costate.training.1"));
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// What `file` holds, in the structure of `like`.
    ///
    /// @throws IllegalArgumentException if it is of another training
    Resumption<P, S> read(Path file, TrainState<P, S> like) throws IOException {
        SequencedMap<String, Tensor> all = Safetensors.read(file);
        List<String> differences = differences(all, like);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(
                    "checkpoint %s is of another training: %s; train as it was trained, or to another file"
                            .formatted(file, String.join("; ", differences)));
        }
        Optional<Best<P, S>> best = Optional.empty();
        if (all.containsKey(VALUE)) {
            Model<P, S> model = restored(all, BEST, new Model<>(like.parameters(), like.modelState()));
            best = Optional.of(new Best<>(
                    model.parameters(),
                    model.modelState(),
                    Math.toIntExact(get(all, EPOCH).itemLong()),
                    get(all, VALUE).item()));
        }
        var history = new History(get(all, LOSS), under(all, METRIC), under(all, MEASURE));
        return new Resumption<>(restored(all, "", like), best, history);
    }

    private List<String> differences(SequencedMap<String, Tensor> all, TrainState<P, S> like) {
        List<String> differences = new ArrayList<>();
        SequencedMap<String, Tensor> state = new LinkedHashMap<>(all);
        state.keySet().removeIf(name -> name.startsWith(BEST) || name.startsWith("history."));
        SequencedMap<String, Tensor> wanted = new LinkedHashMap<>(Tree.named(like));
        wanted.put(STEPS_PER_EPOCH, Tensor.scalar(DType.INT32, stepsPerEpoch));
        wanted.forEach(
                (name, tensor) -> difference(name, state.remove(name), tensor).ifPresent(differences::add));
        state.forEach((name, tensor) -> differences.add(name + " is " + tensor.type() + " there and missing here"));
        if (!all.containsKey(LOSS)) {
            differences.add(LOSS + " is missing there");
        }
        var measured = under(all, MEASURE).keySet();
        var names = validation.map(Validation::names).orElse(Set.of());
        if (all.containsKey(VALUE) && !measured.equals(names)) {
            differences.add("validated are " + measured + " there and " + names + " here");
        }
        return differences;
    }

    private static Optional<String> difference(String name, @Nullable Tensor there, Tensor here) {
        if (there == null) {
            return Optional.of(name + " is missing there and " + here.type() + " here");
        }
        if (!there.type().equals(here.type())) {
            return Optional.of(name + " is " + there.type() + " there and " + here.type() + " here");
        }
        boolean isSetting = name.equals(KEY) || name.equals(STEPS_PER_EPOCH);
        return isSetting && !there.identical(here)
                ? Optional.of(name + " is " + there + " there and " + here + " here")
                : Optional.empty();
    }

    private static <T> T restored(Map<String, Tensor> all, String prefix, T like) {
        var flat = Tree.flatten(like);
        return Tree.unflatten(
                flat.structure(),
                Tree.paths(like).stream().map(path -> get(all, prefix + path)).toList());
    }

    private static Tensor get(Map<String, Tensor> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private static SequencedMap<String, Tensor> under(SequencedMap<String, Tensor> all, String prefix) {
        SequencedMap<String, Tensor> some = new LinkedHashMap<>();
        all.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                some.put(name.substring(prefix.length()), tensor);
            }
        });
        return some;
    }

    private static void put(Map<String, Tensor> all, String prefix, Map<String, Tensor> more) {
        more.forEach((name, tensor) -> all.put(prefix + name, tensor));
    }
}
