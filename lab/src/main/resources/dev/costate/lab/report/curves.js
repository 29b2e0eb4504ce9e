// A panel: axes, zoom and cursor by uPlot, which sees places alone; layers by layers.js; legend and readout here.

const plotFont = 'system-ui, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif';

/** Turns the layers of the data into rows of places. */
function prepare(panel, array) {
  const x = scaleOf(panel.x);
  const y = scaleOf(panel.y);
  const layers = panel.layers.map((layer) => {
    const made = { ...layer };
    if (layer.kind === 'bundle') {
      made.lines = lines(layer, array, x, y);
      return made;
    }
    for (const [key, scale] of [['x', x], ['y', y], ['low', y], ['high', y]]) {
      if (typeof layer[key] === 'number') {
        made[key] = Float64Array.from(array(layer[key]), scale.place);
      }
    }
    if (layer.kind === 'bars') {
      made.ground = Number.isNaN(y.place(0)) ? null : y.place(0);
    } else if (layer.kind === 'horizontal' || layer.kind === 'vertical') {
      made.place = (layer.kind === 'horizontal' ? y : x).place(layer.at);
    } else if (layer.kind === 'label') {
      made.place = [x.place(layer.at[0]), y.place(layer.at[1])];
    }
    made.rises = made.x !== undefined && made.x.every((v, i) => i === 0 || v >= made.x[i - 1]);
    return made;
  });
  return { ...panel, layers, scales: { x, y } };
}

/** The lines of a bundle, each {x, y, rises}. */
function lines(layer, array, xScale, yScale) {
  const y = Float64Array.from(array(layer.y), yScale.place);
  const grows = layer.steps === undefined ? null : array(layer.steps);
  const x = grows ? new Float64Array(y.length) : Float64Array.from(array(layer.x), xScale.place);
  let at = 0;
  return Array.from(array(layer.counts), (count) => {
    const end = at + count;
    if (grows) {
      for (let i = at, sum = 0; i < end; i++) {
        sum += grows[i];
        x[i] = xScale.place(sum);
      }
    }
    const line = { x: x.subarray(at, end), y: y.subarray(at, end) };
    line.rises = line.x.every((v, i) => i === 0 || v >= line.x[i - 1]);
    at = end;
    return line;
  });
}

/** The places from which to which a panel shows, with a margin; loose layers count only if there are no others. */
function extent(panel) {
  const range = { x: [Infinity, -Infinity], y: [Infinity, -Infinity] };
  const include = (axis, place) => {
    if (!Number.isNaN(place) && place !== null) {
      range[axis][0] = Math.min(range[axis][0], place);
      range[axis][1] = Math.max(range[axis][1], place);
    }
  };
  const firm = panel.layers.filter((layer) => !layer.loose && layer.kind !== 'edge');
  for (const layer of firm.length > 0 ? firm : panel.layers) {
    if (layer.kind === 'bundle') {
      for (const line of layer.lines) {
        for (let i = 0; i < line.x.length; i++) {
          if (!Number.isNaN(line.x[i]) && !Number.isNaN(line.y[i])) {
            include('x', line.x[i]);
            include('y', line.y[i]);
          }
        }
      }
    } else if (layer.kind === 'horizontal' || layer.kind === 'vertical') {
      include(layer.kind === 'horizontal' ? 'y' : 'x', layer.place);
    } else if (layer.kind === 'label') {
      include('x', layer.place[0]);
      include('y', layer.place[1]);
    } else if (layer.x) {
      const rows = [layer.y, layer.low, layer.high].filter((row) => row !== undefined);
      for (let i = 0; i < layer.x.length; i++) {
        if (rows.every((row) => !Number.isNaN(row[i])) && !Number.isNaN(layer.x[i])) {
          include('x', layer.x[i] - (layer.kind === 'bars' ? 0.5 : 0));
          include('x', layer.x[i] + (layer.kind === 'bars' ? 0.5 : 0));
          rows.forEach((row) => include('y', row[i]));
        }
      }
      if (layer.kind === 'bars') {
        include('y', layer.ground);
      }
    }
  }
  for (const axis of ['x', 'y']) {
    const fixed = [panel[axis].low, panel[axis].high].map((v) => (v === null || v === undefined ? NaN : panel.scales[axis].place(v)));
    let [low, high] = range[axis];
    [low, high] = low > high ? [0, 1] : low === high ? [low - 0.5, high + 0.5] : [low, high];
    const margin = 0.04 * (high - low);
    const stands = panel.layers.some((layer) => layer.kind === 'bars') && axis === 'y' && low === 0;
    range[axis] = [
      Number.isNaN(fixed[0]) ? (stands ? low : low - margin) : fixed[0],
      Number.isNaN(fixed[1]) ? high + margin : fixed[1],
    ];
  }
  return range;
}

