package dev.costate.lab.sweep;

import dev.costate.lab.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the one-line form of a design, see [Design#parse].
final class DesignText {
    private static final String NUMBER = "[+-]?(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?";
    private static final Pattern RANGE =
            Pattern.compile("(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")\\s*:\\s*(\\d+)\\s*(?::\\s*(\\w+))?");

    private DesignText() {}

    static List<Design.Factor> factors(String text) {
        var factors = new ArrayList<Design.Factor>();
        for (var part : split(text, ';')) {
            if (part.isBlank()) {
                throw new ConfigException(
                        "the sweep '%s' has an empty axis; write name=value,value and set axes apart by ;"
                                .formatted(text));
            }
            var axes = new LinkedHashMap<String, Values>();
            for (var axis : split(part, '&')) {
                var at = axis.indexOf('=');
                if (at < 1 || axis.substring(0, at).isBlank()) {
                    throw new ConfigException("the axis '%s' has no '='; write name=value,value or name=from..to:count"
                            .formatted(axis.strip()));
                }
                var name = axis.substring(0, at).strip();
                if (axes.put(name, values(name, axis.substring(at + 1).strip())) != null) {
                    throw new ConfigException("there are two axes '%s'; name all its values in one".formatted(name));
                }
            }
            factors.add(new Design.Factor(axes));
        }
        return factors;
    }

    private static Values values(String name, String text) {
        if (text.isEmpty()) {
            throw new ConfigException("axis '%s' has no values; name one or more".formatted(name));
        }
        var range = RANGE.matcher(text);
        if (range.matches()) {
            return range(name, range.group(1), range.group(2), range.group(3), range.group(4));
        }
        if (text.contains("..")) {
            throw new ConfigException(
                    "axis '%s': '%s' is no range; write from..to:count, such as 0..1:5 or 0.001..1:4:log"
                            .formatted(name, text));
        }
        return new Values.Listed(split(text, ',').stream().map(DesignText::bare).toList());
    }

    /// A range whose parts are texts.
    ///
    /// @param scale `linear`, `log` or null for linear
    static Values range(String name, String from, String to, String count, @Nullable String scale) {
        if (scale != null && !scale.equals("linear") && !scale.equals("log")) {
            throw new ConfigException("axis '%s': the scale is linear or log, not '%s'".formatted(name, scale));
        }
        try {
            return new Values.Range(number(from), number(to), Integer.parseInt(count), "log".equals(scale));
        } catch (NumberFormatException e) {
            throw new ConfigException("axis '%s': a range is of numbers and has a whole count, not from %s to %s in %s"
                    .formatted(name, from, to, count));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("axis '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    private static double number(String text) {
        if (!text.matches(NUMBER)) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(text.replace("_", ""));
    }

    private static String bare(String value) {
        var text = value.strip();
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    /// Splits at a sign outside of brackets.
    private static List<String> split(String text, char sign) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var from = 0;
        for (var i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '[' -> depth++;
                case ']' -> depth--;
                default -> {
                    if (text.charAt(i) == sign && depth == 0) {
                        parts.add(text.substring(from, i));
                        from = i + 1;
                    }
                }
            }
            if (depth < 0) {
                throw new ConfigException("'%s' closes a bracket that is not open".formatted(text.strip()));
            }
        }
        if (depth > 0) {
            throw new ConfigException("'%s' does not close a bracket".formatted(text.strip()));
        }
        parts.add(text.substring(from));
        return parts;
    }
}
