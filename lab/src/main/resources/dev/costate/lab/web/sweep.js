// The page of a sweep: its curves, its weights, its runs.
import { Extent } from './axes.js';
import { captionOf } from './caption.js';
import { Chart } from './chart.js';
import { series } from './colours.js';
import { comparison } from './compare.js';
import { Curves } from './curves.js';
import { h, notice } from './dom.js';
import { readFilter } from './filter.js';
import { Groups } from './groups.js';
import { legendOfGroups, legendOfPicks } from './legend.js';
import { inFrontOfAll, linesOf } from './lines.js';
import { ago, configText, count, counted } from './numbers.js';
import { Scatter } from './scatter.js';
import { getJson, listen, sweepPath } from './server.js';
import { Status } from './status.js';
import { RunTable, STATES } from './table.js';
import { Tip } from './tip.js';
import { toolbar } from './toolbar.js';

const MOST_PICKS = 8;
const CLOUDS = 4;
const PAUSE = 400; // ms between two looks at what is new

const DEFAULTS = { x: 'linear', y: '', show: 'both', centre: 'mean', band: 'none', by: '', filter: '', picks: '' };

export async function showSweep(main, signal, name, words) {
  document.title = `${name} · Costate`;
  const table = await getJson(sweepPath(name), signal);
  const page = new SweepPage(name, table, words, signal);
  main.replaceChildren(page.element);
  page.begin();
  return page;
}

class SweepPage {
  #changed = new Set();
  #isBusy = false;
  #load = new AbortController();
  #hidden = new Set();
  #zoom = {};

