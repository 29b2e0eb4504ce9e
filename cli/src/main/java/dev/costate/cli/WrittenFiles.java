package dev.costate.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Names the files that a run wrote; the two files of a plot share a line.
final class WrittenFiles {
    private static final String PNG = ".png";
    private static final String SVG = ".svg";

    private WrittenFiles() {}

    static List<String> lines(List<String> files) {
        Set<String> all = new HashSet<>(files);
        var lines = new ArrayList<String>();
        for (var file : files) {
            if (file.endsWith(PNG) && all.contains(stem(file) + SVG)) {
                lines.add(file + " and " + SVG);
            } else if (!file.endsWith(SVG) || !all.contains(stem(file) + PNG)) {
                lines.add(file);
            }
        }
        return lines;
    }

    private static String stem(String file) {
        return file.substring(0, file.length() - PNG.length());
    }
}
