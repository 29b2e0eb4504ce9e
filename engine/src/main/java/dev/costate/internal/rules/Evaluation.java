package dev.costate.internal.rules;

import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Array;
import dev.costate.graph.Binary;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Compare;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Cond;
import dev.costate.graph.Constant;
import dev.costate.graph.Convert;
import dev.costate.graph.Convolution;
import dev.costate.graph.CumulativeSum;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Dot;
import dev.costate.graph.Fold;
import dev.costate.graph.Gather;
import dev.costate.graph.Iota;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Op;
import dev.costate.graph.Pad;
import dev.costate.graph.RandomBits;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Scan;
import dev.costate.graph.ScatterAdd;
import dev.costate.graph.Select;
import dev.costate.graph.Slice;
import dev.costate.graph.Sort;
import dev.costate.graph.StopGradient;
import dev.costate.graph.Tap;
import dev.costate.graph.Transpose;
import dev.costate.graph.Unary;
import dev.costate.graph.Unfold;
import dev.costate.graph.While;
import dev.costate.internal.interpret.AxisKernels;
import dev.costate.internal.interpret.ChoiceKernels;
import dev.costate.internal.interpret.ControlFlow;
import dev.costate.internal.interpret.ConversionKernels;
import dev.costate.internal.interpret.ConvolutionKernels;
import dev.costate.internal.interpret.DotKernels;
import dev.costate.internal.interpret.ElementwiseKernels;
import dev.costate.internal.interpret.GatherKernels;
import dev.costate.internal.interpret.LayoutKernels;
import dev.costate.internal.interpret.MatrixKernels;
import dev.costate.internal.interpret.RandomKernels;
import dev.costate.internal.interpret.ReductionKernels;
import dev.costate.internal.interpret.Run;
import dev.costate.internal.interpret.SortKernels;
import dev.costate.internal.interpret.WindowKernels;
import dev.costate.internal.transform.CustomRules;
import java.util.List;

/// The evaluation page: what each operation computes.
///
/// Numbers: `float32` elementwise functions are computed in `double` and rounded once, as are `float32` sums
/// and products; `float64` sums go in the row-major order of the operation. So a result is a function of the
/// operation and its operands alone, and one member of a batch gets what it would get by itself.
public final class Evaluation {
    private Evaluation() {}

    /// The results of `op` on operands that [Typing] has found legal.
    ///
    /// @param in the operands
    /// @param types the types of the results
    /// @param run the run that this is part of
    public static List<Array> evaluate(Op op, List<Array> in, List<Type> types, Run run) {
        return switch (op) {
            case Constant o -> List.of(o.value());
            case Iota o -> List.of(ConversionKernels.iota(o));
            case Unary o -> List.of(ElementwiseKernels.unary(o.function(), in.get(0), types.get(0)));
            case Binary o -> List.of(ElementwiseKernels.binary(o.function(), in.get(0), in.get(1), types.get(0)));
            case Compare o -> List.of(ChoiceKernels.compare(o.comparison(), in.get(0), in.get(1), types.get(0)));
            case Select _ -> List.of(ChoiceKernels.select(in.get(0), in.get(1), in.get(2), types.get(0)));
            case Convert _ -> List.of(ConversionKernels.convert(in.get(0), types.get(0)));
            case Broadcast o -> List.of(LayoutKernels.broadcast(o, in.get(0), types.get(0)));
            case Reshape o -> List.of(in.get(0).reshaped(o.shape()));
            case Transpose o -> List.of(LayoutKernels.transpose(o, in.get(0), types.get(0)));
            case Slice o -> List.of(LayoutKernels.slice(o, in.get(0), types.get(0)));
            case Reverse o -> List.of(LayoutKernels.reverse(o, in.get(0), types.get(0)));
            case Pad o -> List.of(LayoutKernels.pad(o, in.get(0), in.get(1), types.get(0)));
            case Concatenate o -> List.of(LayoutKernels.concatenate(o, in, types.get(0)));
            case Gather o -> List.of(GatherKernels.gather(o, in.get(0), in.get(1), types.get(0)));
            case ScatterAdd o -> List.of(GatherKernels.scatterAdd(o, in.get(0), in.get(1), in.get(2), types.get(0)));
            case Reduce o -> List.of(ReductionKernels.reduce(o, in.get(0), types.get(0)));
            case ArgReduce o -> List.of(AxisKernels.argReduce(o, in.get(0), types.get(0)));
            case CumulativeSum o -> List.of(AxisKernels.cumulativeSum(o, in.get(0), types.get(0)));
            case Sort o -> SortKernels.sort(o, in.get(0), types);
            case MatrixOp o -> MatrixKernels.evaluate(o, in, types);
            case Dot o -> List.of(DotKernels.dot(o, in.get(0), in.get(1), types.get(0)));
            case Convolution o -> List.of(ConvolutionKernels.convolution(o, in.get(0), in.get(1), types.get(0)));
            case Unfold o -> List.of(WindowKernels.unfold(o, in.get(0), types.get(0)));
            case Fold o -> List.of(WindowKernels.fold(o, in.get(0), types.get(0)));
            case RandomBits o -> List.of(RandomKernels.bits(o, in.get(0), types.get(0)));
            case Scan o -> ControlFlow.scan(o, in, types, run);
            case While o -> ControlFlow.loop(o, in, run);
            case Cond o -> ControlFlow.branch(o, in, run);
            case CustomJvp o -> ControlFlow.call(o.function(), in, run);
            case CustomVjp o -> ControlFlow.call(o.function(), in, run);
            case CustomLinear o ->
                ControlFlow.call(
                        CustomRules.forward(o, in.stream().map(Array::type).toList()), in, run);
            case Checkpoint o -> ControlFlow.call(o.function(), in, run);
            case StopGradient _, Tap _ -> in;
        };
    }
}
