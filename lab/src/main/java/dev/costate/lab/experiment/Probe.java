package dev.costate.lab.experiment;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.Map;

/// A measurement of a member between two steps, with a cadence.
///
/// ```java
/// import dev.costate.lab.probe.*;
///
/// record Numbers(Tensor lr) {}
///
/// record Net(Tensor inHid, Tensor hidOut) {}
///
/// List<Probe<Numbers, Net>> probes(Fn1<Net, Tensor> loss) {
///     return List.of(
///             Probe.scalar("sharpness", Cadence.every(100), m -> Sharpness.of(loss, m.state(), m.key(), 20)),
///             // norm/inHid and norm/hidOut
///             Probe.scalars("norm", Cadence.every(10), m -> Norms.ofEach(m.state())),
///             // a snapshot
///             Probe.array("weights", Cadence.logSpaced(20), m -> m.state().inHid()));
/// }
/// ```
///
/// Like [Dynamics] it is traced once for all members. Scalars join the metrics of the run, under the probe's name or,
/// where there are several, `name/part`; arrays are kept as snapshots.
///
/// @param name what is measured, in lower case
/// @param cadence after which steps
/// @param measure the measurement: tensors by part; the only part of a single measurement is the empty text
/// @param <H> the numbers of the dynamics
/// @param <S> the state of the dynamics
public record Probe<H, S>(String name, Cadence cadence, Fn1<Moment<H, S>, Map<String, Tensor>> measure) {
    /// One scalar.
    public static <H, S> Probe<H, S> scalar(String name, Cadence cadence, Fn1<Moment<H, S>, Tensor> measure) {
        return new Probe<>(name, cadence, m -> Map.of("", measure.apply(m)));
    }

    /// Several scalars or arrays, by part.
    public static <H, S> Probe<H, S> scalars(
            String name, Cadence cadence, Fn1<Moment<H, S>, ? extends Map<String, Tensor>> measure) {
        return new Probe<>(name, cadence, m -> Map.copyOf(measure.apply(m)));
    }

    /// One array, kept as a snapshot.
    public static <H, S> Probe<H, S> array(String name, Cadence cadence, Fn1<Moment<H, S>, Tensor> measure) {
        return scalar(name, cadence, measure);
    }

    /// The name under which a part is recorded.
    public String nameOf(String part) {
        return part.isEmpty() ? name : name + "/" + part;
    }
}
