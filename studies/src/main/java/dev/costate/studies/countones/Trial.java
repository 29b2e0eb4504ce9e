package dev.costate.studies.countones;

/// One training of one net.
///
/// @param kind of the net
/// @param length of the sequences it was trained on
/// @param before the net at the beginning
/// @param after the best one by validation
/// @param errors the root mean square error on the tests after each epoch, in ones
/// @param epoch how many steps are an epoch
record Trial(Kind kind, int length, CountingNet<?> before, CountingNet<?> after, double[] errors, int epoch) {}
