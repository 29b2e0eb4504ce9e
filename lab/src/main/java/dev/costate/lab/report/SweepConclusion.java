package dev.costate.lab.report;

import dev.costate.lab.Cancellation;
import dev.costate.lab.ShellWord;
import dev.costate.lab.Study;
import dev.costate.lab.StudyListener;
import dev.costate.lab.StudyResult;
import dev.costate.lab.StudyRun;
import dev.costate.lab.experiment.Experiment;
import dev.costate.lab.runs.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is said of a sweep that has ended: the facts and figures of an experiment, and a report of all that was
/// recorded.
///
/// @param study the study
/// @param base the configuration that the runs share but for what was swept
/// @param records what was recorded
/// @param files the folder for plots and the report
/// @param command the words that follow `./costate` to repeat the sweep
/// @param <C> the configuration
public record SweepConclusion<C extends Record>(
        Study<C> study, C base, Records records, Path files, List<String> command) {
    /// The file of the report.
    public static final String REPORT = "report.html";

    /// Copies its last argument.
    public SweepConclusion {
        command = List.copyOf(command);
    }

    /// Has an experiment conclude; nothing for a study that is none.
    ///
    /// @param hasReport whether the report is written
    /// @param begin when the sweep began, by [System#nanoTime]
    /// @throws Exception whatever the experiment throws, or the report cannot be written
    public Optional<StudyResult> run(StudyListener listener, Cancellation cancellation, boolean hasReport, long begin)
            throws Exception {
        var teller = new Storyteller();
        teller.records("What was recorded", records);
        Optional<StudyResult> result = Optional.empty();
        if (study instanceof Experiment<C, ?, ?> experiment) {
            var both = StudyListener.both(listener, teller);
            result = Optional.of(StudyRun.conclude(experiment, base, records, files, both, cancellation));
        }
        if (hasReport) {
            var words = command.stream().map(ShellWord::of).collect(Collectors.joining(" "));
            var provenance = Provenance.of(base, System.nanoTime() - begin);
            new Report(Asked.of(study, base, "./costate " + words), teller.story(), provenance)
                    .write(files.resolve(REPORT));
        }
        return result;
    }
}
