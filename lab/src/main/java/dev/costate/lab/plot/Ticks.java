package dev.costate.lab.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Chooses the marks of an axis: round numbers on a linear scale, decades on a logarithmic one.
final class Ticks {
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /// Marks without labels are left out where labels are further apart than this many decades.
    private static final int CROWDED = 10;

    private Ticks() {}

    /// The ticks of an axis from the place `low` to the place `high`, about `most` of them with a label; if it
    /// has names, those that are in between.
    static List<Tick> of(Axis axis, double low, double high, int most) {
        if (axis.names().isEmpty()) {
            return of(axis.scale(), low, high, most);
        }
        return IntStream.range(0, axis.names().size())
                .filter(i -> !axis.names().get(i).isEmpty())
                .mapToObj(i -> new Tick(axis.scale().place(i), axis.names().get(i)))
                .filter(tick -> tick.place() >= low && tick.place() <= high)
                .toList();
    }

    /// The ticks from the place `low` to the place `high`, about `most` of them with a label.
    static List<Tick> of(Scale scale, double low, double high, int most) {
        return switch (scale) {
            case Scale.Linear _ -> linear(low, high, most, scale);
            case Scale.Log log -> log(log, low, high, most);
            case Scale.Symlog symlog -> symlog(symlog, low, high, most);
        };
    }

    private static List<Tick> linear(double low, double high, int most, Scale scale) {
        var step = roundStep((high - low) / most);
        // a short axis may have none of the round numbers that are that far apart
        for (var parts = 2 * most; parts < 100 && Math.floor(high / step) <= Math.ceil(low / step); parts *= 2) {
            step = roundStep((high - low) / parts);
        }
        var first = Math.ceil(low / step - 1e-9);
        var last = Math.floor(high / step + 1e-9);
        var largest = step * Math.max(Math.abs(first), Math.abs(last));
        var ticks = new ArrayList<Tick>();
        for (var i = first; i <= last; i++) {
            var value = i * step;
            ticks.add(new Tick(scale.place(value), TickText.ofRow(value, step, largest)));
        }
        return ticks;
    }

    private static List<Tick> log(Scale.Log scale, double low, double high, int most) {
        var first = (int) Math.ceil(low - 1e-9);
        var last = (int) Math.floor(high + 1e-9);
        var decades = last - first + 1;
        if (decades < 2) {
            return withinADecade(scale, low, high, most);
        }
        var stride = roundStride((decades + most - 1) / Math.max(1, most));
        var plain = isPlain(first, last);
        var ticks = new ArrayList<Tick>();
        for (var k = first - 1; k <= last; k++) {
            if (k >= first && (k % stride == 0 || stride <= CROWDED)) {
                ticks.add(new Tick(k, k % stride == 0 ? TickText.ofDecade(k, plain) : ""));
            }
            if (stride == 1 && decades <= 7) {
                addMinor(scale, 1, k, low, high, ticks);
            }
        }
        return ticks;
    }

    /// Less than two decades in sight: 1, 2 and 5 times a power of ten, or round numbers if even those are too
    /// far apart.
    private static List<Tick> withinADecade(Scale.Log scale, double low, double high, int most) {
        var ticks = new ArrayList<Tick>();
        for (var k = (int) Math.floor(low); k <= Math.floor(high); k++) {
            for (var digit = 1; digit <= 9; digit++) {
                var value = digit * Math.pow(10, k);
                var place = scale.place(value);
                if (place >= low - 1e-9 && place <= high + 1e-9) {
                    var labelled = digit == 1 || digit == 2 || digit == 5;
                    ticks.add(new Tick(place, labelled ? TickText.ofDigit(digit, k) : ""));
                }
            }
        }
        if (ticks.stream().filter(Tick::isMajor).count() >= 2) {
            return ticks;
        }
        return linear(scale.value(low), scale.value(high), Math.min(most, 5), scale);
    }

    private static List<Tick> symlog(Scale.Symlog scale, double low, double high, int most) {
        var lowest = (int) Math.ceil(Math.log10(scale.linear()) - 1e-9);
        // the margin of an axis may reach beyond the greatest number there is
        var farthest = Math.min(Double.MAX_VALUE, Math.max(Math.abs(scale.value(low)), Math.abs(scale.value(high))));
        var highest = (int) Math.floor(Math.log10(farthest) + 1e-9);
        var sides = low < 0 && high > 0 ? 2 : 1;
        var stride = Math.max(1, ((highest - lowest + 1) * sides + most - 1) / most);
        var plain = isPlain(lowest, highest);
        var ticks = new ArrayList<Tick>();
        if (low <= 0 && high >= 0) {
            ticks.add(new Tick(0, "0"));
        }
        for (var k = lowest; k <= highest; k++) {
            for (var sign = -1; sign <= 1; sign += 2) {
                var place = scale.place(sign * Math.pow(10, k));
                var isLabelled = (highest - k) % stride == 0;
                if (place >= low - 1e-9 && place <= high + 1e-9 && (isLabelled || stride <= CROWDED)) {
                    // count strides from the outermost decade: it is the one that is read
                    var text = isLabelled ? TickText.ofDecade(k, plain) : "";
                    ticks.add(new Tick(place, sign < 0 && !text.isEmpty() ? "−" + text : text));
                }
                if (stride == 1 && k < highest) {
                    addMinor(scale, sign, k, low, high, ticks);
                }
            }
        }
        if (highest < lowest) {
            return linear(scale.value(low), scale.value(high), most, scale);
        }
        return ticks;
    }

    /// Whether decades are written as `0.001` to `10,000` and not as powers.
    private static boolean isPlain(int first, int last) {
        return first >= -3 && last <= 4;
    }

    private static void addMinor(Scale scale, int sign, int decade, double low, double high, List<Tick> ticks) {
        for (var digit = 2; digit <= 9; digit++) {
            var place = scale.place(sign * digit * Math.pow(10, decade));
            if (place >= low && place <= high) {
                ticks.add(new Tick(place, ""));
            }
        }
    }

    /// The decades from one label to the next: `stride`, or more where there are many, since multiples of 20 or
    /// 50 are easier to read than those of 59.
    private static int roundStride(int stride) {
        return stride <= CROWDED ? stride : (int) roundStep(stride);
    }

    /// The least of 1, 2, 2.5 and 5 times a power of ten that is at least `step`.
    static double roundStep(double step) {
        var power = Math.pow(10, Math.floor(Math.log10(step)));
        for (var round : ROUND) {
            // 2.5 is for halves and hundreds; steps of two and a half whole things are odd
            if (round * power >= step * (1 - 1e-9) && !(round == 2.5 && power == 1)) {
                return round * power;
            }
        }
        return 10 * power;
    }
}
