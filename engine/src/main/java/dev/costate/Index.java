package dev.costate;

import dev.costate.internal.trace.Problem;
import java.util.ArrayList;
import java.util.List;

/// One term of an index such as NumPy's `x[1:, None, mask, ..., -1]`.
///
/// In Java: `x.get(from(1), newAxis(), mask(m), ellipsis(), at(-1))` with `import static dev.costate.Index.*`,
/// or as text, where no tensors are needed: `x.get("1:, None, ..., -1")`.
public sealed interface Index {
    /// One place along an axis, which the result lacks; negative counts from the end.
    ///
    /// @param position the place
    record At(int position) implements Index {}

    /// A range of an axis by Python's rules.
    ///
    /// @param start the first place; null for the first in the step's direction
    /// @param stop the bound, not included; null for none
    /// @param step the step, not 0; negative goes backwards
    record Range(
            @org.jspecify.annotations.Nullable Integer start,
            @org.jspecify.annotations.Nullable Integer stop,
            int step) implements Index {}

    /// As many whole axes as are left.
    record Ellipsis() implements Index {}

    /// A new axis of extent 1.
    record NewAxis() implements Index {}

    /// The places that an integer tensor names, or those where a boolean tensor holds.
    ///
    /// @param indices `int32` or `int64` of any shape, or a mask over as many axes as it has
    record Places(Tensor indices) implements Index {}

    /// The place `position`.
    static Index at(int position) {
        return new At(position);
    }

    /// The places `start, start + 1, ..., stop - 1`.
    static Index range(int start, int stop) {
        return new Range(start, stop, 1);
    }

    /// The places `start, start + step, ...` before `stop`.
    static Index range(int start, int stop, int step) {
        return new Range(start, stop, step);
    }

    /// From `start` to the end.
    static Index from(int start) {
        return new Range(start, null, 1);
    }

    /// From the beginning to before `stop`.
    static Index to(int stop) {
        return new Range(null, stop, 1);
    }

    /// Every `step`-th place; -1 reverses the axis.
    static Index every(int step) {
        return new Range(null, null, step);
    }

    /// The whole axis.
    static Index all() {
        return new Range(null, null, 1);
    }

    /// As many whole axes as are left.
    static Index ellipsis() {
        return new Ellipsis();
    }

    /// A new axis of extent 1.
    static Index newAxis() {
        return new NewAxis();
    }

    /// The places that an integer tensor names.
    static Index places(Tensor indices) {
        return new Places(indices);
    }

    /// The places where a boolean tensor holds.
    static Index mask(Tensor mask) {
        return new Places(mask);
    }

    /// Reads an index in Python's notation: `"1:, ::2, -1, None, ..."`.
    ///
    /// @throws IndexException if a term is none of these
    static List<Index> parse(String text) {
        List<Index> terms = new ArrayList<>();
        for (String raw : Problem.present("get", "the index", text).split(",", -1)) {
            String term = raw.strip();
            if (term.equals("...")) {
                terms.add(ellipsis());
            } else if (term.equals("None") || term.equals("newaxis")) {
                terms.add(newAxis());
            } else if (term.matches("[+-]?\\d{1,10}")) {
                terms.add(at(number(text, term)));
            } else if (term.matches("([+-]?\\d{1,10})?\\s*:\\s*([+-]?\\d{1,10})?\\s*(:\\s*([+-]?\\d{1,10})?)?")) {
                String[] parts = term.split(":", -1);
                Integer start = parts[0].isBlank() ? null : number(text, parts[0]);
                Integer stop = parts[1].isBlank() ? null : number(text, parts[1]);
                terms.add(new Range(start, stop, parts.length < 3 || parts[2].isBlank() ? 1 : number(text, parts[2])));
            } else {
                throw Problem.index(
                        "get",
                        "\"" + term + "\" in \"" + text + "\" is no index",
                        "write 3, 1:5, ::2, ... or None, and pass tensors with Index.places or Index.mask");
            }
        }
        return terms;
    }

    private static int number(String text, String term) {
        try {
            return Integer.parseInt(term.strip());
        } catch (NumberFormatException e) {
            throw Problem.index("get", "\"" + term + "\" in \"" + text + "\" is out of range", "");
        }
    }
}
