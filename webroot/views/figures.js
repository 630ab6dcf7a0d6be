import { h, s } from '../dom.js';
import { classOf } from '../words.js';

/** The small parts that every view uses: figures with their provenance, ribbons, icons, commands. */

/**
 * A number that shows where it comes from. A null value is an em dash on a hatch with its reason.
 * @param {?(string|number)} value @param {string} [provenance] measured, estimated, heuristic, pinned, replayed
 */
export function figure(value, provenance = 'measured', { unit = null, why = null } = {}) {
  if (value === null || value === undefined || provenance === 'unknown') return unknown(why ?? 'not reported');
  return h('span', { class: 'fig', 'data-prov': provenance, title: why ? `${provenance}: ${why}` : provenance },
    h('span', { class: 'v' }, value),
    unit && h('span', { class: 'u' }, ` ${unit}`),
    h('span', { class: 'vh' }, `, ${provenance}`));
}

export const unknown = (why) =>
  h('span', { class: 'fig', 'data-prov': 'unknown', title: `unknown: ${why}` },
    h('span', { class: 'v', 'aria-hidden': 'true' }, h('span', null, '—')),
    h('span', { class: 'vh' }, `unknown, ${why}`));

/** A [figure, unit] pair of words.js, or unknown. */
export const measure = (pair, why, provenance = 'measured') =>
  pair ? figure(pair[0], provenance, { unit: pair[1] }) : unknown(why ?? 'the agent did not report it');

export const icon = (name, extra = '') =>
  s('svg', { class: `i ${extra}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('use', { href: `#i-${name}` }));

/** Eight ticks, n of them filled in the class colour, then the numeral. */
export function ribbon(n, provenance = 'measured') {
  const ticks = Array.from({ length: 8 }, (_, index) =>
    s('rect', { class: index < n ? 'on' : null, x: (index * 4.85).toFixed(2), y: 1, width: 3.6, height: 10, rx: 1 }));
  return h('span', { class: 'nn' },
    s('svg', { class: 'ribbon', 'data-class': classOf(n), viewBox: '0 0 38 12', 'aria-hidden': 'true' }, ticks),
    h('b', null, figure(n, provenance)),
    h('span', { class: 'vh' }, ` ${n === 1 ? 'agent' : 'agents'}, class ${classOf(n).toUpperCase()}`));
}

export const badge = (word, kind = '') => h('span', { class: `badge ${kind}` }, word);

/** A command with a button that copies it; app.js listens for data-copy. */
export const command = (line) =>
  h('span', { class: 'cmd' }, h('code', null, line),
    h('button', { class: 'iconbtn', type: 'button', 'data-copy': line, 'aria-label': `Copy: ${line}` }, icon('copy')));

export const panel = (title, meta, ...body) =>
  h('section', { class: 'panel', 'aria-label': title, 'data-key': title },
    h('header', null, h('h2', null, title), meta && h('span', { class: 'meta' }, meta)), ...body);

export const quiet = (sentence) => h('p', { class: 'quiet' }, sentence);

/** A table that may scroll sideways. columns: [{label, num, hide, quiet}], rows: [{key, current, cells}]. */
export function table(caption, columns, rows) {
  const cell = (content, index) => {
    const { num, hide } = columns[index];
    const props = { class: [num && 'num', hide && 'hide-s'].filter(Boolean).join(' ') || null };
    return index === 0 ? h('th', { ...props, scope: 'row' }, content) : h('td', props, content);
  };
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${caption}, scrolls sideways` },
    h('table', { class: 'tbl' }, h('caption', { class: 'vh' }, caption),
      h('thead', null, h('tr', null, columns.map(({ label, num, hide, quiet: silent }) =>
        h('th', { scope: 'col', class: [num && 'num', hide && 'hide-s'].filter(Boolean).join(' ') || null }, silent ? h('span', { class: 'vh' }, label) : label)))),
      h('tbody', null, rows.map(({ key, current, cells }) => h('tr', { 'data-key': key, 'aria-current': current ? 'true' : null }, cells.map(cell))))));
}

/** The line of a tile: its samples from left to right, the last one a dot. */
export function spark(values, bad) {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  const points = values.map((value, index) => {
    const x = values.length < 2 ? 97 : (index / (values.length - 1)) * 97;
    return [x.toFixed(1), (range === 0 ? 22 : 23 - (20 * (value - low)) / range).toFixed(1)];
  });
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const last = points.at(-1);
  return s('svg', { class: bad ? 'spark bad' : 'spark', 'aria-hidden': 'true' },
    last && [s('svg', { width: '100%', height: 26, viewBox: '0 0 100 26', preserveAspectRatio: 'none' },
      s('path', { class: 'area', d: `${path}L${last[0]} 26L${points[0][0]} 26Z` }), s('path', { d: path })),
    s('circle', { cx: `${last[0]}%`, cy: last[1], r: 2 })]);
}
