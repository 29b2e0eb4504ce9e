package dev.costate.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.costate.CostateException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something a user does wrong, and what the engine says to it.
///
/// @param type the error's type
/// @param text its text, with `HERE` for the line that the call stands on
/// @param call what the user does
record Misuse(Class<? extends CostateException> type, String text, Call call) {
    /// A call that ends in an error.
    @FunctionalInterface
    interface Call {
        @Nullable
        Object run();
    }

    /// Fails unless the call ends in that error, with that text.
    void check() {
        Throwable error = catchThrowable(call::run);
        assertThat(error).as(text).isExactlyInstanceOf(type);
        String here = place(error);
        assertThat(Objects.requireNonNull(error.getMessage()).replace(here, "HERE"))
                .isEqualTo(text);
    }

    /// The innermost line of these tests on the stack where the error was made.
    private static String place(Throwable error) {
        StackTraceElement frame = Arrays.stream(error.getStackTrace())
                .filter(f -> f.getClassName().startsWith(Misuse.class.getPackageName() + "."))
                .findFirst()
                .orElseThrow();
        return frame.getFileName() + ":" + frame.getLineNumber();
    }

    /// Cases are called by their text.
    @Override
    public String toString() {
        return text;
    }
}
