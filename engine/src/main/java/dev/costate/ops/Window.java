package dev.costate.ops;

import dev.costate.internal.trace.Problem;
import java.util.Arrays;
import java.util.List;

/// How a window moves along the last axes of a tensor: how far at a time, over how many added places before and
/// after, and how far apart its own places are. How large it is says the kernel, or whoever takes it.
///
/// ```java
/// import dev.costate.ops.*;
///
/// Window window = Window.over(2).stride(2).padding(1);  // two axes, by 2, one place added at every side
/// IO.println(window.high());  // -> [1, 1]
/// ```
///
/// Each list has an entry for each axis. The methods that take numbers take one for all axes, or one for each.
///
/// @param strides how far it moves, at least 1
/// @param low how many places are added before; a negative number cuts off as many
/// @param high how many are added after
/// @param dilations how far apart neighbours in it are, at least 1
public record Window(List<Integer> strides, List<Integer> low, List<Integer> high, List<Integer> dilations) {
    /// @throws dev.costate.ArgumentException if the lists differ in length, or a stride or dilation is not
    ///        positive
    public Window {
        strides = List.copyOf(strides);
        low = List.copyOf(low);
        high = List.copyOf(high);
        dilations = List.copyOf(dilations);
        int axes = strides.size();
        if (low.size() != axes || high.size() != axes || dilations.size() != axes) {
            throw Problem.argument(
                    "Window",
                    "strides " + strides + ", padding " + low + " and " + high + " and dilations " + dilations
                            + " differ in length",
                    "give one number for each axis");
        }
        positive("stride", strides);
        positive("dilation", dilations);
    }

    private static void positive(String what, List<Integer> values) {
        for (int value : values) {
            if (value < 1) {
                throw Problem.argument("Window", "the " + what + " is " + value, "it is at least 1");
            }
        }
    }

    /// Along this many axes: by one place at a time, nothing added, its places side by side.
    public static Window over(int axes) {
        if (axes < 0) {
            throw Problem.argument("Window", axes + " axes", "give 0 or more");
        }
        List<Integer> ones = each(axes, 1);
        List<Integer> zeros = each(axes, 0);
        return new Window(ones, zeros, zeros, ones);
    }

    /// The same, moving this far at a time.
    public Window stride(int... strides) {
        return new Window(each("stride", strides), low, high, dilations);
    }

    /// The same with so many places added both before and after.
    public Window padding(int... padding) {
        List<Integer> both = each("padding", padding);
        return new Window(strides, both, both, dilations);
    }

    /// The same with `low` places added before and `high` after.
    public Window padding(int[] low, int[] high) {
        return new Window(strides, each("padding", low), each("padding", high), dilations);
    }

    /// The same with neighbours in it so far apart.
    public Window dilation(int... dilations) {
        return new Window(strides, low, high, each("dilation", dilations));
    }

    /// The number of axes.
    public int axes() {
        return strides.size();
    }

    private List<Integer> each(String what, int[] values) {
        if (Problem.present("Window", "the " + what, values).length == 1) {
            return each(axes(), values[0]);
        }
        if (values.length != axes()) {
            throw Problem.argument(
                    "Window",
                    "the " + what + " " + Arrays.toString(values) + " for " + axes() + " axes",
                    "give one number, or one for each axis");
        }
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Integer> each(int axes, int value) {
        return java.util.Collections.nCopies(axes, value);
    }
}
