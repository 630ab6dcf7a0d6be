import { h, s } from '../dom.js';
import { fileLink, wholePath, worktreeName } from '../places.js';
import { plural, span, whole } from '../words.js';
import { figure, quiet } from './figures.js';

/** Files by agents: a table whose cells say who holds, wants, was denied or went around, and how much it edited. */
const ROWS_MAX = 40;
const COLUMNS_MAX = 12;

/** From so many edits on a cell has the first, second, third and fourth grey. */
const SHADES = [1, 3, 6, 10];

/** A hold this long is worth its words once somebody waits. */
const LONG_MS = 600_000;

const MARKS = {
  lease: ['holds a lease', () => s('circle', { class: 'k-ex', cx: 7, cy: 7, r: 4.5 })],
  declared: ['declared', () => s('circle', { class: 'k-de', cx: 7, cy: 7, r: 4.2 })],
  denied: ['denied', () => s('path', { class: 'k-no', d: 'm3.5 3.5 7 7m0-7-7 7' })],
  unleased: ['edit without a lease', () => s('path', { class: 'k-un', d: 'm7 1.5 5.5 5.5L7 12.5 1.5 7z' })],
};

const mark = (name) => s('svg', { viewBox: '0 0 14 14', width: 14, height: 14, 'aria-hidden': 'true' }, MARKS[name][1]());

/** The marks of a cell; a lease says more than the declaration before it. */
export const marksOf = (cell) => [cell.lease && 'lease', cell.declared && !cell.lease && 'declared',
  cell.denied && 'denied', cell.unleased > 0 && 'unleased'].filter(Boolean);

export const shadeOf = (edits) => SHADES.filter((least) => edits >= least).length;

/** At most so many agents: those of contested files first, then by name; '' is nobody known and stands last. */
export function columnsOf(files) {
  const all = new Set(files.flatMap((file) => [...file.cells.keys()]));
  const urgent = new Set(files.filter((file) => file.contested).flatMap((file) => [...file.cells.keys()]));
  const words = (a, b) => (a === '') - (b === '') || a.localeCompare(b, 'en', { numeric: true });
  const chosen = [...all].sort((a, b) => urgent.has(b) - urgent.has(a) || words(a, b)).slice(0, COLUMNS_MAX);
  return { names: chosen.sort(words), more: all.size - chosen.length };
}

/** Why a row matters: [words, kind], the most urgent first. */
export function whyOf(file, pair, now) {
  const { waiting, unleased } = file;
  if (pair && pair.apart === 0) return ['line ranges meet', 'warn'];
  const held = waiting.length === 0 ? 0 : now - waiting[0].lease.grantedAt;
  if (held >= LONG_MS) return [`held ${Math.floor(held / 60_000)} min`, 'warn'];
  if (waiting.length > 0) return [`${waiting.length} ${plural(waiting.length, 'waits', 'wait')}`, 'warn'];
  if (unleased > 0) return [`${unleased} unleased ${plural(unleased, 'edit')}`, 'warn'];
  return pair ? [`${pair.apart} ${plural(pair.apart, 'line')} apart`, 'muted'] : null;
}

/** A cell as a sentence. */
export function sentence(agent, path, cell, now) {
  const who = agent === '' ? 'somebody unknown' : agent;
  if (!cell) return `${who}: nothing in ${path}`;
  const says = [
    cell.lease && `holds ${path} for ${span(now - cell.lease.grantedAt)}`,
    cell.declared && !cell.lease && `declared ${path}${cell.declared.state === 'parked' ? ', parked' : ''}`,
    cell.denied && `was denied ${path} ${cell.denied.denials} ${plural(cell.denied.denials, 'time')} in a row`,
    cell.unleased > 0 && `edited ${path} ${cell.unleased} ${plural(cell.unleased, 'time')} without a lease`,
  ].filter(Boolean);
  return `${who} ${says.join(', ')}; ${cell.edits} ${plural(cell.edits, 'edit')}, measured.`;
}

