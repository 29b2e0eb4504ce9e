package dev.costate.cli;

import dev.costate.lab.PlainValue;
import dev.costate.lab.Study;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.experiment.Experiment;
import dev.costate.lab.store.Asked;
import dev.costate.lab.sweep.Design;
import dev.costate.lab.sweep.Fork;
import dev.costate.lab.sweep.Outcome;
import dev.costate.lab.sweep.Recorder;
import dev.costate.lab.sweep.SweepListener;
import dev.costate.lab.sweep.Sweeps;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sweeps over a study: new ones, those that are gone on with, and forks.
///
/// @param <C> the configuration
final class SweepCommand<C extends Record> {
    private final Study<C> study;
    private final RunSettings settings;
    private final SweepSettings sweep;
    private final Session session;

    SweepCommand(Study<C> study, RunSettings settings, SweepSettings sweep, Session session) {
        this.study = study;
        this.settings = settings;
        this.sweep = sweep;
        this.session = session;
    }

    /// Runs what a design asks for, as far as the store does not have it, and returns the exit code.
    ///
    /// @param command the words of the command line
    /// @param place where in the call or in its file something is wrong with the design
    /// @throws WrongCall if the design does not fit the study
    int run(Design design, List<String> command, Function<ConfigException, String> place) {
        try {
            var configs = design.configs(study);
            var base = design.base(study);
            var opening = open(design, base, command);
            return execution().run(words(design, configs.size()), base, opening, (opened, progress) -> {
                if (study instanceof Experiment<?, ?, ?>) {
                    return train(experiment(study), configs, opened.writer(), progress);
                }
                return Sweeps.each(study, configs, opened.writer(), opened.files(), progress, session.cancellation());
            });
        } catch (ConfigException e) {
            throw new WrongCall(place.apply(e) + ": " + e.getMessage());
        } catch (IOException e) {
            throw new WrongCall("sweep " + study.name() + ": " + e.getMessage());
        }
    }

    /// Goes on with what is left of a sweep.
    int resume(Shelf.Place place, C base) {
        return execution().run("what is left of the sweep", base, place, (opened, progress) -> {
            if (study instanceof Experiment<?, ?, ?>) {
                return resume(experiment(study), opened.writer(), progress);
            }
            return Sweeps.resumeEach(study, opened.writer(), opened.files(), progress, session.cancellation());
        });
    }

    /// Forks runs of a sweep.
    ///
    /// @throws WrongCall if the study has no states to fork from
    int fork(Shelf.Place place, C base, List<Fork> forks) {
        if (!(study instanceof Experiment<?, ?, ?>)) {
            throw new WrongCall("fork: " + study.name() + " is no experiment; its runs have no states to go on from");
        }
        var what = "%d %s".formatted(forks.size(), forks.size() == 1 ? "fork" : "forks");
        return execution()
                .run(
                        what,
                        base,
                        place,
                        (opened, progress) -> fork(experiment(study), opened.writer(), forks, progress));
    }

    private SweepExecution<C> execution() {
        return new SweepExecution<>(study, settings, session);
    }

    // ---- experiments ----------------------------------------------------------------------------------------

    @SuppressWarnings("unchecked") // a study of C that is an experiment is one of C
    private static <C extends Record> Experiment<C, ?, ?> experiment(Study<C> study) {
        return (Experiment<C, ?, ?>) study;
    }

    private <H extends Record, S> Outcome train(
            Experiment<C, H, S> experiment, List<C> configs, Recorder recorder, SweepListener listener)
            throws IOException {
        return Sweeps.run(experiment, configs, recorder, listener, session.cancellation(), sweep.limits());
    }

    private <H extends Record, S> Outcome resume(
            Experiment<C, H, S> experiment, Recorder recorder, SweepListener listener) throws IOException {
        return Sweeps.resume(experiment, recorder, listener, session.cancellation(), sweep.limits());
    }

    private <H extends Record, S> Outcome fork(
            Experiment<C, H, S> experiment, Recorder recorder, List<Fork> forks, SweepListener listener)
            throws IOException {
        return Sweeps.fork(experiment, recorder, forks, listener, session.cancellation(), sweep.limits());
    }

    // ---- where it is kept -----------------------------------------------------------------------------------

    private Shelf.Place open(Design design, C base, List<String> command) throws IOException {
        var name = sweep.name().isEmpty() ? study.name() : sweep.name();
        return Shelf.of(sweep.store(), settings, session)
                .open(
                        name,
                        new Asked(
                                study.name(),
                                plain(base),
                                PlainValue.of(design.factors()),
                                PlainValue.of(design.seeds()),
                                command));
    }

    private static Map<String, @Nullable Object> plain(Record config) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        if (PlainValue.of(config) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> plain.put((String) name, value));
        }
        return plain;
    }

    private String words(Design design, int runs) {
        var swept = design.swept(study);
        var seeds = switch (design.seeds()) {
            case Design.SeedList.One() -> "";
            case Design.SeedList.Counted(int count) -> count + (count == 1 ? " seed" : " seeds");
            case Design.SeedList.Named(List<Long> list) -> list.size() + (list.size() == 1 ? " seed" : " seeds");
        };
        var over = String.join(", ", swept) + (swept.isEmpty() || seeds.isEmpty() ? "" : " x ") + seeds;
        return "%,d %s%s".formatted(runs, runs == 1 ? "run" : "runs", over.isEmpty() ? "" : " over " + over);
    }
}
