// Words beside lines and points: written last, where they are not cut off, hide no other words and little of the data.

/** Keeps words for the end. A spot is a position in pixels, and the way from there, whose signs say to which side. */
function say(text, spots, view) {
  if (text) {
    view.words.push({ text, spots });
  }
}

function writeWords(layers, ctx, view) {
  const taken = [];
  ctx.font = view.font;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
  ctx.lineJoin = 'round';
  for (const { text, spots } of view.words) {
    const width = ctx.measureText(text).width;
    const boxes = spots.map((spot) => wordBox(spot, width, view));
    const costs = boxes.map((box, i) => i + cost(box, taken, layers, view));
    const box = boxes[costs.indexOf(Math.min(...costs))];
    taken.push(box);
    ctx.strokeStyle = view.paper;
    ctx.lineWidth = 3 * view.ratio;
    ctx.strokeText(text, box.left, (box.top + box.bottom) / 2);
    ctx.fillStyle = view.ink;
    ctx.fillText(text, box.left, (box.top + box.bottom) / 2);
  }
}

function wordBox([x, y, dx, dy], width, view) {
  const height = 14 * view.ratio;
  const left = dx < 0 ? x + dx * view.ratio - width : x + dx * view.ratio;
  const top = dy < 0 ? y + dy * view.ratio - height : y + dy * view.ratio;
  return { left, right: left + width, top, bottom: top + height };
}

function cost(box, taken, layers, view) {
  const { left, top, width, height } = view.box;
  const isCutOff = box.left < left || box.right > left + width || box.top < top || box.bottom > top + height;
  const meets = ([x0, y0, x1, y1]) => x0 < box.right && x1 > box.left && y0 < box.bottom && y1 > box.top;
  const overlaps = taken.filter((other) => meets([other.left, other.top, other.right, other.bottom])).length;
  const crossings = view.lines.filter(meets).length;
  return 1000 * overlaps + (isCutOff ? 500 : 0) + 20 * crossings + hidden(box, layers, view);
}

/** How many points of the data are in a box. */
function hidden(box, layers, view) {
  const rows = layers.flatMap((layer) => (layer.kind === 'series' ? [layer] : layer.kind === 'bundle' ? layer.lines : []));
  let count = 0;
  for (const row of rows) {
    const [from, to] = visible(row, view);
    for (let i = from; i < to; i++) {
      const x = view.x(row.x[i]);
      const y = view.y(row.y[i]);
      count += x > box.left && x < box.right && y > box.top && y < box.bottom ? 1 : 0;
    }
  }
  return count;
}
