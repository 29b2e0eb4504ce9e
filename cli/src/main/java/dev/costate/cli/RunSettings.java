package dev.costate.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What every run can be told, whatever it runs.
///
/// @param json the file for the result, `-` for standard output, or empty
/// @param out the folder for plots and files, or empty for the usual one
/// @param isQuiet whether only facts that do not hold are printed
/// @param hasReport whether `report.html` is written beside the plots
record RunSettings(String json, String out, boolean isQuiet, boolean hasReport) {
    static final RunSettings NONE = new RunSettings("", "", false, true);
    static final String STANDARD_OUTPUT = "-";

    static List<OptionSpec> options() {
        return List.of(
                OptionSpec.builder("--json")
                        .paramLabel("FILE|-")
                        .type(String.class)
                        .description(
                                "Write the result as JSON to a file, or to standard output and all else to standard"
                                        + " error.")
                        .build(),
                OptionSpec.builder("--out")
                        .paramLabel("DIR")
                        .type(String.class)
                        .description("The folder for plots and files (default: out/STUDY).")
                        .build(),
                OptionSpec.builder("--no-report")
                        .type(boolean.class)
                        .description("Write no report.html.")
                        .build(),
                OptionSpec.builder("-q", "--quiet")
                        .type(boolean.class)
                        .description("Print only the facts that do not hold, and the last line.")
                        .build());
    }

    static RunSettings of(ParseResult parsed) {
        return new RunSettings(
                parsed.matchedOptionValue("--json", ""),
                parsed.matchedOptionValue("--out", ""),
                parsed.matchedOptionValue("--quiet", false),
                !parsed.matchedOptionValue("--no-report", false));
    }

    /// These settings, and `outer` where these leave something open.
    RunSettings orElse(RunSettings outer) {
        return new RunSettings(
                json.isEmpty() ? outer.json : json,
                out.isEmpty() ? outer.out : out,
                isQuiet || outer.isQuiet,
                hasReport && outer.hasReport);
    }

    boolean isJsonOnStandardOutput() {
        return json.equals(STANDARD_OUTPUT);
    }

    /// The folder for files of a study.
    ///
    /// @throws WrongCall if it cannot be one
    Path folder(String study) {
        var folder = out.isEmpty() ? Path.of("out", study) : path("--out", out);
        WritableFolder.require("--out", folder);
        return folder;
    }

    /// Refuses a result file that could not be written, before a long run and not after it.
    ///
    /// @throws WrongCall if it could not
    void requireWritableJson() {
        if (!json.isEmpty() && !isJsonOnStandardOutput()) {
            var file = path("--json", json).toAbsolutePath();
            if (Files.isDirectory(file)) {
                throw new WrongCall("--json: " + json + " is a folder; name a file");
            }
            var folder = file.getParent();
            WritableFolder.require("--json", folder == null ? file : folder);
        }
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new WrongCall(option + ": '" + text + "' is no path: " + e.getReason());
        }
    }
}
