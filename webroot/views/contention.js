import { branched, denialRows, filesOf, grouped, headline, repositories, waits, waitsByLease } from '../contention.js';
import { h, patch } from '../dom.js';
import { closePairs, closestByFile } from '../lines.js';
import { wholePath } from '../places.js';
import { fileVitals, LIMITS } from '../store.js';
import { plural, span, whole } from '../words.js';
import { denialList, ordered } from './denials.js';
import { command, figure, spark } from './figures.js';
import { fileMap, neighbour } from './filemap.js';
import { leaseTable } from './leases.js';
import { lineStrips } from './lines.js';

/** Who is in whose way? */
export function mount(element) {
  const at = { roving: null, shown: [], file: null };
  element.addEventListener('focusin', ({ target }) => {
    at.roving = target.closest('[data-cell]')?.dataset.cell ?? at.roving;
  });
  element.addEventListener('keydown', (event) => {
    const cell = event.target.closest('[data-cell]');
    const to = cell && neighbour(cell, event.key);
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
  return (state, context) => {
    const view = viewOf(state, context);
    if (view.nothing) {
      patch(element, firstLease(state));
      return;
    }
    const busy = element.querySelector('[data-key="Denials"]:is(:hover, :focus-within)') !== null;
    const denials = ordered(view.denials, at.shown, busy);
    at.shown = denials.rows.map((row) => row.key);
    patch(element, head(state, view), tiles(state, view),
      h('div', { class: 'cols c-2-1', 'data-key': 'files' }, fileMap({ ...view, roving: at.roving }),
        h('div', { class: 'stack' }, lineStrips(view.pairs, view.names), denialList(denials.rows, denials.waiting, view.names, view.now))),
      leaseTable(state, view));
    if (at.file !== view.route.query.file) element.querySelector('.map [aria-current]')?.scrollIntoView({ block: 'nearest' });
    at.file = view.route.query.file;
  };
}

/** All that the view shows; pure. */
export function viewOf(state, { now, route }) {
  const names = repositories(state);
  const only = [...names].find(([, name]) => name === route.query.repo)?.[0] ?? null;
  const of = (repo) => only === null || repo === only;
  const files = filesOf(state, now).filter((file) => of(file.repo));
  const pairs = closePairs(state).filter((pair) => of(pair.repo));
  return { now, route, names, only, files, pairs, groups: grouped(files), closest: closestByFile(pairs), branched: branched(state, now),
    denials: denialRows(state, now).filter(({ denial }) => of(denial.lease.file.repo)),
    leases: [...state.leases.values()].filter((lease) => of(lease.file.repo)), byLease: waitsByLease(state, now),
    waits: waits(state, now).filter((wait) => of(wait.lease.file.repo)),
    chosen: chosen(files, route.query.file), nothing: files.length === 0 && state.leases.size + state.denials.size + state.declarations.size === 0 };
}

/** The file that the address names, with its whole path, or that it is not here. */
function chosen(files, path) {
  if (path === undefined) return null;
  const file = files.find((each) => each.path === path);
  return file ? wholePath(file.worktree, path) : `${path} is not held, wanted or edited without a lease now`;
}

const head = (state, view) => h('div', { class: 'head' }, h('div', null, h('h1', null, headline(view.files)), h('p', null, about(view))),
  view.names.size > 1 && h('div', { class: 'push' }, h('span', { class: 'seg', role: 'group', 'aria-label': 'Repository' },
    h('a', { href: '#/contention', 'aria-current': view.only === null ? 'true' : null }, 'All'),
    [...view.names].map(([repo, name]) => h('a', { href: `#/contention?${new URLSearchParams({ repo: name })}`, title: repo, 'aria-current': repo === view.only ? 'true' : null }, name)))));

/** Who works where, and the longest wait. */
function about({ files, waits: waiting, names, only, now }) {
  const agents = new Set(files.flatMap((file) => [...file.cells.keys()].filter((name) => name !== ''))).size;
  const repos = only === null ? names.size : 1;
  const where = repos === 1 ? ['in ', h('b', null, names.get(only) ?? [...names.values()][0])] : ['in ', figure(repos), ' repositories'];
  const [wait] = waiting;
  return [figure(whole(agents)), ` ${plural(agents, 'agent')} `, where, '. ',
    wait !== undefined && [h('b', null, wait.agent), ' has waited longest, ', figure(span(now - wait.since)), ' for ', h('code', null, wait.lease.file.path),
      ', which ', h('b', null, wait.lease.agent), wait.lease.edits === 0 ? [' has held for ', figure(span(now - wait.lease.grantedAt)), ' without an edit.']
        : [' last edited ', figure(span(now - wait.lease.renewedAt)), ' ago.']]];
}

/** Counts of every repository; the line is what this page saw in the last three minutes. */
function tiles(state, { now, leases, denials, names }) {
  const v = fileVitals(state, now);
  const longest = leases.length === 0 ? 'none held' : ['longest ', figure(span(now - Math.min(...leases.map((lease) => lease.grantedAt))))];
  const hour = (name) => (state.cut[name] === undefined || now - state.cut[name] >= 3_600_000 ? '' : ' or more');
  const tile = (label, field, context, { bad = false, more = '' } = {}) => h('div', { 'data-key': label }, h('dt', null, label),
    h('dd', { class: 'v0' }, figure(whole(v[field])), more && h('span', { class: 'u' }, more)),
    h('dd', null, spark(state.samples.map((sample) => sample[field]), bad)), h('dd', { class: 'ctx' }, context));
  const waiting = denials.filter((row) => row.waits).length;
  return h('dl', { class: 'vitals four', 'data-key': 'vitals', 'aria-label': `Counts${names.size > 1 ? ' of all repositories' : ''}; lines show the last three minutes as this page saw them` },
    tile('Leases held', 'leases', longest, { more: state.leases.size >= LIMITS.leases ? ' or more' : '' }),
    tile('Denials, last hour', 'denials', waiting === 0 ? 'nobody waits now' : [figure(waiting), ' not granted since'], { more: hour('denials') }),
    tile('Unleased edits, last hour', 'unleased', v.unleased === 0 ? 'none went around' : 'went around the leases', { bad: v.unleased > 0, more: hour('unleased') }),
    tile('Declarations active', 'declared', v.parked === 0 ? 'none parked' : [figure(whole(v.parked)), ' parked']));
}

/** Nothing is held or known: why, and what to do next. */
const firstLease = (state) => {
  const sessions = [...state.agents.values()].filter((agent) => agent.interactive && agent.state !== 'offline').length;
  return [h('div', { class: 'head' }, h('div', null, h('h1', null, 'No file is held.'),
    h('p', null, sessions > 0 ? [figure(whole(sessions)), ` ${plural(sessions, 'session is open and holds', 'sessions are open and hold')} no file.`] : 'No session of a coding agent is open.'))),
  h('section', { class: 'panel', 'data-key': 'first' }, h('div', { class: 'empty' }, h('h2', null, 'Let the hooks of your coding agent ask first'),
    h('p', null, 'From then on an edit of a file that another session holds is denied, with who holds it and why. Everything else about the agent stays as it is.'), command('./muster hooks install --agent claude'),
    h('p', { class: 'muted' }, 'Also for codex, copilot, cursor and gemini. ', h('code', null, './muster hooks prove --agent claude'), ' shows what blocks.')))];
};
