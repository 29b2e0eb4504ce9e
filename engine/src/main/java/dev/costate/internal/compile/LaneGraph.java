package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.compile.LaneValue.Code;
import dev.costate.internal.compile.LaneValue.Op;
import dev.costate.internal.functions.Functions;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.schedule.Affine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns scalar expressions into operations on vectors along the spine.
final class LaneGraph {
    /// An expression that has no vector form here; the kernel is made of plain loops then.
    static final class NoVectors extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Object what;

        /// @param what what has none, which may be an expression
        NoVectors(Object what) {
            super(null, null, false, false);
            this.what = what;
        }

        /// What has none, in words; they are put together only when asked for.
        @Override
        public String getMessage() {
            return what instanceof Expr expr ? words(expr) : String.valueOf(what);
        }

        private static String words(Expr expr) {
            return switch (expr) {
                case Expr.Load l -> l.dtype() + " elements that do not lie side by side";
                case Expr.Literal l -> l.dtype() + " numbers";
                case Expr.Position p -> p.dtype() + " positions";
                case Expr.Within _ -> "a guarded read";
                case Expr.Unary u -> u.x().dtype() + " " + u.function().code();
                case Expr.Binary b -> b.dtype() + " " + b.function().code();
                case Expr.Fma f -> f.dtype() + " fma";
                case Expr.Compare c -> "a comparison of " + c.a().dtype();
                case Expr.Select s -> "a choice of " + s.dtype();
                case Expr.Convert c -> c.x().dtype() + " converted to " + c.dtype();
                case Expr.Threefry _ -> "random bits";
            };
        }
    }

    private record Key(Op op, List<Integer> args, DType dtype, boolean vector, int copy) {}

    private record Place(int operand, List<Index> at, int jam, int chunk, int copy) {}

    private final List<Type> values;
    private final int operands;
    private final int outer;
    private final int bytes;
    private final int lanes;
    private final Map<Key, LaneValue> made = new HashMap<>();
    private final Map<LaneValue, Integer> numbers = new HashMap<>();
    private final Map<Place, LaneValue> results = new HashMap<>();

    private int copy;
    private int jam;
    private int chunk;
    private int count;
    private @Nullable LaneValue guard;

    /// @param values the types of what loads may name
    /// @param operands how many of them are read from memory
    /// @param outer how many outer axes there are: the number of the spine
    /// @param bytes the size of a lane, 4 or 8
    LaneGraph(List<Type> values, int operands, int outer, int bytes) {
        this.values = values;
        this.operands = operands;
        this.outer = outer;
        this.bytes = bytes;
        lanes = VectorModule.lanes(bytes);
        count = lanes;
    }

    /// All that is built next belongs to this copy of the spine's loop, row and vector.
    ///
    /// @param count how many lanes there are
    void at(int copy, int jam, int chunk, int count) {
        this.copy = copy;
        this.jam = jam;
        this.chunk = chunk;
        this.count = count;
    }

    /// Makes `value` what a load of `operand` at `at` names.
    void result(int operand, List<Index> at, LaneValue value) {
        results.put(new Place(operand, at, jam, chunk, copy), value);
    }

    /// What a loop combines for a point of a statement.
    LaneValue total(int statement, int point, DType dtype) {
        return make(new Op.Total(statement, point, jam, chunk), List.of(), dtype, true, outer + 1);
    }

    /// How many values there are.
    int size() {
        return numbers.size();
    }

    /// How many of them are computed in the loops inside the spine's.
    int inner() {
        int inner = 0;
        for (LaneValue value : numbers.keySet()) {
            if (value.level > outer + 1) {
                inner++;
            }
        }
        return inner;
    }

    /// The expression as a vector.
    LaneValue vector(Expr expr) {
        LaneValue value = value(expr);
        return value.vector ? value : splat(value);
    }

    private LaneValue splat(LaneValue value) {
        fits(value.dtype);
        return make(new Op.Splat(), List.of(value), value.dtype, true, value.level);
    }

    private void fits(DType dtype) {
        if (dtype != DType.BOOL && dtype.bytes() != bytes) {
            throw new NoVectors(dtype + " beside lanes of " + bytes + " bytes");
        }
    }

    private LaneValue make(Op op, List<LaneValue> args, DType dtype, boolean vector, int level) {
        int from = level;
        List<Integer> ids = new ArrayList<>();
        for (LaneValue arg : args) {
            from = Math.max(from, arg.level);
            ids.add(numbers.get(arg));
        }
        Key key = new Key(op, ids, dtype, vector, from > outer ? copy : -1);
        LaneValue known = made.get(key);
        if (known != null) {
            return known;
        }
        LaneValue fresh = new LaneValue(op, List.copyOf(args), dtype, vector, from);
        made.put(key, fresh);
        numbers.put(fresh, numbers.size());
        return fresh;
    }

    private LaneValue compute(Code code, DType dtype, LaneValue... args) {
        return compute(code, 0, dtype, args);
    }

    private LaneValue compute(Code code, int by, DType dtype, LaneValue... args) {
        fits(dtype);
        return make(new Op.Compute(code, by), List.of(args), dtype, true, 0);
    }

    private int jam(int highest, boolean dependsOnLast) {
        return outer > 0 && highest >= 0 && dependsOnLast ? jam : 0;
    }

    private LaneValue value(Expr expr) {
        if (!Affine.depends(expr, outer)) {
            boolean made = !Reads.all(expr, v -> v < operands);
            if (made || (guard != null && !isSafe(expr))) {
                throw new NoVectors(made ? "what the same loop makes, read beside its vectors" : "a guarded read");
            }
            return make(
                    new Op.Uniform(expr, jam(0, Affine.depends(expr, outer - 1))),
                    List.of(),
                    expr.dtype(),
                    false,
                    Affine.highest(expr) + 1);
        }
        return switch (expr) {
            case Expr.Load l -> load(l);
            case Expr.Position p -> place(p.index(), p.dtype());
            case Expr.Within w -> {
                DType whole = bytes == 4 ? DType.INT32 : DType.INT64;
                LaneValue at = place(w.index(), whole);
                LaneValue above = compute(Code.GE, DType.BOOL, at, whole(whole, w.from()));
                yield compute(Code.AND, DType.BOOL, above, compute(Code.LT, DType.BOOL, at, whole(whole, w.to())));
            }
            case Expr.Unary u -> unary(u);
            case Expr.Binary b -> binary(b);
            case Expr.Fma f -> compute(Code.FMA, f.dtype(), vector(f.a()), vector(f.b()), vector(f.c()));
            case Expr.Compare c -> compare(c);
            case Expr.Select s -> select(s);
            case Expr.Convert c -> convert(c);
            case Expr.Literal l -> throw new AssertionError(l);
            case Expr.Threefry t -> throw new NoVectors(t);
        };
    }

    private LaneValue whole(DType dtype, long value) {
        return splat(make(new Op.Uniform(new Expr.Literal(Array.scalar(dtype, value)), 0), List.of(), dtype, false, 0));
    }

    private LaneValue load(Expr.Load load) {
        if (load.operand() >= operands) {
            LaneValue result = results.get(new Place(load.operand(), load.at(), jam, chunk, copy));
            if (result == null) {
                throw new NoVectors("what the same loop makes, read at another place");
            }
            return result;
        }
        fits(load.dtype());
        Shape shape = values.get(load.operand()).shape();
        Index flat = ExprEmitter.flat(load.at(), shape);
        Optional<Affine> affine = Affine.of(flat, outer);
        if (affine.isEmpty() || affine.get().step() != 1) {
            throw new NoVectors(load);
        }
        Index rest = affine.get().rest();
        int level = Math.max(outer + 1, Affine.highest(rest) + 1);
        Op op = new Op.Load(load.operand(), rest, jam(0, Affine.depends(rest, outer - 1)), chunk, count);
        if (guard == null || isInside(load)) {
            return make(op, List.of(), load.dtype(), true, level);
        }
        if (load.dtype() == DType.BOOL) {
            throw new NoVectors("a guarded read of truth values");
        }
        return make(op, List.of(guard), load.dtype(), true, level);
    }

    private boolean isInside(Expr.Load load) {
        Shape shape = values.get(load.operand()).shape();
        for (int i = 0; i < shape.rank(); i++) {
            Index at = load.at().get(i);
            if (at.low() < 0 || at.high() >= shape.dim(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the expression can be computed though it is not needed.
    private boolean isSafe(Expr expr) {
        return !(expr instanceof Expr.Load load && !isInside(load))
                && expr.parts().stream().allMatch(this::isSafe)
                && expr.indices().stream().allMatch(this::isSafe);
    }

    private boolean isSafe(Index index) {
        return switch (index) {
            case Index.Literal l -> true;
            case Index.Axis a -> true;
            case Index.Sum s -> s.terms().stream().allMatch(t -> isSafe(t.atom()));
            case Index.FloorDiv d -> isSafe(d.x());
            case Index.Mod m -> isSafe(m.x());
            case Index.Clamp c -> isSafe(c.x());
            case Index.Value v -> isSafe(v.expr());
        };
    }

    private LaneValue place(Index index, DType dtype) {
        fits(dtype);
        Optional<Affine> affine = Affine.of(index, outer);
        boolean exact = dtype != DType.FLOAT32 || (Math.abs(index.high()) < 1 << 24 && Math.abs(index.low()) < 1 << 24);
        if (affine.isEmpty() || !exact) {
            throw new NoVectors("positions that do not go up evenly");
        }
        Index rest = affine.get().rest();
        return make(
                new Op.Place(affine.get().step(), rest, jam(0, Affine.depends(rest, outer - 1)), chunk),
                List.of(),
                dtype,
                true,
                Math.max(outer + 1, Affine.highest(rest) + 1));
    }

    private LaneValue unary(Expr.Unary u) {
        UnaryFunction f = u.function();
        LaneValue x = vector(u.x());
        if (f == UnaryFunction.NOT && u.x().dtype() == DType.BOOL) {
            return compute(Code.NOT, DType.BOOL, x);
        }
        if (f == UnaryFunction.NEG && x.dtype != DType.BOOL) {
            return compute(Code.NEG, x.dtype, x);
        }
        if (!x.dtype.isFloating()) {
            throw new NoVectors(u);
        }
        if (f == UnaryFunction.ABS) {
            return compute(Code.ABS, x.dtype, x);
        }
        if (f == UnaryFunction.SQRT) {
            return compute(Code.SQRT, x.dtype, x);
        }
        if (f == UnaryFunction.IS_NAN) {
            return compute(Code.NE, DType.BOOL, x, x);
        }
        if (f == UnaryFunction.IS_FINITE || !Functions.isExpanded(f, x.dtype)) {
            throw new NoVectors(u);
        }
        return Functions.apply(f, x, new LaneArithmetic(x.dtype));
    }

    private LaneValue binary(Expr.Binary b) {
        DType dtype = b.dtype();
        Code code = switch (b.function()) {
            case ADD -> Code.ADD;
            case SUB -> Code.SUB;
            case MUL -> Code.MUL;
            case DIV -> Code.DIV;
            case MIN -> Code.MIN;
            case MAX -> Code.MAX;
            case AND -> Code.AND;
            case OR -> Code.OR;
            case XOR -> Code.XOR;
            case REM, POW, ATAN2, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> throw new NoVectors(b);
        };
        boolean logical = code == Code.AND || code == Code.OR || code == Code.XOR;
        boolean fits = dtype.isFloating() ? !logical : dtype == DType.BOOL ? logical : code != Code.DIV;
        if (!fits) {
            throw new NoVectors(b);
        }
        LaneValue x = vector(b.a());
        if (dtype != DType.BOOL || isSafe(b.b())) {
            return compute(code, dtype, x, vector(b.b()));
        }
        throw new NoVectors(b);
    }

    private LaneValue compare(Expr.Compare c) {
        LaneValue x = vector(c.a());
        LaneValue y = vector(c.b());
        if (x.dtype == DType.BOOL) {
            if (c.comparison() != Comparison.EQ && c.comparison() != Comparison.NE) {
                throw new NoVectors(c);
            }
            LaneValue differ = compute(Code.XOR, DType.BOOL, x, y);
            return c.comparison() == Comparison.NE ? differ : compute(Code.NOT, DType.BOOL, differ);
        }
        return compute(code(c.comparison()), DType.BOOL, x, y);
    }

    private static Code code(Comparison c) {
        return switch (c) {
            case EQ -> Code.EQ;
            case NE -> Code.NE;
            case LT -> Code.LT;
            case LE -> Code.LE;
            case GT -> Code.GT;
            case GE -> Code.GE;
        };
    }

    private LaneValue select(Expr.Select s) {
        LaneValue condition = vector(s.condition());
        LaneValue yes = guarded(condition, s.yes());
        LaneValue no = isSafe(s.no()) ? vector(s.no()) : guarded(compute(Code.NOT, DType.BOOL, condition), s.no());
        if (s.dtype() == DType.BOOL) {
            LaneValue first = compute(Code.AND, DType.BOOL, condition, yes);
            LaneValue other = compute(Code.AND, DType.BOOL, compute(Code.NOT, DType.BOOL, condition), no);
            return compute(Code.OR, DType.BOOL, first, other);
        }
        return compute(Code.BLEND, s.dtype(), no, yes, condition);
    }

    private LaneValue guarded(LaneValue condition, Expr branch) {
        if (isSafe(branch)) {
            return vector(branch);
        }
        LaneValue around = guard;
        guard = around == null ? condition : compute(Code.AND, DType.BOOL, around, condition);
        LaneValue value = vector(branch);
        guard = around;
        return value;
    }

    private LaneValue convert(Expr.Convert c) {
        LaneValue x = vector(c.x());
        DType to = c.dtype();
        fits(to);
        if (to == DType.BOOL) {
            if (x.dtype == DType.BOOL) {
                return x;
            }
            return compute(Code.NE, DType.BOOL, x, known(x.dtype, 0));
        }
        if (x.dtype == DType.BOOL) {
            return compute(Code.BLEND, to, known(to, 0), known(to, 1), x);
        }
        if (x.dtype.isFloating() == to.isFloating()) {
            if (x.dtype != to) {
                throw new NoVectors(c);
            }
            return x;
        }
        return compute(to.isFloating() ? Code.TO_FLOATING : Code.TO_INTEGER, to, x);
    }

    private LaneValue known(DType dtype, double value) {
        return splat(make(new Op.Uniform(new Expr.Literal(Array.scalar(dtype, value)), 0), List.of(), dtype, false, 0));
    }

    /// The arithmetic of the elementary functions, as values of this graph.
    private final class LaneArithmetic implements dev.costate.internal.functions.Arithmetic<LaneValue, LaneValue> {
        private final DType dtype;
        private final DType whole;

        LaneArithmetic(DType dtype) {
            this.dtype = dtype;
            whole = dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64;
        }

        @Override
        public DType dtype() {
            return dtype;
        }

        @Override
        public LaneValue constant(double value) {
            return known(dtype, value);
        }

        @Override
        public LaneValue add(LaneValue x, LaneValue y) {
            return compute(Code.ADD, dtype, x, y);
        }

        @Override
        public LaneValue sub(LaneValue x, LaneValue y) {
            return compute(Code.SUB, dtype, x, y);
        }

        @Override
        public LaneValue mul(LaneValue x, LaneValue y) {
            return compute(Code.MUL, dtype, x, y);
        }

        @Override
        public LaneValue div(LaneValue x, LaneValue y) {
            return compute(Code.DIV, dtype, x, y);
        }

        @Override
        public LaneValue fma(LaneValue x, LaneValue y, LaneValue z) {
            return compute(Code.FMA, dtype, x, y, z);
        }

        @Override
        public LaneValue neg(LaneValue x) {
            return compute(Code.NEG, dtype, x);
        }

        @Override
        public LaneValue abs(LaneValue x) {
            return compute(Code.ABS, dtype, x);
        }

        @Override
        public LaneValue sqrt(LaneValue x) {
            return compute(Code.SQRT, dtype, x);
        }

        @Override
        public LaneValue compare(Comparison comparison, LaneValue x, LaneValue y) {
            return compute(code(comparison), DType.BOOL, x, y);
        }

        @Override
        public LaneValue select(LaneValue condition, LaneValue yes, LaneValue no) {
            return compute(Code.BLEND, dtype, no, yes, condition);
        }

        @Override
        public LaneValue exceptionally(LaneValue condition, UnaryFunction function, LaneValue x, LaneValue usual) {
            Code code = function == UnaryFunction.SIN ? Code.STRICT_SIN : Code.STRICT_COS;
            assert code == Code.STRICT_SIN || function == UnaryFunction.COS : function;
            return compute(code, dtype, x, usual, condition);
        }

        @Override
        public LaneValue bits(long pattern) {
            return whole(whole, whole == DType.INT32 ? (int) pattern : pattern);
        }

        @Override
        public LaneValue asBits(LaneValue value) {
            return compute(Code.AS_BITS, whole, value);
        }

        @Override
        public LaneValue asValue(LaneValue bits) {
            return compute(Code.AS_VALUE, dtype, bits);
        }

        @Override
        public LaneValue addBits(LaneValue x, LaneValue y) {
            return compute(Code.ADD, whole, x, y);
        }

        @Override
        public LaneValue subBits(LaneValue x, LaneValue y) {
            return compute(Code.SUB, whole, x, y);
        }

        @Override
        public LaneValue and(LaneValue x, LaneValue y) {
            return compute(Code.AND, whole, x, y);
        }

        @Override
        public LaneValue or(LaneValue x, LaneValue y) {
            return compute(Code.OR, whole, x, y);
        }

        @Override
        public LaneValue xor(LaneValue x, LaneValue y) {
            return compute(Code.XOR, whole, x, y);
        }

        @Override
        public LaneValue shiftLeft(LaneValue x, int by) {
            return compute(Code.SHIFT_LEFT, by, whole, x);
        }

        @Override
        public LaneValue shiftRight(LaneValue x, int by) {
            return compute(Code.SHIFT_RIGHT, by, whole, x);
        }
    }
}
