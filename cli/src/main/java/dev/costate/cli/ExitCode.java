package dev.costate.cli;

/// How the program ended, for scripts.
final class ExitCode {
    /// Everything was done, and every fact holds.
    static final int OK = 0;

    /// A fact does not hold, or the study or program failed.
    static final int FAILED = 1;

    /// The call was wrong.
    static final int WRONG_CALL = 2;

    /// Stopped by Ctrl-C, as shells count it.
    static final int CANCELLED = 130;

    private ExitCode() {}
}
