package dev.costate.nn.words;

import dev.costate.Tensor;
import java.util.Optional;

/// Examples that are learned at once, from the same tables. Many batches have one more axis in front.
///
/// @param in the words that predict: `i32[B]`, with `share` `i32[C,B]`
/// @param share how much each of the `C` words counts, `[C,B]`; nothing if there is one
/// @param out the word predicted, `i32[B]`
/// @param noise the words to be told apart from: `i32[k,B]` of each example's own, `i32[N]` in common
/// @param rate the rate of learning, `[B]`; 0 for an example that fills a batch up
public record Batch(Tensor in, Optional<Tensor> share, Tensor out, Tensor noise, Tensor rate) {}
