/// What the runs of a sweep have in common: statistics with their intervals, by condition.
///
/// ```java
/// import dev.costate.lab.runs.*;
///
/// void show(StudyRun run, Records records) {
///     Conditions conditions = Conditions.of(records, "lambda");
///     run.table("loss", Summary.atEnd(conditions, "loss").table());
///     run.plot("loss", ConditionCurves.of(conditions, "loss").plot().logY());
/// }
/// ```
///
/// A number that is not finite is never averaged and never dropped: every statistic stands beside `n`, the
/// number of runs, and how many of them diverged.
@NullMarked
package dev.costate.lab.stats;

import org.jspecify.annotations.NullMarked;
