// Snapshots of weights as points that move over the steps: a slider, play and pause, and a colour for every unit.
import { ticks } from './axes.js';
import { choice, dot, h } from './dom.js';
import { page, unit } from './colours.js';
import { count, short } from './numbers.js';
import { cleared } from './painter.js';
import { getBlock, sweepPath } from './server.js';

const MOST_FRAMES = 240;
const PLAY_TIME = 6000; // ms from the first frame to the last
const NONE = 'unit';

/** The snapshots of one name of one run: `{steps, units, parts, shown, frames}`, a frame after another. */
async function loadFrames(sweep, run, name, signal) {
  const frames = [];
  let all;
  let header;
  do {
    const query = { run, name, from: frames.length, most: MOST_FRAMES };
    const block = await getBlock(sweepPath(sweep, '/frames'), query, signal);
    if (block.header.count === 0) break;
    header = block.header;
    all = header.steps;
    const size = header.shown.length * header.parts;
    const numbers = block.reals(size * header.count);
    for (let i = 0; i < header.count; i++) frames.push(numbers.subarray(i * size, (i + 1) * size));
  } while (frames.length < all.length);
  return header && { steps: all, of: header.of, units: header.units, parts: header.parts, shown: header.shown, frames };
}

export class Scatter {
  #frames = new Map();
  #load = new AbortController();
  #step = Infinity;
  #marked;
  #player = 0;
  #stale = true;
  #inSight = false;

