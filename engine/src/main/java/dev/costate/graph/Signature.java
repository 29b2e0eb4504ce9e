package dev.costate.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The matrices and vectors that a [MatrixOp] takes and gives, by the names of their axes.
///
/// Written as NumPy writes those of its generalised functions: `(n,n),(n,k)->(n,k)` takes a square matrix and
/// one of as many rows, and gives one like the second. An `i` in front marks `int32`; all else is of one
/// floating type. An axis `min` of a result is as long as the shorter of the first operand's two.
///
/// @param operands what the operation takes
/// @param results what it gives
public record Signature(List<Core> operands, List<Core> results) {
    /// The axis of a result that is as long as the shorter of the first operand's two.
    public static final String MIN = "min";

    /// One matrix or vector.
    ///
    /// @param isIndex whether its elements are `int32`
    /// @param axes its axes' names
    public record Core(boolean isIndex, List<String> axes) {
        public Core {
            axes = List.copyOf(axes);
        }

        private static Core of(String text) {
            boolean isIndex = text.startsWith("i");
            String axes = text.substring(isIndex ? 2 : 1);
            return new Core(isIndex, axes.isEmpty() ? List.of() : List.of(axes.split(",", -1)));
        }

        /// How many axes it has.
        public int rank() {
            return axes.size();
        }

        @Override
        public String toString() {
            return (isIndex ? "i" : "") + axes.stream().collect(Collectors.joining(",", "(", ")"));
        }
    }

    public Signature {
        operands = List.copyOf(operands);
        results = List.copyOf(results);
    }

    /// The signature that is written `text`.
    public static Signature of(String text) {
        int arrow = text.indexOf("->");
        return new Signature(cores(text.substring(0, arrow)), cores(text.substring(arrow + 2)));
    }

    private static List<Core> cores(String side) {
        List<Core> cores = new ArrayList<>();
        for (int from = 0; from < side.length(); ) {
            int end = side.indexOf(')', from);
            cores.add(Core.of(side.substring(from, end)));
            from = end + 2;
        }
        return cores;
    }

    @Override
    public String toString() {
        return joined(operands) + "->" + joined(results);
    }

    private static String joined(List<Core> cores) {
        return cores.stream().map(Core::toString).collect(Collectors.joining(","));
    }
}
