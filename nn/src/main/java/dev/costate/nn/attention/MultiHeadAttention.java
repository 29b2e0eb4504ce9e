package dev.costate.nn.attention;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.init.Initialisers;
import dev.costate.nn.layer.Linear;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Attention of several heads, each of its own projection of queries, keys and values:
/// `outProj(concat_h(softmax(Q_h K_h^T / sqrt(width / heads)) V_h))`.
///
/// Sequences are `[time,batch,width]`, as PyTorch takes them unless told otherwise, or `[time,width]` of one
/// member.
///
/// ```java
/// import dev.costate.*;
/// import dev.costate.nn.attention.*;
/// import dev.costate.random.*;
///
/// MultiHeadAttention attention = new MultiHeadAttention(Key.of(0), 8, 2);
/// var seen = attention.apply(Random.normal(Key.of(1), 5, 3, 8), new AttentionMask.Causal());
/// IO.println(seen.out().shape() + " " + seen.weights().shape());  // -> [5,3,8] [3,2,5,5]
/// ```
///
/// Source: Vaswani et al., Attention is all you need, arXiv 1706.03762.
///
/// @param heads how many, a divisor of the width
/// @param inProjWeight `[3 width,width]`: of queries, keys and values
/// @param inProjBias `[3 width]`, if there is one
/// @param outProj from width to width
public record MultiHeadAttention(int heads, Tensor inProjWeight, Optional<Tensor> inProjBias, Linear outProj) {
    private static final int INPUTS = 3;

    /// Weights as PyTorch draws them, float32.
    public MultiHeadAttention(Key key, int width, int heads) {
        this(key, DType.FLOAT32, width, heads);
    }

    /// Weights as PyTorch draws them: Xavier's uniform ones for the inputs, those of a [Linear] for the
    /// output, biases of 0.
    ///
    /// @throws IllegalArgumentException if the width is no multiple of the heads
    public MultiHeadAttention(Key key, DType dtype, int width, int heads) {
        this(
                heads,
                Initialisers.xavierUniform(1).draw(key.split().first(), dtype, Shape.of(INPUTS * width, width)),
                Optional.of(Creation.zeros(dtype, Shape.of(INPUTS * width))),
                new Linear(key.split().second(), dtype, width, width, Initialisers.torch(), Initialisers.zeros()));
        if (heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException(
                    "MultiHeadAttention: a width of " + width + " cannot be divided into " + heads + " heads");
        }
    }

    /// A sequence's attention to itself.
    ///
    /// @param x `[time,batch,width]` or `[time,width]`
    /// @param masks which places are seen
    /// @return out like `x`, weights `[batch,heads,time,time]`, without the batch if `x` has none
    public Attention.Attended apply(Tensor x, AttentionMask... masks) {
        check(x);
        var all = new Linear(inProjWeight, inProjBias).apply(x);
        return attend(Layout.split(all, -1, width(), width(), width()), masks);
    }

    /// Attention of queries to other places.
    ///
    /// @param query `[queries,batch,width]` or `[queries,width]`
    /// @param key `[keys,batch,width]` or `[keys,width]`
    /// @param value like the keys
    /// @param masks which keys are seen
    /// @return out like the queries, weights `[batch,heads,queries,keys]`, without the batch if there is none
    public Attention.Attended apply(Tensor query, Tensor key, Tensor value, AttentionMask... masks) {
        var inputs = List.of(query, key, value);
        inputs.forEach(this::check);
        if (query.rank() != key.rank() || !key.shape().equals(value.shape())) {
            throw new IllegalArgumentException("MultiHeadAttention: query " + query.shape() + ", key " + key.shape()
                    + ", value " + value.shape() + "; all have a batch or none, and a value stands for each key");
        }
        if (key.rank() == 3 && key.dim(1) != query.dim(1)) {
            throw new IllegalArgumentException("MultiHeadAttention: a batch of " + query.dim(1) + " queries and of "
                    + key.dim(1) + " keys; expected [time,batch," + width() + "] of one batch");
        }
        var weights = Layout.split(inProjWeight, 0, width(), width(), width());
        var biases = inProjBias.map(b -> Layout.split(b, 0, width(), width(), width()));
        var projected = IntStream.range(0, INPUTS)
                .mapToObj(i -> new Linear(weights.get(i), biases.map(b -> b.get(i))).apply(inputs.get(i)))
                .toList();
        return attend(projected, masks);
    }

    private Attention.Attended attend(List<Tensor> projected, AttentionMask... masks) {
        var isBatch = projected.getFirst().rank() == 3;
        var parts =
                projected.stream().map(p -> heads(isBatch ? p : p.unsqueeze(1))).toList();
        var seen = Attention.scaledDotProduct(parts.get(0), parts.get(1), parts.get(2), masks);
        var out = seen.out().transpose(2, 0, 1, 3);
        var joined = outProj.apply(out.reshape(out.dim(0), out.dim(1), width()));
        return isBatch
                ? new Attention.Attended(joined, seen.weights())
                : new Attention.Attended(joined.squeeze(1), seen.weights().squeeze(0));
    }

    /// `[time,batch,width] -> [batch,heads,time,width / heads]`.
    private Tensor heads(Tensor x) {
        return x.reshape(x.dim(0), x.dim(1), heads, width() / heads).transpose(1, 2, 0, 3);
    }

    private int width() {
        return inProjWeight.dim(1);
    }

    private void check(Tensor x) {
        if (x.rank() < 2 || x.rank() > 3 || x.dim(x.rank() - 1) != width()) {
            throw new IllegalArgumentException("MultiHeadAttention: an input is " + x.shape()
                    + "; expected [time,batch," + width() + "], or [time," + width() + "] of one member");
        }
    }
}
