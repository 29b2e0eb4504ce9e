/// Plots as data, drawn into PNG and SVG files without a display.
///
/// ```java
/// import java.nio.file.*;
///
/// void draw(double[] losses, double[] steps, double[] theory) throws java.io.IOException {
///     Plot plot = Plot.of("Loss while training").subtitle("RProp, 500 iterations")
///             .x("iteration").y("loss").logY()
///             .line("measured", losses)
///             .line("theory", steps, theory, Style.dashed())
///             .horizontal(0.5, "chance");
///     PictureFiles.writePng(plot, Path.of("loss.png"));
/// }
/// ```
///
/// A [dev.costate.lab.plot.Plot] and a [dev.costate.lab.plot.PlotGrid] are immutable values that know nothing
/// of how they are drawn. Points that are NaN or infinite are left out and make a gap in a line; those that are
/// not positive on a logarithmic axis are marked at its edge and counted.
@NullMarked
package dev.costate.lab.plot;

import org.jspecify.annotations.NullMarked;
