// How far a sweep is, and the buttons that stop it and go on with it.
import { h, notice } from './dom.js';
import { badge, progress } from './list.js';
import { count, counted } from './numbers.js';
import { post, sweepPath } from './server.js';

export class Status {
  element = h('div', { class: 'state-of-sweep', role: 'status' });
  buttons = h('div', { class: 'buttons' });
  #name;
  #offered;

  constructor(name) {
    this.#name = name;
  }

  draw({ phases, diverged, isLive, canStop, canResume }) {
    const runs = [...phases];
    const done = runs.filter((phase) => phase === 'd').length;
    const failed = runs.filter((phase) => phase === 'f').length;
    const hasDiverged = diverged.map((step) => step >= 0);
    const summary = { runs: runs.length, done, failed, diverged: runs.filter((phase, place) => phase === 'd' && hasDiverged[place]).length, isLive };
    const all = hasDiverged.filter(Boolean).length;
    const words = [
      `${count(done)} of ${counted(runs.length, 'run')} done`,
      all ? `${count(all)} diverged` : null,
      failed ? `${count(failed)} failed` : null,
    ].filter(Boolean);
    this.element.replaceChildren(...[badge(summary), progress(summary), h('span', {}, words.join(' · '))].filter(Boolean));
    this.#offer([canStop && ['stop', 'Stop'], canResume && ['resume', 'Resume']].filter(Boolean));
  }

  /** Leaves the buttons alone that are there already: one of them may have been pressed. */
  #offer(acts) {
    const offered = acts.join();
    if (offered === this.#offered) return;
    this.#offered = offered;
    this.buttons.replaceChildren(...acts.map(([verb, word]) => this.#button(verb, word)));
  }

  #button(verb, word) {
    const onclick = async (event) => {
      event.target.disabled = true;
      try {
        await post(sweepPath(this.#name, `/${verb}`));
        if (verb === 'stop') notice('It stops after the piece it is at.');
      } catch (error) {
        event.target.disabled = false;
        notice(error.message, true);
      }
    };
    return h('button', { type: 'button', class: 'button', onclick }, word);
  }
}
