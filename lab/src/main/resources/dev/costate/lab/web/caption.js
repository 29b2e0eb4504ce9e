// What a reader of the curves has to know: how many of the points and runs are drawn, and what is left out.
import { count, counted } from './numbers.js';

/**
 * @param curves what is drawn
 * @param shown places of the runs that are meant
 * @param divergedAt the step at which a run diverged; below 0 if it did not
 * @param axes `{x, y}`, the scales
 */
export function captionOf(curves, shown, divergedAt, axes) {
  if (shown.length === 0) return 'No run passes the filter.';
  const words = [];
  const thinning = curves.thinning();
  if (thinning) words.push(`${count(thinning.shown)} of ${count(thinning.of)} points, extremes kept`);
  if (curves.runs.size && curves.runs.size < curves.matching) {
    words.push(`${count(curves.runs.size)} of ${count(curves.matching)} runs, evenly spread`);
  }
  if (curves.groupsOmitted) words.push(`the first ${curves.groups.length} groups; ${curves.groupsOmitted} more are not drawn`);
  const diverged = shown.filter((place) => divergedAt(place) >= 0).length;
  if (diverged) words.push(`${counted(diverged, 'run')} diverged (×)${curves.groups.length ? '; a group’s line is of its finite values' : ''}`);
  if (axes.x === 'log') words.push('step 0 has no place on a logarithmic axis');
  if (axes.y === 'log') words.push('values up to 0 are not drawn');
  return words.map((text) => `${text[0].toUpperCase()}${text.slice(1)}.`).join(' ');
}
