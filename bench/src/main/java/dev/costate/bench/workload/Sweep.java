package dev.costate.bench.workload;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.vmap;
import static dev.costate.Vmap.SHARED;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn3;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import java.util.Map;

/// Many runs of one small net, the work this project is for.
///
/// `y = relu(X W1) W2` with 2-500-1 units and no biases, the mean of squared errors, full-batch gradient descent at
/// rate .002, 5,000 epochs; 80 seeds, half of them with the rich start (deviation .001 in `W1`), half with the lazy
/// one (.25), and 1/500 in `W2`: the settings of `seeds/5-rich-and-lazy-learning.txt`. Every epoch gives the loss
/// before the update and `|W - W0| / |W0|` of both layers after it.
///
/// @param name the name on the command line
/// @param isRelu whether there is a ReLU, else the net is linear
/// @param points 4 for the corners of XOR, or the number of points of a random teacher's task
/// @param goals what it is to reach
public record Sweep(String name, boolean isRelu, int points, List<Goal> goals) implements Workload {
    private static final int RUNS = 80;
    private static final int HIDDEN = 500;
    private static final int EPOCHS = 5000;

    /// A net: `[2,H]` and `[H,1]`.
    ///
    /// @param inHid the first layer
    /// @param hidOut the second layer
    record Net(Tensor inHid, Tensor hidOut) {}

    /// What an epoch is remembered by.
    ///
    /// @param loss before the update
    /// @param inHidChange `|W1 - W1_0| / |W1_0|` after it
    /// @param hidOutChange `|W2 - W2_0| / |W2_0|` after it
    record Curves(Tensor loss, Tensor inHidChange, Tensor hidOutChange) {}

    @Override
    public String about() {
        return "80 runs x 5,000 epochs of a 2-500-1 " + (isRelu ? "ReLU" : "linear") + " net on " + points
                + " points, f32, with loss and both norm changes every epoch";
    }

    @Override
    public Data data(Scale scale) {
        return switch (scale) {
            case FULL -> data(RUNS, HIDDEN, EPOCHS);
            case QUICK -> data(8, 50, 100);
        };
    }

    /// The data of another size.
    public Data data(int runs, int hidden, int epochs) {
        var keys = Key.of(5).split();
        var deviations = new float[runs];
        for (var run = 0; run < runs; run++) {
            deviations[run] = run % 2 == 0 ? 0.001f : 0.25f;
        }
        var inHid = Random.normal(keys.first(), DType.FLOAT32, Shape.of(runs, 2, hidden))
                .mul(Tensor.of(deviations).reshape(runs, 1, 1));
        var hidOut = Random.normal(keys.second(), DType.FLOAT32, Shape.of(runs, hidden, 1), 0, 1.0 / hidden);
        var x = points == 4 ? corners() : Random.normal(Key.of(100), points, 2);
        return Data.NONE
                .with("epochs", epochs)
                .with("rate", 2e-3)
                .with("relu", isRelu ? 1 : 0)
                .with("inHid", inHid)
                .with("hidOut", hidOut)
                .with("x", x)
                .with("y", points == 4 ? Tensor.of(new float[][] {{-1}, {1}, {1}, {-1}}) : teacher(x));
    }

    private static Tensor corners() {
        return Tensor.of(new float[][] {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}});
    }

    /// A fixed net of three units: part of its answer is linear, so that the linear net learns something too.
    private static Tensor teacher(Tensor x) {
        var inHid = Tensor.of(new float[][] {{1.5f, -0.5f, -1}, {0.5f, 1, -1}});
        return x.matmul(inHid).relu().matmul(Tensor.of(new float[][] {{1}, {-1}, {0.5f}}));
    }

    @Override
    public Program program(Data data) {
        var epochs = data.count("epochs");
        var rate = data.number("rate");
        Fn3<Net, Tensor, Tensor, Curves> train =
                (start, x, y) -> scanSteps((Net net) -> epoch(net, start, x, y, rate), start, epochs)
                        .out();
        var sweep = jit(vmap(train).in(0, SHARED, SHARED));
        var nets = new Net(data.tensor("inHid"), data.tensor("hidOut"));
        var x = data.tensor("x");
        var y = data.tensor("y");
        return () -> {
            var curves = sweep.apply(nets, x, y);
            return Map.of(
                    "loss", curves.loss(),
                    "inHidChange", curves.inHidChange(),
                    "hidOutChange", curves.hidOutChange());
        };
    }

    private Step<Net, Curves> epoch(Net net, Net start, Tensor x, Tensor y, double rate) {
        var loss = valueAndGrad((Net n) -> loss(n, x, y)).apply(net);
        var next = Tree.map(net, loss.grad(), (w, dw) -> w.sub(dw.mul(rate)));
        return new Step<>(
                next,
                new Curves(loss.value(), change(next.inHid(), start.inHid()), change(next.hidOut(), start.hidOut())));
    }

    private Tensor loss(Net net, Tensor x, Tensor y) {
        var hidden = x.matmul(net.inHid());
        return (isRelu ? hidden.relu() : hidden)
                .matmul(net.hidOut())
                .sub(y)
                .square()
                .mean();
    }

    private static Tensor change(Tensor w, Tensor start) {
        return w.sub(start).norm().div(start.norm());
    }

    @Override
    public Figure figure(Data data) {
        return Figure.rate("run-epochs/s", (double) data.tensor("inHid").dim(0) * data.count("epochs"));
    }

    @Override
    public Tolerance tolerance() {
        return new Tolerance(2e-3, 1e-5, "float32 sums in another order, through thousands of updates");
    }

    @Override
    public List<Peer> peers() {
        return List.of(Peer.JAX, Peer.TORCH, Peer.TORCH_LOOP);
    }

    @Override
    public String task() {
        return "sweep";
    }
}
