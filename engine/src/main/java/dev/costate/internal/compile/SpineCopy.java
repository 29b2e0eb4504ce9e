package dev.costate.internal.compile;

import dev.costate.internal.schedule.Segment;
import java.util.function.Consumer;

/// The loop over a segment of the spine, or what it leaves over.
///
/// @param number which copy it is
/// @param segment the segment
/// @param isLoop whether it is the loop
/// @param counts the lanes of each vector
/// @param values for each statement, row, vector and point the bodies
record SpineCopy(int number, Segment segment, boolean isLoop, int[] counts, LaneValue[][][][][] values) {
    /// Does something with every body.
    void each(Consumer<LaneValue> use) {
        for (LaneValue[][][][] statement : values) {
            each(statement, use);
        }
    }

    /// Does something with every body of statement `s`.
    void each(int s, Consumer<LaneValue> use) {
        each(values[s], use);
    }

    private static void each(LaneValue[][][][] statement, Consumer<LaneValue> use) {
        for (LaneValue[][][] row : statement) {
            for (LaneValue[][] vector : row) {
                for (LaneValue[] point : vector) {
                    for (LaneValue body : point) {
                        use.accept(body);
                    }
                }
            }
        }
    }
}
