package dev.costate.lab.config;

/// A configuration that cannot be used; the message names the option, the value and what was expected.
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// An exception with a message for the user.
    public ConfigException(String message) {
        super(message);
    }

    /// An exception with a message for the user, made from the one that a configuration's constructor threw.
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
