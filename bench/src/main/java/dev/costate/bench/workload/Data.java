package dev.costate.bench.workload;

import dev.costate.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a program is given: the same for Costate and for its peers.
///
/// @param numbers counts and rates, by name
/// @param tensors arrays, by name
public record Data(Map<String, Double> numbers, Map<String, Tensor> tensors) {
    /// No data.
    public static final Data NONE = new Data(Map.of(), Map.of());

    /// Copies its arguments, whose order is kept.
    public Data {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /// These data with one more number.
    public Data with(String name, double value) {
        var more = new LinkedHashMap<>(numbers);
        more.put(name, value);
        return new Data(more, tensors);
    }

    /// These data with one more tensor.
    public Data with(String name, Tensor value) {
        var more = new LinkedHashMap<>(tensors);
        more.put(name, value);
        return new Data(numbers, more);
    }

    /// The number called `name`.
    ///
    /// @throws IllegalArgumentException if there is none
    public double number(String name) {
        var number = numbers.get(name);
        if (number == null) {
            throw missing("number", name, numbers);
        }
        return number;
    }

    /// The number called `name`, which is a count.
    ///
    /// @throws IllegalArgumentException if there is none, or it is not whole
    public int count(String name) {
        var number = number(name);
        if (number != Math.rint(number)) {
            throw new IllegalArgumentException("data: '%s' is %s, not a count".formatted(name, number));
        }
        return Math.toIntExact((long) number);
    }

    /// The tensor called `name`.
    ///
    /// @throws IllegalArgumentException if there is none
    public Tensor tensor(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw missing("tensor", name, tensors);
        }
        return tensor;
    }

    private static IllegalArgumentException missing(String kind, String name, Map<String, ?> present) {
        return new IllegalArgumentException(
                "data: there is no %s '%s'; there are %s".formatted(kind, name, present.keySet()));
    }
}
