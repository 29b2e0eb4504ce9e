package dev.costate.internal.rules.battery;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.graph.Op;
import dev.costate.internal.trace.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A case in one element type: the operation, values of its operands, and functions made of it to be
/// transformed.
final class Subject {
    private static final int SEED = 20;

    private final OpCase it;
    private final DType dtype;
    private final Op op;

    Subject(OpCase it, DType dtype) {
        this.it = it;
        this.dtype = dtype;
        this.op = it.op().apply(dtype);
    }

    /// All cases in all their element types.
    static List<Subject> all() {
        return AllCases.list().stream()
                .flatMap(c -> c.dtypes().stream().map(d -> new Subject(c, d)))
                .toList();
    }

    /// Those with a derivative to test, in this element type.
    static List<Subject> differentiable(DType dtype) {
        return AllCases.list().stream()
                .filter(c -> c.dtypes().contains(dtype))
                .map(c -> new Subject(c, dtype))
                .filter(s -> !s.free().isEmpty() && !s.floatingResults().isEmpty())
                .toList();
    }

    OpCase it() {
        return it;
    }

    /// The same case in another element type.
    Subject in(DType other) {
        return new Subject(it, other);
    }

    private SplittableRandom random(String what) {
        return new SplittableRandom(31L * it.toString().hashCode() + what.hashCode() + SEED);
    }

    /// Values of the operands, others for each member.
    List<Tensor> operands(int member) {
        SplittableRandom random = random("member " + member);
        return it.operands().stream().map(o -> o.draw(dtype, random)).toList();
    }

    /// The relative error that a few operations in this type may have.
    double rounding() {
        return dtype == DType.FLOAT32 || it.traits().contains(OpCase.Trait.COARSE) ? 1e-6 : 1e-14;
    }

    /// All results.
    List<Tensor> call(List<Tensor> operands) {
        return Dispatch.apply(op, operands);
    }

    /// The places of the operands that derivatives are taken by.
    List<Integer> free() {
        return IntStream.range(0, it.operands().size())
                .filter(i -> it.operands().get(i).differentiable() && dtype.isFloating())
                .boxed()
                .toList();
    }

    /// All of them together, and each by itself.
    List<List<Integer>> freeSets() {
        List<List<Integer>> sets = new ArrayList<>(List.of(free()));
        if (free().size() > 1) {
            free().forEach(i -> sets.add(List.of(i)));
        }
        return sets;
    }

    List<Tensor> floatingResults() {
        return floating(call(operands(0)));
    }

    private static List<Tensor> floating(List<Tensor> tensors) {
        return tensors.stream().filter(t -> t.dtype().isFloating()).toList();
    }

    /// The floating results as a function of some operands, the others being those of `member`.
    Fn1<List<Tensor>, List<Tensor>> function(List<Integer> free, int member) {
        List<Tensor> fixed = operands(member);
        return x -> {
            List<Tensor> operands = new ArrayList<>(fixed);
            for (int i = 0; i < free.size(); i++) {
                operands.set(free.get(i), x.get(i));
            }
            return floating(call(operands));
        };
    }

    /// A scalar made of the results, with a second derivative even where the operation is linear:
    /// `sum over results of <w, y + y^2 / 2>`.
    Tensor loss(List<Tensor> operands) {
        List<Tensor> y = floating(call(operands));
        List<Tensor> w = like(y, "weights");
        return Tree.inner(w, Tree.map(y, t -> t.square().mul(0.5).add(t)));
    }

    /// That scalar as a function of some operands.
    Fn1<List<Tensor>, Tensor> loss(List<Integer> free, int member) {
        List<Tensor> fixed = operands(member);
        return x -> {
            List<Tensor> operands = new ArrayList<>(fixed);
            for (int i = 0; i < free.size(); i++) {
                operands.set(free.get(i), x.get(i));
            }
            return loss(operands);
        };
    }

    static List<Tensor> pick(List<Tensor> operands, List<Integer> places) {
        return places.stream().map(operands::get).toList();
    }

    /// Random tensors of the same types, between -1 and 1; `what` tells different ones apart.
    List<Tensor> like(List<Tensor> tensors, String what) {
        SplittableRandom random = random(what);
        return tensors.stream()
                .map(t -> Tensor.of(Domain.between(-1, 1).draw(random, t.size()))
                        .to(t.dtype())
                        .reshape(t.shape()))
                .toList();
    }

    @Override
    public String toString() {
        return it + " in " + dtype;
    }
}