  constructor(name, table, words, signal) {
    Object.assign(this, { name, table, signal });
    this.options = { ...DEFAULTS, ...Object.fromEntries(words) };
    this.keys = Object.keys(table.columns);
    if (!this.keys.includes(this.options.by)) {
      this.options.by = words.has('by') ? '' : (this.keys.find((key) => key !== 'seed') ?? '');
    }
    this.picks = this.options.picks.split('.').filter(Boolean).map(Number).filter((place) => place < table.ids.length);
    this.places = table.ids.map((_, place) => place);
    this.curves = new Curves(name);
    this.groups = new Groups(table.columns[this.options.by]);
    this.chart = undefined;
    this.#compose();
    signal.addEventListener('abort', () => this.#close());
  }

  // ---- the parts of the page

  #compose() {
    this.status = new Status(this.name);
    const head = h(
      'div',
      { class: 'head' },
      h(
        'div',
        {},
        h('p', { class: 'crumbs' }, h('a', { href: '#/' }, 'Sweeps')),
        h('h1', {}, this.name),
        h('p', { class: 'sub' }, `${this.table.study} · began ${ago(Date.parse(this.table.created))}`),
        this.status.element,
      ),
      this.status.buttons,
    );
    this.toolbar = h('div', { class: 'toolbar' });
    this.plot = h('div', { class: 'plot', tabindex: 0, role: 'img', onkeydown: (event) => this.#key(event) });
    this.caption = h('p', { class: 'hint caption', role: 'status' });
    this.legend = h('div', { class: 'legend' });
    this.tip = new Tip();
    this.comparing = h('section', { class: 'card', hidden: true, 'aria-label': 'Comparison' });
    const curves = h(
      'section',
      { class: 'card', 'aria-label': 'Curves' },
      this.toolbar,
      h('div', { class: 'chart-and-legend' }, h('div', { class: 'plot-box' }, this.plot, this.#zoomButtons(), this.caption), this.legend),
    );
    this.scatter = new Scatter(this.name, (place) => this.#colour(place));
    this.weights = h('section', { class: 'card', 'aria-label': 'Snapshots', hidden: this.table.snapshots.length === 0 }, h('h2', {}, 'Snapshots'), this.scatter.element);
    this.runTable = this.#makeTable();
    this.element = h('div', {}, head, curves, this.comparing, this.weights, this.#runsCard(), this.#configCard(), this.tip.element);
  }

  #zoomButtons() {
    const button = (label, title, onclick) => h('button', { type: 'button', class: 'quiet small', title, 'aria-label': title, onclick }, label);
    return h(
      'div',
      { class: 'zoom' },
      button('+', 'Zoom in', () => this.chart.zoomTo(0.2, 0.8)),
      button('−', 'Zoom out', () => this.chart.zoomTo(-0.5, 1.5)),
      button('all', 'Show everything', () => this.chart.reset()),
    );
  }

  #makeTable() {
    const { table } = this;
    const columns = [
      { key: 'place', label: 'run', isNumber: true, value: (place) => place },
      { key: 'state', label: 'state', value: (place) => this.#state(place) },
      { key: 'steps', label: 'steps', isNumber: true, value: (place) => table.steps[place] },
      ...this.keys.map((key) => ({
        key,
        label: key,
        isNumber: table.columns[key].every((value) => typeof value === 'number'),
        value: (place) => table.columns[key][place],
      })),
      { key: 'last', label: 'last value', isNumber: true, value: (place) => this.curves.last.get(place) },
      { key: 'id', label: 'id', value: (place) => table.ids[place] },
    ];
    return new RunTable(columns, {
      trouble: (place) => table.troubles[place] ?? (table.diverged[place] >= 0 ? `diverged at step ${table.diverged[place]}` : ''),
      isPicked: (place) => this.picks.includes(place),
      pick: (place) => this.#pick(place),
      colour: (place) => this.#colour(place),
    });
  }

  #runsCard() {
    this.filterProblem = h('p', { class: 'problem', role: 'alert' });
    this.matching = h('span', { class: 'hint', role: 'status' });
    let pending;
    const filter = h('input', {
      type: 'search',
      value: this.options.filter,
      placeholder: `filter: ${this.keys[0] ? `${this.keys[0]}=${configText(this.table.columns[this.keys[0]][0])} ` : ''}state=done`,
      'aria-label': 'Filter the runs',
      oninput: () => {
        clearTimeout(pending);
        pending = setTimeout(() => this.#set({ filter: filter.value }), 250);
      },
    });
    return h(
      'section',
      { class: 'card', 'aria-label': 'Runs' },
      h('div', { class: 'row' }, h('h2', {}, 'Runs'), filter, this.matching),
      this.filterProblem,
      this.runTable.element,
      h('p', { class: 'hint' }, 'The filter holds for the curves too. Tick runs to compare them.'),
    );
  }

  #configCard() {
    const rows = Object.entries(this.table.common);
    if (rows.length === 0) return null;
    return h(
      'details',
      { class: 'card' },
      h('summary', {}, 'What all runs share'),
      h('dl', { class: 'config' }, rows.map(([key, value]) => [h('dt', {}, key), h('dd', {}, configText(value))])),
    );
  }

  #drawToolbar() {
    this.toolbar.replaceChildren(...toolbar(this.options, this.table.metrics, this.keys, (name, value) => this.#set({ [name]: value })));
  }

  // ---- state

  begin() {
    this.chart = new Chart(this.plot, {
      zoom: (from, to) => {
        this.#zoom = { from, to };
        this.#soonLoad();
      },
      hover: (line, place, x, y) => this.#hover(line, place, x, y),
      pick: (line) => line.run !== undefined && this.#pick(line.run),
    });
    this.#settle();
    listen(
      sweepPath(this.name, '/events'),
      { runs: (news) => this.#hear(news), other: () => this.#reopen() },
      this.signal,
    );
  }

  /** Called when the theme has changed. */
  repaint() {
    this.chart.repaint();
    this.#draw();
    this.scatter.repaint();
  }

  #close() {
    this.#load.abort();
    this.chart?.destroy();
    this.scatter.destroy();
  }

  #reopen() {
    dispatchEvent(new HashChangeEvent('hashchange'));
  }

  #set(change) {
    Object.assign(this.options, change);
    if ('by' in change) this.#hidden.clear();
    if ('metric' in change) this.options.y = '';
    this.#settle();
  }

  /** Makes the page fit the options, and fetches what they show. */
  #settle() {
    const { metrics, snapshots } = this.table;
    if (!metrics.includes(this.options.metric)) this.options.metric = metrics.includes('loss') ? 'loss' : (metrics[0] ?? '');
    this.groups = new Groups(this.table.columns[this.options.by]);
    this.#filter();
    this.#remember();
    this.#drawToolbar();
    this.status.draw(this.table);
    this.#drawComparison();
    this.runTable.show(this.places);
    this.weights.hidden = snapshots.length === 0;
    this.scatter.show(this.picks.length ? this.picks.slice(0, CLOUDS) : this.places.slice(0, 1), snapshots);
    this.#reload();
  }

  #filter() {
    const keys = ['run', 'id', 'state', 'steps', 'last', ...this.keys];
    const column = (key, place) =>
      ({
        run: () => place,
        id: () => this.table.ids[place],
        state: () => this.#state(place),
        steps: () => this.table.steps[place],
        last: () => this.curves.last.get(place),
      })[key]?.() ?? this.table.columns[key]?.[place];
    this.filterProblem.textContent = '';
    try {
      const passes = readFilter(this.options.filter, keys, column);
      this.places = this.table.ids.map((_, place) => place).filter(passes);
    } catch (error) {
      this.filterProblem.textContent = error.message;
    }
    const total = this.table.ids.length;
    this.matching.textContent = this.places.length < total ? `${count(this.places.length)} of ${count(total)}` : counted(total, 'run');
  }

  /** Keeps the options in the address, so that it can be sent to somebody. */
  #remember() {
    const words = new URLSearchParams();
    const options = { ...this.options, picks: this.picks.join('.') };
    for (const [key, value] of Object.entries(options)) if (value !== (DEFAULTS[key] ?? null) || key === 'by') words.set(key, value);
    history.replaceState(null, '', `#/sweep/${encodeURIComponent(this.name)}?${words}`);
  }

