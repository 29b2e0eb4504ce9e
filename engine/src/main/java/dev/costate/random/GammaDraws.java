package dev.costate.random;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Jvp;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Array;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.Trace;
import dev.costate.ops.Creation;
import org.jspecify.annotations.Nullable;

/// Gamma numbers by the rejection of Marsaglia and Tsang, an element at a time: each has a key of its own and
/// goes on until it is accepted, under `vmap` while others wait.
final class GammaDraws {
    private GammaDraws() {}

    /// What one element is drawn from; a tree, since a function with a derivative of its own takes one.
    private record Element(Key key, Tensor a) {}

    /// One proposal: the square of the normal number, the cube, and the uniform number that decides.
    private record Proposal(Key key, Tensor square, Tensor cube, Tensor u) {}

    private record Normal(Key key, Tensor x, Tensor v) {}

    /// Numbers of the shape of `a`.
    static Tensor of(Key key, Tensor a) {
        int n = a.size();
        Words.single("gamma", key);
        checkKnown(a);
        if (n == 0) {
            return Creation.zerosLike(a);
        }
        var each = Costate.vmap(Costate.customJvp(GammaDraws::draw, GammaDraws::push));
        return each.apply(new Element(key.split(n), a.reshape(n))).reshape(a.shape());
    }

    /// Under `jit` and `vmap` the values are not known; a number of a parameter that is not positive means
    /// nothing there.
    private static void checkKnown(Tensor a) {
        @Nullable Array known = Trace.known(a);
        for (int i = 0; known != null && i < known.size(); i++) {
            double value = known.getDouble(i);
            if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
                throw Problem.argument("gamma", "shape parameter " + i + " is " + value, "give positive, finite ones");
            }
        }
    }

    private static Jvp<Tensor> push(Element at, Element direction) {
        Tensor x = draw(at);
        return new Jvp<>(x, GammaDerivative.of(at.a(), x).mul(direction.a()));
    }

    private static Tensor draw(Element element) {
        Tensor a = element.a();
        DType dtype = a.dtype();
        // For a < 1: a number of a + 1 times u^(1/a).
        Tensor small = a.lt(1);
        Tensor d = small.select(a.add(1), a).sub(1.0 / 3);
        Tensor c = d.sqrt().rdiv(1.0 / 3);
        Key.Pair keys = element.key().split();
        Tensor zero = Creation.scalar(dtype, 0);
        Proposal first = new Proposal(keys.first(), zero, zero.add(1), zero.add(2));
        Proposal last = Costate.whileLoop(p -> rejected(p, d), p -> propose(p, c), first);
        Tensor u = Random.uniform(keys.second(), dtype, Shape.of()).rsub(1);
        Tensor boost = small.select(u.pow(a.reciprocal()), zero.add(1));
        return d.mul(last.cube()).mul(boost);
    }

    private static Tensor rejected(Proposal p, Tensor d) {
        Tensor squeeze = p.square().square().mul(0.0331).rsub(1);
        Tensor bound =
                p.square().mul(0.5).add(d.mul(p.cube().rsub(1).add(p.cube().log())));
        // A u of 0 stands for the smallest numbers, and is accepted like them; its logarithm would be infinite.
        Tensor logU = p.u().maximum(Float.MIN_NORMAL).log();
        return p.u().ge(squeeze).and(logU.ge(bound));
    }

    private static Proposal propose(Proposal p, Tensor c) {
        Key keys = p.key().split(3);
        Tensor zero = c.sub(c);
        Normal first = new Normal(keys.get(1), zero, zero.sub(1));
        Normal found = Costate.whileLoop(
                n -> n.v().le(0),
                n -> {
                    Key.Pair next = n.key().split();
                    Tensor x = Random.normal(next.second(), c.dtype(), Shape.of());
                    return new Normal(next.first(), x, x.mul(c).add(1));
                },
                first);
        Tensor u = Random.uniform(keys.get(2), c.dtype(), Shape.of());
        return new Proposal(keys.get(0), found.x().square(), found.v().square().mul(found.v()), u);
    }
}
