package dev.costate.bench.measure;

import java.util.List;

/// What a contender answers.
///
/// @param title name and version
/// @param samples seconds of a call of the whole work, one for each sample
/// @param callsPerSample how many calls a sample is the mean of
/// @param warmUp seconds of warm-up
/// @param firstCall seconds of the process's first call, which compiles
/// @param freshCall seconds of the first call of a second, equal program in the warm process; 0 if there was none
/// @param allocated bytes that a call allocates; 0 if not known
/// @param held bytes that program and result hold; 0 if not known
/// @param outputs the results, to be compared
/// @param note what has to be said about it: that a part was timed and scaled, for one
record Measurement(
        String title,
        List<Double> samples,
        int callsPerSample,
        double warmUp,
        double firstCall,
        double freshCall,
        double allocated,
        double held,
        List<TensorFile> outputs,
        String note) {}
