package dev.costate.lab.config;

import dev.costate.lab.Names;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The type of an option: how its text is read, and how it is called in a message.
public sealed interface OptionType {
    /// Reads a value of the type of the record component.
    ///
    /// @return the value, or `null` if `text` is none of this type within `bounds`
    @Nullable
    Object read(String text, Bounds bounds);

    /// The values that are taken, such as `a number above 0`.
    String inWords(Bounds bounds);

    /// A short sign for the value in a synopsis, such as `<number>`.
    String synopsis();

    /// `int` or `long`; written `5000`, `5_000` or `5e3`.
    record Whole(boolean isLong) implements OptionType {
        private static final Pattern SYNTAX = Pattern.compile("[+-]?\\d[\\d_]*(\\.\\d+)?([eE][+]?\\d{1,2})?");

        @Override
        public @Nullable Object read(String text, Bounds bounds) {
            if (!SYNTAX.matcher(text).matches()) {
                return null;
            }
            try {
                var value = new BigDecimal(text.replace("_", "")).longValueExact();
                var fits = (isLong || value == (int) value) && bounds.contains((double) value);
                return !fits ? null : isLong ? (Object) value : (Object) (int) value;
            } catch (ArithmeticException e) {
                return null; // a fraction, or beyond a long
            }
        }

        @Override
        public String inWords(Bounds bounds) {
            return ("a whole number " + bounds.inWords()).strip();
        }

        @Override
        public String synopsis() {
            return "<int>";
        }
    }

    /// `double`, finite.
    record Real() implements OptionType {
        private static final Pattern SYNTAX = Pattern.compile("[+-]?(\\d[\\d_]*\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

        @Override
        public @Nullable Object read(String text, Bounds bounds) {
            if (!SYNTAX.matcher(text).matches()) {
                return null;
            }
            var value = Double.parseDouble(text.replace("_", ""));
            return Double.isFinite(value) && bounds.contains(value) ? (Double) value : null;
        }

        @Override
        public String inWords(Bounds bounds) {
            return ("a number " + bounds.inWords()).strip();
        }

        @Override
        public String synopsis() {
            return "<number>";
        }
    }

    /// `boolean`.
    record Flag() implements OptionType {
        @Override
        public @Nullable Object read(String text, Bounds bounds) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                case "false", "no", "off" -> false;
                default -> null;
            };
        }

        @Override
        public String inWords(Bounds bounds) {
            return "true or false";
        }

        @Override
        public String synopsis() {
            return "true|false";
        }
    }

    /// [String].
    record Text() implements OptionType {
        @Override
        public Object read(String text, Bounds bounds) {
            return text;
        }

        @Override
        public String inWords(Bounds bounds) {
            return "a text";
        }

        @Override
        public String synopsis() {
            return "<text>";
        }
    }

    /// An enum; its constants are written in lower case with hyphens.
    record Choice(List<Enum<?>> constants) implements OptionType {
        /// Copies its argument.
        public Choice {
            constants = List.copyOf(constants);
        }

        @Override
        public @Nullable Object read(String text, Bounds bounds) {
            var wanted = word(text);
            return constants.stream()
                    .filter(constant -> word(constant.name()).equals(wanted))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String inWords(Bounds bounds) {
            return "one of " + words(", ");
        }

        @Override
        public String synopsis() {
            return words("|");
        }

        private String words(String separator) {
            return constants.stream().map(constant -> word(constant.name())).collect(Collectors.joining(separator));
        }

        private static String word(String name) {
            return Names.kebab(name.toLowerCase(Locale.ROOT));
        }
    }

    /// Values of one type separated by commas, as an array (`container` is its class) or a [List].
    record Several(OptionType element, Class<?> container) implements OptionType {
        @Override
        public @Nullable Object read(String text, Bounds bounds) {
            var items = new ArrayList<>();
            for (var part : text.isBlank() ? List.<String>of() : Arrays.asList(text.split(",", -1))) {
                var item = element.read(part.strip(), bounds);
                if (item == null) {
                    return null;
                }
                items.add(item);
            }
            if (!container.isArray()) {
                return List.copyOf(items);
            }
            var array = Array.newInstance(container.getComponentType(), items.size());
            for (var i = 0; i < items.size(); i++) {
                Array.set(array, i, items.get(i));
            }
            return array;
        }

        @Override
        public String inWords(Bounds bounds) {
            return "values separated by commas, each " + element.inWords(bounds);
        }

        @Override
        public String synopsis() {
            var one = element.synopsis();
            return one.startsWith("<") ? one.replace(">", ",...>") : one + ",...";
        }
    }

    /// The type of a record component, or `null` if there is none for it.
    static @Nullable OptionType of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            var element = of(generic.getActualTypeArguments()[0]);
            return element == null || element instanceof Several ? null : new Several(element, List.class);
        }
        if (type == int.class || type == Integer.class) {
            return new Whole(false);
        }
        if (type == long.class || type == Long.class) {
            return new Whole(true);
        }
        if (type == double.class || type == Double.class) {
            return new Real();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Flag();
        }
        if (type == String.class) {
            return new Text();
        }
        if (type == int[].class || type == long[].class || type == double[].class) {
            var array = (Class<?>) type;
            var element = of(array.getComponentType());
            return element == null ? null : new Several(element, array);
        }
        if (type instanceof Class<?> choice && choice.isEnum()) {
            return new Choice(Arrays.asList((Enum<?>[]) choice.getEnumConstants()));
        }
        return null;
    }
}