  /** @param colour of a run's title, a function of its place */
  constructor(sweep, colour) {
    this.sweep = sweep;
    this.colour = colour;
    this.runs = [];
    this.names = [];
    this.bar = h('div', { class: 'toolbar' });
    this.panels = h('div', { class: 'panels' });
    this.slider = h('input', { type: 'range', min: 0, max: 0, value: 0, 'aria-label': 'Step', oninput: () => this.#seek(Number(this.slider.value)) });
    this.play = h('button', { type: 'button', class: 'quiet', onclick: () => this.#toggle() }, 'Play');
    this.label = h('output', { class: 'step' });
    this.hint = h('p', { class: 'hint' });
    this.element = h('div', {}, this.bar, this.panels, h('div', { class: 'transport' }, this.play, this.slider, this.label), this.hint);
    // nothing is fetched until it is looked at
    this.sight = new IntersectionObserver(([entry]) => {
      this.#inSight = entry.isIntersecting;
      if (this.#inSight && this.#stale) this.#reload();
    });
    this.sight.observe(this.element);
    this.resizes = new ResizeObserver(() => this.#draw());
    this.resizes.observe(this.panels);
  }

  destroy() {
    this.#load.abort();
    cancelAnimationFrame(this.#player);
    this.sight.disconnect();
    this.resizes.disconnect();
  }

  /** Shows these runs, of which there are snapshots of these names. */
  show(runs, names) {
    const isSame = String(runs) === String(this.runs) && String(names) === String(this.names);
    this.runs = [...runs];
    this.names = [...names];
    if (isSame) return;
    this.refresh();
  }

  /** There is more to show. */
  refresh() {
    this.#stale = true;
    if (this.#inSight) this.#reload();
  }

  repaint() {
    this.#draw();
  }

  async #reload() {
    this.#stale = false;
    this.#load.abort();
    this.#load = new AbortController();
    const { signal } = this.#load;
    try {
      const loaded = new Map();
      for (const run of this.runs) {
        for (const name of this.names) {
          const frames = await loadFrames(this.sweep, run, name, signal);
          if (frames) loaded.set(`${run} ${name}`, frames);
        }
      }
      this.#frames = loaded;
      this.#arrange();
    } catch (error) {
      if (error.name !== 'AbortError') this.hint.textContent = error.message;
    }
  }

  get #steps() {
    const steps = new Set();
    for (const frames of this.#frames.values()) frames.steps.forEach((step) => steps.add(step));
    return [...steps].sort((a, b) => a - b);
  }

  #arrange() {
    const first = this.runs[0];
    const coordinates = [];
    for (const name of this.names) {
      const frames = this.#frames.get(`${first} ${name}`);
      for (let part = 0; frames && part < frames.parts; part++) {
        coordinates.push([`${name} ${part}`, frames.parts > 1 ? `${name} [${part}]` : name]);
      }
    }
    if (coordinates.length === 0) {
      this.panels.replaceChildren();
      this.hint.textContent = 'There is no snapshot of this run yet.';
      return;
    }
    coordinates.push([NONE, 'number of the unit']);
    const has = (key) => coordinates.some(([each]) => each === key);
    // two columns of one array rather than one column of each of two
    const from = Math.max(0, coordinates.findIndex(([key]) => key.endsWith(' 1')) - 1);
    if (!has(this.xKey) || !has(this.yKey)) [this.xKey, this.yKey] = [coordinates[from][0], coordinates[from + 1][0]];
    if (this.xKey !== NONE && this.yKey === NONE) [this.xKey, this.yKey] = [this.yKey, this.xKey];
    this.hue ??= 'end';
    this.bar.replaceChildren(
      choice('Across', coordinates, this.xKey, (key) => ((this.xKey = key), this.#draw())),
      choice('Up', coordinates, this.yKey, (key) => ((this.yKey = key), this.#draw())),
      choice(
        'Colour of a unit',
        [['end', 'direction at the end'], ['start', 'direction at the start'], ['number', 'its number']],
        this.hue,
        (hue) => ((this.hue = hue), this.#draw()),
      ),
    );
    this.panels.replaceChildren(
      ...this.runs.map((run) => {
        const canvas = h('canvas', { role: 'img', 'aria-label': `Weights of run ${run}` });
        canvas.addEventListener('pointermove', (event) => this.#point(run, event));
        canvas.addEventListener('pointerleave', () => this.#point(run));
        canvas.addEventListener('click', (event) => this.#mark(run, event));
        return h('figure', {}, h('figcaption', {}, dot(this.colour(run)), `run ${run}`, h('output', {})), canvas);
      }),
    );
    const steps = this.#steps;
    const wasAtEnd = this.#step === Infinity || this.#step >= steps[Number(this.slider.max)];
    this.slider.max = steps.length - 1;
    this.#seek(wasAtEnd ? steps.length - 1 : Math.max(0, steps.findIndex((step) => step >= this.#step)));
    const [frames] = this.#frames.values();
    const words = [];
    if (frames.of > frames.steps.length) words.push(`${count(frames.steps.length)} of ${count(frames.of)} snapshots`);
    if (frames.shown.length < frames.units) words.push(`${count(frames.shown.length)} of ${count(frames.units)} units, evenly spread`);
    words.push('Click a point to see its path', 'tick runs below to see theirs');
    this.hint.textContent = words.join(' · ') + '.';
  }

  #seek(index) {
    const steps = this.#steps;
    this.#step = steps[index] ?? 0;
    this.slider.value = index;
    this.slider.setAttribute('aria-valuetext', `step ${this.#step}`);
    this.label.textContent = `step ${count(this.#step)}`;
    this.#draw();
  }

  #toggle() {
    if (this.#player) {
      cancelAnimationFrame(this.#player);
      this.#player = 0;
      this.play.textContent = 'Play';
      return;
    }
    const last = Number(this.slider.max);
    const from = Number(this.slider.value) >= last ? 0 : Number(this.slider.value);
    const begin = performance.now() - (from / Math.max(last, 1)) * PLAY_TIME;
    this.play.textContent = 'Pause';
    const tick = (now) => {
      const index = Math.min(last, Math.max(0, Math.floor(((now - begin) / PLAY_TIME) * (last + 1))));
      if (index !== Number(this.slider.value)) this.#seek(index);
      if (index < last) {
        this.#player = requestAnimationFrame(tick);
      } else {
        this.#player = 0;
        this.play.textContent = 'Play';
      }
    };
    this.#player = requestAnimationFrame(tick);
  }

  /** A coordinate of a unit: `of(frame, unit)`, frames by step. */
  #coordinate(run, key) {
    if (key === NONE) return { of: (_, i) => i, at: () => 0, frames: 1 };
    const split = key.lastIndexOf(' ');
    const part = Number(key.slice(split + 1));
    const data = this.#frames.get(`${run} ${key.slice(0, split)}`);
    return (
      data && {
        data,
        of: (frame, i) => data.frames[frame][i * data.parts + part],
        at: (step) => {
          let frame = 0;
          while (frame + 1 < data.frames.length && data.steps[frame + 1] <= step) frame++;
          return frame;
        },
        frames: data.frames.length,
      }
    );
  }

  /** The points of a run: how many, where, and in which frame. */
  #cloud(run) {
    const x = this.#coordinate(run, this.xKey);
    const y = this.#coordinate(run, this.yKey);
    if (!x || !y) return undefined;
    const units = Math.min(...[x, y].map((each) => each.data?.shown.length ?? Infinity));
    return Number.isFinite(units) ? { x, y, units, ids: (x.data ?? y.data).shown } : undefined;
  }

  /** One range for all runs and frames, so that what moves is seen to move. */
  #range(clouds, axis) {
    let min = Infinity;
    let max = -Infinity;
    for (const cloud of clouds) {
      const coordinate = cloud[axis];
      for (let frame = 0; frame < coordinate.frames; frame++) {
        for (let i = 0; i < cloud.units; i++) {
          const value = coordinate.of(frame, i);
          if (!Number.isFinite(value)) continue;
          if (value < min) min = value;
          if (value > max) max = value;
        }
      }
    }
    if (min > max) return [-1, 1];
    const room = (max - min || 1) * 0.07;
    return [min - room, max + room];
  }

  #draw() {
    if (this.#frames.size === 0) return;
    const clouds = this.runs.map((run) => this.#cloud(run));
    const present = clouds.filter(Boolean);
    const xs = this.#range(present, 'x');
    const ys = this.#range(present, 'y');
    this.runs.forEach((run, i) => {
      const canvas = this.panels.children[i]?.querySelector('canvas');
      if (canvas && clouds[i]) this.#drawCloud(canvas, clouds[i], xs, ys);
    });
  }

  #drawCloud(canvas, cloud, xs, ys) {
    const width = canvas.parentElement.clientWidth;
    const height = Math.round(Math.min(width * 0.8, 420));
    const context = cleared(canvas, width, height);
    const [left, bottom] = [52, 26];
    const x = (value) => left + ((value - xs[0]) / (xs[1] - xs[0])) * (width - left - 8);
    const y = (value) => height - bottom - ((value - ys[0]) / (ys[1] - ys[0])) * (height - bottom - 8);
    this.#axes(context, xs, ys, x, y, width, height);
    const frameX = cloud.x.at(this.#step);
    const frameY = cloud.y.at(this.#step);
    const hue = this.#hues(cloud);
    const radius = cloud.units > 400 ? 2.5 : cloud.units > 60 ? 3.5 : 5;
    for (let i = 0; i < cloud.units; i++) {
      context.globalAlpha = this.#marked === undefined || this.#marked === i ? 0.85 : 0.25;
      context.fillStyle = hue(i);
      context.beginPath();
      context.arc(x(cloud.x.of(frameX, i)), y(cloud.y.of(frameY, i)), radius, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    if (this.#marked < cloud.units) this.#path(context, cloud, this.#marked, hue, x, y);
    canvas.cloud = { cloud, x, y, frameX, frameY };
  }

  /** The way of a unit up to the step that is shown. */
  #path(context, cloud, i, hue, x, y) {
    const source = cloud.y.data ?? cloud.x.data;
    context.strokeStyle = hue(i);
    context.lineWidth = 2;
    context.beginPath();
    for (const step of source.steps) {
      if (step > this.#step) break;
      context.lineTo(x(cloud.x.of(cloud.x.at(step), i)), y(cloud.y.of(cloud.y.at(step), i)));
    }
    context.stroke();
  }

  #hues(cloud) {
    if (this.hue === 'number') return (i) => unit(i / cloud.units);
    const frame = (coordinate) => (this.hue === 'end' ? coordinate.frames - 1 : 0);
    // the number of a unit has no direction: then it is the sign and the size that count
    if (!cloud.x.data) return (i) => unit(cloud.y.of(frame(cloud.y), i) > 0 ? 0.08 : 0.66);
    return (i) => unit(Math.atan2(cloud.y.of(frame(cloud.y), i), cloud.x.of(frame(cloud.x), i)) / (2 * Math.PI) + 0.5);
  }

  #axes(context, xs, ys, x, y, width, height) {
    context.font = '11px system-ui, sans-serif';
    context.fillStyle = page('quiet');
    context.lineWidth = 1;
    context.textAlign = 'center';
    for (const value of ticks('linear', ...xs, width / 90)) {
      context.strokeStyle = page(value === 0 ? 'line' : 'grid');
      line(context, x(value), 8, x(value), height - 26);
      context.fillText(short(value, 3), x(value), height - 10);
    }
    context.textAlign = 'right';
    for (const value of ticks('linear', ...ys, height / 60)) {
      context.strokeStyle = page(value === 0 ? 'line' : 'grid');
      line(context, 52, y(value), width - 8, y(value));
      context.fillText(short(value, 3), 46, y(value) + 4);
    }
  }

  #nearest(canvas, event) {
    if (!canvas?.cloud || !event) return undefined;
    const { cloud, x, y, frameX, frameY } = canvas.cloud;
    const box = canvas.getBoundingClientRect();
    let best;
    let least = 14;
    for (let i = 0; i < cloud.units; i++) {
      const distance = Math.hypot(
        x(cloud.x.of(frameX, i)) - (event.clientX - box.left),
        y(cloud.y.of(frameY, i)) - (event.clientY - box.top),
      );
      if (distance < least) [least, best] = [distance, i];
    }
    return best;
  }

  #point(run, event) {
    const figure = this.panels.children[this.runs.indexOf(run)];
    const canvas = figure?.querySelector('canvas');
    const i = this.#nearest(canvas, event);
    if (!figure) return;
    const at = canvas.cloud;
    figure.querySelector('output').textContent =
      i === undefined ? '' : `unit ${at.cloud.ids[i]}: ${short(at.cloud.x.of(at.frameX, i))}, ${short(at.cloud.y.of(at.frameY, i))}`;
    canvas.style.cursor = i === undefined ? '' : 'pointer';
  }

  #mark(run, event) {
    const i = this.#nearest(this.panels.children[this.runs.indexOf(run)]?.querySelector('canvas'), event);
    this.#marked = i === this.#marked ? undefined : i;
    this.#draw();
  }
}

function line(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
