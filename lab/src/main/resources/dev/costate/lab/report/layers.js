// Draws the layers of a panel on its canvas. `view` turns places into pixels: {x(place), y(place), ratio, box}.

const dashes = { solid: [], dashed: [7, 4], dotted: [2, 3], dashdot: [8, 3, 2, 3] };

function paintLayer(layer, ctx, view) {
  ctx.save();
  ctx.globalAlpha = layer.opacity ?? 1;
  ctx.strokeStyle = ctx.fillStyle = onPaper(layer.colour ?? '#808080');
  ctx.lineJoin = 'round';
  painters[layer.kind](layer, ctx, view);
  ctx.restore();
}

const painters = {
  series(layer, ctx, view) {
    if (layer.width > 0) {
      stroke(layer, ctx, view);
      polyline(layer, ctx, view);
    }
    if (layer.marker !== 'none') {
      for (let i = 0; i < layer.x.length; i++) {
        mark(layer.marker, view.x(layer.x[i]), view.y(layer.y[i]), layer.size * view.ratio, ctx, view);
      }
    }
  },

  bundle(layer, ctx, view) {
    stroke(layer, ctx, view);
    layer.lines.forEach((line) => polyline(line, ctx, view));
  },

  edge(layer, ctx, view) {
    const off = layer.size * view.ratio;
    const y = layer.side === 'upper' ? view.box.top + off : view.box.top + view.box.height - off;
    layer.x.forEach((place) => mark(layer.marker, view.x(place), y, layer.size * view.ratio, ctx, view));
  },

  band(layer, ctx, view) {
    ctx.beginPath();
    const count = layer.x.length;
    let isDown = false;
    // there along the upper edge and back along the lower; points without a place are left out of both
    for (let i = 0; i < 2 * count; i++) {
      const at = i < count ? i : 2 * count - 1 - i;
      if (Number.isNaN(layer.low[at]) || Number.isNaN(layer.high[at])) {
        continue;
      }
      const x = view.x(layer.x[at]);
      const y = view.y(i < count ? layer.high[at] : layer.low[at]);
      isDown ? ctx.lineTo(x, y) : ctx.moveTo(x, y);
      isDown = true;
    }
    ctx.fill();
  },

  bars(layer, ctx, view) {
    let gap = Infinity;
    for (let i = 1; i < layer.x.length; i++) {
      gap = Math.min(gap, Math.abs(layer.x[i] - layer.x[i - 1]));
    }
    const half = 0.4 * (gap === Infinity ? 1 : gap);
    const ground = view.y(layer.ground);
    for (let i = 0; i < layer.x.length; i++) {
      const left = view.x(layer.x[i] - half);
      ctx.fillRect(left, ground, view.x(layer.x[i] + half) - left, view.y(layer.y[i]) - ground);
    }
  },

  horizontal(layer, ctx, view) {
    const y = view.y(layer.place);
    const [left, right] = [view.box.left, view.box.left + view.box.width];
    stroke(layer, ctx, view);
    line(left, y, right, y, ctx);
    view.lines.push([left, y, right, y]);
    say(layer.text, [[right, -4], [left, 4]].flatMap(([x, off]) => [[x, y, off, -4], [x, y, off, 4]]), view);
  },

  vertical(layer, ctx, view) {
    const x = view.x(layer.place);
    const [top, bottom] = [view.box.top, view.box.top + view.box.height];
    stroke(layer, ctx, view);
    line(x, top, x, bottom, ctx);
    view.lines.push([x, top, x, bottom]);
    say(layer.text, [[top, 3], [bottom, -3]].flatMap(([y, off]) => [[x, y, 5, off], [x, y, -5, off]]), view);
  },

  label(layer, ctx, view) {
    const x = view.x(layer.place[0]);
    const y = view.y(layer.place[1]);
    mark(layer.marker, x, y, layer.size * view.ratio, ctx, view);
    const off = layer.marker === 'none' ? 1 : 8;
    say(layer.text, [[off, -4], [-off, -4], [off, 4], [-off, 4]].map(([dx, dy]) => [x, y, dx, dy]), view);
  },

  // points in colours of their own, with the ways they came; those that are not followed are pale
  cloud(layer, ctx, view) {
    ctx.lineWidth = 1.2 * view.ratio;
    const units = [...layer.x.keys()].sort((a, b) => layer.follows(a) - layer.follows(b));
    for (const unit of units) {
      const isFollowed = layer.follows(unit);
      ctx.strokeStyle = ctx.fillStyle = isFollowed ? onPaper(layer.colours[unit]) : view.pale;
      if (isFollowed && layer.trail) {
        ctx.globalAlpha = 0.45;
        polyline(layer.trail(unit), ctx, view);
      }
      ctx.globalAlpha = 0.9;
      const size = (isFollowed ? layer.size : 0.7 * layer.size) * view.ratio;
      mark('dot', view.x(layer.x[unit]), view.y(layer.y[unit]), size, ctx, view);
    }
  },
};

/** The range of points of a line that rises in x which are in sight, with one more at each end. */
function visible(layer, view) {
  if (!layer.rises) {
    return [0, layer.x.length];
  }
  const from = lowerBound(layer.x, view.low) - 1;
  const to = lowerBound(layer.x, view.high) + 2;
  return [Math.max(0, from), Math.min(layer.x.length, to)];
}

/** The first index of a rising row whose number is not below `value`. */
function lowerBound(row, value) {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    row[middle] < value ? (low = middle + 1) : (high = middle);
  }
  return low;
}

function stroke(layer, ctx, view) {
  ctx.lineWidth = layer.width * view.ratio;
  ctx.setLineDash(dashes[layer.dash ?? 'solid'].map((length) => length * view.ratio));
}

function polyline(row, ctx, view) {
  ctx.beginPath();
  const [from, to] = visible(row, view);
  let isDown = false;
  for (let i = from; i < to; i++) {
    const x = view.x(row.x[i]);
    const y = view.y(row.y[i]);
    if (Number.isNaN(x) || Number.isNaN(y)) {
      isDown = false;
    } else if (isDown) {
      ctx.lineTo(x, y);
    } else {
      ctx.moveTo(x, y);
      isDown = true;
    }
  }
  ctx.stroke();
}

function line(x0, y0, x1, y1, ctx) {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
}

function mark(kind, x, y, size, ctx, view) {
  if (kind === 'none' || Number.isNaN(x) || Number.isNaN(y)) {
    return;
  }
  const r = size / 2;
  ctx.setLineDash([]);
  ctx.beginPath();
  if (kind === 'dot' || kind === 'ring') {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  } else if (kind === 'square') {
    ctx.rect(x - r, y - r, size, size);
  } else if (kind === 'cross') {
    ctx.moveTo(x - r, y - r);
    ctx.lineTo(x + r, y + r);
    ctx.moveTo(x - r, y + r);
    ctx.lineTo(x + r, y - r);
  } else {
    const corners = kind === 'diamond' ? [[0, -1], [1, 0], [0, 1], [-1, 0]] : [[0, -1], [0.9, 0.7], [-0.9, 0.7]];
    corners.forEach(([dx, dy], i) => (i ? ctx.lineTo(x + r * dx, y + r * dy) : ctx.moveTo(x + r * dx, y + r * dy)));
    ctx.closePath();
  }
  if (kind === 'ring' || kind === 'cross') {
    ctx.lineWidth = 1.6 * view.ratio;
    ctx.stroke();
  } else {
    ctx.fill();
  }
}
