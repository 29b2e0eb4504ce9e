package dev.costate;

import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.function.Fn3;
import dev.costate.function.Fn4;
import dev.costate.function.Fn5;
import dev.costate.internal.call.Compilation;
import dev.costate.internal.call.TreeFunction;

/// A function that is traced and compiled once for each structure, shapes and dtypes of its arguments;
/// [Costate#jit] makes it.
///
/// Numbers, enums and names in the arguments' records are part of the program: a new value compiles again. So
/// keep what changes from call to call in tensors, and watch [#compilations].
///
/// In the function a Java `if` or loop cannot depend on the arguments' values: use `cond`, `select`, `scan` or
/// `whileLoop`. It may be called from many threads.
public abstract sealed class Jit {
    final Compilation compilation;

    private Jit(Compilation compilation) {
        this.compilation = compilation;
    }

    /// How many programs have been compiled so far.
    public int compilations() {
        return compilation.count();
    }

    /// A compiled function of one argument.
    ///
    /// @param <A> the type of argument 0
    /// @param <R> the type of the result
    public static final class Of1<A, R> extends Jit implements Fn1<A, R> {
        Of1(Compilation compilation) {
            super(compilation);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R apply(A a) {
            return TreeFunction.typed(compilation.call(a));
        }

        /// Compiles for arguments like these, without running.
        public Compiled compile(A a) {
            return new Compiled(compilation.compile(a));
        }
    }

    /// A compiled function of two arguments.
    ///
    /// @param <A> the type of argument 0
    /// @param <B> the type of argument 1
    /// @param <R> the type of the result
    public static final class Of2<A, B, R> extends Jit implements Fn2<A, B, R> {
        Of2(Compilation compilation) {
            super(compilation);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R apply(A a, B b) {
            return TreeFunction.typed(compilation.call(a, b));
        }

        /// Compiles for arguments like these, without running.
        public Compiled compile(A a, B b) {
            return new Compiled(compilation.compile(a, b));
        }
    }

    /// A compiled function of three arguments.
    ///
    /// @param <A> the type of argument 0
    /// @param <B> the type of argument 1
    /// @param <C> the type of argument 2
    /// @param <R> the type of the result
    public static final class Of3<A, B, C, R> extends Jit implements Fn3<A, B, C, R> {
        Of3(Compilation compilation) {
            super(compilation);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R apply(A a, B b, C c) {
            return TreeFunction.typed(compilation.call(a, b, c));
        }

        /// Compiles for arguments like these, without running.
        public Compiled compile(A a, B b, C c) {
            return new Compiled(compilation.compile(a, b, c));
        }
    }

    /// A compiled function of four arguments.
    ///
    /// @param <A> the type of argument 0
    /// @param <B> the type of argument 1
    /// @param <C> the type of argument 2
    /// @param <D> the type of argument 3
    /// @param <R> the type of the result
    public static final class Of4<A, B, C, D, R> extends Jit implements Fn4<A, B, C, D, R> {
        Of4(Compilation compilation) {
            super(compilation);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R apply(A a, B b, C c, D d) {
            return TreeFunction.typed(compilation.call(a, b, c, d));
        }

        /// Compiles for arguments like these, without running.
        public Compiled compile(A a, B b, C c, D d) {
            return new Compiled(compilation.compile(a, b, c, d));
        }
    }

    /// A compiled function of five arguments.
    ///
    /// @param <A> the type of argument 0
    /// @param <B> the type of argument 1
    /// @param <C> the type of argument 2
    /// @param <D> the type of argument 3
    /// @param <E> the type of argument 4
    /// @param <R> the type of the result
    public static final class Of5<A, B, C, D, E, R> extends Jit implements Fn5<A, B, C, D, E, R> {
        Of5(Compilation compilation) {
            super(compilation);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R apply(A a, B b, C c, D d, E e) {
            return TreeFunction.typed(compilation.call(a, b, c, d, e));
        }

        /// Compiles for arguments like these, without running.
        public Compiled compile(A a, B b, C c, D d, E e) {
            return new Compiled(compilation.compile(a, b, c, d, e));
        }
    }
}