  #view() {
    const { options } = this;
    const runs = this.picks.length ? [...this.picks].sort((a, b) => a - b) : this.places;
    return {
      metric: options.metric,
      x: options.x,
      ...this.#zoom,
      points: Math.round(this.chart.width * 2),
      runs,
      total: this.table.ids.length + this.table.omitted,
      by: options.by,
      centre: options.centre,
      band: options.band,
      // a comparison is of the runs themselves
      wantsRuns: options.show !== 'groups' || this.picks.length > 0,
      wantsGroups: options.show !== 'runs' && this.picks.length === 0,
    };
  }

  #soonLoad() {
    clearTimeout(this.pendingLoad);
    this.pendingLoad = setTimeout(() => this.#reload(), 150);
  }

  async #reload() {
    const view = this.#view();
    const wanted = JSON.stringify(view);
    if (wanted === this.shownView) {
      // another axis, or another colour: what is there will do
      this.#draw();
      return;
    }
    this.#load.abort();
    this.#load = new AbortController();
    const { signal } = this.#load;
    if (!this.options.metric) {
      this.caption.textContent = 'Nothing has been recorded yet; curves appear here as soon as there are some.';
      return;
    }
    this.plot.classList.add('loading');
    try {
      this.#changed.clear();
      this.shownView = undefined;
      await this.curves.load(view, signal);
      this.shownView = wanted;
      if (!this.options.y) this.#chooseAxis();
      this.#draw();
    } catch (error) {
      if (error.name === 'AbortError') return;
      if (error.status === 409) this.#reopen();
      else notice(error.message, true);
    } finally {
      if (!signal.aborted) this.plot.classList.remove('loading');
    }
  }

  // ---- what is new

  #hear(news) {
    const { table } = this;
    const hadMetrics = table.metrics.length;
    const hadSnapshots = table.snapshots.length;
    Object.assign(table, { isLive: news.isLive, canStop: news.canStop, canResume: news.canResume, metrics: news.metrics, snapshots: news.snapshots });
    news.places.forEach((place, i) => {
      const isNew = table.steps[place] !== news.steps[i] || table.phases[place] !== news.phases[i];
      if (isNew) this.#changed.add(place);
      table.steps[place] = news.steps[i];
      table.diverged[place] = news.diverged[i];
      table.phases = table.phases.slice(0, place) + news.phases[i] + table.phases.slice(place + 1);
    });
    Object.assign(table.troubles, news.troubles);
    if (hadMetrics === 0 || hadMetrics !== table.metrics.length || hadSnapshots !== table.snapshots.length) this.#settle();
    this.status.draw(this.table);
    this.#follow();
  }

  /** Fetches what is new; once at a time, and not before the last picture is complete. */
  async #follow() {
    if (this.#isBusy || this.#changed.size === 0 || !this.options.metric) return;
    this.#isBusy = true;
    try {
      const { signal } = this.#load;
      const changed = new Set(this.#changed);
      this.#changed.clear();
      await this.curves.refresh(this.#view(), changed, signal);
      if (!signal.aborted) await this.#draw();
      this.runTable.draw();
      if (this.scatter.runs.some((place) => changed.has(place))) this.scatter.refresh();
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    } catch (error) {
      if (error.name !== 'AbortError') notice(error.message, true);
    } finally {
      this.#isBusy = false;
      if (!this.signal.aborted && this.#changed.size) this.#follow();
    }
  }

  /** A logarithmic axis for what falls by three decades, until somebody chooses another. */
  #chooseAxis() {
    const values = [...this.curves.last.values()].filter((value) => Number.isFinite(value));
    const extent = new Extent('linear');
    for (const line of [...this.curves.runs.values(), ...this.curves.groups]) line.values.forEach((value) => extent.add(value));
    if (extent.isEmpty) return;
    const middle = values.sort((a, b) => a - b)[values.length >> 1];
    this.options.y = extent.min >= 0 && extent.max > 1000 * middle ? 'log' : 'linear';
    this.#drawToolbar();
  }

  // ---- drawing

  #state(place) {
    const { table } = this;
    return table.diverged[place] >= 0 ? 'diverged' : STATES[table.phases[place]];
  }

  #colour(place) {
    const pick = this.picks.indexOf(place);
    if (pick >= 0) return series(pick, MOST_PICKS);
    if (this.picks.length) return 'var(--line)';
    return this.groups.colour(this.groups.of(place));
  }

  #draw() {
    const { options, table, groups } = this;
    const lines = linesOf({
      curves: this.curves,
      picks: this.picks,
      hidden: this.#hidden,
      by: options.by,
      show: this.picks.length ? 'runs' : options.show,
      group: (place) => groups.of(place),
      indexOf: (value) => groups.indexOf(value),
      colourOfGroup: (index) => groups.colour(index),
      colour: (place) => this.#colour(place),
      divergedAt: (place) => table.diverged[place],
    });
    this.#drawLegend();
    this.caption.textContent = captionOf(this.curves, this.picks.length ? this.picks : this.places, (place) => table.diverged[place], options);
    this.plot.setAttribute('aria-label', `${options.metric} over steps; ${this.caption.textContent} Arrow keys move, plus and minus zoom, 0 shows everything.`);
    this.runTable.draw();
    if (this.picks.length) this.#drawComparison();
    return this.chart.show(inFrontOfAll(lines), this.curves.end, { x: options.x, y: options.y || 'linear' });
  }

  #drawLegend() {
    const { groups, table } = this;
    const parts = this.picks.length
      ? legendOfPicks(this.picks, {
          colour: (place) => this.#colour(place),
          unpick: (place) => this.#pick(place),
          unpickAll: () => this.#unpickAll(),
        })
      : legendOfGroups(this.options.by, groups.counted(this.places, (place) => table.diverged[place]), {
          colour: (index) => groups.colour(index),
          isHidden: (index) => this.#hidden.has(index),
          toggle: (index) => {
            if (!this.#hidden.delete(index)) this.#hidden.add(index);
            this.#draw();
          },
        });
    this.legend.replaceChildren(...parts);
  }

  #hover(line, place, x, y) {
    if (!line) return this.tip.hide();
    const { by, centre } = this.options;
    const sweep = { by, centre, keys: this.keys, value: (key, run) => this.table.columns[key][run] };
    return this.tip.show(sweep, line, place, x, y);
  }

  #key(event) {
    const act = {
      '+': () => this.chart.zoomTo(0.2, 0.8),
      '=': () => this.chart.zoomTo(0.2, 0.8),
      '-': () => this.chart.zoomTo(-0.5, 1.5),
      0: () => this.chart.reset(),
      ArrowLeft: () => this.chart.isZoomed && this.chart.zoomTo(-0.2, 0.8),
      ArrowRight: () => this.chart.isZoomed && this.chart.zoomTo(0.2, 1.2),
      Escape: () => (this.picks.length ? this.#unpickAll() : this.chart.reset()),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  // ---- comparing

  #pick(place) {
    if (this.picks.includes(place)) this.picks = this.picks.filter((each) => each !== place);
    else if (this.picks.length < MOST_PICKS) this.picks = [...this.picks, place];
    else notice(`At most ${MOST_PICKS} runs are compared at once.`, true);
    this.tip.hide();
    this.#settle();
  }

  #unpickAll() {
    this.picks = [];
    this.#settle();
  }

  #drawComparison() {
    this.comparing.hidden = this.picks.length === 0;
    if (this.picks.length === 0) return;
    const { table } = this;
    this.comparing.replaceChildren(
      h('h2', {}, 'Comparison'),
      comparison(this.picks, {
        keys: this.keys,
        metric: this.options.metric,
        value: (key, place) => table.columns[key][place],
        state: (place) => this.#state(place),
        steps: (place) => table.steps[place],
        last: (place) => this.curves.last.get(place),
        colour: (place) => this.#colour(place),
        unpick: (place) => this.#pick(place),
      }),
    );
  }
}
