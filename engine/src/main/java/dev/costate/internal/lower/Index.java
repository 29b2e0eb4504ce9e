package dev.costate.internal.lower;

import dev.costate.Shape;
import java.util.ArrayList;
import java.util.List;

/// A whole number, as a function of the axes of the loop nest around it: where an element is read or stored.
///
/// Indices are kept in a normal form: a [Sum] of multiples of distinct atoms (axes, quotients, remainders,
/// clamped and loaded numbers), so that the step of an address along an axis can be read off it. Every index
/// knows a range it lies in whenever it is used, by which `floorDiv` and `mod` cancel what a reshape and its
/// inverse do to each other. Use the methods here to make indices, not the records' constructors.
public sealed interface Index {
    /// A lower bound.
    long low();

    /// An upper bound, itself included; below [#low] where an axis is empty.
    long high();

    /// This index with its axes, and the reads inside it, replaced.
    Index rewrite(Rewriting rewriting);

    /// How many expressions it is made of.
    long size();

    /// A number.
    ///
    /// @param value the number
    record Literal(long value) implements Index {
        @Override
        public long low() {
            return value;
        }

        @Override
        public long high() {
            return value;
        }

        @Override
        public Index rewrite(Rewriting rewriting) {
            return this;
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /// An axis of the loop nest, which counts from 0.
    ///
    /// @param axis which one
    /// @param extent its extent
    record Axis(int axis, int extent) implements Index {
        @Override
        public long low() {
            return 0;
        }

        @Override
        public long high() {
            return extent - 1L;
        }

        @Override
        public Index rewrite(Rewriting rewriting) {
            return rewriting.axis(this);
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public String toString() {
            return "i" + axis;
        }
    }

    /// A multiple, as a part of a [Sum].
    ///
    /// @param factor how many times, not 0
    /// @param atom what; neither a [Literal] nor a [Sum]
    record Term(long factor, Index atom) {
        @Override
        public String toString() {
            return factor == 1 ? atom.toString() : factor == -1 ? "-" + atom : factor + "*" + atom;
        }
    }

    /// A sum of multiples.
    ///
    /// @param terms multiples of distinct atoms, in a fixed order
    /// @param constant what is added
    record Sum(List<Term> terms, long constant) implements Index {
        public Sum {
            terms = List.copyOf(terms);
        }

        @Override
        public long low() {
            long low = constant;
            for (Term t : terms) {
                low += t.factor() * (t.factor() > 0 ? t.atom().low() : t.atom().high());
            }
            return low;
        }

        @Override
        public long high() {
            long high = constant;
            for (Term t : terms) {
                high += t.factor()
                        * (t.factor() > 0 ? t.atom().high() : t.atom().low());
            }
            return high;
        }

        @Override
        public Index rewrite(Rewriting rewriting) {
            Index sum = literal(constant);
            for (Term t : terms) {
                sum = sum.plus(t.atom().rewrite(rewriting).times(t.factor()));
            }
            return sum;
        }

        @Override
        public long size() {
            long size = 1;
            for (Term t : terms) {
                size += t.atom().size();
            }
            return size;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (Term t : terms) {
                text.append(text.isEmpty() || t.factor() < 0 ? "" : "+").append(t);
            }
            return text.append(constant == 0 ? "" : constant > 0 ? "+" + constant : constant)
                    .toString();
        }
    }

    /// A quotient, rounded down.
    ///
    /// @param x the dividend
    /// @param divisor the divisor, positive
    record FloorDiv(Index x, long divisor) implements Index {
        @Override
        public long low() {
            return Math.floorDiv(x.low(), divisor);
        }

        @Override
        public long high() {
            return Math.floorDiv(x.high(), divisor);
        }

        @Override
        public Index rewrite(Rewriting rewriting) {
            return x.rewrite(rewriting).floorDiv(divisor);
        }

        @Override
        public long size() {
            return 1 + x.size();
        }

        @Override
        public String toString() {
            return "(" + x + " div " + divisor + ")";
        }
    }

    /// A remainder, never negative.
    ///
    /// @param x the dividend
    /// @param divisor the divisor, positive
    record Mod(Index x, long divisor) implements Index {
        @Override
        public long low() {
            return 0;
        }

        @Override
        public long high() {
            return divisor - 1;
        }

        @Override
        public Index rewrite(Rewriting rewriting) {
            return x.rewrite(rewriting).mod(divisor);
        }

        @Override
        public long size() {
            return 1 + x.size();
        }

        @Override
        public String toString() {
            return "(" + x + " mod " + divisor + ")";
        }
    }

    /// The nearest number in a range.
    ///
    /// @param x the number
    /// @param from the lowest in the range
    /// @param to the highest in the range
    record Clamp(Index x, long from, long to) implements Index {
        @Override
        public long low() {
            return Math.clamp(x.low(), from, to);
        }

        @Override
        public long high() {
            return Math.clamp(x.high(), from, to);
        }

        @Override
        public Index rewrite(Rewriting rewriting) {
            return x.rewrite(rewriting).clamp(from, to);
        }

        @Override
        public long size() {
            return 1 + x.size();
        }

        @Override
        public String toString() {
            return "clamp(" + x + "," + from + "," + to + ")";
        }
    }

    /// A number that is computed: usually one read from an operand, for gathering.
    ///
    /// @param expr the number, an `INT32`
    record Value(Expr expr) implements Index {
        @Override
        public long low() {
            return Integer.MIN_VALUE;
        }

        @Override
        public long high() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Index rewrite(Rewriting rewriting) {
            return value(expr.rewrite(rewriting));
        }

        @Override
        public long size() {
            return expr.size();
        }

        @Override
        public String toString() {
            return expr.toString();
        }
    }

    /// A number.
    static Index literal(long value) {
        return new Literal(value);
    }

    /// An axis; 0 if it has one place only.
    static Index axis(int axis, int extent) {
        return extent == 1 ? literal(0) : new Axis(axis, extent);
    }

    /// The axes of `shape`, numbered from `first`.
    static List<Index> axes(Shape shape, int first) {
        List<Index> axes = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            axes.add(axis(first + i, shape.dim(i)));
        }
        return axes;
    }

    /// An `INT32` as an index.
    static Index value(Expr expr) {
        return switch (expr) {
            case Expr.Literal l -> literal(l.value().getLong(0));
            case Expr.Position p -> p.index();
            case Expr.Load _, Expr.Within _, Expr.Unary _, Expr.Binary _ -> new Value(expr);
            case Expr.Fma _, Expr.Compare _, Expr.Select _, Expr.Convert _, Expr.Threefry _ -> new Value(expr);
        };
    }

    /// This plus `other`.
    default Index plus(Index other) {
        return NormalForm.plus(this, other);
    }

    /// This plus `offset`.
    default Index plus(long offset) {
        return plus(literal(offset));
    }

    /// This times `factor`.
    default Index times(long factor) {
        return NormalForm.times(this, factor);
    }

    /// This divided by `divisor`, rounded down.
    default Index floorDiv(long divisor) {
        return NormalForm.floorDiv(this, divisor);
    }

    /// The remainder of this by `divisor`, never negative.
    default Index mod(long divisor) {
        return NormalForm.mod(this, divisor);
    }

    /// This, or the end of the range `[from, to]` that it lies beyond.
    default Index clamp(long from, long to) {
        if (low() >= from && high() <= to) {
            return this;
        }
        if (from >= to || high() <= from) {
            return literal(from);
        }
        if (low() >= to) {
            return literal(to);
        }
        return new Clamp(this, from, to);
    }
}
