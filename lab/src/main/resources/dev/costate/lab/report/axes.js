// How an axis maps numbers to places, and where its ticks stand. Equal distances on paper are equal differences of
// places; everything that is drawn is in places.

function scaleOf(axis) {
  if (axis.scale === 'log') {
    return { kind: 'log', place: (v) => (v > 0 && v < Infinity ? Math.log10(v) : NaN), value: (p) => 10 ** p };
  }
  if (axis.scale === 'symlog') {
    const linear = axis.linear;
    return {
      kind: 'symlog',
      linear,
      place(v) {
        const size = Math.abs(v) / linear;
        return size <= 1 ? v / linear : size < Infinity ? Math.sign(v) * (1 + Math.log10(size)) : NaN;
      },
      value(p) {
        const size = Math.abs(p);
        return size <= 1 ? p * linear : Math.sign(p) * linear * 10 ** (size - 1);
      },
    };
  }
  return { kind: 'linear', place: (v) => (Number.isFinite(v) ? v : NaN), value: (p) => p };
}

/** The ticks between two places, at most about `most` of them with a text: `[{place, text}]`. */
function ticks(axis, scale, low, high, most) {
  if (axis.names) {
    return axis.names.map((text, i) => ({ place: i, text })).filter((t) => t.text && t.place >= low && t.place <= high);
  }
  if (scale.kind === 'linear') {
    return linearTicks(low, high, most, scale);
  }
  return scale.kind === 'log' ? logTicks(low, high, most, scale) : symlogTicks(low, high, most, scale);
}

function linearTicks(low, high, most, scale) {
  const step = roundStep((high - low) / Math.max(1, most));
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
    found.push({ place: scale.place(i * step), text: rowText(i * step, step, Math.max(Math.abs(low), Math.abs(high))) });
  }
  return found;
}

/** The least of 1, 2 and 5 times a power of ten that is at least `step`. */
function roundStep(step) {
  const power = 10 ** Math.floor(Math.log10(step));
  return [1, 2, 5, 10].map((digit) => digit * power).find((round) => round >= step * (1 - 1e-9));
}

function logTicks(low, high, most, scale) {
  const first = Math.ceil(low - 1e-9);
  const last = Math.floor(high + 1e-9);
  if (last - first < 1) {
    return withinDecade(low, high, most, scale);
  }
  const stride = Math.max(1, Math.ceil((last - first + 1) / most));
  const found = [];
  for (let k = first - 1; k <= last; k++) {
    if (k >= first && (k - last) % stride === 0) {
      found.push({ place: k, text: decadeText(k, first, last) });
    }
    if (stride === 1 && last - first <= 6) {
      for (let digit = 2; digit <= 9; digit++) {
        found.push({ place: k + Math.log10(digit), text: '' });
      }
    }
  }
  return found.filter((t) => t.place >= low && t.place <= high);
}

function withinDecade(low, high, most, scale) {
  const found = [];
  for (let k = Math.floor(low); k <= Math.floor(high); k++) {
    for (let digit = 1; digit <= 9; digit++) {
      const text = [1, 2, 5].includes(digit) ? numberText(digit * 10 ** k, 3) : '';
      found.push({ place: k + Math.log10(digit), text });
    }
  }
  const shown = found.filter((t) => t.place >= low && t.place <= high);
  if (shown.filter((t) => t.text).length >= 2) {
    return shown;
  }
  const plain = linearTicks(scale.value(low), scale.value(high), Math.min(most, 5), scaleOf({}));
  return plain.map((t) => ({ place: scale.place(t.place), text: t.text }));
}

function symlogTicks(low, high, most, scale) {
  const lowest = Math.ceil(Math.log10(scale.linear) - 1e-9);
  const highest = Math.floor(Math.log10(Math.max(Math.abs(scale.value(low)), Math.abs(scale.value(high)))) + 1e-9);
  if (highest < lowest) {
    const plain = linearTicks(scale.value(low), scale.value(high), most, scaleOf({}));
    return plain.map((t) => ({ place: scale.place(t.place), text: t.text }));
  }
  const sides = low < 0 && high > 0 ? 2 : 1;
  const stride = Math.max(1, Math.ceil(((highest - lowest + 1) * sides) / most));
  const found = [{ place: 0, text: '0' }];
  for (let k = highest; k >= lowest; k -= stride) {
    const text = decadeText(k, lowest, highest);
    found.push({ place: scale.place(10 ** k), text }, { place: scale.place(-(10 ** k)), text: `\u2212${text}` });
  }
  return found.filter((t) => t.place >= low && t.place <= high).sort((a, b) => a.place - b.place);
}

function decadeText(k, first, last) {
  return first >= -3 && last <= 4 ? (10 ** k).toLocaleString('en', { maximumFractionDigits: 3 }) : `10${superscript(k)}`;
}

/** A number of an evenly spaced row. */
function rowText(value, step, largest) {
  if (Math.abs(value) < step * 1e-9) {
    return '0';
  }
  if (largest >= 1e7 || largest < 1e-3) {
    const exponent = Math.floor(Math.log10(largest) + 1e-9);
    const decimals = Math.max(0, exponent - Math.floor(Math.log10(step) + 1e-9));
    return `${minus((value / 10 ** exponent).toFixed(decimals))}\u00d710${superscript(exponent)}`;
  }
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return minus(value.toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: Math.abs(value) >= 10000,
  }));
}
