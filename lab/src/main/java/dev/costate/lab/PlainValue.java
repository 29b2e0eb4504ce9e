package dev.costate.lab;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plain values: what figures, facts and configurations are made of, and what JSON can hold.
///
/// A plain value is `null`, a [Boolean], a [Long], a [BigInteger] beyond it, a [Double], a [String], an
/// unmodifiable [List] of plain values or an unmodifiable [Map] from texts to plain values, in insertion order.
public final class PlainValue {
    private PlainValue() {}

    /// Turns Java values into plain ones, copying whatever is mutable.
    ///
    /// Numbers become [Long] or [Double]; a `float` becomes the `double` with the same decimal digits, so that
    /// `0.1f` is written `0.1`. Enums become their name in lower case with hyphens, arrays and collections become
    /// lists, maps and records become maps, an empty [Optional] becomes `null`.
    ///
    /// @throws IllegalArgumentException if a value of another type is met; the message names its place
    public static @Nullable Object of(@Nullable Object value) {
        return of(value, "value");
    }

    static @Nullable Object of(@Nullable Object value, String place) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case String text -> text;
            case Character letter -> letter.toString();
            case Double number -> number;
            case Float number -> Double.valueOf(number.toString());
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case BigInteger number -> number.bitLength() < 64 ? (Object) number.longValue() : number;
            case Enum<?> constant -> Names.kebab(constant.name().toLowerCase(Locale.ROOT));
            case Optional<?> optional -> of(optional.orElse(null), place);
            case Map<?, ?> map -> ofMap(map, place);
            case Collection<?> collection -> ofList(collection, place);
            case Record record -> ofRecord(record, place);
            default -> ofArray(value, place);
        };
    }

    private static Map<String, @Nullable Object> ofMap(Map<?, ?> map, String place) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, item) -> plain.put(String.valueOf(key), of(item, place + "." + key)));
        return Collections.unmodifiableMap(plain);
    }

    private static List<@Nullable Object> ofList(Collection<?> items, String place) {
        var plain = new ArrayList<@Nullable Object>(items.size());
        for (var item : items) {
            plain.add(of(item, place + "[" + plain.size() + "]"));
        }
        return Collections.unmodifiableList(plain);
    }

    private static Map<String, @Nullable Object> ofRecord(Record record, String place) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        for (var component : record.getClass().getRecordComponents()) {
            var accessor = component.getAccessor();
            try {
                // a study in a user's single source file may keep its configuration private
                accessor.setAccessible(true);
                plain.put(component.getName(), of(accessor.invoke(record), place + "." + component.getName()));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(place + "." + component.getName() + " cannot be read", e);
            }
        }
        return Collections.unmodifiableMap(plain);
    }

    private static List<@Nullable Object> ofArray(Object array, String place) {
        if (!array.getClass().isArray()) {
            throw new IllegalArgumentException(
                    "%s: a %s is not plain; use numbers, texts, booleans, arrays, lists, maps or records of them"
                            .formatted(place, array.getClass().getTypeName()));
        }
        var length = Array.getLength(array);
        var plain = new ArrayList<@Nullable Object>(length);
        for (var i = 0; i < length; i++) {
            plain.add(of(Array.get(array, i), place + "[" + i + "]"));
        }
        return Collections.unmodifiableList(plain);
    }
}
