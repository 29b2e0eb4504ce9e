package dev.costate.studies.linearrnn;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.NumberText;

/// The two weights of the net, or a gradient with respect to them.
///
/// @param wx what one input bit adds to the state
/// @param wRec what is kept of the state from one step to the next
record Weights(Tensor wx, Tensor wRec) {
    /// The weights of a net that counts ones: it adds every bit and forgets none.
    static final double COUNTING = 1;

    static Weights of(double wx, double wRec) {
        return new Weights(Tensor.scalar(wx), Tensor.scalar(wRec));
    }

    double[] toDoubles() {
        return new double[] {wx.item(), wRec.item()};
    }

    /// `|this - right| / |right|` with Euclidean norms; 0 if both are 0.
    double relativeDistance(Weights right) {
        double distance = Tree.norm(Tree.map(this, right, Tensor::sub)).item();
        return distance == 0 ? 0 : distance / Tree.norm(right).item();
    }

    /// Both in prose, `(1.2, 1.2)`, with at most `digits` significant digits.
    String text(int digits) {
        return "(" + NumberText.rounded(wx.item(), digits) + ", " + NumberText.rounded(wRec.item(), digits) + ")";
    }
}
