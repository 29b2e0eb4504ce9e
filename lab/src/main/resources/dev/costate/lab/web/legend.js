// What stands beside the curves: the groups, to be hidden and shown, or the runs that are compared, to be put back.
import { dot, h } from './dom.js';
import { configText, configTexts, count, counted } from './numbers.js';

/** @param page `{colour(place), unpick(place), unpickAll()}` */
export function legendOfPicks(picks, page) {
  const entry = (place) =>
    h('button', { type: 'button', class: 'entry', onclick: () => page.unpick(place), title: 'Put back' }, dot(page.colour(place)), `run ${place}`);
  return [
    h('h3', {}, `${counted(picks.length, 'run')} compared`),
    ...picks.map(entry),
    h('button', { type: 'button', class: 'quiet small', onclick: () => page.unpickAll() }, 'Back to all runs'),
  ];
}

/**
 * @param by the key whose values the groups have, or ''
 * @param entries as `Groups.counted` gives them
 * @param page `{colour(index), isHidden(index), toggle(index)}`
 */
export function legendOfGroups(by, entries, page) {
  const names = configTexts(entries.map(([, { value }]) => value));
  const entry = ([index, { value, runs, diverged }], place) =>
    h(
      'button',
      { type: 'button', class: 'entry', 'aria-pressed': String(!page.isHidden(index)), title: `${by ? `${by} = ${configText(value)}: s` : 'S'}how or hide`, onclick: () => page.toggle(index) },
      dot(page.colour(index)),
      h('span', { class: 'what' }, by ? names[place] : 'all'),
      h('span', { class: 'n' }, `n = ${count(runs)}`, diverged ? h('span', { class: 'bad' }, ` (${count(diverged)} ×)`) : null),
    );
  return [h('h3', {}, by || 'all runs'), ...entries.map(entry)];
}
