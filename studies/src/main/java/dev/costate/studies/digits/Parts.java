package dev.costate.studies.digits;

import dev.costate.nn.data.prepare.Batches;
import dev.costate.nn.data.prepare.Splits;
import dev.costate.nn.data.sets.Digits;
import dev.costate.random.Key;

/// The digits in two parts, of which each has its share of every digit.
///
/// @param training four fifths
/// @param test a fifth, which no training sees
record Parts(Batch training, Batch test) {
    private static final double FIFTH = 0.2;

    static Parts draw(Digits digits, Key key) {
        var split = Splits.stratified(key, digits.labels(), 0, FIFTH);
        var all = new Batch(digits.images(), digits.labels());
        return new Parts(Batches.take(all, split.train()), Batches.take(all, split.test()));
    }
}
