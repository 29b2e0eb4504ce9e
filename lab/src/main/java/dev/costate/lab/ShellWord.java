package dev.costate.lab;

import java.util.regex.Pattern;

/// Words as they are typed in a shell.
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\w./,:=+@%-]+");

    private ShellWord() {}

    /// The word, in quotation marks if a shell would take it for something else.
    public static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
