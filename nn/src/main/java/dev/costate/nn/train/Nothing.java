package dev.costate.nn.train;

/// The tree without leaves: the state of a model that has none, the data of a source that draws its batches.
public record Nothing() {}
