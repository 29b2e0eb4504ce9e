package dev.costate.nn.words;

import static dev.costate.Costate.valueAndGrad;

import dev.costate.Index;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;

/// GloVe's loss and a step of AdaGrad that touches the rows of a batch alone.
///
/// @param rate the rate of learning
record GloVeObjective(double rate) {
    /// Pairs that are learned at once.
    ///
    /// @param word `i32[B]`
    /// @param neighbour `i32[B]`
    /// @param target the logarithms of how often they stand near each other, `[B]`
    /// @param weight `[B]`
    record Batch(Tensor word, Tensor neighbour, Tensor target, Tensor weight) {}

    /// What goes from step to step.
    ///
    /// @param tables the vectors
    /// @param squares for each element the sum of the squares of its gradients
    record State(GloVeTables tables, GloVeTables squares) {
        static State of(GloVeTables tables) {
            return new State(tables, Tree.map(Tree.zerosLike(tables), z -> z.add(1)));
        }
    }

    private static GloVeTables gathered(GloVeTables of, Batch batch) {
        return new GloVeTables(
                of.words().take(batch.word, 0),
                of.neighbours().take(batch.neighbour, 0),
                of.wordOffsets().take(batch.word, 0),
                of.neighbourOffsets().take(batch.neighbour, 0));
    }

    private static GloVeTables added(GloVeTables to, Batch batch, GloVeTables rows) {
        var word = Index.places(batch.word);
        var neighbour = Index.places(batch.neighbour);
        return new GloVeTables(
                to.words().at(word).add(rows.words()),
                to.neighbours().at(neighbour).add(rows.neighbours()),
                to.wordOffsets().at(word).add(rows.wordOffsets()),
                to.neighbourOffsets().at(neighbour).add(rows.neighbourOffsets()));
    }

    /// The sum of the batch's losses.
    static Tensor loss(GloVeTables tables, Batch batch) {
        return rowLoss(gathered(tables, batch), batch);
    }

    private static Tensor rowLoss(GloVeTables rows, Batch batch) {
        var score = rows.words().mul(rows.neighbours()).sum(1);
        var offsets = rows.wordOffsets().add(rows.neighbourOffsets()).squeeze(1);
        return score.add(offsets)
                .sub(batch.target)
                .square()
                .mul(batch.weight)
                .sum()
                .mul(0.5);
    }

    /// The state after a step, and the sum of the batch's losses before.
    Step<State, Tensor> step(State state, Batch batch) {
        var at = valueAndGrad((GloVeTables rows) -> rowLoss(rows, batch)).apply(gathered(state.tables, batch));
        var squares = added(state.squares, batch, Tree.map(at.grad(), Tensor::square));
        var change = Tree.map(
                at.grad(), gathered(squares, batch), (g, s) -> g.div(s.sqrt()).mul(-rate));
        return new Step<>(new State(added(state.tables, batch, change), squares), at.value());
    }
}
