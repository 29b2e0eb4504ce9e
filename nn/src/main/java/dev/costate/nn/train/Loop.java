package dev.costate.nn.train;

import dev.costate.Scanned;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// One training while it runs.
final class Loop<P, S> {
    private final Program<P, S, ?, ?> program;
    private final Settings<P, S> settings;
    private final Chunks chunks;
    private final long total;
    private final Recorder recorder;
    private final Pace pace;
    private TrainState<P, S> state;
    private Optional<Best<P, S>> best;
    private SequencedMap<String, Double> measures = new LinkedHashMap<>();
    private long step;
    private long saved;
    private long planned = -1;
    private Tensor plan = Tensor.zeros(0);

    Loop(Program<P, S, ?, ?> program, Settings<P, S> settings, Resumption<P, S> from) {
        this.program = program;
        this.settings = settings;
        this.chunks = new Chunks(program.stepsPerEpoch(), settings.chunk());
        this.total = settings.steps()
                .orElseThrow(() ->
                        new IllegalStateException("training: it is not said how long; call epochs(n) or steps(n)"));
        this.recorder = Recorder.of(from.history());
        this.state = from.state();
        this.best = from.best();
        this.step = state.step().itemLong();
        this.saved = step;
        this.pace = new Pace(System::nanoTime, step);
    }

    Training<P, S> run() {
        Optional<Ending> ending = reached();
        while (ending.isEmpty()) {
            ending = chunk();
        }
        return new Training<>(state, best, recorder.history(), ending.get());
    }

    /// Whether there is nothing left to do.
    private Optional<Ending> reached() {
        if (settings.stopping().isPresent()) {
            var validation = settings.validation().orElseThrow();
            double[] values = recorder.epochs(validation.decisive());
            if (settings.stopping().get().isDue(values, validation.goal())) {
                return Optional.of(new Ending.StoppedEarly(best.map(Best::epoch).orElse(0)));
            }
        }
        return step >= total ? Optional.of(new Ending.Completed()) : Optional.empty();
    }

    private Optional<Ending> chunk() {
        int length = chunks.length(step, total);
        Scanned<TrainState<P, S>, Measured> done = program.run(state, rows(length));
        OptionalInt bad = recorder.add(done.out());
        if (bad.isPresent()) {
            return Optional.of(new Ending.Diverged(step + bad.getAsInt(), recorder.lastLoss(1)));
        }
        state = done.carry();
        step += length;
        boolean isEpoch = step % program.stepsPerEpoch() == 0;
        if (isEpoch) {
            settings.validation().ifPresent(this::validate);
        }
        var progress = progress(length);
        Optional<Ending> ending = reached();
        if (ending.isPresent() || isDue()) {
            save(progress);
        }
        Verdict verdict = tell(progress, isEpoch);
        if (ending.isPresent() || verdict == Verdict.GO_ON) {
            return ending;
        }
        save(progress);
        return Optional.of(new Ending.Cancelled(step));
    }

    /// The next rows of the epoch's plan.
    private Tensor rows(int length) {
        long epoch = step / program.stepsPerEpoch();
        if (epoch != planned) {
            plan = program.plan(state, epoch);
            planned = epoch;
        }
        int from = Math.toIntExact(step % program.stepsPerEpoch());
        return Layout.slice(plan, 0, from, from + length);
    }

    private void validate(Validation<P, S> validation) {
        measures = validation.measure(state);
        recorder.addEpoch(measures);
        double value = measures.firstEntry().getValue();
        if (best.isEmpty() || validation.goal().isBetter(value, best.get().value(), 0)) {
            int epoch = Math.toIntExact(step / program.stepsPerEpoch()) - 1;
            best = Optional.of(new Best<>(state.parameters(), state.modelState(), epoch, value));
        }
    }

    private Progress<P, S> progress(int length) {
        double rate = pace.rate(step);
        return new Progress<>(
                state,
                step,
                total,
                Math.toIntExact(step / program.stepsPerEpoch()),
                recorder.lastLoss(length),
                measures,
                rate,
                rate > 0 ? (total - step) / rate : Double.POSITIVE_INFINITY);
    }

    private Verdict tell(Progress<P, S> progress, boolean isEpoch) {
        Verdict verdict = Verdict.GO_ON;
        try {
            for (var listener : settings.listeners()) {
                if (listener.chunkEnded(progress) == Verdict.STOP) {
                    verdict = Verdict.STOP;
                }
                if (isEpoch && listener.epochEnded(progress) == Verdict.STOP) {
                    verdict = Verdict.STOP;
                }
            }
            return verdict;
        } catch (RuntimeException e) {
            save(progress);
            throw e;
        }
    }

    private boolean isDue() {
        return settings.checkpoints().filter(c -> step - saved >= c.every()).isPresent();
    }

    private void save(Progress<P, S> progress) {
        if (settings.checkpoints().isEmpty() || saved == step) {
            return;
        }
        var file = settings.checkpoints().get().file();
        new Checkpoint<>(program.stepsPerEpoch(), settings.validation())
                .write(file, new Resumption<>(state, best, recorder.history()));
        saved = step;
        settings.listeners().forEach(listener -> listener.checkpointWritten(file, progress));
    }
}
