package dev.costate.bench.routines;

/// What a routine cost a contender.
///
/// @param routine the routine's key
/// @param extent on what, as [Routine#extent] has it
/// @param contender whose it is
/// @param seconds of a call, the median
/// @param sign the number by which results are compared
public record RoutineTime(String routine, String extent, String contender, double seconds, double sign) {
    private static final double ALLOWED = 1e-9;

    /// Whether two contenders came to the same.
    boolean agreesWith(RoutineTime other) {
        return Math.abs(sign - other.sign) <= ALLOWED * Math.max(Math.abs(sign), Math.abs(other.sign));
    }

    /// Whether it is of the same work.
    boolean isBeside(RoutineTime other) {
        return routine.equals(other.routine) && extent.equals(other.extent);
    }
}
