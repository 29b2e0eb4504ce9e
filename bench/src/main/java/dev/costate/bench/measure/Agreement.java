package dev.costate.bench.measure;

import dev.costate.Tensor;
import dev.costate.bench.workload.Tolerance;
import java.util.Map;

/// How far a peer's results are from Costate's.
///
/// @param distance the largest `|a - b|` of all outputs, in parts of what is allowed: up to 1 they agree
/// @param relative the largest `|a - b| / max |b|`
/// @param worst the output where they are farthest apart
/// @param problem what cannot be compared at all; empty if all can
public record Agreement(double distance, double relative, String worst, String problem) {
    /// Whether the results are the same within the tolerance; a NaN agrees with nothing.
    public boolean holds() {
        return problem.isEmpty() && distance <= 1;
    }

    /// Compares every output that the peer gave with Costate's. A peer that does only the first members of an
    /// ensemble is compared with these: its outputs are the leading part.
    static Agreement of(Map<String, Tensor> ours, Map<String, Tensor> theirs, Tolerance tolerance) {
        if (!theirs.keySet().equals(ours.keySet())) {
            return broken("the outputs are " + theirs.keySet() + ", not " + ours.keySet());
        }
        var agreement = new Agreement(0, 0, "", "");
        for (var entry : theirs.entrySet()) {
            var name = entry.getKey();
            var our = ours.get(name);
            if (our == null || our.dtype() != entry.getValue().dtype()) {
                return broken(name + " is of another dtype: " + entry.getValue().type());
            }
            agreement = agreement.worseOf(of(name, our, entry.getValue(), tolerance));
        }
        return agreement;
    }

    private static Agreement of(String name, Tensor our, Tensor their, Tolerance tolerance) {
        if (!isLeadingPart(their, our)) {
            return broken(name + " is " + their.type() + ", not " + our.type());
        }
        var a = our.toDoubles();
        var b = their.toDoubles();
        var largest = 0.0;
        var apart = 0.0;
        for (var i = 0; i < b.length; i++) {
            largest = Math.max(largest, Math.abs(b[i]));
            apart = Math.max(apart, Math.abs(a[i] - b[i]));
        }
        if (Double.isNaN(apart)) {
            return broken(name + " has a NaN");
        }
        var distance = apart == 0 ? 0 : apart / (tolerance.absolute() + tolerance.relative() * largest);
        return new Agreement(distance, apart == 0 ? 0 : apart / largest, name, "");
    }

    /// Whether `part` is of the type of `whole`, or of fewer of its members along the first axis.
    private static boolean isLeadingPart(Tensor part, Tensor whole) {
        if (part.rank() != whole.rank() || part.rank() == 0) {
            return part.shape().equals(whole.shape());
        }
        return part.dim(0) <= whole.dim(0)
                && part.shape().remove(0).equals(whole.shape().remove(0));
    }

    private static Agreement broken(String problem) {
        return new Agreement(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, "", problem);
    }

    private Agreement worseOf(Agreement other) {
        return !other.problem.isEmpty() || other.distance >= distance ? other : this;
    }
}
