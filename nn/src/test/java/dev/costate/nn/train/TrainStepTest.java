package dev.costate.nn.train;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.nn.optim.Optimisers;
import dev.costate.nn.train.Regression.Batch;
import dev.costate.nn.train.Regression.Net;
import dev.costate.random.Key;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainStepTest {
    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void anEnsembleByVmapTrainsEachMemberAsTheTrainerDoes(DType dtype) {
        var source = Examples.of(Regression.data(dtype, 41), 8);
        var step = new TrainStep<Net, Nothing, Batch>(
                (net, none, batch, key) -> new Outcome<>(Regression.dropped(net, batch, key), none),
                Optimisers.adam(0.02));
        Fn1<Key, TrainState<Net, Nothing>> train = key -> scan(
                (TrainState<Net, Nothing> state) -> step.epoch(state, source).carry(),
                step.init(Regression.net(dtype, key), new Nothing(), key),
                3);
        var keys = Key.of(8).split(5);

        var ensemble = jit(vmap(train)).apply(keys);

        var trainer = Trainer.of(Regression::dropped, Optimisers.adam(0.02), source)
                .epochs(3)
                .chunk(2);
        for (int i = 0; i < 5; i++) {
            var key = keys.get(i);
            var alone = trainer.train(Regression.net(dtype, key), key);
            assertThat(Regression.identical(Tree.member(ensemble, i), alone.state()))
                    .as("member " + i)
                    .isTrue();
        }
    }
}