/** Draws a panel into `frame` and returns its state: {panel, plot, home, hidden, set(panel), redraw(), reset()}. */
function drawPanel(frame, panel, array, sharesLegend = false) {
  const state = { frame, hidden: new Set() };
  state.set = (changed) => {
    state.panel = prepare(changed, array);
    state.home = extent(state.panel);
  };
  panel = frame.closest('.metric') ? told(panel) : panel;
  state.set(panel);
  frame.replaceChildren();
  const yLabel = element('p', { class: 'y-label' }, panel.y.label ? `\u2191 ${panel.y.label}` : '');
  const xLabel = element('p', { class: 'x-label' }, panel.x.label ? `${panel.x.label} \u2192` : '');
  const canvas = element('div', { class: 'canvas' });
  const tools = zoomTools({ zoom: (factor) => zoomPanel(state, factor), reset: () => state.reset() });
  if (frame.closest('.metric')) {
    tools.prepend(...scaleButtons(state, panel));
  }
  frame.append(element('div', { class: 'above' }, yLabel, tools), canvas, xLabel);
  placeLegend(state, sharesLegend);
  const height = (width) => Math.round(Math.max(220, Math.min(460, width * Math.max(panel.aspect ?? 0.62, width < 420 ? 0.72 : 0))));
  const size = () => ({ width: canvas.clientWidth, height: height(canvas.clientWidth) });
  state.plot = new uPlot(options(state, size()), [state.home.x, state.home.y], canvas);
  state.redraw = () => state.plot.redraw(false, true);
  state.reset = () => show(state, state.home);
  state.plot.over.setAttribute('tabindex', '0');
  state.plot.over.setAttribute('role', 'application');
  state.plot.over.setAttribute('aria-label', 'Plot: plus and minus zoom, arrow keys move, 0 shows all');
  state.plot.over.addEventListener('keydown', (event) => panelKey(state, event));
  readout(state);
  new ResizeObserver(() => {
    if (canvas.clientWidth > 0 && canvas.clientWidth !== state.plot.width) {
      state.plot.setSize(size());
    }
  }).observe(canvas);
  onTheme(() => state.plot.redraw(false, true));
  return state;
}

function options(state, { width, height }) {
  const axis = (name, side) => ({
    scale: name,
    side,
    stroke: () => themed('--quiet'),
    font: `12px ${plotFont}`,
    // minor ticks have no line across the panel
    grid: { stroke: () => themed('--rule'), width: 1, filter: () => state[`${name}Ticks`].map((tick) => (tick.text ? tick.place : null)) },
    ticks: { stroke: () => themed('--rule'), width: 1, size: 5 },
    gap: 4,
    size: side === 2 ? 28 : (plot, texts) => 12 + 6.6 * Math.max(2, ...(texts ?? []).map((text) => text.length)),
    splits: (plot, _, low, high) => {
      const length = (side === 2 ? plot.bbox.width : plot.bbox.height) / devicePixelRatio;
      state[`${name}Ticks`] = ticks(state.panel[name], state.panel.scales[name], low, high, Math.max(2, length / (side === 2 ? 76 : 44)));
      return state[`${name}Ticks`].map((tick) => tick.place);
    },
    values: () => state[`${name}Ticks`].map((tick) => tick.text),
  });
  const scale = (name) => ({ time: false, auto: false, range: (plot, low, high) => [low, high], min: state.home[name][0], max: state.home[name][1] });
  return {
    width,
    height,
    padding: [6, 18, 0, 0],
    legend: { show: false },
    scales: { x: scale('x'), y: scale('y') },
    axes: [axis('x', 2), axis('y', 3)],
    series: [{}, { paths: () => null, points: { show: false } }],
    cursor: {
      drag: { x: true, y: true, uni: 24, setScale: true },
      points: { show: false },
      bind: { dblclick: () => () => state.reset() },
    },
    hooks: { draw: [(plot) => paint(state, plot)], setCursor: [() => state.read?.()] },
  };
}

