package dev.costate.errors;

import static dev.costate.DType.BOOL;
import static dev.costate.DType.FLOAT32;
import static dev.costate.DType.INT32;

import dev.costate.ArgumentException;
import dev.costate.DTypeException;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Activation;
import dev.costate.ops.Contraction;
import dev.costate.ops.Creation;
import dev.costate.ops.Einsum;
import dev.costate.ops.Layout;
import dev.costate.ops.Reductions;
import dev.costate.random.Key;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Operations on tensors that do not fit: shapes, axes, counts, element types.
class ShapeErrorsTest {
    private static final Tensor A = Tensor.ones(2, 3);
    private static final Tensor B = Tensor.ones(4, 5);
    private static final Tensor SCALAR = Tensor.scalar(2.0);
    private static final Tensor VECTOR = Tensor.of(1, 2, 3);

    private static Misuse shape(String text, Misuse.Call call) {
        return new Misuse(ShapeException.class, text, call);
    }

    private static Misuse dtype(String text, Misuse.Call call) {
        return new Misuse(DTypeException.class, text, call);
    }

    static List<Misuse> elementwise() {
        return List.of(
                shape(
                        "add: shapes do not broadcast: f32[2,3] and f32[4,5] (axis -1: 3 vs 5) at HERE; extents must be equal or 1; reshape or unsqueeze an operand?",
                        () -> A.add(B)),
                shape(
                        "mul: shapes do not broadcast: f32[2,3] and f32[3,2] (axis -1: 3 vs 2) at HERE; transpose an operand?",
                        () -> A.mul(Tensor.ones(3, 2))),
                shape(
                        "lt: shapes do not broadcast: f32[2,3] and f32[2] (axis -1: 3 vs 2) at HERE; extents must be equal or 1; reshape or unsqueeze an operand?",
                        () -> A.lt(Tensor.ones(2))),
                dtype(
                        "select: the condition is f32[2,3], not bool at HERE; compare first: x.gt(0)",
                        () -> A.select(A, A)),
                shape(
                        "select: shapes do not broadcast: bool[4,5] and [2,3] (axis -1: 5 vs 3) at HERE; extents must be equal or 1",
                        () -> B.gt(0).select(A, A)),
                dtype(
                        "and: takes booleans or integers, not f32[2,3] and f32[2,3] at HERE; compare first: x.ne(0)",
                        () -> A.and(A)),
                dtype("not: takes booleans or integers, not f64[] at HERE; compare first: x.ne(0)", () -> SCALAR.not()),
                dtype(
                        "scalar: 0.5 is no i32 at HERE; convert the tensor with to(FLOAT32) first",
                        () -> Tensor.scalar(INT32, 0.5)),
                dtype(
                        "scalar: 3000000000 is no i32 at HERE; convert the tensor with to(INT64) first",
                        () -> VECTOR.add(3_000_000_000L)));
    }

