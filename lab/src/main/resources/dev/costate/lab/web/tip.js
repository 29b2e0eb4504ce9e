// What stands under the pointer: the point of a line, in numbers.
import { dot, h } from './dom.js';
import { configText, count, short } from './numbers.js';

const MOST_KEYS = 6;

export class Tip {
  element = h('div', { class: 'tip', hidden: true });

  hide() {
    this.element.hidden = true;
  }

  /**
   * @param sweep `{by, centre, keys, value(key, place)}`
   * @param place of the point in the line
   * @param x, y where the pointer is in the window
   */
  show(sweep, line, place, x, y) {
    this.element.replaceChildren(...(line.group === undefined ? ofRun(sweep, line, place) : ofGroup(sweep, line, place)));
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    const left = x + 16 + offsetWidth > innerWidth ? x - 16 - offsetWidth : x + 16;
    const top = Math.min(y + 12, innerHeight - offsetHeight - 8);
    this.element.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }
}

const title = (line, text) => h('p', { class: 'title' }, dot(line.colour), text);

const step = (line, place) => h('p', {}, `step ${count(line.steps[place])}`);

const value = (line, place) => short(line.values[place], 6);

function ofRun(sweep, line, place) {
  const config = sweep.keys.slice(0, MOST_KEYS).map((key) => `${key} = ${configText(sweep.value(key, line.run))}`);
  return [
    title(line, `run ${line.run}`),
    step(line, place),
    h('p', { class: 'value' }, value(line, place)),
    h('p', { class: 'quiet-ink' }, config.join(', ')),
  ];
}

function ofGroup(sweep, line, place) {
  const { group } = line;
  const finite = group.finite[place];
  return [
    title(line, sweep.by ? `${sweep.by} = ${configText(group.value)}` : 'all runs'),
    step(line, place),
    h('p', { class: 'value' }, `${sweep.centre} ${value(line, place)}`),
    ...(group.low ? [h('p', {}, `${short(group.low[place])} to ${short(group.high[place])}`)] : []),
    h('p', { class: 'quiet-ink' }, `n = ${finite}${finite < group.runs ? ` of ${group.runs}` : ''}`),
  ];
}
