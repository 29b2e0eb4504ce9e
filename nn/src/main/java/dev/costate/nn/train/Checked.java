package dev.costate.nn.train;

/// Checks of settings, all in the same words.
final class Checked {
    private Checked() {}

    static long atLeastOne(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("training: the " + what + " are " + value + "; expected 1 or more");
        }
        return value;
    }
}
