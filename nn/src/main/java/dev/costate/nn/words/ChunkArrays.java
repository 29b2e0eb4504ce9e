package dev.costate.nn.words;

import dev.costate.Shape;
import dev.costate.Tensor;
import java.util.Optional;

/// The numbers of a chunk of batches, before they are tensors.
final class ChunkArrays {
    final int[] in;
    final int[] out;
    final int[] noise;
    final double[] rate;
    /// How many noise words a batch shares; 0 if each example has its own.
    final int shared;

    private final Word2Vec config;
    private final int steps;
    private final double[] share;

    ChunkArrays(Word2Vec config, int steps) {
        this.config = config;
        this.steps = steps;
        int examples = steps * config.batch();
        boolean isCbow = config.architecture() == Architecture.CBOW;
        shared = switch (config.noise()) {
            case Noise.Own() -> 0;
            case Noise.Shared(int draws) -> draws;
        };
        in = new int[isCbow ? examples * contexts() : examples];
        share = new double[isCbow ? in.length : 0];
        out = new int[examples];
        noise = new int[shared > 0 ? steps * shared : examples * config.negatives()];
        rate = new double[examples];
    }

    private int contexts() {
        return 2 * config.window();
    }

    /// Writes the words of `[begin, end)` but that at `centre` as what predicts in example `e`. The places
    /// that are left get the same words again, for nothing, so that no other row has to be read.
    void context(int e, int[] words, int begin, int centre, int end) {
        int count = end - begin - 1;
        int step = e / config.batch();
        int first = step * contexts() * config.batch() + e % config.batch();
        for (int c = 0; c < contexts(); c++) {
            int place = begin + c % count;
            int at = first + c * config.batch();
            in[at] = words[place < centre ? place : place + 1];
            share[at] = c < count ? 1.0 / count : 0;
        }
    }

    Batch batches() {
        int b = config.batch();
        boolean isCbow = config.architecture() == Architecture.CBOW;
        var several = Shape.of(steps, contexts(), b);
        return new Batch(
                Tensor.of(in, isCbow ? several : Shape.of(steps, b)),
                isCbow ? Optional.of(Tensor.of(share, several).to(config.dtype())) : Optional.empty(),
                Tensor.of(out, Shape.of(steps, b)),
                Tensor.of(noise, shared > 0 ? Shape.of(steps, shared) : Shape.of(steps, config.negatives(), b)),
                Tensor.of(rate, Shape.of(steps, b)).to(config.dtype()));
    }
}