function paint(state, plot) {
  const { ctx, bbox } = plot;
  const map = (name, from, length, isDown) => {
    const { min, max } = plot.scales[name];
    const unit = length / (max - min);
    return isDown ? (place) => from + length - (place - min) * unit : (place) => from + (place - min) * unit;
  };
  const view = {
    x: map('x', bbox.left, bbox.width, false),
    y: map('y', bbox.top, bbox.height, true),
    low: plot.scales.x.min,
    high: plot.scales.x.max,
    box: bbox,
    ratio: devicePixelRatio,
    font: `${12 * devicePixelRatio}px ${plotFont}`,
    ink: themed('--ink'),
    paper: themed('--paper'),
    pale: themed('--edge'),
    lines: [],
    words: [],
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const layers = state.panel.layers.filter((layer) => !state.hidden.has(groupOf(layer, state.panel)));
  layers.forEach((layer) => paintLayer(layer, ctx, view));
  writeWords(layers, ctx, view);
  ctx.restore();
}

function show(state, range) {
  state.plot.batch(() => {
    state.plot.setScale('x', { min: range.x[0], max: range.x[1] });
    state.plot.setScale('y', { min: range.y[0], max: range.y[1] });
  });
}

function zoomPanel(state, factor, dx = 0, dy = 0) {
  const range = {};
  for (const [name, shift] of [['x', dx], ['y', dy]]) {
    const { min, max } = state.plot.scales[name];
    const middle = (min + max) / 2 + shift * (max - min);
    range[name] = [middle - (max - min) / 2 / factor, middle + (max - min) / 2 / factor];
  }
  show(state, range);
}

function panelKey(state, event) {
  const moves = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] };
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key in moves) {
    zoomPanel(state, 1, ...moves[event.key]);
  } else if (event.key === '+' || event.key === '=') {
    zoomPanel(state, 1.5);
  } else if (event.key === '-') {
    zoomPanel(state, 1 / 1.5);
  } else if (event.key === '0') {
    state.reset();
  } else {
    return;
  }
  event.preventDefault();
}

/** Buttons that zoom, for fingers and for the keyboard. */
function zoomTools({ zoom, reset }) {
  const tools = element('div', { class: 'tools', role: 'group', 'aria-label': 'Zoom' });
  for (const [text, name, act] of [
    ['\u2212', 'Zoom out', () => zoom(1 / 1.5)],
    ['+', 'Zoom in', () => zoom(1.5)],
    ['All', 'Show all', reset],
  ]) {
    const button = element('button', { type: 'button', 'aria-label': name, title: name }, text);
    button.addEventListener('click', act);
    tools.append(button);
  }
  return tools;
}

// ---- legend and readout

/** The name under which a layer is shown or hidden: an unnamed one goes with the named one of its colour. */
function groupOf(layer, panel) {
  if (layer.group !== undefined) {
    return layer.group;
  }
  return layer.name || (panel.layers.find((other) => other.name && other.colour === layer.colour)?.name ?? '');
}

/** What is in the legend of a panel: the layers that have a name. */
const named = (panel) => panel.layers.filter((layer) => layer.name);

/** Whether all panels of a figure have the same legend. */
function haveOneLegend(panels) {
  const [first, ...others] = panels.map((panel) => JSON.stringify(named(panel).map((layer) => [layer.name, layer.colour])));
  return others.length > 0 && others.every((other) => other === first);
}

/** Puts the legend under the panel, or, if its figure has one for all panels, once under all of them. */
function placeLegend(state, isShared) {
  const entries = named(state.panel);
  if (state.panel.legend === 'none' || entries.length < (state.panel.legend === 'auto' ? 2 : 1)) {
    return;
  }
  if (!isShared) {
    state.frame.append(legendOf(state, entries, [state]));
    return;
  }
  const panels = state.frame.closest('.panels');
  if (!panels.shared) {
    panels.shared = { hidden: state.hidden, states: [] };
    panels.after(legendOf(state, entries, panels.shared.states));
  }
  panels.shared.states.push(state);
  state.hidden = panels.shared.hidden;
}

/** A button for each name that hides and shows it in all of `states`. */
function legendOf(state, entries, states) {
  const list = element('ul', { class: 'legend', 'aria-label': 'Legend: press to hide or show' });
  for (const layer of entries) {
    const button = element('button', { type: 'button', 'aria-pressed': 'true' }, sample(layer), element('span', {}, layer.name));
    button.addEventListener('click', () => {
      const group = groupOf(layer, state.panel);
      const isHidden = state.hidden.has(group);
      isHidden ? state.hidden.delete(group) : state.hidden.add(group);
      button.setAttribute('aria-pressed', String(isHidden));
      states.forEach((one) => one.redraw());
    });
    list.append(element('li', {}, button));
  }
  return list;
}

