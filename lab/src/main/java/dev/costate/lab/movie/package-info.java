/// Animations: pictures one after the other, as GIF, MP4 or numbered PNG files.
///
/// ```java
/// import dev.costate.lab.plot.*;
/// import java.nio.file.*;
///
/// void show(StudyRun run, Plot[] weightsAt, Path folder) throws java.io.IOException {
///     Movie movie = Movie.of(weightsAt.length, i -> weightsAt[i]).perSecond(20);
///     run.movie("weights", movie);                                          // weights.gif and weights.mp4
///     MovieFiles.writeFrames(movie, folder, "weights", Progress.SILENT);    // weights-00000.png, ...
/// }
/// ```
///
/// Frames are drawn one at a time, without a display.
@NullMarked
package dev.costate.lab.movie;

import org.jspecify.annotations.NullMarked;
