package dev.costate.nn.train;

/// How an epoch is divided into chunks, each one call of the compiled program.
///
/// All chunks but the last of an epoch have one length, so that there are at most two programs. Where they end
/// depends on the number of the step alone, and so is the same after a resumption.
///
/// @param stepsPerEpoch steps of an epoch
/// @param longest the most steps of a chunk
record Chunks(int stepsPerEpoch, int longest) {
    /// How many steps to make from `step` on: to the end of the chunk, the epoch or the training.
    int length(long step, long total) {
        int each = Math.ceilDiv(stepsPerEpoch, Math.ceilDiv(stepsPerEpoch, longest));
        int within = Math.toIntExact(step % stepsPerEpoch);
        int end = Math.min((within / each + 1) * each, stepsPerEpoch);
        return Math.toIntExact(Math.min(end - within, total - step));
    }
}
