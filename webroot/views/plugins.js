import { h, patch } from '../dom.js';
import { capital, clock, plural, startWord, whole } from '../words.js';
import { answer, askButton, commandButton } from './controls.js';
import { badge, command, figure, icon, measure, panel, table } from './figures.js';
import { micros, noneYet, unread } from './plugin-parts.js';

/** Which extension misbehaves or waits for me? */
const COLUMNS = [{ label: 'Plugin' }, { label: 'State' }, { label: 'Kind and trust', hide: true }, { label: 'Calls', num: true }, { label: 'Failures', num: true },
  { label: 'Vetoes', num: true }, { label: 'p50', num: true }, { label: 'p99', num: true }, { label: 'Action', num: true, quiet: true }];
const PHASES = [{ label: 'Phase' }, { label: 'Plugin' }, { label: 'Calls', num: true }, { label: 'Failures', num: true }, { label: 'Vetoes', num: true },
  { label: 'p50', num: true }, { label: 'p99', num: true }];
const TRUST = { jar: 'jar, full trust', executable: 'executable, its own process', wasm: 'wasm, sandbox' };
const STATES = {
  active: ['serves', ''], active_unlocked: ['serves unlocked', 'warn'], starting: ['starting', 'info'], draining: ['draining', 'info'],
  disabled: ['disabled', 'line'], pending_lock: ['waits for the lock', 'warn'], quarantined: ['quarantined', 'crit'], failed: ['did not start', 'crit'], invalid: ['refused', 'crit'],
};
const SERVES = new Set(['active', 'active_unlocked']);

export const mount = (element) => (state, { now }) => {
  const all = [...(state.plugins ?? new Map()).values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  if (state.plugins === null || all.length === 0) {
    patch(element, state.plugins === null ? unread(state.pluginsWhy) : noneYet());
    return;
  }
  const rows = waiting(all);
  patch(element,
    h('div', { class: 'head' }, h('div', null, h('h1', null, headline(all)), h('p', null, about(all)))),
    state.pluginsWhy !== null && h('p', { class: 'said warn', role: 'status', 'data-key': 'why' }, `These figures are not of now: ${state.pluginsWhy}. The page asks again.`),
    rows.length > 0 && h('section', { class: 'panel', 'aria-label': 'Needs you, most urgent first', 'data-key': 'needs' },
      h('ul', { class: 'rows' }, rows.map((row) => needRow(state, row)))),
    h('section', { class: 'panel', 'aria-label': 'Plugins', 'data-key': 'Plugins' },
      h('header', null, h('h2', null, 'Plugins'), h('span', { class: 'meta' }, 'in the order they run; counts since the host started')),
      table('Plugins', COLUMNS, all.map((plugin) => ({ key: plugin.id, cells: cells(state, plugin, now) }))),
      h('footer', null, h('span', null, 'A jar runs inside the host with full trust. Times are of whole calls as the host waited for them.'))),
    acts(all));
};

/** What waits for a person, most urgent first; pure. `line` is the command to run, `again` offers another try. */
export function waiting(plugins) {
  const rows = plugins.flatMap((plugin) => need(plugin) ?? []);
  return rows.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'crit' ? -1 : 1));
}

function need({ id, state, reason, denies, pending, leakedThreads, phases }) {
  const row = (severity, iconName, say, more = {}) => [{ id, severity, icon: iconName, say, line: null, again: false, ...more }];
  const why = reason === null ? '' : ` ${capital(reason)}.`;
  const lock = `./muster plugin lock ${id}`;
  switch (state) {
    case 'quarantined': return row('crit', 'oct', [{ b: id }, ' is quarantined.', why, denies
      ? ` It denies on failure: every phase of it that can refuse (${phases.length === 0 ? 'none' : phases.join(', ')}) is refused until you act.` : ' It is skipped.'], { again: true });
    case 'failed': return row('crit', 'oct', [{ b: id }, ' did not start.', why, denies ? ' It denies on failure, so what it guards is refused.' : ''], { again: true });
    case 'invalid': return row('crit', 'tri', [{ b: id }, ' was refused.', why]);
    case 'pending_lock': return row('warn', 'lock', [{ b: id }, ' lies in the drop-in folder and its SHA-256 is not in ', { code: 'plugins.lock' }, '. Nothing of it has run.'], { line: lock });
    default:
  }
  if (pending !== null) return row('warn', 'lock', ['A newer file of ', { b: id }, ' waits for its line in ', { code: 'plugins.lock' }, '; the old version goes on.'], { line: lock });
  if (leakedThreads > 0) return row('warn', 'tri', [{ b: id }, ' left ', { n: leakedThreads }, ` ${plural(leakedThreads, 'thread that does', 'threads that do')} not end. Only a restart of the host frees ${plural(leakedThreads, 'it', 'them')}.`]);
  if (state === 'active_unlocked') return row('warn', 'lock', [{ b: id }, ' serves without a line in ', { code: 'plugins.lock' }, ', because the host runs with ', { code: '--dev' }, '.'], { line: lock });
  return null;
}

