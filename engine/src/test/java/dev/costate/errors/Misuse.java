package dev.costate.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.costate.CostateException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something a user does wrong, and what the engine says to it.
///
/// @param type the error's type
/// @param text its text, with `HERE` for the line that the call stands on
/// @param call what the user does
record Misuse(Class<? extends CostateException> type, String text, Call call) {
    private static final int LINES_OF_A_STATEMENT = 3;

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
        StackTraceElement here = place(error);
        assertThat(withoutPlaces(Objects.requireNonNull(error.getMessage()), here))
                .isEqualTo(text);
    }

    /// The message with `HERE` for every line of the statement that the call stands in.
    private static String withoutPlaces(String message, StackTraceElement here) {
        Pattern place = Pattern.compile(Pattern.quote(here.getFileName() + ":") + "(\\d+)");
        return place.matcher(message).replaceAll(m -> {
            int distance = Math.abs(Integer.parseInt(m.group(1)) - here.getLineNumber());
            return distance <= LINES_OF_A_STATEMENT ? "HERE" : Matcher.quoteReplacement(m.group());
        });
    }

    /// The innermost line of these tests on the stack where the error was made.
    private static StackTraceElement place(Throwable error) {
        return Arrays.stream(error.getStackTrace())
                .filter(f -> f.getClassName().startsWith(Misuse.class.getPackageName() + "."))
                .findFirst()
                .orElseThrow();
    }

    /// Cases are called by their text.
    @Override
    public String toString() {
        return text;
    }
}
