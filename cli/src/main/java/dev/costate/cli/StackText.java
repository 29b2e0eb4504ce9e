package dev.costate.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An exception as text, without the frames that say nothing to the author of the program.
final class StackText {
    private static final int FRAMES = 12;

    private StackText() {}

    /// The lines: what was thrown, the author's frames, and the same for its causes.
    ///
    /// The author's frames are those of a source file that was compiled here; if there is none, those above the
    /// machinery that called the study. If memory ran out, a last line says how to have more.
    static List<String> of(String heading, Throwable thrown) {
        var lines = new ArrayList<String>();
        lines.add(heading + ": " + thrown);
        addFrames(thrown, lines);
        var depth = 0;
        for (var cause = thrown.getCause(); cause != null && depth < 5; cause = cause.getCause()) {
            lines.add("Caused by: " + cause);
            addFrames(cause, lines);
            depth++;
        }
        if (thrown instanceof OutOfMemoryError) {
            lines.add(
                    "Java's heap may grow to %,d MB; COSTATE_OPTS=-Xmx8g makes it 8 GB, smaller arrays or batches need less"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20));
        }
        return lines;
    }

    private static void addFrames(Throwable thrown, List<String> lines) {
        var frames = thrown.getStackTrace();
        var own = Arrays.stream(frames)
                .filter(frame -> MemoryClassLoader.NAME.equals(frame.getClassLoaderName()))
                .toList();
        var shown = own.isEmpty()
                ? Arrays.stream(frames).takeWhile(frame -> !isMachinery(frame)).toList()
                : own;
        for (var frame : shown.subList(0, Math.min(FRAMES, shown.size()))) {
            lines.add("    at %s.%s(%s:%d)"
                    .formatted(
                            frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber()));
        }
        if (shown.size() > FRAMES) {
            lines.add("    ... " + (shown.size() - FRAMES) + " more");
        }
    }

    private static boolean isMachinery(StackTraceElement frame) {
        var type = frame.getClassName();
        var isExecution =
                type.equals("dev.costate.lab.StudyRun") && frame.getMethodName().equals("execute");
        return isExecution || type.startsWith("jdk.internal.reflect.") || type.startsWith("dev.costate.cli.");
    }
}
