package dev.costate.numerics;

import java.util.regex.Pattern;

/// What a wrong call is told.
public final class Refusal {
    private static final Pattern PLACE = Pattern.compile(" at \\w+Test\\.java:\\d+");

    private Refusal() {}

    /// The message with `HERE` for the line of the test that it names.
    public static String text(Throwable refusal) {
        return PLACE.matcher(String.valueOf(refusal.getMessage())).replaceFirst(" at HERE");
    }
}
