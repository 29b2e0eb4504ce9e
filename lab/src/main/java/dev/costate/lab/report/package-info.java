/// The report of a run: one HTML file that needs no network, to put beside a paper.
///
/// A [dev.costate.lab.report.Storyteller] hears what a study reports and makes a [dev.costate.lab.report.Story] of it;
/// a [dev.costate.lab.report.Report] is that with what was asked and where it ran, and becomes a page:
///
/// ```java
/// import java.nio.file.*;
///
/// <C extends Record> void report(Study<C> study, C config, Path out) throws Exception {
///     Storyteller teller = new Storyteller();
///     long begin = System.nanoTime();
///     StudyRun.execute(study, config, out, teller, new Cancellation());
///     Provenance provenance = Provenance.of(config, System.nanoTime() - begin);
///     Asked asked = Asked.of(study, config, "./costate run x");
///     new Report(asked, teller.story(), provenance).write(out.resolve("report.html"));
/// }
/// ```
///
/// The same report gives the same bytes.
@NullMarked
package dev.costate.lab.report;

import org.jspecify.annotations.NullMarked;