/** The answer, as a person would say it. */
export function headline(plugins) {
  const count = (...states) => plugins.filter(({ state }) => states.includes(state)).length;
  const bad = [[count('quarantined'), 'quarantined'], [count('failed'), 'not started'], [count('invalid'), 'refused']].filter(([n]) => n > 0);
  const locks = plugins.filter(({ state, pending }) => state === 'pending_lock' || (SERVES.has(state) && pending !== null)).length;
  const said = bad.map(([n, word]) => `${startWord(n).toLowerCase()} ${plural(n, 'plugin is', 'plugins are')} ${word}`);
  const noun = bad.length > 0 ? '' : plural(locks, ' plugin', ' plugins');
  if (locks > 0) said.push(`${startWord(locks).toLowerCase()}${noun} ${plural(locks, 'waits', 'wait')} for the lock`);
  if (said.length > 0) return `${said.map((part, index) => (index === 0 ? capital(part) : part)).join(', ')}.`;
  const serving = count('active', 'active_unlocked');
  if (serving === 0) return 'No plugin serves.';
  return serving === plugins.length ? `${serving === 1 ? 'The only plugin serves' : `All ${startWord(serving).toLowerCase()} plugins serve`}.` : `${startWord(serving)} of ${startWord(plugins.length).toLowerCase()} plugins ${plural(serving, 'serves', 'serve')}.`;
}

function about(plugins) {
  const sum = (name) => plugins.reduce((all, plugin) => all + plugin[name], 0);
  const serving = plugins.filter(({ state }) => SERVES.has(state)).length;
  return [figure(serving), ' of ', figure(plugins.length), ` ${plural(serving, 'serves', 'serve')}. `, figure(whole(sum('calls'))), ' calls since the host started, ',
    figure(whole(sum('failures'))), ` ${plural(sum('failures'), 'failure')}, `, figure(whole(sum('vetoes'))), ` ${plural(sum('vetoes'), 'veto', 'vetoes')}.`];
}

const needRow = (state, row) => h('li', { class: 'need', 'data-sev': row.severity, 'data-key': row.id }, icon(row.icon, 'sev'),
  h('p', null, row.say.map((piece) => (typeof piece === 'string' ? piece : piece.b !== undefined ? h('b', null, piece.b) : piece.code !== undefined ? h('code', null, piece.code) : figure(piece.n)))),
  h('span', { class: 'acts' }, row.line !== null && command(row.line),
    row.again && commandButton(state, { act: 'enable', id: row.id, label: 'Try again', progress: 'Starting…' }), row.again && answer(state, row.id)));

function cells(state, plugin, now) {
  const [word, kind] = STATES[plugin.state] ?? [plugin.state, ''];
  const uncalled = plugin.phases.length === 0 ? 'it lists no phase' : 'no call yet';
  return [
    h('span', { class: 'two' }, h('span', null, plugin.id, plugin.version !== null && h('span', { class: 'muted' }, ` ${plugin.version}`)),
      plugin.bundled && h('span', { class: 'muted' }, 'came with the host')),
    h('span', { class: 'row', title: plugin.reason ?? `since ${clock(plugin.since, now, true)}` }, badge(word, kind), plugin.denies && badge('denies on failure', 'line')),
    h('span', { class: 'soft' }, TRUST[plugin.kind] ?? plugin.kind ?? 'unknown'),
    figure(whole(plugin.calls)), counted(plugin.failures, 'crit'), counted(plugin.vetoes, 'warn'), measure(micros(plugin.p50), uncalled), measure(micros(plugin.p99), uncalled),
    h('span', { class: 'end' }, action(state, plugin), plugin.state !== 'quarantined' && plugin.state !== 'failed' && answer(state, plugin.id)),
  ];
}

const counted = (n, kind) => (n > 0 ? h('span', { class: kind }, figure(whole(n))) : figure(0));

function action(state, { id, state: stands }) {
  if (stands === 'disabled') return commandButton(state, { act: 'enable', id, label: 'Enable', progress: 'Starting…' });
  if (SERVES.has(stands)) return askButton(state, { id, label: 'Disable', progress: 'Disabling…', kind: 'ghost', about: `Disable ${id}, asks first` });
  return null;
}

/** Every phase that a plugin takes part in, in the order of a task. */
function acts(plugins) {
  const rows = plugins.filter(({ state }) => state !== 'invalid' && state !== 'pending_lock' && state !== 'disabled')
    .flatMap((plugin) => plugin.phases.map((phase) => ({ plugin, phase, told: plugin.byPhase.find((one) => one.phase === phase) })));
  if (rows.length === 0) return null;
  return panel('Where each one acts', 'calls by phase since the host started',
    table('Where each one acts', PHASES, rows.map(({ plugin, phase, told }) => ({ key: `${phase} ${plugin.id}`, cells: [h('code', null, phase), plugin.id,
      figure(whole(told?.calls ?? 0)), counted(told?.failures ?? 0, 'crit'), counted(told?.vetoes ?? 0, 'warn'),
      measure(micros(told?.p50 ?? null), 'no call yet'), measure(micros(told?.p99 ?? null), 'no call yet')] }))));
}