    static List<Misuse> contractions() {
        return List.of(
                shape(
                        "matmul: inner dimensions differ: f32[2,3] x f32[4,5] (3 vs 4) at HERE; the last axis of the left and the last but one of the right must agree",
                        () -> A.matmul(B)),
                shape(
                        "matmul: inner dimensions differ: f32[2,3] x f32[2,3] (3 vs 2) at HERE; transpose an operand?",
                        () -> A.matmul(A)),
                shape("matmul: an operand is a scalar: f32[2,3] x f64[] at HERE; use mul", () -> A.matmul(SCALAR)),
                shape(
                        "matmul: leading axes do not broadcast: f32[2,4,3] x f32[5,3,4] (2 vs 5) at HERE; extents must be equal or 1",
                        () -> Tensor.ones(2, 4, 3).matmul(Tensor.ones(5, 3, 4))),
                shape(
                        "tensordot: axes [0] of f32[2,3] and [1] of f32[4,5] differ (2 vs 5) at HERE; they agree in number and extent",
                        () -> Contraction.tensordot(A, B, new int[] {0}, new int[] {-1})),
                shape(
                        "tensordot: axes [0,1] of f32[2,3] and [0] of f32[2,3] differ (2 vs 1 axes) at HERE; they agree in number and extent",
                        () -> Contraction.tensordot(A, A, new int[] {0, 1}, new int[] {0})),
                shape(
                        "tensordot: axis 0 of f32[2,3] is named twice at HERE; name each axis once",
                        () -> Contraction.tensordot(A, A, new int[] {0, 0}, new int[] {0, 1})),
                shape(
                        "inner: f32[2,3] and f32[4,5] differ at HERE; reshape one of them",
                        () -> Contraction.inner(A, B)),
                shape(
                        "einsum: axis j of \"ij,jk->ik\" is 3 and 4: f32[2,3] x f32[4,5] at HERE; extents of one letter must agree",
                        () -> Einsum.einsum("ij,jk->ik", A, B)),
                shape(
                        "einsum: \"ijk,jk->ik\" gives operand 0 3 axes, it is f32[2,3] at HERE; one letter an axis",
                        () -> Einsum.einsum("ijk,jk->ik", A, B)));
    }

    static List<Misuse> layout() {
        return List.of(
                shape(
                        "reshape: f32[2,3] has 6 elements, [4,2] has 8 at HERE; use -1 for one extent to have it worked out",
                        () -> A.reshape(4, 2)),
                shape(
                        "reshape: f32[2,3] has 6 elements, [-1,4] cannot hold them at HERE; give every extent",
                        () -> A.reshape(-1, 4)),
                shape(
                        "reshape: extents [-1,-1] of f32[2,3] at HERE; one extent may be -1, the others are not negative",
                        () -> A.reshape(-1, -1)),
                shape(
                        "reshape: f32[2,3] has 6 elements, [7] has 7 at HERE; a reshape keeps their number",
                        () -> A.reshape(Shape.of(7))),
                shape(
                        "transpose: [0,0] is no permutation of the axes of f32[2,3] at HERE; name each axis once",
                        () -> A.transpose(0, 0)),
                shape("transpose: f32[2,3] has no axis 2 at HERE; its axes go from -2 to 1", () -> A.transpose(0, 2)),
                shape("sum: f32[2,3] has no axis 2 at HERE; its axes go from -2 to 1", () -> A.sum(2)),
                shape("mean: f32[2,3] has no axis -3 at HERE; its axes go from -2 to 1", () -> A.mean(-3)),
                shape("var: f64[] has no axis 0 at HERE; a scalar has none", () -> SCALAR.var(0)),
                shape("sum: axis 0 of f32[2,3] is named twice at HERE; name each axis once", () -> A.sum(0, -2)),
                shape(
                        "max: axis 0 of f32[0,3] is empty at HERE; there is no max of nothing",
                        () -> Tensor.zeros(0, 3).max(0)),
                shape(
                        "logSumExp: axis 1 of f32[3,0] is empty at HERE; there is no logSumExp of nothing",
                        () -> Tensor.zeros(3, 0).logSumExp(1)),
                shape(
                        "argMin: axis 0 of f32[0] is empty at HERE; there is no argMin of nothing",
                        () -> Tensor.zeros(0).argMin(0)),
                shape("cumProd: f64[] has no axis 0 at HERE; a scalar has none", () -> Reductions.cumProd(SCALAR, 0)),
                shape("softmax: f64[] has no axis -1 at HERE; a scalar has none", () -> SCALAR.softmax(-1)),
                shape(
                        "squeeze: axis 1 of f32[2,3] has extent 3, not 1 at HERE; only an axis of extent 1 can go; reduce or reshape the others",
                        () -> A.squeeze(-1)),
                shape(
                        "unsqueeze: there is no place 7 for an axis more in f32[2,3] at HERE; places go from -3 to 2",
                        () -> A.unsqueeze(7)),
                shape(
                        "broadcastTo: f32[2,3] does not fit in [2,4] (axis 1: 3 vs 4) at HERE; extents must be equal or 1",
                        () -> A.broadcastTo(2, 4)),
                shape(
                        "concat: part 1 does not fit: f32[2,3] and f32[4,5] (axis 1: 3 vs 5) at HERE; parts agree in every axis but 0",
                        () -> Layout.concat(List.of(A, B), 0)),
                shape(
                        "stack: there is nothing to join at HERE; give at least one tensor",
                        () -> Layout.stack(List.of(), 0)),
                shape(
                        "split: extents [1,1] add up to 2, axis 1 of f32[2,3] has extent 3 at HERE; the pieces make up the axis, none of them negative",
                        () -> Layout.split(A, 1, 1, 1)),
                shape(
                        "pad: low [1], high [1], interior [0,0] for f32[2,3] at HERE; give one number for each axis, none negative; to cut, slice",
                        () -> Layout.pad(A, new int[] {1}, new int[] {1})),
                shape(
                        "tile: axis 0 of f32[2,3] -1 times at HERE; a count is not negative",
                        () -> Layout.tile(A, 0, -1)));
    }

