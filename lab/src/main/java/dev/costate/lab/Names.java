package dev.costate.lab;

import java.util.Locale;
import java.util.regex.Pattern;

/// The spelling of names: `LinearRnn` and `learningRate` in Java, `linear-rnn` and `learning-rate` on the command
/// line.
public final class Names {
    private static final Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Names() {}

    /// Camel case as words joined by hyphens: `useL2Norm` is `use-l2-norm`, `maxODESteps` is `max-ode-steps`.
    public static String kebab(String camelCase) {
        return WORD_BOUNDARY
                .matcher(camelCase)
                .replaceAll("-")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }

    /// Whether `name` is lower-case words of letters and digits joined by single hyphens.
    public static boolean isKebab(String name) {
        return KEBAB.matcher(name).matches();
    }
}
