package dev.costate.lab.sweep;

import dev.costate.lab.NumberText;
import dev.costate.lab.config.OptionType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The values that an axis of a sweep goes through.
public sealed interface Values {
    /// These values, as they would be typed.
    static Values of(Object... values) {
        return new Listed(Arrays.stream(values)
                .map(value -> value instanceof Double number ? NumberText.exact(number) : value.toString())
                .toList());
    }

    /// Equally spaced numbers from one to another, both included.
    static Values linear(double from, double to, int count) {
        return new Range(from, to, count, false);
    }

    /// Numbers from one to another, both included, each the same multiple of the one before.
    static Values logarithmic(double from, double to, int count) {
        return new Range(from, to, count, true);
    }

    /// The values as they would be typed for an option of this type.
    ///
    /// @throws IllegalArgumentException if the type has no ranges
    List<String> texts(OptionType type);

    /// See [Values#of].
    ///
    /// @param texts the values
    record Listed(List<String> texts) implements Values {
        /// Copies its argument.
        ///
        /// @throws IllegalArgumentException if there is none
        public Listed {
            texts = List.copyOf(texts);
            if (texts.isEmpty()) {
                throw new IllegalArgumentException("an axis without values; name one or more");
            }
        }

        @Override
        public List<String> texts(OptionType type) {
            return texts;
        }
    }

    /// See [Values#linear] and [Values#logarithmic].
    ///
    /// The numbers between the ends are rounded to twelve digits, and to whole numbers where the option takes
    /// those.
    ///
    /// @param from the first
    /// @param to the last
    /// @param count how many, 2 or more
    /// @param isLogarithmic whether their ratios are equal, not their differences
    record Range(double from, double to, int count, boolean isLogarithmic) implements Values {
        private static final int DIGITS = 12;
        private static final int MOST = 1_000_000;

        /// Checks its arguments.
        ///
        /// @throws IllegalArgumentException if there are less than two or more than 1,000,000, or a ratio
        ///     would not be positive
        public Range {
            if (count < 2 || count > MOST || !Double.isFinite(from) || !Double.isFinite(to)) {
                throw new IllegalArgumentException("%s: a range has two numbers and a count from 2 to %,d"
                        .formatted(words(from, to, count), MOST));
            }
            if (isLogarithmic && !(from > 0 && to > 0)) {
                throw new IllegalArgumentException(
                        "%s: a logarithmic range goes through numbers above 0".formatted(words(from, to, count)));
            }
        }

        private static String words(double from, double to, int count) {
            return "from %s to %s in %,d".formatted(NumberText.exact(from), NumberText.exact(to), count);
        }

        @Override
        public List<String> texts(OptionType type) {
            if (!(type instanceof OptionType.Real || type instanceof OptionType.Whole)) {
                throw new IllegalArgumentException("%s: a range is of numbers".formatted(words(from, to, count)));
            }
            return IntStream.range(0, count)
                    .mapToObj(i -> text(i, type instanceof OptionType.Whole))
                    .distinct()
                    .toList();
        }

        private String text(int i, boolean isWhole) {
            var value = value(i);
            return isWhole
                    ? BigDecimal.valueOf(value)
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .toBigInteger()
                            .toString()
                    : i == 0 || i == count - 1 ? NumberText.exact(value) : NumberText.rounded(value, DIGITS);
        }

        private double value(int i) {
            if (i == 0 || i == count - 1) {
                return i == 0 ? from : to;
            }
            var part = i / (count - 1.0);
            return isLogarithmic
                    ? Math.exp(Math.log(from) + part * (Math.log(to) - Math.log(from)))
                    : from + part * (to - from);
        }
    }
}
