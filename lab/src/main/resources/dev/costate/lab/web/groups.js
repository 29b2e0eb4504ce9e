// The groups of a sweep's runs by the value of one key, and their colours.
import { series } from './colours.js';

export class Groups {
  #column;
  #index;

  /** @param column the key's value for each run; undefined puts all runs into one group */
  constructor(column) {
    this.#column = column;
    const values = column ? [...new Map(column.map((value) => [JSON.stringify(value), value])).entries()] : [['null', null]];
    // the order of the server: numbers by size, all else as it comes
    if (values.every(([, value]) => typeof value === 'number')) values.sort(([, a], [, b]) => a - b);
    this.#index = new Map(values.map(([key], i) => [key, i]));
  }

  /** The value that the group of a run has. */
  valueOf(place) {
    return this.#column?.[place];
  }

  /** The number of the group with this value. */
  indexOf(value) {
    return this.#index.get(JSON.stringify(value ?? null)) ?? 0;
  }

  /** The number of a run's group. */
  of(place) {
    return this.indexOf(this.valueOf(place));
  }

  colour(index) {
    return series(index, this.#index.size);
  }

  /** `[index, {value, runs, diverged}]` of the groups that these runs are in, by index. */
  counted(places, divergedAt) {
    const entries = new Map();
    for (const place of places) {
      const index = this.of(place);
      const entry = entries.get(index) ?? { value: this.valueOf(place), runs: 0, diverged: 0 };
      entry.runs++;
      if (divergedAt(place) >= 0) entry.diverged++;
      entries.set(index, entry);
    }
    return [...entries.entries()].sort(([a], [b]) => a - b);
  }
}
