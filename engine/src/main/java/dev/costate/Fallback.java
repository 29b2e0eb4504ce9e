package dev.costate;

/// Something in a compiled program that runs in a slower way than compiled programs should; see
/// [Compiled#fallbacks].
///
/// @param kind the slower way
/// @param operation the operation, or "program" if it is all of it
/// @param at the user's line, as `Net.java:12`, empty if it is not known
/// @param reason why
public record Fallback(Kind kind, String operation, String at, String reason) {
    /// A slower way to run.
    public enum Kind {
        /// By the interpreter, an operation at a time.
        INTERPRETER,
        /// By a kernel of more than 16 elements that computes one element at a time, not in vectors.
        PLAIN_LOOPS;

        @Override
        public String toString() {
            return switch (this) {
                case INTERPRETER -> "interpreter";
                case PLAIN_LOOPS -> "plain loops";
            };
        }
    }

    /// Prints as `plain loops: gather at Net.java:12: i64 elements that do not lie side by side`.
    @Override
    public String toString() {
        return kind + ": " + operation + (at.isEmpty() ? "" : " at " + at) + ": " + reason;
    }
}