/** A piece of the line, area or sign that a name stands for. */
function sample(layer) {
  const canvas = element('canvas', { class: 'sample', 'aria-hidden': 'true' });
  const ratio = 2;
  canvas.width = 26 * ratio;
  canvas.height = 12 * ratio;
  const paintSample = () => {
    const ctx = canvas.getContext('2d');
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    const view = { x: (p) => p * canvas.width, y: (p) => p * canvas.height, low: 0, high: 1, ratio };
    const opacity = Math.max(0.6, layer.opacity ?? 1);
    if (layer.kind === 'band' || layer.kind === 'bars') {
      ctx.globalAlpha = layer.kind === 'band' ? Math.max(0.35, layer.opacity) : 1;
      ctx.fillStyle = onPaper(layer.colour);
      ctx.fillRect(2 * ratio, 2 * ratio, canvas.width - 4 * ratio, canvas.height - 4 * ratio);
    } else {
      const isLine = layer.width > 0;
      const line = { ...layer, opacity, width: isLine ? Math.max(1.4, layer.width) : 0, marker: 'none', rises: false };
      paintLayer({ ...line, x: [0.04, 0.96], y: [0.5, 0.5] }, ctx, view);
      paintLayer({ ...line, width: 0, marker: layer.marker, size: Math.min(9, Math.max(5, layer.size)), x: [0.5], y: [0.5] }, ctx, view);
    }
  };
  paintSample();
  onTheme(paintSample);
  return canvas;
}

/** Shows the values under the cursor. */
function readout(state) {
  const box = element('div', { class: 'readout', hidden: '' });
  state.plot.over.append(box);
  state.read = () => {
    const { left, top } = state.plot.cursor;
    const rows = left >= 0 && top >= 0 ? valuesAt(state, left, top) : [];
    box.hidden = rows.length === 0;
    if (rows.length > 0) {
      box.replaceChildren(...rows.map((row) => element('p', {}, ...row)));
      const width = state.plot.over.clientWidth;
      const isLeft = left > width / 2;
      box.style.left = isLeft ? 'auto' : `${left + 14}px`;
      box.style.right = isLeft ? `${width - left + 14}px` : 'auto';
      box.style.top = `${Math.max(4, Math.min(top, state.plot.over.clientHeight - box.clientHeight - 4))}px`;
    }
  };
  state.plot.over.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') {
      const bounds = state.plot.over.getBoundingClientRect();
      state.plot.setCursor({ left: event.clientX - bounds.left, top: event.clientY - bounds.top });
    }
  });
}

function valuesAt(state, left, top) {
  const { plot, panel } = state;
  const x = plot.posToVal(left, 'x');
  const rows = [];
  let heading = null;
  for (const layer of panel.layers) {
    const isHidden = state.hidden.has(groupOf(layer, panel));
    if (isHidden || !layer.x || layer.x.length === 0) {
      continue;
    }
    if (layer.kind === 'cloud' || (layer.kind === 'series' && layer.width === 0)) {
      const near = nearest(layer, plot, left, top);
      if (near >= 0 && rows.length < 12) {
        rows.push([`${layer.label?.(near) ?? layer.name} (${pointText(panel, layer, near)})`]);
      }
    } else if (layer.name && layer.rises && layer.y) {
      const i = pointAt(layer, plot, x, top);
      heading ??= axisText(panel, 'x', layer.x[i]);
      if (rows.length < 12) {
        rows.push([sampleDot(layer), `${layer.name} `, element('b', {}, axisText(panel, 'y', layer.y[i]))]);
      }
    }
  }
  return heading === null ? rows : [[`${panel.x.label || 'x'} ${heading}`], ...rows];
}

/** The point of a line at the cursor: of those in its column of pixels the nearest, else the nearest in x. */
function pointAt(layer, plot, x, top) {
  const column = Math.abs(plot.posToVal(1, 'x') - plot.posToVal(0, 'x'));
  const from = lowerBound(layer.x, x - column);
  const to = lowerBound(layer.x, x + column);
  if (from === to) {
    return from > 0 && (from === layer.x.length || x - layer.x[from - 1] < layer.x[from] - x) ? from - 1 : from;
  }
  const y = plot.posToVal(top, 'y');
  let best = from;
  for (let i = from + 1; i < to; i++) {
    best = Math.abs(layer.y[i] - y) < Math.abs(layer.y[best] - y) ? i : best;
  }
  return best;
}

function axisText(panel, name, place) {
  return panel[name].names?.[place] ?? numberText(panel.scales[name].value(place));
}

function pointText(panel, layer, i) {
  return `${axisText(panel, 'x', layer.x[i])}, ${axisText(panel, 'y', layer.y[i])}`;
}

function sampleDot(layer) {
  const dot = element('i', { class: 'dot' });
  dot.style.background = onPaper(layer.colour);
  return dot;
}

/** The point of a cloud within a finger's width of the cursor, or -1. */
function nearest(layer, plot, left, top) {
  let best = -1;
  let least = 18 ** 2;
  for (let i = 0; i < layer.x.length; i++) {
    const distance = (plot.valToPos(layer.x[i], 'x') - left) ** 2 + (plot.valToPos(layer.y[i], 'y') - top) ** 2;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}