/** The panel. `view` = {groups, names, branched, closest, chosen, roving, now, route} */
export function fileMap(view) {
  const { groups, chosen } = view;
  const files = groups.flatMap((group) => group.files);
  const columns = columnsOf(files);
  const shown = cut(groups);
  const hidden = files.length - shown.reduce((sum, group) => sum + group.files.length, 0);
  const cells = shown.flatMap((group) => group.files.flatMap((file) => [file.key, ...columns.names.map((name) => `${file.key}\n${name}`)]));
  const roving = cells.includes(view.roving) ? view.roving : cells[0];
  const draw = { ...view, columns: columns.names, roving };
  return h('section', { class: 'panel', 'aria-label': 'Files by agents', 'data-key': 'map' },
    h('header', null, h('h2', null, 'Files by agents'), h('span', { class: 'meta' }, 'files with more than one agent first, hub files last')),
    files.length === 0 ? quiet('No file is held, declared or was edited without a lease.')
      : h('div', { class: 'pad' }, h('div', { class: 'scroll', role: 'region', 'aria-label': 'Files by agents, scrolls sideways' },
        h('table', { class: 'map' }, h('caption', { class: 'vh' }, 'Files by agents. The mark is the lease, the shade is edits; arrow keys move.'),
          h('thead', null, h('tr', null, h('th', { scope: 'col' }, h('span', { class: 'vh' }, 'File')),
            columns.names.map((name) => column(name, files, view)), h('th', { scope: 'col', class: 'total' }, 'Edits'))),
          shown.map((group) => h('tbody', { 'data-key': group.key }, heading(group, columns.names.length + 2, view), group.files.map((file) => row(file, draw))))))),
    files.length > 0 && h('footer', null, h('span', { class: 'keys' }, ['lease', 'declared', 'denied', 'unleased'].map((name) => h('span', null, mark(name), MARKS[name][0]))),
      chosen && h('code', { class: 'soft' }, chosen),
      hidden > 0 && h('span', null, `${whole(hidden)} more ${plural(hidden, 'file')} not shown.`),
      columns.more > 0 && h('span', null, `${whole(columns.more)} more ${plural(columns.more, 'agent')} not shown.`),
      h('span', { class: 'push' }, `edits under live leases and without one; shade from ${SHADES.join(', ')}`)));
}

/** The first groups, until the rows are enough. */
function cut(groups) {
  let left = ROWS_MAX;
  const shown = [];
  for (const group of groups) {
    if (left <= 0) break;
    shown.push({ ...group, files: group.files.slice(0, left) });
    left -= group.files.length;
  }
  return shown;
}

/** A name of two parts takes two lines: claude over 5f0c1d2e. */
function column(name, files, { branched }) {
  if (name === '') return h('th', { scope: 'col', class: 'muted', title: 'nobody known' }, 'unknown');
  const places = new Set(files.filter((file) => branched.has(file.repo)).map((file) => file.cells.get(name)?.worktree).filter(Boolean));
  return h('th', { scope: 'col', title: [name, ...places].join('\n') }, h('span', { class: 'agent' }, name.replace('-', '-\u200b')),
    [...places].map((place) => h('span', { class: 'muted' }, worktreeName(place))));
}

const heading = ({ repo, hub, folder }, width, { names }) => h('tr', { class: 'dir' }, h('th', { colspan: width, scope: 'rowgroup' },
  names.size > 1 && h('b', null, `${names.get(repo)} `), hub ? 'hub files: declaring them warns, never parks' : folder === '' ? 'root' : folder));

function row(file, { columns, names, closest, now, roving, route }) {
  const why = whyOf(file, closest.get(file.key), now);
  const repo = names.size > 1 ? names.get(file.repo) : null;
  const here = route.query.file === file.path && (route.query.repo ?? repo) === repo;
  return h('tr', { 'data-key': file.key, 'aria-current': here ? 'true' : null },
    h('th', { scope: 'row' }, h('a', { class: 'file', href: fileLink(file.path, repo), 'data-cell': file.key, tabindex: file.key === roving ? '0' : '-1' },
      h('code', null, file.name), h('span', { class: 'whole' }, wholePath(file.worktree, file.path))),
    why && h('span', { class: `why ${why[1]}` }, why[0])),
    columns.map((name) => box(file, name, now, roving)),
    h('td', { class: 'total' }, figure(whole(file.edits))));
}

function box(file, name, now, roving) {
  const cell = file.cells.get(name);
  const key = `${file.key}\n${name}`;
  return h('td', { 'data-cell': key, tabindex: key === roving ? '0' : '-1', 'data-h': cell && cell.edits > 0 ? shadeOf(cell.edits) : null,
    'aria-label': sentence(name, file.path, cell, now), title: cell ? sentence(name, file.path, cell, now) : null },
  cell && h('span', { class: 'marks' }, marksOf(cell).map(mark)));
}

/** The cell that an arrow key leads to, from a cell of the map. */
export function neighbour(cell, key) {
  const rows = [...cell.closest('table').querySelectorAll('tbody tr:not(.dir)')].map((row) => [...row.querySelectorAll('[data-cell]')]);
  const at = rows.findIndex((row) => row.includes(cell));
  const x = rows[at].indexOf(cell);
  const to = { ArrowUp: [at - 1, x], ArrowDown: [at + 1, x], ArrowLeft: [at, x - 1], ArrowRight: [at, x + 1], Home: [at, 0], End: [at, rows[at].length - 1] }[key];
  return to ? rows[to[0]]?.[to[1]] ?? null : null;
}