    static List<Misuse> creation() {
        return List.of(
                shape("shape: an extent is negative: [2,-1] at HERE; extents are 0 or more", () -> Shape.of(2, -1)),
                shape(
                        "Key.split: the number of keys is -1 at HERE; give 0 or more",
                        () -> Key.of(0).split(3, -1)),
                shape(
                        "shape: axis 3 of [2] at HERE; axes count from 0",
                        () -> Shape.of(2).dim(3)),
                shape(
                        "shape: [65536,65536] has more than 2^31-1 elements at HERE; split the work, for example with scan over one axis",
                        () -> Tensor.zeros(1 << 16, 1 << 16)),
                shape(
                        "Tensor.of: the rows differ in length: row [1] has 1 elements, the first has 2 at HERE; every row of an axis has the same length",
                        () -> Tensor.of(new double[][] {{1, 2}, {3}})),
                dtype(
                        "Tensor.of: the elements are of type String at HERE; give boolean, int, long, float or double, or nested arrays of them",
                        () -> Tensor.of("one")),
                new Misuse(
                        ArgumentException.class,
                        "Tensor.of: element 1 is null at HERE; a tensor has no holes; NaN may stand for one",
                        () -> Tensor.of((Object) new Double[] {1.0, null})),
                shape(
                        "linspace: there are 0 points at HERE; take at least one",
                        () -> Creation.linspace(FLOAT32, 0, 1, 0)),
                shape(
                        "arange: 0.0 to 1.0 by 0.0 does not end at HERE; give a step that is not 0",
                        () -> Creation.arange(FLOAT32, 0, 1, 0)),
                dtype(
                        "arange: truth values do not count at HERE; count in INT32 and compare",
                        () -> Creation.arange(BOOL, 3)),
                shape("item: f32[2,3] has 6 elements, not one at HERE; reduce it or get one element", () -> A.item()),
                dtype(
                        "toInts: the tensor is f32[2,3] at HERE; round or convert it with to(INT64) first",
                        () -> Arrays.toString(A.toInts())),
                dtype(
                        "toInts: element 1 is 1099511627776, which is no int at HERE; use toLongs",
                        () -> Arrays.toString(Tensor.of(1L, 1L << 40).toInts())),
                shape(
                        "oneHot: the number of classes is negative: -1 at HERE",
                        () -> Activation.oneHot(VECTOR, -1, FLOAT32)));
    }

    @ParameterizedTest
    @MethodSource({"elementwise", "contractions", "layout", "creation"})
    void saysWhatDiffersAndWhatToDo(Misuse misuse) {
        misuse.check();
    }
}
