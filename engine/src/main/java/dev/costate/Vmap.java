package dev.costate;

import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.function.Fn3;
import dev.costate.function.Fn4;
import dev.costate.internal.call.Batches;
import dev.costate.internal.call.TreeFunction;
import dev.costate.internal.trace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// A function of one member, to be called on many at once; [Costate#vmap] makes it.
///
/// Every leaf of every argument has its members along axis 0, unless [Of2#in] says otherwise; the results have
/// theirs along axis 0, unless [Of2#out] does. The program is the one member's with one axis more in each
/// operation: a member's result does not depend on the others.
///
/// ```java
/// import static dev.costate.Costate.vmap;
/// import static dev.costate.Vmap.SHARED;
///
/// Fn2<Tensor, Tensor, Tensor> loss = (w, x) -> x.mul(w).sub(1).square().mean();
/// Tensor ws = Tensor.of(0.0, 1.0, 2.0);
/// IO.println(vmap(loss).in(0, SHARED).apply(ws, Tensor.of(0.5, 1.5)));       // -> f64[3] {1, 0.25, 2}
/// ```
public abstract sealed class Vmap {
    /// The axis of an argument that all members share.
    public static final int SHARED = Batches.SHARED;

    final List<ToIntFunction<String>> axes;
    final int out;

    private Vmap(List<ToIntFunction<String>> axes, int out) {
        this.axes = axes;
        this.out = out;
    }

    static List<ToIntFunction<String>> defaults(int arguments) {
        List<ToIntFunction<String>> axes = new ArrayList<>();
        for (int i = 0; i < arguments; i++) {
            axes.add(_ -> 0);
        }
        return List.copyOf(axes);
    }

    private static List<ToIntFunction<String>> axes(int arguments, int... given) {
        if (given.length != arguments) {
            throw Problem.shape(
                    "vmap",
                    "in(...) names " + given.length + " axes for " + arguments + " arguments",
                    "name one for each; SHARED for none");
        }
        List<ToIntFunction<String>> axes = new ArrayList<>();
        for (int axis : given) {
            axes.add(_ -> axis);
        }
        return List.copyOf(axes);
    }

    private static List<ToIntFunction<String>> replaced(
            List<ToIntFunction<String>> axes, int argument, ToIntFunction<String> byPath) {
        if (argument < 0 || argument >= axes.size()) {
            throw Problem.shape("vmap", "there is no argument " + argument, "count from 0 to " + (axes.size() - 1));
        }
        List<ToIntFunction<String>> all = new ArrayList<>(axes);
        all.set(argument, byPath);
        return List.copyOf(all);
    }

    /// A batched function of one argument.
    ///
    /// @param <A> the type of argument 0
    /// @param <R> the type of the result
    public static final class Of1<A, R> extends Vmap implements Fn1<A, R> {
        private final Fn1<A, R> f;

        Of1(Fn1<A, R> f, List<ToIntFunction<String>> axes, int out) {
            super(axes, out);
            this.f = f;
        }

        /// The same with the members along these axes of the arguments; [#SHARED] for an argument without.
        public Of1<A, R> in(int... axes) {
            return new Of1<>(f, Vmap.axes(1, axes), out);
        }

        /// The same with the members of one argument's leaves along axes chosen by their paths.
        public Of1<A, R> in(int argument, ToIntFunction<String> byPath) {
            return new Of1<>(f, Vmap.replaced(axes, argument, byPath), out);
        }

        /// The same with the members along this axis of the results.
        public Of1<A, R> out(int axis) {
            return new Of1<>(f, axes, axis);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R apply(A a) {
            return TreeFunction.typed(Batches.vmap(x -> f.apply((A) x[0]), axes, out, new Object[] {a}));
        }
    }

    /// A batched function of two arguments.
    ///
    /// @param <A> the type of argument 0
    /// @param <B> the type of argument 1
    /// @param <R> the type of the result
    public static final class Of2<A, B, R> extends Vmap implements Fn2<A, B, R> {
        private final Fn2<A, B, R> f;

        Of2(Fn2<A, B, R> f, List<ToIntFunction<String>> axes, int out) {
            super(axes, out);
            this.f = f;
        }

        /// The same with the members along these axes of the arguments; [#SHARED] for an argument without.
        public Of2<A, B, R> in(int... axes) {
            return new Of2<>(f, Vmap.axes(2, axes), out);
        }

        /// The same with the members of one argument's leaves along axes chosen by their paths.
        public Of2<A, B, R> in(int argument, ToIntFunction<String> byPath) {
            return new Of2<>(f, Vmap.replaced(axes, argument, byPath), out);
        }

        /// The same with the members along this axis of the results.
        public Of2<A, B, R> out(int axis) {
            return new Of2<>(f, axes, axis);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R apply(A a, B b) {
            return TreeFunction.typed(Batches.vmap(x -> f.apply((A) x[0], (B) x[1]), axes, out, new Object[] {a, b}));
        }
    }

    /// A batched function of three arguments.
    ///
    /// @param <A> the type of argument 0
    /// @param <B> the type of argument 1
    /// @param <C> the type of argument 2
    /// @param <R> the type of the result
    public static final class Of3<A, B, C, R> extends Vmap implements Fn3<A, B, C, R> {
        private final Fn3<A, B, C, R> f;

        Of3(Fn3<A, B, C, R> f, List<ToIntFunction<String>> axes, int out) {
            super(axes, out);
            this.f = f;
        }

        /// The same with the members along these axes of the arguments; [#SHARED] for an argument without.
        public Of3<A, B, C, R> in(int... axes) {
            return new Of3<>(f, Vmap.axes(3, axes), out);
        }

        /// The same with the members of one argument's leaves along axes chosen by their paths.
        public Of3<A, B, C, R> in(int argument, ToIntFunction<String> byPath) {
            return new Of3<>(f, Vmap.replaced(axes, argument, byPath), out);
        }

        /// The same with the members along this axis of the results.
        public Of3<A, B, C, R> out(int axis) {
            return new Of3<>(f, axes, axis);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R apply(A a, B b, C c) {
            return TreeFunction.typed(
                    Batches.vmap(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), axes, out, new Object[] {a, b, c}));
        }
    }

    /// A batched function of four arguments.
    ///
    /// @param <A> the type of argument 0
    /// @param <B> the type of argument 1
    /// @param <C> the type of argument 2
    /// @param <D> the type of argument 3
    /// @param <R> the type of the result
    public static final class Of4<A, B, C, D, R> extends Vmap implements Fn4<A, B, C, D, R> {
        private final Fn4<A, B, C, D, R> f;

        Of4(Fn4<A, B, C, D, R> f, List<ToIntFunction<String>> axes, int out) {
            super(axes, out);
            this.f = f;
        }

        /// The same with the members along these axes of the arguments; [#SHARED] for an argument without.
        public Of4<A, B, C, D, R> in(int... axes) {
            return new Of4<>(f, Vmap.axes(4, axes), out);
        }

        /// The same with the members of one argument's leaves along axes chosen by their paths.
        public Of4<A, B, C, D, R> in(int argument, ToIntFunction<String> byPath) {
            return new Of4<>(f, Vmap.replaced(axes, argument, byPath), out);
        }

        /// The same with the members along this axis of the results.
        public Of4<A, B, C, D, R> out(int axis) {
            return new Of4<>(f, axes, axis);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R apply(A a, B b, C c, D d) {
            return TreeFunction.typed(Batches.vmap(
                    x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), axes, out, new Object[] {a, b, c, d}));
        }
    }
}
