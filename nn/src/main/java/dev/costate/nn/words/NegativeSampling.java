package dev.costate.nn.words;

import static dev.costate.Costate.valueAndGradAux;

import dev.costate.Index;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.WithAux;
import dev.costate.ops.Activation;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;

/// The objective of word2vec with negative sampling, and a step down its gradient.
///
/// ```
/// L = -ln sigmoid(h . v) - negatives * E_noise ln sigmoid(-h . n)
/// ```
/// for the vector `h` of what predicts, `v` of the word predicted and `n` of noise words. A batch is
/// gathered, the gradient by the gathered rows is autodiff's, and is added to those rows alone.
///
/// Source: Mikolov, Sutskever, Chen, Corrado, Dean, Distributed representations of words and phrases and
/// their compositionality, arXiv 1310.4546.
///
/// @param negatives how many noise words an example is told apart from
public record NegativeSampling(int negatives) {
    private record Rows(Tensor in, Tensor out) {}

    /// The loss of each example, `[B]`.
    public Tensor losses(WordTables tables, Batch batch) {
        var rows = new Rows(tables.in().take(batch.in(), 0), tables.out().take(outputs(batch), 0));
        return losses(rows, batch);
    }

    /// The tables after a step of gradient descent on a batch, each example at its own rate, and the mean
    /// loss before.
    ///
    /// The gradients of examples that share a word are added up. CBOW's is that of the mean: word2vec's own
    /// program leaves the division out on the way back.
    public Step<WordTables, Tensor> step(WordTables tables, Batch batch) {
        var outputs = outputs(batch);
        var rows = new Rows(tables.in().take(batch.in(), 0), tables.out().take(outputs, 0));
        var at = valueAndGradAux((Rows r) -> {
                    var losses = losses(r, batch);
                    return new WithAux<>(losses.mul(batch.rate()).sum(), losses);
                })
                .apply(rows);
        var counted = batch.rate().gt(0).to(batch.rate().dtype());
        var mean = at.aux().mul(counted).sum().div(counted.sum().maximum(1));
        return new Step<>(
                new WordTables(
                        tables.in()
                                .at(Index.places(batch.in()))
                                .add(at.grad().in.neg()),
                        tables.out().at(Index.places(outputs)).add(at.grad().out.neg())),
                mean);
    }

    /// The rows of `out` that a batch needs: `[1+k,B]`, or `[B+N]` if the noise is shared.
    private static Tensor outputs(Batch batch) {
        var isOwn = batch.noise().rank() == 2;
        return Layout.concat(List.of(isOwn ? batch.out().unsqueeze(0) : batch.out(), batch.noise()), 0);
    }

    private Tensor losses(Rows rows, Batch batch) {
        var h = batch.share()
                .map(share -> rows.in.mul(share.unsqueeze(2)).sum(0))
                .orElse(rows.in);
        if (batch.noise().rank() == 2) {
            var scores = h.mul(rows.out).sum(2);
            // The first row is to score high, the others low.
            var sign = Tensor.of(signs(scores.dim(0))).to(scores.dtype()).unsqueeze(1);
            return Activation.softplus(scores.mul(sign)).sum(0);
        }
        int examples = h.dim(0);
        int all = rows.out.dim(0);
        var score = h.mul(Layout.slice(rows.out, 0, 0, examples)).sum(1);
        var noise = h.matmul(Layout.slice(rows.out, 0, examples, all).transpose());
        var weight = (double) negatives / (all - examples);
        return Activation.softplus(score.neg())
                .add(Activation.softplus(noise).sum(1).mul(weight));
    }

    private static double[] signs(int rows) {
        var signs = new double[rows];
        Arrays.fill(signs, 1);
        signs[0] = -1;
        return signs;
    }
}
