package dev.costate.lab.config;

/// A configuration that cannot be used; the message names the option, the value and what was expected.
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String option;

    /// An exception with a message for the user.
    public ConfigException(String message) {
        this("", message);
    }

    /// An exception with a message for the user, made from the one that a configuration's constructor threw.
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
        option = "";
    }

    /// An exception with a message for the user.
    ///
    /// @param option the option that it is about, as the user called it
    public ConfigException(String option, String message) {
        super(message);
        this.option = option;
    }

    /// The option that it is about, by which its place in a file is found; empty if it is about no single one.
    public String option() {
        return option;
    }
}
