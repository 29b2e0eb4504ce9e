package dev.costate.internal.members;

import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Origin;

/// The members of an ensemble: a class of axes.
///
/// @param classes the classes of the program's axes
/// @param which the class of the members' axis
/// @param count how many members there are
record Members(AxisClasses classes, int which, int count) {
    /// The members' axis in a value: its number, [SingleOp#NONE] or [AxisClasses#SEVERAL].
    int axis(Scope scope, int value) {
        return classes.axisOf(which, scope, value);
    }

    /// The members' axis in each of these values.
    int[] axes(Scope scope, Axes values) {
        int[] all = new int[values.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = axis(scope, values.get(i));
        }
        return all;
    }

    /// The type of one member's part of a value.
    Type single(Scope scope, int value) {
        Type type = scope.graph().type(value);
        int axis = axis(scope, value);
        return axis == SingleOp.NONE ? type : type.withShape(type.shape().remove(axis));
    }

    /// A place as it was before `vmap` made it one for many members.
    Origin single(Origin origin) {
        int at = origin.batch().indexOf(count);
        if (at < 0) {
            return origin;
        }
        Axes rest = Axes.of(at).complement(origin.batch().size());
        int[] batch = rest.toArray();
        for (int i = 0; i < batch.length; i++) {
            batch[i] = origin.batch().get(batch[i]);
        }
        return new Origin(origin.file(), origin.line(), Axes.of(batch));
    }
}
