// What is drawn, and how: the choices above the curves.
import { choice, segmented } from './dom.js';

/**
 * @param options what is chosen
 * @param metrics the names of what was recorded
 * @param keys the runs can be grouped by them
 * @param set called with the name of an option and its new value
 */
export function toolbar(options, metrics, keys, set) {
  const to = (name) => (value) => set(name, value);
  return [
    choice('Metric', metrics.map((metric) => [metric, metric]), options.metric, to('metric')),
    choice('Group by', [['', 'nothing'], ...keys.map((key) => [key, key])], options.by, to('by')),
    segmented('Show', [['both', 'groups and runs'], ['groups', 'groups'], ['runs', 'runs']], options.show, to('show')),
    segmented('Line', [['mean', 'mean'], ['median', 'median']], options.centre, to('centre')),
    choice('Area', [['none', 'none'], ['quartiles', 'quartiles'], ['range', 'all']], options.band, to('band')),
    segmented('Value axis', [['linear', 'linear'], ['log', 'log'], ['symlog', 'symlog']], options.y, to('y')),
    segmented('Step axis', [['linear', 'linear'], ['log', 'log']], options.x, to('x')),
  ];
}
