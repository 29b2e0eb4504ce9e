// Numbers and times as people read them.

/** A number as it comes in JSON, where NaN and the infinities are texts. */
export function number(value) {
  return typeof value === 'string' ? Number(value) : value;
}

/** About four digits. */
export function short(value, digits = 4) {
  if (value === null || value === undefined) return '';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size < 1e-3 || size >= 1e6
      ? value.toExponential(digits - 1).replace(/\.?0+e/, 'e').replace('e+', 'e')
      : String(Number(value.toPrecision(digits)));
  return text.replace('-', '−').replace('e-', 'e−');
}

/** A value of a configuration. */
export function configText(value) {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.map(configText).join(', ');
  return typeof value === 'number' ? String(value) : String(value);
}

/** Values of a key: fractions with four digits, or with as many more as tell them from each other. */
export function configTexts(values) {
  const isFraction = (value) => typeof value === 'number' && !Number.isInteger(value);
  for (let digits = 4; digits < 17; digits++) {
    const texts = values.map((value) => (isFraction(value) ? short(value, digits) : configText(value)));
    if (new Set(texts).size === values.length) return texts;
  }
  return values.map(configText);
}

export const count = new Intl.NumberFormat('en').format;

/** `3 runs`, `1 run`. */
export function counted(n, noun) {
  return `${count(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** How long ago, in words. */
export function ago(time, now = Date.now()) {
  const seconds = Math.max(0, (now - time) / 1000);
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  if (seconds < 30 * 86400) return counted(Math.floor(seconds / 86400), 'day') + ' ago';
  return new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Places as the server reads them: `0-19,40`. */
export function ranges(places) {
  const parts = [];
  for (let i = 0; i < places.length; ) {
    let end = i;
    while (end + 1 < places.length && places[end + 1] === places[end] + 1) end++;
    parts.push(end === i ? `${places[i]}` : `${places[i]}-${places[end]}`);
    i = end + 1;
  }
  return parts.join(',');
}
